"""How a table becomes a CSV file that Swedish Excel opens as it looked on screen."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"[−+-]?\d[\d\s]*(,\d+)?$")


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, semicolons, and no cell that Excel could take for a formula.

    >>> csv_bytes(["Enhet", "Glapp"], [["=1+1", "−3,5"], ["Ek", "+2"]]).decode("utf-8-sig").splitlines()
    ['Enhet;Glapp', "'=1+1;-3,5", 'Ek;2']
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_cell(cell) for cell in row] for row in [headers, *rows]])
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    if _NUMBER.match(text):
        return re.sub(r"[\s+]", "", text).replace("−", "-")
    text = text.replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def file_name(title: str) -> str:
    """A file name (without ending) made of a title: lower case, ASCII, hyphens.

    >>> file_name("Glappet är störst i ../etc: 32 indexpunkter")
    'glappet-ar-storst-i-etc-32-indexpunkter'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "skolkval"
