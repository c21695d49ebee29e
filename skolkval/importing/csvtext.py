"""Which characters and which cells do the bytes of a csv file stand for?"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from skolkval.errors import Refusal
from skolkval.importing.limits import Limits
from skolkval.importing.sheetscan import check_shape

_ENCODINGS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
    (b"", "utf-8", "UTF-8"),
)
_SEPARATORS = ";,\t"
_SAMPLE_ROWS = 50
# A header row stands among the first ones; what is wider further down is a row gone wrong.
_HEADER_ROWS = 60
# Letters of western Europe, dashes and quotation marks as UTF-8 writes them. In Windows-1252 the
# same bytes are "Ã¥", which nobody writes: they tell a UTF-8 file with a few broken bytes.
_UTF8_LETTERS = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?\r?\n", re.IGNORECASE)

# The size of the whole file is limited instead.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class CsvRows:
    """Rows of equal width, with their numbers as a spreadsheet shows them (1-based).

    `common` is the number of cells that most rows have. `ragged` lists the others as
    (row, cells, cells up to the last one that is filled).
    """

    encoding: str
    delimiter: str
    width: int
    common: int
    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]
    ragged: tuple[tuple[int, int, int], ...]


def read_csv(data: bytes, limits: Limits) -> CsvRows:
    """The cells of a csv file.

    Where the header row is cannot be known here, so no row is refused for its width: short rows
    get blank cells, and rows that are longer than any of the first ones are cut. Blank rows are
    left out.

    Raises:
        Refusal: SK-201 (bytes that are no text), SK-212, SK-213, SK-227 (quotation marks).
    """
    text, encoding = decode(data)
    text, delimiter = find_delimiter(text)
    numbers: list[int] = []
    rows: list[list[str]] = []
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(records, start=1):
            if not any(row) or not any(cell.strip() for cell in row):
                continue
            numbers.append(number)
            rows.append(row)
            if not number % 1000:
                check_shape(number, len(row), limits)
    except csv.Error as error:
        raise Refusal(
            "SK-227",
            f"Rad {number + 1} har ett citattecken som inte går ihop. Öppna filen i Excel och "
            "spara den på nytt, helst som .xlsx.",
        ) from error
    common = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    ragged = tuple(
        (number, len(row), _filled(row))
        for number, row in zip(numbers, rows, strict=True)
        if len(row) != common
    )
    width = max([common, *map(_filled, rows[:_HEADER_ROWS])])
    check_shape(number, width, limits)
    for index, row in enumerate(rows):
        if len(row) != width:
            rows[index] = row[:width] + [""] * (width - len(row))
    return CsvRows(encoding, delimiter, width, common, numbers, rows, ragged)


def _filled(row: Sequence[str]) -> int:
    """How many cells there are up to the last one that is filled."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding.

    Raises:
        Refusal: SK-201 with the first row that cannot be read.
    """
    codec, name = next((codec, name) for mark, codec, name in _ENCODINGS if data.startswith(mark))
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if codec != "utf-8" or _UTF8_LETTERS.search(data):
            raise _unreadable(data[: error.start].decode(codec, "replace")) from error
        name = "Windows-1252"
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as second:
            raise _unreadable(data[: second.start].decode("cp1252", "replace")) from second
    if "\0" in text:
        raise _unreadable(text[: text.index("\0")])
    return text, name


def _unreadable(before: str) -> Refusal:
    row = before.count("\n") + 1
    return Refusal(
        "SK-201",
        f"Rad {row} innehåller tecken som inte kan läsas. Spara filen som "
        "”CSV UTF-8” eller .xlsx och försök på nytt.",
    )


def find_delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's `sep=` line, and the sign between its cells.

    The sign is the one that gives most of the first rows the same number of cells, more than one.
    """
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        return text[declared.end() :], declared[1]

    def fit(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in islice(reader, _SAMPLE_ROWS) if len(row) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return text, max(_SEPARATORS, key=fit)
