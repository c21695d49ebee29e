"""Which survey tool wrote the table, and which rows are its header?

One header row for now. A layout with more of them gives longer `header_rows` and joins their
texts into `headers`; nothing after this module knows how many there were.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from skolkval.importing.table import Table, TextColumn
from skolkval.importing.text import match_key, tidy
from skolkval.importing.words import GOOGLE_FIRST

_MOMENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,]+\d{1,2}[:.]\d{2}.*)?")
_WHO = re.compile(r"\S+@\S+|anonym\w*", re.IGNORECASE)
_LOOKED_AT = 50


@dataclass(frozen=True)
class Layout:
    """How a table is laid out.

    `header_rows` are positions in the table (not the spreadsheet's numbers), `headers` one text per
    column, `first_data` the position of the first row of answers, `meta` the columns which the
    tool itself added before the questions.
    """

    name: str
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    first_data: int
    meta: frozenset[int] = frozenset()


def recognise(table: Table) -> Layout | None:
    """The layout of a table, or None where it has no cells."""
    filled = np.zeros(len(table.row_numbers), bool)
    for column in table.columns:
        filled |= ~column.blank
    if not filled.any():
        return None
    header = int(filled.argmax())
    headers = tuple(column[header].strip() for column in table.columns)
    samples = [_sample(column, header + 1) for column in table.columns]
    name, meta = "table", 0
    if forms := _microsoft_columns(headers, samples):
        name, meta = "microsoft_forms", forms
    elif headers and match_key(headers[0]) in GOOGLE_FIRST:
        name, meta = "google_forms", 1
    return Layout(name, (header,), headers, header + 1, frozenset(range(meta)))


def _sample(column: TextColumn, start: int) -> list[str]:
    texts = (tidy(column.values[code]) for code in column.codes[start : start + _LOOKED_AT])
    return [text for text in texts if text]


def _microsoft_columns(headers: tuple[str, ...], samples: list[list[str]]) -> int:
    """How many columns Microsoft Forms has put first (5 or 6), 0 if this is not its export.

    Whatever the language: ID, start, completion, e-mail, name and perhaps the last change.
    """
    if len(headers) < 6 or match_key(headers[0]) != "id" or not all(headers[1:5]):
        return 0
    number, start, end, who, name = samples[:5]
    moments = start and end and all(map(_MOMENT.fullmatch, start + end))
    if not moments or not all(text.isdigit() for text in number):
        return 0
    if not all(map(_WHO.fullmatch, who)) or any(map(_MOMENT.fullmatch, name)):
        return 0
    last_changed = samples[5] and all(map(_MOMENT.fullmatch, samples[5]))
    return 6 if last_changed else 5
