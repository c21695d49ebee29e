"""Are instruments shown and added, and shown also before there is a database?"""

from __future__ import annotations

from pathlib import Path

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
        *("group_id", "group_label", "point_id", "level"),
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
