"""What happened to every column, row and cell of an imported file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Role = Literal["item", "level", "unit", "school_form", "role", "comment", "meta", "ignored"]
Match = Literal["exact", "normalised", "contained", "label", "fuzzy", "chosen", "none"]


@dataclass(frozen=True)
class FileFacts:
    """The file itself. `encoding` and `delimiter` are null for workbooks; `bytes` is its size."""

    name: str
    sha256: str
    bytes: int
    format: str
    encoding: str | None
    delimiter: str | None = None


@dataclass(frozen=True)
class SkippedRow:
    """A row that was left out whole. `row` is 1-based, as the spreadsheet shows it; `detail` says
    what the code alone does not ("13 celler, rubrikraden har 12"), in Swedish."""

    row: int
    code: str
    detail: str = ""


@dataclass(frozen=True)
class Column:
    """What one column was taken for. `letter` is the spreadsheet's; `confidence` is 0 to 1.

    A doubtful column has `candidates` (item id, confidence), the likeliest first, and is not read
    until one of them is chosen.
    """

    letter: str
    header: str
    role: Role
    item_id: str | None
    match: Match
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class RejectedCell:
    """An answer that could not be read. `cell` is its address ("C7"); a personal `value` is masked."""

    cell: str
    value: str
    code: str


@dataclass(frozen=True)
class CommentColumn:
    """Where the comments of a column go and how many there are: `taken` in all, `masked` of them
    without something personal, `cut` to the longest that is kept. `area_id` is None where they are
    about the whole survey. A column of `background` gave none: it says what people are, not what they
    think.
    """

    letter: str
    area_id: str | None
    taken: int
    masked: int
    cut: int
    background: bool = False


@dataclass(frozen=True)
class LabelReading:
    """What one text in the columns of answers was taken for, and how many cells hold it.

    `meaning` is a step's label, "vet ej" or "tomt" (as `ImportOptions.scale` says it), or None where
    it cannot be read. Blank cells have the label ""; a personal label is masked.
    """

    label: str
    count: int
    meaning: str | None


@dataclass(frozen=True)
class Message:
    """A notice beside the result, or the refusal itself. `text` is Swedish plain text."""

    code: str
    text: str


@dataclass
class ImportReport:
    """Accounts for a file: every column, row and cell, and whether it was stored.

    `sign` says in Swedish which tool's `layout` was recognised and by what, `sheets` are the
    workbook's visible ones, and `signature` is the same for every export with these headers.
    """

    file: FileFacts
    layout: str | None = None
    sign: str | None = None
    signature: str | None = None
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    rows_read: int = 0
    rows_accepted: int = 0
    rows_skipped: list[SkippedRow] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    scale: list[LabelReading] = field(default_factory=list)
    answers: int = 0
    not_applicable: int = 0
    missing: int = 0
    not_asked: int = 0
    rejected: list[RejectedCell] = field(default_factory=list)
    comments: list[CommentColumn] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    stored: bool = False
    import_id: int | None = None

    @property
    def comments_taken(self) -> int:
        """How many comments all columns gave."""
        return sum(column.taken for column in self.comments)

    def to_json(self) -> dict[str, Any]:
        """The report as the command line prints it."""
        return {
            "file": asdict(self.file),
            "layout": self.layout,
            "sign": self.sign,
            "signature": self.signature,
            "sheet": self.sheet,
            "sheets": self.sheets,
            "header_rows": self.header_rows,
            "rows": {
                "read": self.rows_read,
                "accepted": self.rows_accepted,
                "skipped": [asdict(row) for row in self.rows_skipped],
            },
            "columns": [_as_json(column) for column in self.columns],
            "scale": [asdict(label) for label in self.scale],
            "cells": {
                "answers": self.answers,
                "not_applicable": self.not_applicable,
                "missing": self.missing,
                "not_asked": self.not_asked,
                "rejected": [asdict(cell) for cell in self.rejected],
            },
            "comments": [asdict(column) for column in self.comments],
            "messages": [asdict(message) for message in self.messages],
            "stored": self.stored,
            "import_id": self.import_id,
        }


def _as_json(column: Column) -> dict[str, Any]:
    candidates = [
        {"item_id": item_id, "confidence": confidence} for item_id, confidence in column.candidates
    ]
    return asdict(column) | {"candidates": candidates}
