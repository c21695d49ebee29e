"""Does a whole file become a plan in which every column, row and cell is accounted for?"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from skolkval.importing.signature import header_signature
from tests.importing.conftest import Plan, Refused
from tests.importing.exports import GOOD, PLAIN, PLAIN_HEADER, STEPS, write_csv, write_xlsx


def codes(found: Any) -> list[str]:
    return [message.code for message in found.report.messages]


def test_xlsx_and_csv_give_the_same_plan(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [
        ["Skola", *PLAIN_HEADER],
        ["Björk", 1, "Stämmer", ""],
        ["Ask ", 4, "Vet ej", "2"],
    ]
    one = plan(write_xlsx(tmp_path / "a.xlsx", rows), PLAIN)
    two = plan(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert one.answers.tolist() == two.answers.tolist() == [[1, 4, -1], [4, 0, 2]]
    assert one.raters.equals(two.raters)
    assert one.raters.to_dict("list") == {
        "level": ["", ""],
        "unit": ["Björk", "Ask"],
        "school_form": [None, None],
        "role": [None, None],
    }
    assert (one.report.sheet, two.report.sheet) == ("Svar", None)
    assert (one.report.file.encoding, two.report.file.encoding) == (None, "UTF-8")


def test_the_report_is_the_document_of_the_command_line(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [
        ["ID", "Ålder", *PLAIN_HEADER],
        [7, 40, 1, 9, ""],
        [8, 50, 4, 3, 2],
        ["", "", 1, 1, 1],
    ]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN).report.to_json()
    assert json.loads(json.dumps(found)) == found
    assert len(found["file"].pop("sha256")) == 64
    assert found == {
        "file": {
            "name": "a.csv",
            "bytes": (tmp_path / "a.csv").stat().st_size,
            "format": "csv",
            "encoding": "UTF-8",
            "delimiter": ";",
        },
        "layout": "table",
        "sign": "Vanlig tabell: rad 1 är rubriker, med 3 påståenden ur instrumentet",
        "signature": header_signature("table", ["ID", "Ålder", *PLAIN_HEADER]),
        "sheet": None,
        "sheets": [],
        "header_rows": [1],
        "rows": {"read": 3, "accepted": 3, "skipped": []},
        "columns": [
            {
                "letter": "A",
                "header": "ID",
                "role": "meta",
                "item_id": None,
                "match": "none",
                "confidence": 0.0,
                "candidates": [],
            },
            {
                "letter": "B",
                "header": "Ålder",
                "role": "ignored",
                "item_id": None,
                "match": "none",
                "confidence": 0.0,
                "candidates": [],
            },
            *(
                {
                    "letter": letter,
                    "header": text,
                    "role": "item",
                    "item_id": item,
                    "match": "exact",
                    "confidence": 1.0,
                    "candidates": [],
                }
                for letter, text, item in zip("CDE", PLAIN_HEADER, ["p1", "p2", "p3"], strict=True)
            ),
        ],
        "scale": [
            {"label": "1", "count": 4, "meaning": STEPS[0]},
            {"label": "2", "count": 1, "meaning": STEPS[1]},
            {"label": "3", "count": 1, "meaning": STEPS[2]},
            {"label": "4", "count": 1, "meaning": STEPS[3]},
            {"label": "", "count": 1, "meaning": "tomt"},
            {"label": "9", "count": 1, "meaning": None},
        ],
        "cells": {
            "answers": 7,
            "not_applicable": 0,
            "missing": 1,
            "not_asked": 0,
            "rejected": [{"cell": "D2", "value": "9", "code": "SK-211"}],
        },
        "comments": [],
        "messages": [
            {
                "code": "SK-W14",
                "text": "Svar som bara är siffror: 1 räknas som ”Stämmer inte” och 4 som ”Stämmer”. "
                "Kontrollera att skalan inte är vänd. Filen säger inte hur många steg skalan hade.",
            },
            {"code": "SK-W06", "text": "Kolumner som inte används: B (”Ålder”)."},
        ],
        "stored": False,
        "import_id": None,
    }


def test_addresses_are_the_spreadsheets_own(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [PLAIN_HEADER, *GOOD, ["x", 1, 2]]

    def shift(workbook: Any) -> None:
        sheet = workbook["Svar"]
        for row, values in enumerate(rows, start=3):
            for column, value in enumerate(values, start=3):
                sheet.cell(row + (row > 6), column, value)

    found = plan(write_xlsx(tmp_path / "a.xlsx", [], shift), PLAIN)
    assert found.report.header_rows == [3]
    assert [column.letter for column in found.report.columns] == ["A", "B", "C", "D", "E"]
    assert [cell.cell for cell in found.report.rejected] == ["C9"]
    assert found.report.rows_read == 5


def test_what_excel_cannot_say_is_rejected_with_its_reason(tmp_path: Path, plan: Plan) -> None:
    day = datetime.date(2026, 3, 1)
    rows: list[list[Any]] = [
        PLAIN_HEADER,
        *GOOD,
        ["=1/0", "#DIV/0!", day],
        ["Vet ej", 2.5, datetime.time(3)],
    ]
    found = plan(write_xlsx(tmp_path / "a.xlsx", rows), PLAIN)
    assert [(cell.cell, cell.value, cell.code) for cell in found.report.rejected] == [
        ("A6", "=1/0", "SK-208"),
        ("B6", "#DIV/0!", "SK-209"),
        ("B7", "2.5", "SK-211"),
        ("C6", "2026-03-01", "SK-210"),
        ("C7", "03:00:00", "SK-210"),
    ]
    assert found.answers[4].tolist() == [-2, -2, -2]


def test_merged_answers_are_rejected_and_merged_units_filled_down(
    tmp_path: Path, plan: Plan
) -> None:
    rows: list[list[Any]] = [["Enhet", *PLAIN_HEADER], *(["Ask", *row] for row in GOOD)]

    def merge(workbook: Any) -> None:
        workbook["Svar"].merge_cells("A2:A4")
        workbook["Svar"].merge_cells("B3:B4")

    found = plan(write_xlsx(tmp_path / "a.xlsx", rows, merge), PLAIN)
    assert [(cell.cell, cell.code) for cell in found.report.rejected] == [("B4", "SK-207")]
    assert found.raters["unit"].tolist() == ["Ask"] * 4


def test_hidden_rows_are_in_and_said_so(tmp_path: Path, plan: Plan) -> None:
    def hide(workbook: Any) -> None:
        workbook["Svar"].row_dimensions[3].hidden = True

    found = plan(write_xlsx(tmp_path / "a.xlsx", [PLAIN_HEADER, *GOOD], hide), PLAIN)
    assert found.report.rows_accepted == 4
    assert found.report.messages[0].text == "1 dold rad är med."


def test_blank_rows_are_no_rows_and_ragged_rows_are_left_out(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "a.csv"
    header = ";".join(PLAIN_HEADER)
    path.write_text(f"{header}\n1;2;3\n;;\n\n1;2\n4;4;4;4\n4;4;4;\n", encoding="utf-8")
    report = plan(path, PLAIN).report
    assert [(row.row, row.code) for row in report.rows_skipped] == [(5, "SK-203"), (6, "SK-203")]
    assert (report.rows_read, report.rows_accepted) == (4, 2)


@pytest.mark.parametrize("rows", [[], [PLAIN_HEADER], [PLAIN_HEADER, ["", "", ""]]])
def test_no_answers_is_a_refusal(tmp_path: Path, refused: Refused, rows: list[list[str]]) -> None:
    path = write_csv(tmp_path / "a.csv", rows or [[" "]])
    assert refused(path, PLAIN).code == "SK-215"


def test_raters_who_gave_no_answer_do_not_make_a_survey(tmp_path: Path, refused: Refused) -> None:
    path = write_csv(tmp_path / "a.csv", [["ID", *PLAIN_HEADER], [1, "", "", ""], [2, "", "", ""]])
    assert refused(path, PLAIN).code == "SK-215"


def test_raters_who_all_said_dont_know_are_taken_in_and_it_is_said(
    tmp_path: Path, plan: Plan
) -> None:
    rows: list[list[Any]] = [PLAIN_HEADER, ["Vet ej", "", "Vet ej"], ["", "Vet ej", ""]]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert (found.report.answers, found.report.not_applicable) == (0, 3)
    assert [(message.code, message.text) for message in found.report.messages] == [
        ("SK-W12", "Ingen har svarat på skalan: alla svar är vet ej eller tomma.")
    ]
    rows[1][1] = STEPS[0]
    assert codes(plan(write_csv(tmp_path / "b.csv", rows), PLAIN)) == []


def test_another_survey_is_refused_as_such(tmp_path: Path, refused: Refused) -> None:
    refusal = refused(write_csv(tmp_path / "a.csv", [["Lunchen var god"], ["4"]]), PLAIN)
    assert refusal.code == "SK-226"
    assert [column.header for column in refusal.report.columns] == ["Lunchen var god"]


def test_a_missing_statement_is_named_with_what_it_may_be_called(
    tmp_path: Path, refused: Refused, plan: Plan
) -> None:
    rows: list[list[Any]] = [["Vi har tydliga mål.", "Vi följer uppp allt"], ["1", "2"]]
    path = write_csv(tmp_path / "a.csv", rows)
    refusal = refused(path, PLAIN)
    assert refusal.code == "SK-206"
    assert "2 påståenden saknar kolumn" in refusal.text
    assert "”Vi följer upp.” (menas kolumn B, ”Vi följer uppp allt”?)" in refusal.text
    assert "”Vi lär av varandra.”" in refusal.text
    found = plan(path, PLAIN, accept_partial=True)
    assert found.answers.tolist() == [[1, -2, -2]]
    assert codes(found) == ["SK-W17", "SK-W14", "SK-W10"]


def test_a_doubled_statement_is_left_out_only_when_asked(
    tmp_path: Path, refused: Refused, plan: Plan
) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, "vi följer upp"], ["1", "2", "3", "4"]]
    path = write_csv(tmp_path / "a.csv", rows)
    refusal = refused(path, PLAIN)
    assert refusal.code == "SK-204"
    assert "kolumn B och D" in refusal.text
    found = plan(path, PLAIN, accept_partial=True)
    assert found.answers.tolist() == [[1, -2, 3]]
    assert "SK-W10" in codes(found)


def test_a_column_without_header_is_refused_if_it_holds_anything(
    tmp_path: Path, refused: Refused, plan: Plan
) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, "", ""], ["1", "2", "3", "", "x"]]
    refusal = refused(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert refusal.code == "SK-205"
    assert refusal.text.startswith("Kolumn E ")
    rows[1][4] = ""
    assert plan(write_csv(tmp_path / "a.csv", rows), PLAIN).report.rows_accepted == 1


def test_spellings_of_a_unit_become_one(tmp_path: Path, plan: Plan) -> None:
    units = ["Askskolan", "ASKSKOLAN", " Askskolan", "A\u030asa  skola", "Åsa\u00a0skola", ""]
    rows: list[list[Any]] = [["Skola", *PLAIN_HEADER], *([unit, "1", "2", "3"] for unit in units)]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN, unit="Övriga")
    assert found.raters["unit"].tolist() == [
        *["Askskolan"] * 3,
        *["Åsa skola"] * 2,
        "Övriga",
    ]
    assert found.report.messages[1].text == "Olika skrivsätt har slagits ihop: ”Askskolan”."


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\u200b", "\u061c", "\x9b", "\U000e0041"])
@pytest.mark.parametrize("header", ["Skola", "Skolform"])
def test_what_is_not_seen_in_a_name_is_not_in_it(
    tmp_path: Path, plan: Plan, header: str, unseen: str
) -> None:
    names = ["Åsen", f"{unseen}Å{unseen}sen", f"A{unseen}\u030asen"]
    rows: list[list[Any]] = [[header, *PLAIN_HEADER], *([name, "1", "2", "3"] for name in names)]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN, unit=f"Ek{unseen}en")
    column = "unit" if header == "Skola" else "school_form"
    assert found.raters[column].tolist() == ["Åsen"] * 3
    assert set(found.raters["unit"]) == {"Åsen" if header == "Skola" else "Eken"}


def test_what_is_given_for_the_file_reaches_every_rater(tmp_path: Path, plan: Plan) -> None:
    path = write_csv(tmp_path / "a.csv", [PLAIN_HEADER, *GOOD])
    found = plan(path, PLAIN, unit=" Ask  skola ", school_form="Grundskola")
    assert set(found.raters["unit"]) == {"Ask skola"}
    assert set(found.raters["school_form"]) == {"Grundskola"}


def test_a_unit_of_a_novels_length_is_left_out(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [["Skola", *PLAIN_HEADER], ["Ask", 1, 2, 3], ["x" * 201, 1, 2, 3]]
    report = plan(write_csv(tmp_path / "a.csv", rows), PLAIN).report
    assert [(row.row, row.code) for row in report.rows_skipped] == [(3, "SK-214")]


def test_the_sheet_is_never_chosen_in_silence(tmp_path: Path, plan: Plan, refused: Refused) -> None:
    def more(workbook: Any) -> None:
        legend = workbook.create_sheet("Förklaring", 0)
        legend["A1"] = "1 = Stämmer inte"
        hidden = workbook.create_sheet("Dolt")
        hidden.sheet_state = "hidden"
        hidden.append(PLAIN_HEADER)
        hidden.append([4, 4, 4])

    path = write_xlsx(tmp_path / "a.xlsx", [PLAIN_HEADER, [1, 2, 3]], more)
    found = plan(path, PLAIN)
    assert (found.report.sheet, codes(found)) == ("Svar", ["SK-W07", "SK-W14"])
    assert found.report.messages[0].text.endswith("synliga blad: ”Förklaring”, ”Svar”.")
    assert plan(path, PLAIN, sheet="Dolt").answers.tolist() == [[4, 4, 4]]
    missing = refused(path, PLAIN, sheet="Blad9")
    assert missing.code == "SK-219"
    assert "Förklaring, Svar, Dolt" in missing.text


def test_two_sheets_with_answers_must_be_chosen_between(tmp_path: Path, refused: Refused) -> None:
    def copy(workbook: Any) -> None:
        workbook.copy_worksheet(workbook["Svar"]).title = "Svar 2025"

    path = write_xlsx(tmp_path / "a.xlsx", [PLAIN_HEADER, [1, 2, 3]], copy)
    refusal = refused(path, PLAIN)
    assert refusal.code == "SK-218"
    assert "”Svar”, ”Svar 2025”" in refusal.text


def test_an_empty_workbook_has_no_answers(tmp_path: Path, refused: Refused) -> None:
    assert refused(write_xlsx(tmp_path / "a.xlsx", []), PLAIN).code == "SK-215"


@pytest.mark.parametrize(
    "label",
    [
        "Vet ej / Ej aktuellt",
        "Ingen åsikt/vet ej",
        "Vet inte eller ej aktuellt",
        "Inte relevant",
        "Vet ej, vill ej svara",
        "N/A",
    ],
)
def test_several_ways_of_not_answering_in_one_are_not_applicable(
    tmp_path: Path, plan: Plan, label: str
) -> None:
    rows = [PLAIN_HEADER, [*STEPS[:3]], [STEPS[3], label, label], [label, STEPS[0], label]]
    found = plan(write_xlsx(tmp_path / "a.xlsx", rows), PLAIN)
    assert found.answers.tolist() == [[1, 2, 3], [4, 0, 0], [0, 1, 0]]


def test_a_step_and_a_way_of_not_answering_in_one_is_neither(tmp_path: Path, plan: Plan) -> None:
    rows = [PLAIN_HEADER, [*STEPS[:3]], [STEPS[3], "Vet ej / Stämmer", STEPS[0]]]
    report = plan(write_xlsx(tmp_path / "a.xlsx", rows), PLAIN).report
    assert [(cell.cell, cell.code) for cell in report.rejected] == [("B3", "SK-211")]


def test_numbers_from_zero_are_told_with_what_the_zero_may_be(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [PLAIN_HEADER, *[[0, 1, 2], [3, 0, 1]] * 2]
    report = plan(write_xlsx(tmp_path / "a.xlsx", rows), PLAIN).report
    assert [message.text for message in report.messages if message.code == "SK-W14"] == [
        "Svar som bara är siffror: 0 räknas som ”Stämmer inte” och 3 som ”Stämmer”. Kontrollera att "
        "skalan inte är vänd. 0 kan också betyda vet ej; här lästes nollan som ”Stämmer inte”."
    ]
