"""What is written in one cell: a number, a label, both, or something a rating never is?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from skolkval.importing.text import match_key

Kind = Literal["blank", "answer", "formula", "error", "date", "ambiguous"]

_ERROR = re.compile(
    r"#(?:div/0!|n/a|name\?|namn\?|null!|num!|ref!|value!|värdefel!|ogiltigt!"
    r"|referens!|division/0!|saknas!|getting_data|spill!|calc!)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[ck]t|nov|dec)[a-zåäö]*\.?"
# As a spreadsheet hands it over, as people write it, and as Excel shows "1-4": 01-apr.
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[t ].*)?|\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?: .*)?"
    rf"|\d{{1,2}}[-/. ]+{_MONTH}(?:[-/. ]+\d{{2,4}})?|{_MONTH}[-/ ]\d{{2,4}}"
    r"|\d{2,}:\d{2}:\d{2}(?:\.\d+)?"
)
# LimeSurvey names the answers A1, A2 … or AO01, AO02 … where it gives no labels.
_NUMBER = re.compile(r"(?:ao?0*(?=\d))?[(\[]?(\d{1,3})(?:[.,]0+)?[)\]]?")
# Asks for a letter before anything else: asked for after the dots, each dot would look for it again.
_NUMBER_FIRST = re.compile(r"(?=.*[^\W\d_])[(\[]?(\d{1,2})[)\]]?\s*[-.:;)=]*\s*(\D.*)")
_NUMBER_LAST = re.compile(r"(.*[^\W\d])\s*[-.:;=]*\s*[(\[]\s*(\d{1,2})\s*[)\]]")
_THOUSANDS_OR_DECIMALS = re.compile(r"\d{1,3}[.,]\d{3}")
_LONGEST = 200
"""Characters that a number with its label may have; a longer text is somebody's own words."""


@dataclass(frozen=True)
class Value:
    """A cell's text taken apart: `number` and `label` of an answer, "" where it has no words."""

    kind: Kind
    key: str
    number: int | None = None
    label: str = ""


def value_of(text: str) -> Value:
    """The parts of a cell's text.

    >>> value_of("4 – Stämmer").number, value_of("Stämmer (4)").label, value_of("2026-04-01").kind
    (4, 'stämmer', 'date')
    """
    key = match_key(text).rstrip(";")
    if not key:
        return Value("blank", "")
    if key.startswith("="):
        return Value("formula", key)
    if len(key) > _LONGEST:
        return Value("answer", key, None, key)
    if _ERROR.fullmatch(text.strip()):
        return Value("error", key)
    if _DATE.fullmatch(key):
        return Value("date", key)
    if number := _NUMBER.fullmatch(key):
        return Value("answer", key, int(number[1]))
    if _THOUSANDS_OR_DECIMALS.fullmatch(key):
        return Value("ambiguous", key)
    if first := _NUMBER_FIRST.fullmatch(key):
        return Value("answer", key, int(first[1]), first[2])
    if last := _NUMBER_LAST.fullmatch(key):
        return Value("answer", key, int(last[2]), last[1])
    return Value("answer", key, None, key)
