"""Does a command read next term's file as the last one, and ask before it counts anybody twice?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Contents, Export, Row, Run

PEOPLE: list[Row] = [
    ("Undervisning", "Åsen", one, "", two)
    for one in ("Nej", "Delvis", "Ja", "Vet ej")
    for two in ("Nej", "Delvis", "Ja", "Vet ej", "")
]


@pytest.fixture
def to_round(run: Run, instrument: str) -> Callable[..., Any]:
    """Imports a file into round R, with --json."""
    return lambda file, *more: run(
        "import", file, "--round", "R", "--instrument", instrument, "--json", *more
    )


def codes(ran: Any) -> list[str]:
    return [each["code"] for each in ran.json["messages"]]


def test_a_corrected_file_is_told_and_stored_when_it_is_said_how(
    to_round: Callable[..., Any],
    export: Export,
    rows_of: Callable[[], Contents],
) -> None:
    assert to_round(export("ht.csv", PEOPLE)).code == 0
    before = rows_of()
    better = export("rättad.csv", [("Undervisning", "Bo", *PEOPLE[0][2:]), *PEOPLE[1:19]])
    for more in ((), ("--dry-run",)):
        ran = to_round(better, *more)
        assert (ran.code, ran.json["stored"], codes(ran)) == (1, False, ["SK-320"])
        assert "färre än 7 svarande skiljer" in ran.json["messages"][0]["text"]
        assert "--replace 1" in ran.json["messages"][0]["text"]
    assert codes(to_round(better, "--replace", "7")) == ["SK-313"]
    assert rows_of() == before

    ran = to_round(better, "--replace", "1")
    assert (ran.code, ran.json["import_id"]) == (0, 2)
    assert len(rows_of()["raw.raters"]) == 19
    ran = to_round(export("igen.csv", PEOPLE), "--add")
    assert (ran.code, ran.json["import_id"]) == (0, 3)
    assert len(rows_of()["raw.raters"]) == 39


def test_replacing_and_adding_cannot_both_be_meant(
    to_round: Callable[..., Any], teachers: Path
) -> None:
    assert to_round(teachers, "--replace", "1", "--add").code == 2


def test_what_was_said_of_the_headers_holds_next_time(
    to_round: Callable[..., Any], rows_of: Callable[[], Contents], tmp_path: Path
) -> None:
    heads = "Avdelning;Vi vet vart vi ska.;Vi har tid.\n"
    first, second = tmp_path / "ht.csv", tmp_path / "vt.csv"
    first.write_text(heads + "Åsen;Nej;Jajamän\nÅsen;Ja;Jajamän\nÅsen;Ja;Jajamän\n", "utf-8")
    second.write_text(heads + "Bo;Delvis;Jajamän\nBo;Nej;Jajamän\nBo;Ja;Jajamän\n", "utf-8")
    said = ("--level", "undervisning", "--column", "Avdelning=unit", "--answer", "Jajamän=Ja")
    assert codes(to_round(first, *said)) == []
    ran = to_round(second, "--level", "rektor", "--accept-partial")
    assert codes(ran)[0] == "SK-W18"
    assert ran.json["columns"][0]["role"] == "unit"
    assert ran.json["cells"]["answers"] == 6
    assert ran.json["messages"][0]["text"].startswith("Tolkad som förra gången, ")
    levels = [row[3] for row in rows_of()["raw.raters"]]
    # What is said now goes before what was said then.
    assert sorted(levels) == ["rektor"] * 3 + ["undervisning"] * 3
