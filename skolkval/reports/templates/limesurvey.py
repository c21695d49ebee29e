"""How is an instrument set up in LimeSurvey: its survey structure as tab-separated text?

The columns are those of LimeSurvey's manual ("Tab Separated Value survey structure"). A question
code has at most 20 letters and digits and an answer code at most 5, or LimeSurvey drops it.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Sequence

from skolkval.instruments.codes import NOT_APPLICABLE_CODE, level_codes
from skolkval.instruments.model import Instrument
from skolkval.reports.templates.questions import (
    FORM_CODE,
    FORM_QUESTION,
    LEVEL_CODE,
    LEVEL_QUESTION,
    SCHOOL_FORMS,
    UNIT_CODE,
    UNIT_QUESTION,
    Section,
    options_of,
    sections_of,
)

_COLUMNS = (
    *("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help"),
    *("language", "validation", "mandatory", "other", "default", "same_default"),
)
_LANGUAGE = "sv"
_EVERYBODY = "1"
# LimeSurvey shows texts as HTML and runs what stands in braces; a spreadsheet runs the others.
_ENTITIES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_FORMULA_STARTS = tuple("=+-@")
_Row = dict[str, str]


def limesurvey_tsv(instrument: Instrument, units: Sequence[str] = ()) -> bytes:
    """The survey as UTF-8 text, to be imported as a `.txt` file. With `units` the unit is chosen
    in a list; else it is written."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, restval="", delimiter="\t", lineterminator="\r\n")
    writer.writeheader()
    number = 0
    for row in _rows(instrument, units):
        # Groups and questions are numbered apart from each other, subquestions with the questions.
        number += row["class"] in ("G", "Q", "SQ")
        own = {"id": str(number)} if row["class"] in ("G", "Q", "SQ") else {}
        writer.writerow({"language": _LANGUAGE} | row | own)
    return text.getvalue().encode("utf-8-sig")


def _rows(instrument: Instrument, units: Sequence[str]) -> Iterator[_Row]:
    yield {"class": "S", "name": "language", "text": _LANGUAGE, "language": ""}
    yield {"class": "S", "name": "format", "text": "G", "language": ""}
    yield {"class": "S", "name": "anonymized", "text": "Y", "language": ""}
    yield {"class": "SL", "name": "surveyls_title", "text": shown(instrument.title)}
    yield _group(1, "Om dig", _EVERYBODY)
    levels = level_codes(instrument)
    if instrument.levels:
        options = {levels[level.id]: level.label for level in instrument.levels}
        yield from _list(LEVEL_CODE, LEVEL_QUESTION, options, mandatory=True)
    if units:
        yield from _list(UNIT_CODE, UNIT_QUESTION, _numbered("e", units))
    else:
        yield _question("S", UNIT_CODE, UNIT_QUESTION)
    yield from _list(FORM_CODE, FORM_QUESTION, _numbered("f", SCHOOL_FORMS))
    for number, section in enumerate(sections_of(instrument), 2):
        yield from _section(instrument, section, number, levels)


def _section(
    instrument: Instrument, section: Section, number: int, levels: dict[str, str]
) -> Iterator[_Row]:
    asked = " or ".join(f'{LEVEL_CODE} == "{levels[level]}"' for level in section.levels)
    yield _group(number, section.area, asked or _EVERYBODY)
    yield _question("F", section.code, section.area)
    for question in section.questions:
        yield {"class": "SQ", "name": question.code, "relevance": "1", "text": shown(question.text)}
    size = instrument.scale.size
    for place, label in enumerate(options_of(instrument), 1):
        code = str(place) if place <= size else NOT_APPLICABLE_CODE
        yield {"class": "A", "type/scale": "0", "name": code, "text": shown(label)}


def _group(number: int, name: str, relevance: str) -> _Row:
    return {
        "class": "G",
        "type/scale": str(number),
        "name": shown(name),
        "relevance": relevance,
    }


def _question(kind: str, code: str, text: str, mandatory: bool = False) -> _Row:
    return {
        "class": "Q",
        "type/scale": kind,
        "name": code,
        "relevance": _EVERYBODY,
        "text": shown(text),
        "mandatory": "Y" if mandatory else "N",
        "other": "N",
    }


def _list(
    code: str, text: str, options: dict[str, str], *, mandatory: bool = False
) -> Iterator[_Row]:
    yield _question("L", code, text, mandatory)
    for own, label in options.items():
        yield {"class": "A", "type/scale": "0", "name": own, "text": shown(label)}


def _numbered(letter: str, labels: Sequence[str]) -> dict[str, str]:
    return {f"{letter}{number}": label for number, label in enumerate(labels, 1)}


def shown(text: str) -> str:
    """`text` so that LimeSurvey shows it as it stands, and no spreadsheet takes it for a formula.

    >>> shown("=1+1 & {sex}")
    '&#61;1+1 &amp; &#123;sex&#125;'
    """
    safe = html.escape(text, quote=False).translate(_ENTITIES)
    return f"&#{ord(text[0])};{safe[1:]}" if text.startswith(_FORMULA_STARTS) else safe
