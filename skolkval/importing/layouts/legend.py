"""Does the file itself say which label a code stands for?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from skolkval.importing.layouts.model import Grid
from skolkval.importing.text import tidy

_PAIR = re.compile(r"(?<![\w.,])(\d{1,2}|A\d{1,2}|AO\d{2})\s*(?:=|–|-|:)\s*([^\d\s=][^=\n;|\d]*)")
_CODE = re.compile(r"\d{1,2}|A\d{1,2}|AO\d{2}")
_LEAST = 3
_MOST = 12


def find_legend(grid: Grid, first_header: int) -> dict[str, str]:
    """Code to label, from a sheet of its own or from the rows above the header; {} if none.

    A legend gives three to twelve codes, each one label, and says the same wherever it says it.
    """
    above = [[cell for cell in row if cell] for row in grid.rows[:first_header]]
    sources: list[Iterable[Sequence[str]]] = [above]
    sources += [sheet.head for sheet in grid.facts.sheets if sheet.head]
    for rows in sources:
        found: dict[str, str] = {}
        for code, label in _pairs(rows):
            if found.setdefault(code, label) != label:
                break
        else:
            if _LEAST <= len(found) <= _MOST and len(set(found.values())) == len(found):
                return found
    return {}


def _pairs(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Codes and labels: "1 = Stämmer inte, 2 = …" in a cell, or in two cells beside each other."""
    for row in rows:
        for cell in row:
            pairs = [(pair[1], tidy(pair[2]).rstrip(" ,.")) for pair in _PAIR.finditer(cell)]
            yield from pairs
        for code, label in pairwise(row):
            if _CODE.fullmatch(tidy(code)) and label.strip() and not tidy(label)[0].isdigit():
                yield tidy(code), tidy(label)
