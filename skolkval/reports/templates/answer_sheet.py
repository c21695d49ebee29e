"""What does a workbook look like that people answer in, one row each, and that is read in as it is?"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from skolkval.instruments.model import Instrument
from skolkval.reports.templates.questions import (
    SCHOOL_FORMS,
    Section,
    levels_named,
    options_of,
    sections_of,
)
from skolkval.reports.templates.sheets import (
    BOLD,
    GREY,
    HEAD,
    WRAPPED,
    add_drop_down,
    add_list,
    as_bytes,
    protect,
    unlock_column,
    write,
    write_head,
)

LAST_ROW = 2000
"""The last row that has drop-downs."""
LEVEL, UNIT, FORM = "Nivå", "Enhet", "Skolform"


def answer_sheet(instrument: Instrument, units: Sequence[str] = ()) -> bytes:
    """The workbook as xlsx. With `units` the unit is chosen in a list; else it is written.

    A level's statements stand together; the cells of other levels are grey in each row.
    """
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Svar"
    background = [*([LEVEL] if instrument.levels else []), UNIT, FORM]
    sections = sections_of(instrument)
    texts = [question.text for section in sections for question in section.questions]
    for column in range(1, len(background) + len(texts) + 1):
        narrow = column <= len(background)
        unlock_column(sheet, get_column_letter(column), 18 if narrow else 30)
    write_head(sheet, [*background, *texts])
    sheet.row_dimensions[1].height = 150
    lists = {LEVEL: [level.label for level in instrument.levels], UNIT: units, FORM: SCHOOL_FORMS}
    for column, name in enumerate(background, 1):
        if lists[name]:
            formula = add_list(workbook, f"Val{name.replace('å', 'a')}", lists[name])
            letter = get_column_letter(column)
            add_drop_down(sheet, f"{letter}2:{letter}{LAST_ROW}", formula, (name, "Välj i listan."))
    answers = add_list(workbook, "Skala", options_of(instrument))
    first = len(background) + 1
    for section in sections:
        last = first + len(section.questions) - 1
        cells = f"{get_column_letter(first)}2:{get_column_letter(last)}{LAST_ROW}"
        asked = levels_named(instrument, section.levels)
        add_drop_down(sheet, cells, answers, (asked, section.area))
        if section.levels:
            sheet.conditional_formatting.add(cells, _other_level(instrument, section))
        first = last + 1
    sheet.freeze_panes = f"{get_column_letter(len(background) + 1)}2"
    protect(sheet)
    _guide(workbook, instrument)
    return as_bytes(workbook)


def _other_level(instrument: Instrument, section: Section) -> Rule:
    """Grey where the row's level is another than those that are asked."""
    labels = [instrument.level_label[level].replace('"', '""') for level in section.levels]
    same = ",".join(f'$A2="{label}"' for label in labels)
    return Rule(
        type="expression",
        dxf=DifferentialStyle(fill=GREY),
        formula=[f'AND($A2<>"",NOT(OR({same})))'],
    )


def _guide(workbook: Workbook, instrument: Instrument) -> None:
    guide = workbook.create_sheet("Så fyller du i")
    guide.column_dimensions["A"].width = 100
    lines = [
        instrument.title,
        f"Utgivare: {instrument.publisher}. Version {instrument.version}.",
        "Fyll i en rad per svarande på bladet Svar. Välj svaren i listan som öppnas i cellen.",
        "Lämna cellen tom om ett påstående inte är besvarat.",
    ]
    if any(item.level for item in instrument.items):
        lines.append("Välj nivå först: det som inte gäller nivån blir grått och lämnas tomt.")
    lines += [
        "Skriv inga namn, personnummer eller e-postadresser.",
        "Spara filen och läs in den som den är på sidan Läs in. Rubrikerna ska vara kvar.",
    ]
    for row, text in enumerate(lines, 1):
        write(guide, row, 1, text).alignment = WRAPPED
    guide["A1"].font, guide["A1"].fill = BOLD, HEAD
    protect(guide)
