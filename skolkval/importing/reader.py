"""The child process that opens a file: which cells, as text, does it hold?

Run as a program it takes one JSON argument and writes one Arrow stream: the columns, with the
facts as JSON in the schema's metadata. Whatever goes wrong here, the server lives on.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import python_calamine

from skolkval.errors import Refusal
from skolkval.importing.container import DAMAGED, LOCKED, sniff
from skolkval.importing.csvtext import read_csv
from skolkval.importing.limits import Limits
from skolkval.importing.table import ReadFacts, SheetFacts, Table, TextColumn
from skolkval.importing.workbook import Worksheet, scan_workbook

FACTS = b"facts"
_HEAD_ROWS = 40
_LEGEND_ROWS, _LEGEND_COLUMNS = 5_000, 8


def read_file(path: Path, name: str, sheet: str | None, limits: Limits) -> Table:
    """The cells of the file called `name`: of `sheet`, or of its only visible sheet with cells.

    Where several sheets could be meant none is read: the facts list them.

    Raises:
        Refusal: with a code SK-103 to SK-113, or one about the file as a whole (SK-2nn).
    """
    if sniff(path, name) == "zip":
        return _read_workbook(path, name, sheet, limits)
    table = read_csv(path.read_bytes(), limits)
    facts = ReadFacts(
        "csv",
        encoding=table.encoding,
        delimiter=table.delimiter,
        width=table.width,
        common=table.common,
        ragged=table.ragged,
    )
    columns = [_encoded(column) for column in zip(*table.rows, strict=True)]
    return _table(facts, table.numbers, columns)


def _read_workbook(path: Path, name: str, sheet: str | None, limits: Limits) -> Table:
    worksheets, notices = scan_workbook(path, limits)
    candidates = [one for one in worksheets if one.state == "visible" and one.scan.cells]
    if sheet is not None:
        candidates = [one for one in worksheets if one.name == sheet]
        if not candidates:
            raise Refusal(
                "SK-219",
                f"Det finns inget blad som heter ”{sheet}”. Filens blad: "
                f"{', '.join(one.name for one in worksheets)}. Välj ett av dem.",
            )
    workbook = _open(path)
    facts = ReadFacts(
        format="xlsm" if name.lower().endswith("m") or "SK-W01" in notices else "xlsx",
        notices=tuple(notices),
        sheets=tuple(
            SheetFacts(one.name, one.state, one.scan.cells, _head(workbook, one, limits))
            if _may_explain(one, candidates)
            else SheetFacts(one.name, one.state, one.scan.cells)
            for one in worksheets
        ),
    )
    if len(candidates) != 1:
        return Table(facts)
    return _read_worksheet(workbook, candidates[0], facts, limits)


def _may_explain(one: Worksheet, candidates: Sequence[Worksheet]) -> bool:
    """Whether the sheet's first rows are needed: to choose between sheets, or to explain codes."""
    if one.state != "visible" or not one.scan.cells or [one] == candidates:
        return False
    return len(candidates) != 1 or one.scan.last_column <= _LEGEND_COLUMNS


def _open(path: Path) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError as error:
        raise Refusal(*LOCKED) from error
    except python_calamine.CalamineError as error:
        raise Refusal(*DAMAGED) from error


def _cells(
    workbook: python_calamine.CalamineWorkbook, one: Worksheet, limits: Limits, most: int | None
) -> tuple[int, int, list[list[Any]]]:
    """0-based first row and column of the sheet's cells, and their values."""
    one.scan.check(limits)
    try:
        sheet = workbook.get_sheet_by_name(one.name)
        rows = sheet.to_python(skip_empty_area=True, nrows=most)
        row, column = sheet.start or (0, 0)
    except python_calamine.CalamineError as error:
        raise Refusal(*DAMAGED) from error
    return row, column, rows


def _head(
    workbook: python_calamine.CalamineWorkbook, one: Worksheet, limits: Limits
) -> tuple[tuple[str, ...], ...]:
    """The first rows of a sheet, from column A."""
    most = _LEGEND_ROWS if one.scan.last_column <= _LEGEND_COLUMNS else _HEAD_ROWS
    _, first_column, rows = _cells(workbook, one, limits, most)
    return tuple(("",) * first_column + tuple(map(_text, row)) for row in rows)


