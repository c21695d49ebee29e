"""Is the survey tool known by what stands where, in any language?"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.importing.conftest import Plan
from tests.importing.exports import PLAIN, PLAIN_HEADER, write_csv, write_xlsx

START, END = datetime.datetime(2026, 1, 15, 9, 0), datetime.datetime(2026, 1, 15, 9, 5)


@pytest.mark.parametrize(
    "header",
    [
        ["ID", "Starttid", "Slutförandetid", "E-post", "Namn"],
        ["Id", "Start time", "Completion time", "Email", "Name"],
        ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn"],
    ],
)
@pytest.mark.parametrize("changed", [True, False])
def test_microsoft_forms_is_known_in_any_language(
    tmp_path: Path, plan: Plan, header: list[str], changed: bool
) -> None:
    extra = ["Sist endret"] if changed else []
    statements = [f"{text}\u00a0\n" for text in PLAIN_HEADER]
    row = [1, START, END, "anonymous", "", *([END] if changed else []), *[3] * 3]
    path = write_xlsx(tmp_path / "a.xlsx", [[*header, *extra, *statements], row])
    report = plan(path, PLAIN).report
    assert report.layout == "microsoft_forms"
    roles = [column.role for column in report.columns]
    assert roles == ["meta"] * (5 + changed) + ["item"] * 3


def test_moments_written_as_text_are_known_too(tmp_path: Path, plan: Plan) -> None:
    head = ["ID", "Påbörjad", "Klar", "Adress", "Vem"]
    row = ["1", "1/15/26 9:00:12", "1/15/26 9:05:01", "a@exempel.se", "Anna Ask", "1", "2", "3"]
    report = plan(write_csv(tmp_path / "a.csv", [[*head, *PLAIN_HEADER], row]), PLAIN).report
    assert report.layout == "microsoft_forms"


def test_a_table_that_only_begins_with_an_id_is_a_table(tmp_path: Path, plan: Plan) -> None:
    rows = [["ID", "Skola", "Skolform", *PLAIN_HEADER], ["1", "Ask", "Grundskola", "1", "2", "3"]]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert found.report.layout == "table"
    assert found.raters["unit"].tolist() == ["Ask"]


def test_google_forms_is_known_by_its_time_stamp(tmp_path: Path, plan: Plan) -> None:
    header = ["Tidstämpel", *(f"Hur är det hos oss? [{text}]" for text in PLAIN_HEADER)]
    rows = [header, ["2026-01-15 14.03.22", "Stämmer", "Stämmer inte", ""]]
    found = plan(write_csv(tmp_path / "a.csv", rows, delimiter=","), PLAIN)
    assert found.report.layout == "google_forms"
    assert found.answers.tolist() == [[4, 1, -1]]
