"""What does the reading child process hand back?"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class SheetFacts:
    """One worksheet of a workbook. `state` is visible, hidden or veryHidden.

    `head` holds its first rows where the sheet is visible and is not the one that was read: all
    of them where the sheet is narrow enough to explain codes.
    """

    name: str
    state: str
    cells: int
    head: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ReadFacts:
    """How the file was read. Rows and columns are 1-based, as the spreadsheet shows them.

    `sheet` is None for csv, and for a workbook where a sheet must be chosen first: then the table
    is empty. `merged` holds ranges as (first row, first column, last row, last column). `common` is
    how many cells most rows of a csv file have, `ragged` the rows that have another number of them,
    as (row, cells, cells up to the last one that is filled).
    """

    format: str
    encoding: str | None = None
    delimiter: str | None = None
    notices: tuple[str, ...] = ()
    sheets: tuple[SheetFacts, ...] = ()
    sheet: str | None = None
    width: int = 0
    hidden_rows: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    common: int = 0
    ragged: tuple[tuple[int, int, int], ...] = ()

    @property
    def visible(self) -> list[str]:
        """The names of the visible sheets that hold anything."""
        return [sheet.name for sheet in self.sheets if sheet.state == "visible" and sheet.cells]

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> ReadFacts:
        """The facts out of what `json.dumps(asdict(facts))` made of them."""
        return cls(
            **facts
            | {
                "notices": tuple(facts["notices"]),
                "sheets": tuple(
                    SheetFacts(**sheet | {"head": tuple(map(tuple, sheet["head"]))})
                    for sheet in facts["sheets"]
                ),
                "merged": tuple(tuple(area) for area in facts["merged"]),
                "ragged": tuple(tuple(row) for row in facts["ragged"]),
            }
        )


@dataclass(frozen=True)
class TextColumn:
    """A column of cells as text: cell i holds `values[codes[i]]`; a blank cell holds ""."""

    codes: npt.NDArray[np.int32]
    values: tuple[str, ...]

    @cached_property
    def blank_value(self) -> npt.NDArray[np.bool_]:
        """Which of `values` a reader would see as an empty cell."""
        return np.array([not value.strip() for value in self.values], dtype=bool)

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Which cells are empty."""
        return self.blank_value[self.codes]

    def take(self, rows: npt.NDArray[np.intp]) -> TextColumn:
        """The cells of these rows."""
        return TextColumn(self.codes[rows], self.values)

    def counts(self) -> npt.NDArray[np.intp]:
        """How many cells hold each of `values`."""
        return np.bincount(self.codes, minlength=len(self.values))

    def __getitem__(self, row: int) -> str:
        return self.values[int(self.codes[row])]

    def texts(self) -> list[str]:
        """Every cell's text."""
        return [self.values[code] for code in self.codes]


@dataclass(frozen=True)
class Table:
    """The cells of one sheet, header rows included. `row_numbers` are the spreadsheet's own."""

    facts: ReadFacts
    row_numbers: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    columns: tuple[TextColumn, ...] = ()
