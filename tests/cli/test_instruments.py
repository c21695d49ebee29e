"""Are instruments shown and added, and shown also before there is a database?"""

from __future__ import annotations

from pathlib import Path

import pytest

from skolkval.instruments.draft import Draft, Statement
from skolkval.reports.templates import TEMPLATES, instrument_template
from tests.cli.conftest import INSTRUMENT, Run

BUILT_IN = {"framgangsfaktorer", "framgangsrika-skolkommuner", "larande-utveckling-halsa"}


def test_built_in_instruments_are_shown_without_a_database(run: Run, database: Path) -> None:
    ran = run("instruments", "list", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert {each["id"] for each in ran.json["instruments"]} == BUILT_IN
    assert "82" in run("instruments", "list").out
    assert not database.parent.exists()


def test_an_instrument_is_shown_with_all_it_asks(run: Run, database: Path) -> None:
    shown = run("instruments", "show", "framgangsfaktorer", "--json").json
    assert list(shown) == ["id", "version", "title", "publisher", "levels", "scale", "items"]
    assert shown["levels"] == ["huvudman", "rektor", "undervisning"]
    assert [step["value"] for step in shown["scale"]["steps"]] == [1, 2, 3, 4]
    assert len(shown["items"]) == 82
    assert list(shown["items"][0]) == [
        *("id", "text", "label", "area_id", "area_label"),
        *("group_id", "group_label", "point_id", "level", "reversed"),
    ]
    assert "Skala: 1 Stämmer inte" in run("instruments", "show", "framgangsfaktorer").out
    assert not database.parent.exists()


def test_an_unknown_instrument_is_refused(run: Run) -> None:
    ran = run("instruments", "show", "finns-inte", "--json")
    assert (ran.code, ran.err) == (1, "")
    assert [message["code"] for message in ran.json["messages"]] == ["SK-502"]


def test_ones_own_instrument_is_kept_and_shown(run: Run, instrument: str) -> None:
    listed = run("instruments", "list", "--json").json["instruments"]
    assert {each["id"] for each in listed} == {*BUILT_IN, instrument}
    shown = run("instruments", "show", instrument, "--json").json
    assert [item["level"] for item in shown["items"]] == [None, "rektor", None]


def test_an_id_that_is_taken_is_refused(run: Run, instrument: str, tmp_path: Path) -> None:
    ran = run("instruments", "add", tmp_path / "prov.toml", "--json")
    assert (ran.code, ran.json["messages"][0]["code"]) == (1, "SK-503")


def test_a_file_with_mistakes_is_refused_and_makes_no_database(
    run: Run, database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "fel.toml"
    file.write_text(INSTRUMENT.replace('3 = "Ja"', '4 = "Ja"'), encoding="utf-8")
    ran = run("instruments", "add", file, "--json")
    assert (ran.code, ran.json["messages"][0]["code"]) == (1, "SK-501")
    assert not database.parent.exists()


DRAFT = Draft("Eget", "Exempelkommunen", ("Nej", "Ja"), (Statement("Ett", "Vi vet."),))


def test_a_filled_in_template_is_added_and_removed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mall.xlsx"
    file.write_bytes(instrument_template(DRAFT))
    assert run("instruments", "add", file, "--json").json["id"] == "eget"
    ran = run("instruments", "remove", "eget", "--json")
    assert (ran.code, ran.json) == (0, {"removed": "eget"})
    listed = run("instruments", "list", "--json").json["instruments"]
    assert {each["id"] for each in listed} == BUILT_IN


def test_an_empty_template_is_refused_with_sheet_and_row(
    run: Run, tmp_path: Path, database: Path
) -> None:
    file = tmp_path / "tom.xlsx"
    assert run("instruments", "blank", file).code == 0
    ran = run("instruments", "add", file)
    assert ran.code == 1
    assert "SK-501" in ran.err
    assert "Instrument, rad 2: Namn är inte ifyllt." in ran.err
    assert not database.parent.exists()


def test_a_template_is_filled_in_from_an_export(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Titel\nVi vet.;Vi kan.\nJa;Nej\nNej;Ja\n", encoding="utf-8")
    file = tmp_path / "mall.xlsx"
    ran = run("instruments", "blank", file, "--from", export, "--header-rows", "2", "--json")
    assert (ran.code, ran.json) == (0, {"file": str(file), "statements": 2})
    assert "Namn är inte ifyllt" in run("instruments", "add", file).err


@pytest.mark.parametrize("form", list(TEMPLATES))
def test_a_template_is_written_and_never_over_another_file(
    run: Run, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "mall"
    arguments = ("instruments", "template", "framgangsfaktorer", file, "--form", form)
    ran = run(*arguments, "--unit", "Alskolan", "--unit", "Bokskolan", "--json")
    assert (ran.code, ran.json) == (0, {"file": str(file), "form": form})
    written = file.read_bytes()
    again = run(*arguments)
    assert (again.code, f"FIL: filen {file} finns redan." in again.err) == (2, True)
    assert file.read_bytes() == written


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["template", "framgangsfaktorer", "x", "--form", "pdf"], "--form: pdf är inget av excel"),
        (["template", "framgangsfaktorer", "finns/inte", "--form", "word"], "det finns ingen mapp"),
        (["blank", "x.xlsx", "--from", "saknas.csv"], "--from: det finns ingen fil saknas.csv."),
    ],
)
def test_wrong_usage_is_told(run: Run, arguments: list[str], said: str) -> None:
    ran = run("instruments", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_header_rows_are_numbers(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Vi vet.\nJa\n", encoding="utf-8")
    ran = run("instruments", "blank", tmp_path / "x", "--from", export, "--header-rows", "två")
    assert (ran.code, "--header-rows: två är inget heltal." in ran.err) == (2, True)
