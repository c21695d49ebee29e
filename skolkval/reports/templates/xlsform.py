"""How is an instrument set up in KoboToolbox, ODK and others that read XLSForm?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook

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
    options_of,
    sections_of,
)
from skolkval.reports.templates.sheets import as_bytes, write

_SURVEY = ("type", "name", "label", "required", "relevant", "appearance")
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "default_language")
_Row = tuple[str, ...]


def xlsform(instrument: Instrument, units: Sequence[str] = ()) -> bytes:
    """The form as xlsx. With `units` the unit is chosen in a list; else it is written."""
    workbook = Workbook()
    for title in workbook.sheetnames:
        del workbook[title]
    settings = (instrument.title, instrument.id, instrument.version, "Svenska (sv)")
    for title, head, rows in (
        ("survey", _SURVEY, _survey(instrument, units)),
        ("choices", _CHOICES, _choices(instrument, units)),
        ("settings", _SETTINGS, iter([settings])),
    ):
        sheet = workbook.create_sheet(title)
        for number, row in enumerate([head, *rows], 1):
            for column, text in enumerate(row, 1):
                if text:
                    write(sheet, number, column, text)
    return as_bytes(workbook)


def _survey(instrument: Instrument, units: Sequence[str]) -> Iterator[_Row]:
    levels = level_codes(instrument)
    if instrument.levels:
        yield "select_one nivaer", LEVEL_CODE, LEVEL_QUESTION, "yes", "", ""
    kind = "select_one enheter" if units else "text"
    yield kind, UNIT_CODE, UNIT_QUESTION, "", "", ""
    yield "select_one skolformer", FORM_CODE, FORM_QUESTION, "", "", ""
    for section in sections_of(instrument):
        asked = " or ".join(f"${{{LEVEL_CODE}}} = '{levels[level]}'" for level in section.levels)
        yield "begin_group", section.code, _shown(section.area), "", asked, "field-list"
        for question in section.questions:
            yield "select_one skala", question.code, _shown(question.text), "", "", ""
        yield "end_group", "", "", "", "", ""


def _choices(instrument: Instrument, units: Sequence[str]) -> Iterator[_Row]:
    levels = level_codes(instrument)
    for level in instrument.levels:
        yield "nivaer", levels[level.id], _shown(level.label)
    # Named by themselves: an export of names then tells which unit it was.
    for unit in units:
        yield "enheter", unit, _shown(unit)
    for form in SCHOOL_FORMS:
        yield "skolformer", form, form
    size = instrument.scale.size
    for place, label in enumerate(options_of(instrument), 1):
        yield "skala", str(place) if place <= size else NOT_APPLICABLE_CODE, _shown(label)


def _shown(text: str) -> str:
    """`text` where "${" is no reference to another question; the importer does not see the mark."""
    return text.replace("${", "$\N{ZERO WIDTH SPACE}{")
