"""Is this SurveyMonkey's export: two header rows, the question over its sub-questions?"""

from __future__ import annotations

import re
from collections import Counter

from skolkval.importing.layouts.model import Grid, Sign, View
from skolkval.importing.text import tidy
from skolkval.importing.words import role_of_header

_ID = re.compile(r"\d{6,}")
_SAMPLE = 20


def header(grid: Grid) -> tuple[int, ...]:
    """Both header rows, as positions in `grid.rows`; () where the table does not begin so.

    The second row is blank under the tool's own columns and filled under all others. The first
    column holds a long number per respondent, so no row of answers can be taken for that row.
    """
    if len(grid.rows) < 3 or not grid.adjoins(0):
        return ()
    questions, subs = grid.rows[0], grid.rows[1]
    own = _own_columns(subs)
    last = max(at for at, (one, two) in enumerate(zip(questions, subs, strict=True)) if one or two)
    if not own or own > last or not all(questions[:own]) or not all(subs[own : last + 1]):
        return ()
    spread = not all(questions[own : last + 1])
    under_single = Counter(subs[own : last + 1]).most_common(1)[0][1] > 1
    column = grid.table.columns[0]
    ids = [tidy(column[position]) for position in grid.positions[2 : 2 + _SAMPLE]]
    known = all(map(_ID.fullmatch, ids)) and len(set(ids)) == len(ids)
    return (0, 1) if known and (spread or under_single) else ()


def sign(view: View) -> Sign | None:
    """Known by its two header rows. What it adds by itself has nothing in the second."""
    if view.header != (0, 1) or not header(view.grid):
        return None
    own = _own_columns(view.grid.rows[1])
    meta = {at for at in range(own) if role_of_header(view.texts[at]) in ("meta", "ignored")}
    return Sign(
        "surveymonkey",
        "SurveyMonkey: två rubrikrader med frågan över delfrågorna, efter svarsnumret",
        frozenset(meta),
    )


def _own_columns(subs: tuple[str, ...]) -> int:
    """How many columns at the start have nothing in the second row."""
    return next((at for at, cell in enumerate(subs) if cell), len(subs))
