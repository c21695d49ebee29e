"""Do the templates keep to what each tool can take, ask each level its own, and run no formula?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from importlib import import_module
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from skolkval.instruments.catalogue import built_in
from skolkval.instruments.model import Instrument
from skolkval.reports.templates import TEMPLATES, Form, instrument_template
from skolkval.reports.templates.questions import options_of, sections_of

# The reference converter; it ships no type information.
convert = import_module("pyxform.xls2xform").convert
UNITS = ("Alskolan", '=HYPERLINK("http://exempel.invalid")')
FACTORS = next(each for each in built_in() if each.id == "framgangsfaktorer")


def made(form: Form, instrument: Instrument) -> bytes:
    return TEMPLATES[form].make(instrument, UNITS)


def opened(form: Form, instrument: Instrument) -> Workbook:
    return load_workbook(io.BytesIO(made(form, instrument)))


def survey_rows(instrument: Instrument) -> list[dict[str, str]]:
    text = made("limesurvey", instrument).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def cells_of(workbook: Workbook) -> Iterator[tuple[str, str]]:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            yield from ((str(cell.value), cell.data_type) for cell in row if cell.value is not None)


def test_every_statement_is_asked_once_and_of_those_it_is_for(instrument: Instrument) -> None:
    asked = [
        (question.text, section.levels)
        for section in sections_of(instrument)
        for question in section.questions
    ]
    assert len({text for text, _ in asked}) == len(asked)
    for item in instrument.items:
        ((levels,),) = [[levels] for text, levels in asked if text == item.text]
        assert (item.level in levels) if levels else True
        assert bool(levels) == (item.level is not None)


def test_one_answer_outside_the_scale_is_enough() -> None:
    assert options_of(FACTORS) == (
        *("Stämmer inte", "Stämmer till viss del", "Stämmer till stor del", "Stämmer"),
        "Vet ej",
    )


@pytest.mark.parametrize("form", ["excel", "xlsform"])
def test_no_cell_is_a_formula(instrument: Instrument, form: Form) -> None:
    assert {kind for _, kind in cells_of(opened(form, instrument))} == {"s"}


def test_no_cell_of_the_survey_begins_as_a_formula(instrument: Instrument) -> None:
    for row in survey_rows(instrument):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@")), cell
            assert not re.search(r"[{}<]", cell), cell


def test_headers_are_locked_and_answers_are_not() -> None:
    sheet = opened("excel", FACTORS)["Svar"]
    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[1])
    assert not any(column.protection.locked for column in sheet.column_dimensions.values())
    assert sheet.freeze_panes == "D2"
    # Nivå, Enhet, Skolform and the 82 statements.
    assert sheet.max_column == 3 + 82


def test_answers_level_and_unit_are_chosen_in_lists() -> None:
    workbook = opened("excel", FACTORS)
    rules = {str(rule.sqref): rule for rule in workbook["Svar"].data_validations.dataValidation}
    assert rules["A2:A2000"].formula1 == "ValNiva"
    assert rules["B2:B2000"].formula1 == "ValEnhet"
    lists = workbook["Listor"]
    assert lists.sheet_state == "hidden"
    place = workbook.defined_names["Skala"].attr_text
    assert place is not None
    sheet, cells = place.split("!")
    assert [cell[0].value for cell in workbook[sheet.strip("'")][cells]] == list(
        options_of(FACTORS)
    )
    answers = [rule for rule in rules.values() if rule.formula1 == "Skala"]
    assert {rule.promptTitle for rule in answers} == {"Huvudman", "Rektor", "Undervisning"}


def test_the_cells_of_another_level_are_grey() -> None:
    sheet = opened("excel", FACTORS)["Svar"]
    formulas = [rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules]
    assert 'AND($A2<>"",NOT(OR($A2="Rektor")))' in formulas
    assert len(formulas) == len(sections_of(FACTORS))


def test_the_form_is_valid_and_shows_a_level_its_own(instrument: Instrument) -> None:
    warnings: list[str] = []
    form = convert(made("xlsform", instrument), warnings=warnings, file_type=".xlsx").xform
    assert not warnings
    root = ElementTree.fromstring(form)
    binds = [
        each.attrib for each in root.iter("{http://www.w3.org/2002/xforms}bind") if each.attrib
    ]
    relevant = {each["nodeset"].rsplit("/", 1)[-1]: each.get("relevant", "") for each in binds}
    numbers = {level.id: f"n{number}" for number, level in enumerate(instrument.levels, 1)}
    for section in sections_of(instrument):
        shown = re.findall(r"'(\w+)'", relevant.get(section.code, ""))
        assert shown == [numbers[level] for level in section.levels]


def test_the_survey_keeps_to_limesurveys_codes(instrument: Instrument) -> None:
    rows = survey_rows(instrument)
    named = [row for row in rows if row["class"] in ("Q", "SQ")]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", row["name"]) for row in named)
    assert len({row["name"] for row in named}) == len(named)
    answers = [row for row in rows if row["class"] == "A"]
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,5}", row["name"]) for row in answers)
    numbers = [row["id"] for row in rows if row["id"]]
    assert len(set(numbers)) == len(numbers)
    assert {row["language"] for row in rows if row["class"] != "S"} == {"sv"}


def test_the_survey_asks_for_the_level_first_and_shows_each_its_own() -> None:
    rows = survey_rows(FACTORS)
    questions = [row for row in rows if row["class"] == "Q"]
    assert (questions[0]["name"], questions[0]["mandatory"]) == ("level", "Y")
    groups = [row["relevance"] for row in rows if row["class"] == "G"]
    # One about the rater, then seven areas for each of the three levels.
    assert groups == ["1", *['level == "n1"'] * 7, *['level == "n2"'] * 7, *['level == "n3"'] * 7]
    assert [row["type/scale"] for row in questions[3:]] == ["F"] * 21


def test_the_document_has_a_part_for_each_level_and_numbers_its_questions() -> None:
    paragraphs = Document(io.BytesIO(made("word", FACTORS))).paragraphs
    style = [(each.style.name if each.style else "", each.text) for each in paragraphs]
    assert [text for name, text in style if name == "Heading 1"] == [
        "Påståenden: Huvudman",
        "Påståenden: Rektor",
        "Påståenden: Undervisning",
    ]
    numbers = [int(match[1]) for _, text in style if (match := re.match(r"(\d+)\. ", text))]
    assert numbers == list(range(1, 3 + 82 + 1))
    first = [text for _, text in style][1:5]
    assert first == [
        "1. Vilken nivå svarar du för?",
        *("a. Huvudman", "b. Rektor", "c. Undervisning"),
    ]


def test_the_empty_template_says_what_is_an_example() -> None:
    workbook = load_workbook(io.BytesIO(instrument_template()))
    assert workbook.sheetnames == ["Så gör du", "Instrument", "Påståenden", "Exempel", "Listor"]
    example = [str(row[0].value) for row in workbook["Exempel"].iter_rows()]
    assert "Det här är ett exempel och läses inte in." in example
    assert workbook["Påståenden"].max_row == 1
    assert {kind for _, kind in cells_of(workbook)} == {"s"}
