"""Does what points to a person stop a file, or stay unread and unsaid?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.importing.conftest import Plan, Refused
from tests.importing.exports import GOOD, PLAIN, PLAIN_HEADER, write_csv


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("811228-9874", "personnummer"),
        ("198112289874", "personnummer"),
        ("8112289874", "personnummer"),
        ("Ring mig, 8112289874, tack", "personnummer"),
        ("skriv till anna@exempel.se", "e-postadresser"),
    ],
)
@pytest.mark.parametrize("header", ["Kontakt", "Skola", PLAIN_HEADER[0]])
def test_personal_data_is_stopped_without_being_shown(
    tmp_path: Path, refused: Refused, header: str, value: str, kind: str
) -> None:
    extra = [header] if header not in PLAIN_HEADER else []
    row = dict.fromkeys(PLAIN_HEADER, "1") | {header: value}
    rows: list[list[Any]] = [
        [*PLAIN_HEADER, *extra],
        [row[name] for name in [*PLAIN_HEADER, *extra]],
    ]
    refusal = refused(write_csv(tmp_path / "a.csv", rows), PLAIN)
    letter = "D" if extra else "A"
    assert refusal.code == "SK-217"
    assert f"Kolumn {letter} (”{header}”) ser ut att innehålla {kind}." in refusal.text
    assert "Ta bort kolumnen i filen, eller säg att den inte ska läsas." in refusal.text
    assert value not in json.dumps(refusal.report.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("header", ["anna@exempel.se", "811228-9874", "Anna Ask"])
def test_a_header_that_may_be_about_a_person_is_not_said(
    tmp_path: Path, refused: Refused, header: str
) -> None:
    rows: list[list[Any]] = [[*PLAIN_HEADER, header], ["1", "2", "3", "811228-9874"]]
    refusal = refused(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert refusal.text.startswith("Kolumn D ser ut att innehålla personnummer.")


def test_identity_columns_are_dropped_unread(tmp_path: Path, plan: Plan) -> None:
    rows: list[list[Any]] = [
        ["E-post", "Namn", "Personnummer", *PLAIN_HEADER],
        ["anna@exempel.se", "Anna Ask", "811228-9874", "1", "2", "3"],
    ]
    found = plan(write_csv(tmp_path / "a.csv", rows), PLAIN)
    assert [column.role for column in found.report.columns[:3]] == ["meta"] * 3
    shown = json.dumps(found.report.to_json(), ensure_ascii=False)
    assert not any(secret in shown for secret in ("anna@", "Anna", "811228"))
    chosen = [["Kontakt", *PLAIN_HEADER], ["anna@exempel.se", "1", "2", "3"]]
    path = write_csv(tmp_path / "b.csv", chosen)
    assert plan(path, PLAIN, columns={"Kontakt": "meta"}).report.rows_accepted == 1


def test_a_serial_number_is_not_taken_for_a_person(tmp_path: Path, plan: Plan) -> None:
    serials = ["8112289874", "3308895255", "3308891308", "3308891135"]
    rows: list[list[Any]] = [
        ["Lopnr", *PLAIN_HEADER],
        *([serial, "1", "2", "3"] for serial in serials),
    ]
    assert plan(write_csv(tmp_path / "a.csv", rows), PLAIN).report.rows_accepted == 4


@pytest.mark.parametrize("value", ["Anna Ask", "0701234567"])
def test_a_rejected_cell_that_may_be_about_a_person_is_masked(
    tmp_path: Path, plan: Plan, value: str
) -> None:
    path = write_csv(tmp_path / "a.csv", [PLAIN_HEADER, *GOOD, [value, "1", "1"]])
    assert plan(path, PLAIN).report.rejected[0].value == "•••"
