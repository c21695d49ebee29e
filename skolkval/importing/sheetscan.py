"""Where do a worksheet's cells lie, and which of them hold something a parser would blank out?

The XML is searched as bytes, before any parser sees it: one cell far away can make a parser ask
for more memory than there is. `<dimension>` is never believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from skolkval.errors import Refusal
from skolkval.importing.limits import Limits
from skolkval.importing.text import column_letter

GRID_ROWS = 1_048_576
GRID_COLUMNS = 16_384

_PREFIX = rb"(?:[\w.-]+:)?"
_TAG = re.compile(rb"<" + _PREFIX + rb"(row|c)(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")
_ADDRESS = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_CELL = re.compile(
    rb"<" + _PREFIX + rb"c(?=\s)([^>]*)(?<!/)>(.*?)</" + _PREFIX + rb"c\s*>", re.DOTALL
)
_ERROR_TYPE = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_STRING_TYPE = re.compile(rb"\st\s*=\s*[\"']str[\"']")
_FORMULA = re.compile(rb"<" + _PREFIX + rb"f(?=[\s/>])[^>]*?(?:/>|>([^<]*)<)")
_VALUE = re.compile(rb"<" + _PREFIX + rb"v\s*>([^<]*)<")
_MERGE = re.compile(rb"<" + _PREFIX + rb"mergeCell\s[^>]*ref\s*=\s*[\"']([A-Z]+\d+):([A-Z]+\d+)")
_HIDDEN_ROW = re.compile(rb"<" + _PREFIX + rb"row\s[^>]*hidden\s*=\s*[\"'](?:1|true)[\"']")
_LONGEST_WAIT = 32 * 1024 * 1024
# An address the fast way may have: three letters, seven digits and the closing quotation mark.
_ADDRESS_BYTES = 11


@dataclass
class SheetScan:
    """What has been seen of one worksheet's XML so far. Rows and columns are 1-based.

    `unreadable` maps (row, column) to the text that stands for a cell which a parser gives as
    blank: an error value ("#N/A"), or "=" and the formula where no computed value is stored.
    """

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    highest: str = ""
    widest: str = ""
    outside: str | None = None
    hidden_rows: int = 0
    unreadable: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    _rest: bytes = b""
    _row: int = 0
    _column: int = 0

    def feed(self, chunk: bytes) -> None:
        """Search the next piece of the sheet's XML; whole rows at a time."""
        waiting = self._rest + chunk
        cut = max(waiting.rfind(b"</row>"), waiting.rfind(b":row>")) + 6
        if cut < 6:
            cut = len(waiting) if len(waiting) > _LONGEST_WAIT else 0
        self._rest = waiting[cut:]
        if cut:
            self._search(waiting[:cut])

    def finish(self) -> None:
        """Search what is left when the XML has ended."""
        self._search(self._rest)
        # Merged ranges come after the rows, so they are never in a piece that ends with one.
        self.merged = [
            (*_parse(first), *_parse(last)) for first, last in _MERGE.findall(self._rest)
        ]
        self._rest = b""

    def check(self, limits: Limits) -> None:
        """Refuse a sheet whose bounding box is larger than the limits.

        Raises:
            Refusal: SK-112 when few cells lie far apart, SK-212 and SK-213 when it is truly large.
        """
        box = self.last_row * self.last_column
        too_wide = self.last_column > limits.columns
        too_high = self.last_row > limits.rows
        if self.outside or ((too_wide or too_high or box > limits.cells) and self.cells * 10 < box):
            far = self.outside or (self.highest if too_high or not too_wide else self.widest)
            raise Refusal(
                "SK-112",
                f"Arket har data långt utanför tabellen (cell {far}). Radera tomma rader/kolumner.",
            )
        check_shape(self.last_row, self.last_column, limits)

    def _search(self, part: bytes) -> None:
        if not self._addresses_fast(part):
            self._addresses_slowly(part)
        if b"hidden" in part:
            self.hidden_rows += len(_HIDDEN_ROW.findall(part))
        errors = b"'e'" in part or b'"e"' in part
        if errors or ((b"<f" in part or b":f" in part) and _FORMULA.search(part)):
            self._find_unreadable(part)

    def _addresses_fast(self, part: bytes) -> bool:
        """Read every address at once; False where some cell is not written `<c r="A1"`."""
        data = np.frombuffer(b"  " + part + b" " * 20, dtype=np.uint8)
        at = np.flatnonzero(data == ord("c"))
        before, after = data[at - 1], data[at + 1]
        at = at[((before == ord("<")) | (before == ord(":"))) & _ends_name(after)]
        if not at.size:
            return False
        for offset, byte in enumerate(b' r="', start=1):
            if not np.all(data[at + offset] == byte):
                return False
        column = np.zeros(at.size, np.int32)
        row = np.zeros(at.size, np.int32)
        inside = np.ones(at.size, bool)
        for offset in range(5, 5 + _ADDRESS_BYTES):
            byte = data[at + offset]
            inside &= byte != ord('"')
            letter = inside & (byte >= ord("A")) & (byte <= ord("Z"))
            digit = inside & (byte >= ord("0")) & (byte <= ord("9"))
            if np.any(inside & ~letter & ~digit) or np.any(letter & (row > 0)):
                return False
            np.copyto(column, column * 26 + (byte.astype(np.int32) - 64), where=letter)
            np.copyto(row, row * 10 + (byte.astype(np.int32) - 48), where=digit)
            if not inside.any():
                break
        if inside.any() or not row.all() or not column.all():
            return False
        self.cells += at.size
        self._grow(int(row.max()), int(column[row.argmax()]))
        self._grow(int(row[column.argmax()]), int(column.max()))
        self._row, self._column = int(row[-1]), int(column[-1])
        return True

    def _addresses_slowly(self, part: bytes) -> None:
        """Read the tags one by one; a cell or row without an address follows the one before it."""
        for name, attributes in _TAG.findall(part):
            found = _REFERENCE.search(attributes)
            reference = found[1] if found else b""
            if name == b"row":
                self._row = int(reference) if reference[:8].isdigit() else self._row + 1
                self._column = 0
                continue
            self.cells += 1
            if not reference:
                self._column += 1
            elif _ADDRESS.fullmatch(reference):
                self._row, self._column = _parse(reference)
            else:
                self.outside = reference[:20].decode("ascii", "replace")
                continue
            self._grow(self._row, self._column)

    def _grow(self, row: int, column: int) -> None:
        address = f"{column_letter(column - 1)}{row}"
        if row > GRID_ROWS or column > GRID_COLUMNS:
            self.outside = address
        if row > self.last_row:
            self.last_row, self.highest = row, address
        if column > self.last_column:
            self.last_column, self.widest = column, address

    def _find_unreadable(self, part: bytes) -> None:
        for attributes, content in _CELL.findall(part):
            value = _VALUE.search(content)
            formula = _FORMULA.search(content)
            if _ERROR_TYPE.search(attributes):
                text = value[1] if value else b"#N/A"
            elif formula and not (value and (value[1] or _STRING_TYPE.search(attributes))):
                text = b"=" + (formula[1] or b"")
            else:
                continue
            reference = _REFERENCE.search(attributes)
            if reference and _ADDRESS.fullmatch(reference[1]):
                self.unreadable[_parse(reference[1])] = text.decode("utf-8", "replace")


def check_shape(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a table with too many columns, rows or cells; never cut it.

    Raises:
        Refusal: SK-212 (columns), SK-213 (rows or cells).
    """
    if columns > limits.columns:
        raise Refusal(
            "SK-212",
            f"Filen har {_number(columns)} kolumner (max {_number(limits.columns)}). "
            "Ta bort kolumner som inte behövs.",
        )
    if rows > limits.rows:
        raise Refusal(
            "SK-213",
            f"Filen har {_number(rows)} rader (max {_number(limits.rows)}). Dela upp filen.",
        )
    if rows * columns > limits.cells:
        raise Refusal(
            "SK-213",
            f"Filen har {_number(rows * columns)} celler (max {_number(limits.cells)}). "
            "Dela upp filen.",
        )


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def _ends_name(after: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return np.isin(after, np.frombuffer(b" \t\r\n/>", dtype=np.uint8))


def _parse(address: bytes) -> tuple[int, int]:
    """1-based (row, column) of an address like `AB12`."""
    letters = address.rstrip(b"0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return int(address[len(letters) :]), column
