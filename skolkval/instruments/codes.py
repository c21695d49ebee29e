"""What is a statement called in a tool that allows only letters and digits?

The templates name questions and answers by these codes, and the importer knows them again.
Limits are LimeSurvey's: 20 characters for a question, 5 for an answer, a letter first.
"""

from __future__ import annotations

import re

from skolkval.instruments.model import Instrument

NOT_APPLICABLE_CODE = "vetej"
"""What an answer outside the scale is called; an answer on it is called by its step, 1 to K."""
_LONGEST = 20


def item_codes(instrument: Instrument) -> dict[str, str]:
    """A code per item id: as much of the id as can be, letters and digits, a letter first, at most
    20 of them. Items of one area that ask several levels the same words are one question, and have
    the same code; no others have."""
    codes: dict[str, str] = {}
    questions: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for number, item in enumerate(instrument.items, 1):
        question = (item.area_id, item.text)
        if question not in questions:
            questions[question] = _free(re.sub(r"[^a-z0-9]", "", item.id), f"x{number}", taken)
        codes[item.id] = questions[question]
    return codes


def _free(wanted: str, ending: str, taken: set[str]) -> str:
    """`wanted` where it can be had, else as much of it as leaves room for `ending`; takes it."""
    code = wanted if wanted[:1].isalpha() else f"q{wanted}"
    while len(code) > _LONGEST or code in taken:
        code = code[: _LONGEST - len(ending)] + ending
        ending += "x"
    taken.add(code)
    return code


def level_codes(instrument: Instrument) -> dict[str, str]:
    """A code per level id: "n1", "n2" and so on, in order."""
    return {level.id: f"n{number}" for number, level in enumerate(instrument.levels, 1)}
