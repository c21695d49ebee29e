"""Which rows are answers, and why are the others not?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from skolkval.importing.layouts import Layout
from skolkval.importing.report import SkippedRow
from skolkval.importing.table import Table
from skolkval.importing.text import match_key, tidy

Rows = npt.NDArray[np.intp]
"""Positions in a table."""

_ABOUT_THE_FILE = re.compile(
    r"(?:exporterad|export|skapad|uttagen|utskriven|genererad|källa|rapport|antal svar|antal "
    r"respondenter|totalt|summa|created|generated|source|report|total|number of resp)\b",
    re.IGNORECASE,
)
_SUMMARY = frozenset(
    {"totalt", "total", "summa", "medel", "medelvärde", "mean", "average", "median"}
    | {"standardavvikelse", "antal", "antal svar", "n"}
)
"""What a row of sums or means is called in its first cell that holds no answer."""
_MOST_IN_NOTE = 2
_MOST_NOTES = 60
_WIDE = 4
_WORDS_IN_NOTE = 4


@dataclass(frozen=True)
class AnswerRows:
    """Positions of the rows of answers, and the other filled rows under the header with the reason."""

    kept: Rows
    skipped: list[SkippedRow]


def within_header(table: Table, layout: Layout) -> tuple[Table, Layout, dict[int, str]]:
    """The table without columns that the header does not reach, and the rows that are not as wide,
    each with how wide it is.

    That is for csv: a row must have as many cells as the header, or blank ones after them.
    """
    facts = table.facts
    if not facts.common:
        return table, layout, {}
    rows = table.row_numbers.size
    cells = np.full(rows, facts.common)
    places = np.searchsorted(table.row_numbers, [number for number, *_ in facts.ragged])
    cells[places] = [cells for _, cells, _ in facts.ragged]
    width = int(cells[list(layout.header_rows)].max())
    beyond = np.zeros(rows, bool)
    beyond[places] = [last > width for *_, last in facts.ragged]
    for column in table.columns[width:]:
        beyond |= ~column.blank
    odd = np.flatnonzero((cells < width) | beyond)
    return (
        replace(table, columns=table.columns[:width]),
        replace(layout, headings=layout.headings[:width]),
        {row: f"{cells[row]} celler, rubrikraden har {width}" for row in odd.tolist()},
    )


def answer_rows(
    table: Table, layout: Layout, items: Collection[int], odd: Mapping[int, str]
) -> AnswerRows:
    """The rows under the header, without notes after the data (SK-229), rows that are not as wide
    as the header (`odd`, SK-203), and answers that were never sent in (SK-230).

    `items` are the columns that hold answers. Rows without any filled cell are no rows.
    """
    filled = np.zeros(table.row_numbers.size, np.int32)
    for column in table.columns:
        filled += ~column.blank
    filled[: layout.first_data] = 0
    rows = np.flatnonzero(filled)
    reasons = dict.fromkeys(_notes(table, rows, filled, items), "SK-229")
    for row in np.intersect1d([*odd], rows).tolist():
        reasons.setdefault(row, "SK-203")
    if layout.finished is not None:
        unfinished = table.columns[layout.finished].blank
        for row in rows[unfinished[rows]].tolist():
            reasons.setdefault(row, "SK-230")
    skipped = [
        SkippedRow(int(table.row_numbers[row]), code, odd.get(row, "") if code == "SK-203" else "")
        for row, code in sorted(reasons.items())
    ]
    return AnswerRows(np.setdiff1d(rows, list(reasons)).astype(np.intp), skipped)


def _notes(
    table: Table, rows: Rows, filled: npt.NDArray[np.int32], items: Collection[int]
) -> list[int]:
    """The rows at the end that say something of the file, and are nobody's answers.

    They have a single text (or two, in a wide table), and stand after a blank row or begin as such
    notes do; or they are sums and means of the rows above, however many cells are filled.
    """
    most = _MOST_IN_NOTE if len(table.columns) >= _WIDE else 1
    first, last = rows.size, max(1, rows.size - _MOST_NOTES)
    while first > last and (
        filled[rows[first - 1]] <= most or _sums_up(_cells(table, int(rows[first - 1])), items)
    ):
        first -= 1
    found = []
    after_blank = False
    for place in range(first, rows.size):
        row, before = int(rows[place]), int(rows[place - 1])
        after_blank |= int(table.row_numbers[row] - table.row_numbers[before]) > 1
        cells = _cells(table, row)
        says_so = _sums_up(cells, items) or any(_ABOUT_THE_FILE.match(text) for _, text in cells)
        in_answers = any(at in items and len(text.split()) < _WORDS_IN_NOTE for at, text in cells)
        if says_so or (after_blank and not in_answers):
            found.append(row)
    return found


def _cells(table: Table, row: int) -> list[tuple[int, str]]:
    """The filled cells of a row, each with its column."""
    return [(at, text) for at, column in enumerate(table.columns) if (text := tidy(column[row]))]


def _sums_up(cells: list[tuple[int, str]], items: Collection[int]) -> bool:
    """Whether the first cell that holds no answer says that the row is a sum or a mean."""
    first = next((text for at, text in cells if at not in items), "")
    return match_key(first) in _SUMMARY
