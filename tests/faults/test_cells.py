"""Part B of the faults, rows B16 to B20: what becomes of a cell that is not what it seems?"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from skolkval.importing.reasons import REASONS
from tests.faults.conftest import Intake
from tests.faults.tables import meanings, rejected, with_good
from tests.importing.exports import (
    PLAIN_HEADER,
    STEPS,
    write_csv,
    write_xlsx,
)

pytestmark = pytest.mark.usefixtures("reader_here")


def test_b16_a_formula_nobody_has_computed(intake: Intake, tmp_path: Path) -> None:
    plan = intake.accepts(write_xlsx(tmp_path / "svar.xlsx", with_good([["=2+1", "Stämmer", ""]])))
    assert rejected(plan) == [("A6", "=2+1", "SK-208")]
    assert plan.answers[-1].tolist() == [-2, 4, -1]
    assert "formel utan uträknat värde" in REASONS["SK-208"]


def test_b16_a_whole_column_of_them(intake: Intake, tmp_path: Path) -> None:
    rows: list[list[Any]] = [PLAIN_HEADER, *([f"=A{n}", "Stämmer", "Vet ej"] for n in range(4))]
    intake.refuses(write_xlsx(tmp_path / "svar.xlsx", rows), "SK-225", "kolumn A ")


ERRORS = ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!"]


def test_b17_error_values_are_no_answers(intake: Intake, tmp_path: Path) -> None:
    rows = with_good(
        [[*ERRORS[:2], "Stämmer"], [*ERRORS[2:4], "Stämmer"], [*ERRORS[4:], "Stämmer"]]
    )
    plan = intake.accepts(write_xlsx(tmp_path / "svar.xlsx", rows))
    assert {cell for cell, _, code in rejected(plan) if code == "SK-209"} == {
        *("A6", "A7", "A8"),
        *("B6", "B7", "B8"),
    }
    assert plan.report.answers == 12 + 3
    # The answer that is called the same, and the same error in a Swedish Excel's csv.
    plan = intake.accepts(
        write_csv(tmp_path / "svar.csv", with_good([["N/A", "#SAKNAS!", ""]])), "SK-W08"
    )
    assert rejected(plan) == [("B6", "#SAKNAS!", "SK-209")]
    assert plan.answers[-1].tolist() == [0, -2, -1]


DATES: list[tuple[Any, str]] = [
    (datetime.date(2026, 4, 1), "2026-04-01"),  # what Excel makes of 1-4
    (datetime.datetime(2026, 4, 1, 9, 30), "2026-04-01T09:30:00"),
    (datetime.time(3), "03:00:00"),
    ("2026-13-01", "2026-13-01"),
    ("24-12-01", "•••"),  # which may be someone's birthday
    ("1/2/26", "1/2/26"),
    ("01-apr", "01-apr"),
    ("1904-01-01", "1904-01-01"),
]


@pytest.mark.parametrize("mac", [False, True], ids=["1900", "1904"])
def test_b18_an_answer_that_is_a_date(intake: Intake, tmp_path: Path, mac: bool) -> None:
    def epoch(workbook: Any) -> None:
        if mac:
            workbook.epoch = CALENDAR_MAC_1904

    rows = with_good([[value, "Stämmer", ""] for value, _ in DATES])
    plan = intake.accepts(write_xlsx(tmp_path / "svar.xlsx", rows, epoch))
    found = [(value, code) for _, value, code in rejected(plan)]
    assert found == [(shown, "SK-210") for _, shown in DATES]
    assert "Excel kan ha gjort om det" in REASONS["SK-210"]


def test_b18_the_day_that_never_was(intake: Intake, tmp_path: Path) -> None:
    def serial(workbook: Any) -> None:
        cell = workbook["Svar"].cell(6, 1, 60)
        cell.number_format = "yyyy-mm-dd"

    path = write_xlsx(tmp_path / "svar.xlsx", with_good([["", "Stämmer", ""]]), serial)
    assert [code for *_, code in rejected(intake.accepts(path))] == ["SK-210"]


def test_b18_a_column_of_dates(intake: Intake, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        PLAIN_HEADER,
        *([datetime.date(2026, 4, n), "Stämmer", "Vet ej"] for n in (1, 2, 3)),
    ]
    says = ("kolumn A ", "Svaren är datum; Excel kan ha gjort om dem.")
    intake.refuses(write_xlsx(tmp_path / "svar.xlsx", rows), "SK-225", *says)


def test_b19_every_way_to_answer_is_told_apart(intake: Intake, tmp_path: Path) -> None:
    cells = ["7", "2.5", "3 – Toppen", "Vet ej", "", "3 – Stämmer till stor del", "0"]
    rows = with_good([[cell, "Stämmer", "Stämmer"] for cell in cells])
    plan = intake.accepts(write_csv(tmp_path / "svar.csv", rows))
    assert plan.answers[4:, 0].tolist() == [-2, -2, -2, 0, -1, 3, -2]
    assert [(cell, code) for cell, _, code in rejected(plan)] == [
        *(("A6", "SK-211"), ("A7", "SK-211"), ("A8", "SK-211"), ("A12", "SK-211"))
    ]
    report = plan.report
    # 12 of the first rows, 14 beside the odd cells, and "3 – Stämmer till stor del".
    assert (report.answers, report.not_applicable, report.missing) == (27, 1, 1)


def test_b19_a_word_of_another_scale_refuses_the_file_until_it_is_explained(
    intake: Intake, tmp_path: Path
) -> None:
    odd = "3 – Stämmer bra"
    path = write_csv(tmp_path / "svar.csv", with_good([[odd, "Stämmer", "Stämmer"]]))
    refusal = intake.refuses(path, "SK-224", f"”{odd}”", "ange vad varje svar betyder")
    assert meanings(refusal.report)[odd] is None
    plan = intake.accepts(path, scale={odd: STEPS[2]})
    assert plan.answers[4:].tolist() == [[3, 4, 4]]


@pytest.mark.parametrize("five", [["1", "2", "3", "4", "5"], ["0", "1", "2", "3", "4"]])
def test_b19_another_scale_is_refused_whole(
    intake: Intake, tmp_path: Path, five: list[str]
) -> None:
    path = write_csv(tmp_path / "svar.csv", [PLAIN_HEADER, *([step] * 3 for step in five)])
    refusal = intake.refuses(path, "SK-224", "Instrumentets steg är: Stämmer inte,")
    assert meanings(refusal.report)["3"] is not None


def test_b20_numbers_as_text_and_wide_digits(intake: Intake, tmp_path: Path) -> None:
    rows: list[list[Any]] = [PLAIN_HEADER, ["3", "3 ", "３"], [3, "3\u00a0", " 3"]]
    plan = intake.accepts(write_xlsx(tmp_path / "svar.xlsx", rows), "SK-W14")
    assert plan.answers.tolist() == [[3, 3, 3], [3, 3, 3]]
    assert meanings(plan.report) == {"3": STEPS[2], "３": STEPS[2]}
