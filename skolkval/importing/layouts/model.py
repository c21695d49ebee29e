"""What is known of a table before and after its layout is recognised?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from skolkval.importing.table import ReadFacts, Table
from skolkval.importing.text import tidy

Count = Callable[[Sequence[str]], int]
"""How many of the instrument's statements there are among some texts."""

MOMENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,]+\d{1,2}[:.]\d{2}.*)?")
_LOOKED_AT = 50
_TOP_ROWS = 40


@dataclass(frozen=True)
class Heading:
    """A column's heading: `text` as it is shown, `names` what it may be known by, best first."""

    text: str
    names: tuple[str, ...]

    @classmethod
    def plain(cls, text: str) -> Heading:
        """The heading of a column with one header cell."""
        return cls(text, (text,))


@dataclass(frozen=True)
class Sign:
    """Which tool, and by what sign it was known (Swedish).

    `meta` are the columns that the tool itself added; `finished` is the column that is blank where
    a rater has not sent in the answers.
    """

    tool: str
    text: str
    meta: frozenset[int] = frozenset()
    finished: int | None = None


@dataclass(frozen=True)
class Layout:
    """How a table is laid out.

    `header_rows` are positions in the table (not the spreadsheet's numbers), `headings` one per
    column, `first_data` the position of the first row of answers. `legend` maps a code to the
    label it stands for, where the file says so. The rest is as in `Sign`.
    """

    name: str
    sign: str
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    first_data: int
    meta: frozenset[int] = frozenset()
    finished: int | None = None
    legend: Mapping[str, str] = field(default_factory=dict)


class Grid:
    """The filled rows at the top of a table: `positions` in it, and their cells in `rows`."""

    def __init__(self, table: Table) -> None:
        filled = np.zeros(table.row_numbers.size, bool)
        for column in table.columns:
            filled |= ~column.blank
        self.table = table
        self.positions: list[int] = np.flatnonzero(filled)[:_TOP_ROWS].tolist()
        self.rows = [
            tuple(column[position].strip() for column in table.columns)
            for position in self.positions
        ]

    @property
    def facts(self) -> ReadFacts:
        """How the file was read."""
        return self.table.facts

    def number(self, index: int) -> int:
        """The spreadsheet's number of the row at `index` in `rows`."""
        return int(self.table.row_numbers[self.positions[index]])

    def adjoins(self, index: int) -> bool:
        """Whether the row at `index` and the one after it have no blank row between them."""
        return self.number(index) + 1 == self.number(index + 1)


@dataclass(frozen=True)
class View:
    """A table whose header rows are found: what a tool is recognised by."""

    grid: Grid
    header: tuple[int, ...]
    headings: tuple[Heading, ...]

    @property
    def header_cells(self) -> list[tuple[str, ...]]:
        """The cells of the header rows."""
        return [self.grid.rows[index] for index in self.header]

    @property
    def texts(self) -> list[str]:
        """The headings as they are shown."""
        return [heading.text for heading in self.headings]

    @cached_property
    def samples(self) -> list[list[str]]:
        """The filled cells among the first answers of each column."""
        start = self.grid.positions[self.header[-1]] + 1
        return [
            [
                text
                for code in column.codes[start : start + _LOOKED_AT]
                if (text := tidy(column.values[code]))
            ]
            for column in self.grid.table.columns
        ]


def moments(sample: Sequence[str]) -> bool:
    """Whether there are cells, and all of them are a date, with or without a time."""
    return bool(sample) and all(map(MOMENT.fullmatch, sample))


def numbers(sample: Sequence[str]) -> bool:
    """Whether there are cells, and all of them are whole numbers."""
    return bool(sample) and all(text.isdigit() for text in sample)
