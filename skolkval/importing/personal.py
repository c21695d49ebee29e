"""Does a text look like something about one person that must not come in?"""

from __future__ import annotations

import re

from skolkval.importing.table import TextColumn

MASK = "•••"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\d.,])(19|20)?(\d{2})(\d{2})(\d{2})([-+]?)(\d{3})(\d)(?![\d.,]\d|\d)")
_NAMES = re.compile(r"[A-ZÅÄÖÉÜ][\w'’-]+(?:\s+[A-ZÅÄÖÉÜ][\w'’-]+)+")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?$")
_DIGITS = re.compile(r"(?:\d[\s-]?){6,}")
_SHOWN = 40


def personal_kind(column: TextColumn) -> str | None:
    """ "personnummer" or "e-postadresser" if the column seems to hold them, otherwise None.

    A cell that is ten digits and nothing else may also be a serial number that happens to fit, so
    such cells count only when they are half of the column's filled cells.
    """
    counts = column.counts()
    filled = bare = 0
    for value, count in zip(column.values, counts.tolist(), strict=True):
        if not count or not value.strip():
            continue
        filled += count
        if "@" in value and _EMAIL.search(value):
            return "e-postadresser"
        for found in _NUMBER.finditer(value):
            if not _is_person_number(found):
                continue
            if found[1] or found[5] or found[0] != value.strip():
                return "personnummer"
            bare += count
    return "personnummer" if bare and bare * 2 >= filled else None


def shown(value: str) -> str:
    """A rejected value as the report may show it: masked if it could point to a person."""
    # A rating that a spreadsheet turned into a date has digits enough, but is about nobody.
    rest = _DATE.sub("", value)
    if "@" in rest or _DIGITS.search(rest) or _NAMES.search(rest):
        return MASK
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def _is_person_number(found: re.Match[str]) -> bool:
    """Whether month, day (plus 60 for a coordination number) and check digit (Luhn) fit."""
    _, year, month, day, _, serial, check = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and int(day) <= 91):
        return False
    doubled = (
        int(digit) * (2 - index % 2) for index, digit in enumerate(year + month + day + serial)
    )
    return (sum(number // 10 + number % 10 for number in doubled) + int(check)) % 10 == 0
