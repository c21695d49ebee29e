"""When are two pieces of text from a spreadsheet the same?"""

from __future__ import annotations

import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„»«"), '"') | dict.fromkeys(map(ord, "‘’´`"), "'")
# A Mac's no-break space is "Ê" when read as Windows-1252; no Swedish word has that letter.
_MISREAD = {0xCA: " ", 0xFFFD: " "}
_SPACES = "\t\n\v\f\r"
_TRAILING = " .:;,?!*"


def tidy(text: str) -> str:
    """`text` as a person would read it: NFC, single plain spaces, nothing that is never seen."""
    return " ".join(unicodedata.normalize("NFC", _seen(text)).split())


def _seen(text: str) -> str:
    """`text` without control characters, zero widths, direction marks and the like."""
    if text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character in _SPACES or unicodedata.category(character) not in ("Cc", "Cf")
    )


def match_key(text: str) -> str:
    """`text` without what never tells two statements or labels apart.

    Case, width, kinds of space, dash and quotation mark, and punctuation at the end.
    """
    wide = unicodedata.normalize("NFKC", _seen(text)).translate(_MISREAD)
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
