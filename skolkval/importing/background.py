"""Which unit, school form and role does each rater have?"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import numpy.typing as npt

from skolkval.importing.table import TextColumn
from skolkval.importing.text import tidy

LONGEST = 200
"""Characters a unit, school form, role or level may have."""


def too_long(column: TextColumn) -> npt.NDArray[np.bool_]:
    """Which cells hold more than LONGEST characters."""
    long = np.array([len(tidy(value)) > LONGEST for value in column.values], bool)
    return long[column.codes]


def spelled_alike(column: TextColumn, default: str | None) -> tuple[list[str | None], list[str]]:
    """The column's texts, tidy, blank cells as `default`, and what was spelled in several ways.

    Spellings that differ in case or spaces alone are one: the most common of them.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    tidied = [tidy(value) for value in column.values]
    for text, count in zip(tidied, column.counts().tolist(), strict=True):
        if text and count:
            spellings[text.casefold()][text] += count
    best = {key: max(sorted(found), key=found.__getitem__) for key, found in spellings.items()}
    fallback = tidy(default or "") or None
    texts = [best.get(text.casefold(), fallback) for text in tidied]
    several = [best[key] for key, found in spellings.items() if len(found) > 1]
    return [texts[code] for code in column.codes], sorted(several)


def filled_down(
    column: TextColumn,
    index: int,
    row_numbers: npt.NDArray[np.int32],
    merged: tuple[tuple[int, int, int, int], ...],
) -> TextColumn:
    """The column (0-based `index`) where merged cells all hold what their first cell holds."""
    codes = column.codes.copy()
    for first_row, first_column, last_row, _ in merged:
        if first_column == index + 1:
            inside = np.flatnonzero((row_numbers >= first_row) & (row_numbers <= last_row))
            if inside.size and row_numbers[inside[0]] == first_row:
                codes[inside] = codes[inside[0]]
    return TextColumn(codes, column.values)