def _read_worksheet(
    workbook: python_calamine.CalamineWorkbook, one: Worksheet, facts: ReadFacts, limits: Limits
) -> Table:
    first_row, first_column, rows = _cells(workbook, one, limits, most=None)
    columns = [_encoded(("",) * len(rows))] * first_column
    columns += [_encoded(column) for column in zip(*rows, strict=True)]
    for (row, letter), text in one.scan.unreadable.items():
        # A cell that the parser takes for empty can lie outside what it takes for the table.
        at = row - 1 - first_row
        if 0 <= at < len(rows) and letter <= len(columns):
            columns[letter - 1] = _with_text(columns[letter - 1], at, text)
    facts = replace(
        facts,
        sheet=one.name,
        width=len(columns),
        hidden_rows=one.scan.hidden_rows,
        merged=tuple(one.scan.merged),
    )
    return _table(facts, range(first_row + 1, first_row + 1 + len(rows)), columns)


def _table(facts: ReadFacts, numbers: Sequence[int], columns: Sequence[TextColumn]) -> Table:
    return Table(facts, np.array(numbers, np.int32), tuple(columns))


def _encoded(column: Sequence[Any]) -> TextColumn:
    """The cells of a column as text; every distinct value is turned into text once."""
    places: defaultdict[Any, int] = defaultdict()
    places.default_factory = places.__len__
    codes = np.fromiter(map(places.__getitem__, column), np.int32, len(column))
    # True == 1 and False == 0, so such a column has put the two in one place.
    if (0 in places or 1 in places) and bool in set(map(type, column)):
        return _encoded([_text(value) for value in column])
    return TextColumn(codes, tuple(map(_text, places)))


def _with_text(column: TextColumn, row: int, text: str) -> TextColumn:
    """The column with another text in one cell."""
    values = column.values if text in column.values else (*column.values, text)
    codes = column.codes.copy()
    codes[row] = values.index(text)
    return TextColumn(codes, values)


def _text(value: Any) -> str:
    """A cell as text: 3.0 is "3", dates and times are ISO, truth is TRUE or FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value)


def _limit_resources(limits: Limits) -> None:
    """Ask the operating system to hold this process to the limits, where it can."""
    try:
        import resource
    except ImportError:  # Windows: there the parent's clock is the only limit
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.child_memory),
        (resource.RLIMIT_CPU, limits.child_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


# Made from buffers, because pa.array() looks for pandas, which takes longer to load than most files.
def _numbers(values: npt.NDArray[np.int32]) -> pa.Array:
    return pa.Array.from_buffers(pa.int32(), len(values), [None, pa.py_buffer(values)])


def _strings(values: Sequence[str]) -> pa.Array:
    encoded = [value.encode() for value in values]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    text = pa.py_buffer(b"".join(encoded))
    return pa.StringArray.from_buffers(len(values), pa.py_buffer(offsets), text)


def _write(table: Table | None, refusal: Refusal | None) -> None:
    facts: dict[str, Any] = {}
    arrays: list[pa.Array] = []
    if refusal is not None:
        facts = {"refusal": [refusal.code, refusal.text]}
    elif table is not None:
        facts = asdict(table.facts)
        arrays = [_numbers(table.row_numbers)]
        arrays += [
            pa.DictionaryArray.from_arrays(_numbers(column.codes), _strings(column.values))
            for column in table.columns
        ]
    batch = pa.record_batch(arrays, names=[str(index) for index in range(len(arrays))])
    batch = batch.replace_schema_metadata({FACTS: json.dumps(facts).encode()})
    with pa.ipc.new_stream(sys.stdout.buffer, batch.schema) as stream:
        stream.write_batch(batch)


def main() -> None:
    """Read the file that the JSON in the first argument names."""
    job = json.loads(sys.argv[1])
    limits = Limits(**job["limits"])
    _limit_resources(limits)
    try:
        _write(read_file(Path(job["path"]), job["name"], job["sheet"], limits), None)
    except Refusal as refusal:
        _write(None, refusal)


if __name__ == "__main__":
    main()
