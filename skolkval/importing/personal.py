"""Does a text look like something about one person that must not come in?"""

from __future__ import annotations

import re
import unicodedata

from skolkval.importing.first_names import FIRST_NAMES
from skolkval.importing.table import TextColumn
from skolkval.importing.text import tidy

MASK = "•••"
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃"), "-")
# No pattern here may need more than a few steps per character: a cell can have 32,767 of them. So
# one letter before the "@" does for an address, and the words of a name have an end.
_EMAIL = re.compile(r"[\w.+-] ?@ ?[\w-]+\.[\w-]")
_NUMBER = re.compile(r"(?<![\d.,])(19|20)?(\d{2})(\d{2})(\d{2}) ?[-+]? ?(\d{3})(\d)(?![\d.,]\d|\d)")
# 20261012 0815 is when somebody answered; every tenth such moment has a fitting check digit.
_MOMENTS = re.compile(r"\b20\d{6} (?:[01]\d|2[0-3])[0-5]\d\b")
_NAMES = re.compile(r"[A-ZÅÄÖÉÜ][\w'’-]{1,40} [A-ZÅÄÖÉÜ][\w'’-]")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?$")
# A mobile number, or a fixed one with its area code set off: 070-123 45 67, +46 70…, 08-12 34 56.
PHONE = re.compile(
    r"(?<![\d.,+-])(?:"
    r"(?:\+46|0046)[ .-]?(?:\(0\))?[ .-]?[1-9](?:[ .-]?\d){6,8}|07[02369](?:[ .-]?\d){7}"
    r"|0[1-9]\d{0,2}(?: ?- ?| ?/ ?)\d{2,3}(?: ?\d{2}){1,2}\d?"
    r")(?![\d-]|[.,]\d)"
)
# Every number of a person has at least seven digits near each other; most texts have not.
_SEVEN_DIGITS = re.compile(r"\d(?:\D{0,6}\d){6}")
# Not the end of a longer row of numbers: 070-123-45-67 has no date in it.
DATES = re.compile(r"\b(?<!\d[-/.])\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b(?![-/.]\d)")
_FULL_NAME = re.compile(
    r"([^\W\d_]+)(?:-[^\W\d_]+)?(?: [A-ZÅÄÖÉÜ][^\W\d_]*[.]?(?:-[^\W\d_]+)?){1,3}"
)
_PLACE = re.compile(r"skol|gymnasi|förskol|enhet|team|arbetslag", re.IGNORECASE)
_DIGITS = re.compile(r"(?:\d[ -]?){6}")
_SHOWN = 40
_JUDGED = 200


def personal_kind(column: TextColumn) -> str | None:
    """What the column seems to hold: "personnummer", "e-postadresser", "telefonnummer", "namn på
    personer", or None.

    A cell of digits and nothing else may also be a serial number that happens to fit, and a place
    may be named after a person, so such cells count only when they are half of the column's.
    """
    filled = people = 0
    alone = {"personnummer": 0, "telefonnummer": 0}
    for value, count in zip(column.values, column.counts().tolist(), strict=True):
        text = _folded(value)
        if not count or not text:
            continue
        filled += count
        kind, whole = found_in(text)
        if kind and not whole:
            return kind
        if kind:
            alone[kind] += count
        # Counted once: a name that many rows share is a place's, or the manager's.
        people += is_full_name(text)
    for kind, cells in alone.items():
        if cells and cells * 2 >= filled:
            return kind
    return "namn på personer" if people * 2 >= filled > 0 else None


def _folded(text: str) -> str:
    """`text` with every "@", digit, space and dash written the plain way."""
    return tidy(unicodedata.normalize("NFKC", text)).translate(DASHES)


def found_in(text: str) -> tuple[str | None, bool]:
    """Which number or address of a person stands in the text, and whether its digits are all of it."""
    if "@" in text and _EMAIL.search(text):
        return "e-postadresser", False
    return _number_in(text)


def _number_in(text: str) -> tuple[str | None, bool]:
    """Which number of a person stands in the text, and whether its digits are all there is."""
    if not _SEVEN_DIGITS.search(text):
        return None, False
    alone = text.isdigit()
    for found in _NUMBER.finditer(_MOMENTS.sub(" ", text)):
        if _is_person_number(found):
            return "personnummer", alone and not found[1]
    return ("telefonnummer", alone) if PHONE.search(DATES.sub(" ", text)) else (None, False)


def is_full_name(text: str) -> bool:
    """Whether the text is a common first name and other names, and nothing else."""
    found = _FULL_NAME.fullmatch(text)
    return bool(found and found[1].casefold() in FIRST_NAMES and not _PLACE.search(text))


def shown(value: str, *, returns: bool = False) -> str:
    """A rejected value as the report may show it: masked if it could point to a person.

    Words that return in several columns of answers are an answer ("Strongly Agree") and no name.
    """
    # A rating that a spreadsheet turned into a date has digits enough, but is about nobody.
    # Judged further than it is shown: what points to a person may begin within and end outside.
    rest = _DATE.sub("", _folded(value[:_JUDGED]))
    if "@" in rest or _DIGITS.search(rest) or _number_in(rest)[0]:
        return MASK
    if _NAMES.search(rest) and not returns:
        return MASK
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def _is_person_number(found: re.Match[str]) -> bool:
    """Whether month, day (plus 60 for a coordination number) and check digit (Luhn) fit."""
    _, year, month, day, serial, check = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and int(day) <= 91):
        return False
    doubled = (
        int(digit) * (2 - index % 2) for index, digit in enumerate(year + month + day + serial)
    )
    return (sum(number // 10 + number % 10 for number in doubled) + int(check)) % 10 == 0
