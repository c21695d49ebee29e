"""When are two pieces of text from a spreadsheet the same?"""

from __future__ import annotations

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„»«"), '"') | dict.fromkeys(map(ord, "‘’´`"), "'")
# Soft hyphen, zero-width characters, direction marks and the byte order mark are never seen.
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
# A Mac's no-break space is "Ê" when read as Windows-1252; no Swedish word has that letter.
_MISREAD = {0xCA: " ", 0xFFFD: " "}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TRAILING = " .:;,?!*"


def tidy(text: str) -> str:
    """`text` as a person would read it: NFC, no control characters, single plain spaces."""
    seen = _CONTROL.sub("", unicodedata.normalize("NFC", text).translate(_INVISIBLE))
    return " ".join(seen.split())


def match_key(text: str) -> str:
    """`text` without what never tells two statements or labels apart.

    Case, width, kinds of space, dash and quotation mark, and punctuation at the end.
    """
    wide = unicodedata.normalize("NFKC", text).translate(_INVISIBLE | _MISREAD)
    key = tidy(wide.translate(_DASHES).translate(_QUOTES)).casefold()
    return key.rstrip(_TRAILING) or key


def column_letter(index: int) -> str:
    """The spreadsheet's name of the column at 0-based `index`: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def listed(words: list[str], most: int = 8) -> str:
    """The words in a sentence: the first `most` of them, and how many more there are."""
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} och {len(words) - most} till"
