"""Which files can a round be set up with, in the tool that people already have?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from skolkval.instruments.model import Instrument
from skolkval.reports.csv_file import file_name
from skolkval.reports.templates.answer_sheet import answer_sheet
from skolkval.reports.templates.forms_document import forms_document
from skolkval.reports.templates.limesurvey import limesurvey_tsv
from skolkval.reports.templates.own_instrument import instrument_template
from skolkval.reports.templates.xlsform import xlsform

__all__ = ["TEMPLATES", "Form", "Template", "instrument_template"]

Form = Literal["excel", "word", "limesurvey", "xlsform"]


@dataclass(frozen=True)
class Template:
    """One kind of file: which tool it is for, what it is and does, and how it is made of an instrument
    and the units that can be chosen (none: the unit is written)."""

    tool: str
    file: str
    purpose: str
    ending: str
    media_type: str
    make: Callable[[Instrument, Sequence[str]], bytes]

    def name(self, instrument: Instrument) -> str:
        """The file's name."""
        return f"{file_name(instrument.short_title)}{self.ending}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORKBOOK = f"{_OFFICE}.spreadsheetml.sheet"
TEMPLATES: dict[Form, Template] = {
    "excel": Template(
        "Excel",
        "Excelark",
        "Ett ark att svara i, en rad per svarande. Läses in som det är.",
        "-svar.xlsx",
        _WORKBOOK,
        answer_sheet,
    ),
    "word": Template(
        "Microsoft Forms",
        "Worddokument",
        "Ett Worddokument som Forms kan göra ett formulär av.",
        "-forms.docx",
        f"{_OFFICE}.wordprocessingml.document",
        forms_document,
    ),
    "limesurvey": Template(
        "LimeSurvey",
        "textfil",
        "Enkätens uppbyggnad som text, med nivåfrågan först.",
        "-limesurvey.txt",
        "text/tab-separated-values",
        limesurvey_tsv,
    ),
    "xlsform": Template(
        "KoboToolbox och ODK",
        "XLSForm",
        "Ett formulär i formatet XLSForm, med nivåfrågan först.",
        "-xlsform.xlsx",
        _WORKBOOK,
        xlsform,
    ),
}
