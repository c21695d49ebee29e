"""What is each column's heading, when it may be spread over several rows?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from skolkval.importing.layouts.model import Grid, Heading
from skolkval.importing.text import match_key

_CODE = re.compile(r"[^\W\d]\w*(?:\[\w+\])*|\d+(?:[._]\d+)*")
_IMPORT_ID = re.compile(r"\{\s*\"ImportId\"")
_ALTOGETHER = 0.8


def joined(grid: Grid, header: Sequence[int]) -> tuple[Heading, ...]:
    """One heading per column out of the header rows at `header` in `grid.rows`.

    A question over several sub-questions is filled to the right and shown as "Question [Sub]".
    A row of a tool's own codes is no question: the codes are names beside the text.
    """
    rows = [grid.rows[index] for index in header if not import_ids(grid.rows[index])]
    numbers = [grid.number(index) for index in header if not import_ids(grid.rows[index])]
    rows = rows or [grid.rows[header[-1]]]
    if len(rows) == 1:
        return tuple(Heading.plain(text) for text in rows[0])
    codes: tuple[str, ...] = ("",) * len(rows[0])
    if _are_codes(rows[0], rows[1:]):
        codes, rows, numbers = rows[0], rows[1:], numbers[1:]
    own = rows[-1]
    above, spread = ("",) * len(own), [False] * len(own)
    # From the top, so that the nearest row that says something about a column is the one kept.
    for at, row in enumerate(rows[:-1]):
        filled, inherited = _filled_right(row, rows[at + 1], _merged(grid, numbers[at]))
        above = tuple(new or old for new, old in zip(filled, above, strict=True))
        spread = [
            inherits if new else old
            for new, inherits, old in zip(filled, inherited, spread, strict=True)
        ]
    repeated = _repeated(own, above, spread)
    return tuple(
        _heading(question, sub, code, shared, match_key(sub) in repeated)
        for question, sub, code, shared in zip(above, own, codes, spread, strict=True)
    )


def import_ids(row: Sequence[str]) -> bool:
    """Whether a row is the one of technical ids that Qualtrics writes under the headings."""
    filled = [cell for cell in row if cell]
    return bool(filled) and 2 * sum(bool(_IMPORT_ID.match(cell)) for cell in filled) > len(filled)


def _are_codes(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the row gives nearly every column a short name of its own, without spaces."""
    named = [cell for at, cell in enumerate(row) if any(other[at] for other in below)]
    filled = [cell for cell in named if cell]
    return (
        len(filled) >= max(2, _ALTOGETHER * len(named))
        and len(set(filled)) == len(filled)
        and sum(bool(_CODE.fullmatch(cell)) for cell in filled) >= _ALTOGETHER * len(filled)
        and any(" " in cell for other in below for cell in other)
    )


def _merged(grid: Grid, number: int) -> list[tuple[int, int]]:
    """The 0-based first and last column of each range that is merged to the right in a row."""
    return [
        (first - 1, last - 1)
        for top, first, bottom, last in grid.facts.merged
        if top <= number <= bottom and last > first
    ]


def _filled_right(
    row: Sequence[str], below: Sequence[str], merged: Sequence[tuple[int, int]]
) -> tuple[list[str], list[bool]]:
    """The row where each text stands over all its columns, and which columns share one.

    Merged cells say how far; where there are none, up to the next text, over filled cells.
    """
    filled = list(row)
    shared = [False] * len(row)
    start: int | None = None
    for at, cell in enumerate(row):
        if cell:
            start = at
        elif start is not None and _reaches(start, at, below, merged):
            filled[at] = row[start]
            shared[start] = shared[at] = True
        else:
            start = None
    return filled, shared


def _reaches(start: int, at: int, below: Sequence[str], merged: Sequence[tuple[int, int]]) -> bool:
    if merged:
        return any(first <= start and at <= last for first, last in merged)
    return bool(below[at])


def _repeated(own: Sequence[str], above: Sequence[str], spread: Sequence[bool]) -> set[str]:
    """What is written under several single questions ("Response") is nobody's own text."""
    under_single = Counter(
        match_key(sub)
        for sub, question, shared in zip(own, above, spread, strict=True)
        if sub and question and not shared
    )
    return {sub for sub, count in under_single.items() if count > 1}


def _heading(question: str, sub: str, code: str, shared: bool, says_nothing: bool) -> Heading:
    if not sub or (question and not shared and says_nothing):
        text, names = question or sub, [question or sub]
    elif not question or question == sub:
        text, names = sub, [sub]
    else:
        text = f"{question} [{sub}]"
        names = [sub, text] if shared else [sub, text, question]
    return Heading(text, tuple(dict.fromkeys(filter(None, [*names, code]))))
