"""Does a file end up in a round exactly, or not at all?"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from skolkval.examples import example_rounds
from tests.cli.conftest import HEADERS, Contents, Export, Run, as_typed

KEYS = [
    *("file", "layout", "sign", "signature", "sheet", "sheets", "header_rows", "rows", "columns"),
    *("scale", "cells", "comments", "messages", "stored", "import_id"),
]


@pytest.fixture
def to_round(run: Run, instrument: str) -> Callable[..., Any]:
    """Imports a file into round R, with --json."""
    return lambda file, *more: run(
        "import", file, "--round", "R", "--instrument", instrument, "--json", *more
    )


def test_an_import_accounts_for_the_file(to_round: Callable[..., Any], teachers: Path) -> None:
    ran = to_round(teachers)
    assert (ran.code, ran.err) == (0, "")
    document = ran.json
    assert list(document) == KEYS
    assert document["file"] == {
        "name": "larare.csv",
        "sha256": hashlib.sha256(teachers.read_bytes()).hexdigest(),
        "bytes": teachers.stat().st_size,
        "format": "csv",
        "encoding": "UTF-8",
        "delimiter": ";",
    }
    assert (document["stored"], document["import_id"], document["sheet"]) == (True, 1, None)
    assert document["header_rows"] == [1]
    assert document["rows"] == {"read": 10, "accepted": 10, "skipped": []}
    assert [column["header"] for column in document["columns"]] == list(HEADERS)
    # 9 answers and 1 vet ej to the first, 9 answers and 1 blank to the last, 10 not asked.
    assert document["cells"] == {
        "answers": 18,
        "not_applicable": 1,
        "missing": 1,
        "not_asked": 10,
        "rejected": [],
    }


def test_without_json_the_answer_is_swedish_text(run: Run, instrument: str, teachers: Path) -> None:
    ran = run("import", teachers, "--round", "R", "--instrument", instrument)
    assert ran.code == 0
    assert "Inläst i ”R” som inläsning 1." in ran.out
    assert "Frågades inte" in ran.out


def test_what_is_said_of_the_round_is_remembered(
    to_round: Callable[..., Any], run: Run, teachers: Path
) -> None:
    to_round(
        *(teachers, "--date", "2026-03-20", "--threshold", "8"),
        *("--invited", "Undervisning=30", "--invited", "rektor=4"),
    )
    (the_round,) = run("rounds", "list", "--json").json["rounds"]
    assert (the_round["date"], the_round["threshold"]) == ("2026-03-20", 8)
    assert {level["level"]: level["invited"] for level in the_round["levels"]} == {
        "undervisning": 30,
        "rektor": 4,
    }


def test_level_unit_and_form_hold_for_rows_that_do_not_say(
    to_round: Callable[..., Any], run: Run, export: Export
) -> None:
    file = export("utan.csv", [("", "", "Ja", "", "Ja")] * 7)
    to_round(file, "--level", "Undervisning", "--unit", "Älven", "--school-form", "Komvux")
    rows = run(*("results", "--round", "R", "--group", "level,unit,school_form", "--json")).json[
        "rows"
    ]
    assert {(row["level"], tuple(row["units"]), row["school_form"], row["n"]) for row in rows} == {
        ("undervisning", ("Älven",), "Komvux", 7)
    }


def test_a_column_is_what_the_analyst_says(to_round: Callable[..., Any], teachers: Path) -> None:
    document = to_round(teachers, "--column", "Enhet=ignored").json
    assert document["columns"][1]["role"] == "ignored"


def test_an_open_level_is_shown_however_few(
    to_round: Callable[..., Any], run: Run, heads: Path
) -> None:
    assert to_round(heads, "--open").code == 0
    (row, _) = run("results", "--round", "R", "--json").json["rows"]
    # ett-1: three Ja, ett-2: three Delvis.
    assert (row["counts"], row["suppressed"]) == ([0, 3, 3], False)


def test_an_anonymous_level_of_three_has_no_numbers(
    to_round: Callable[..., Any], run: Run, heads: Path
) -> None:
    to_round(heads)
    for row in run("results", "--round", "R", "--group", "level", "--json").json["rows"]:
        assert row["suppressed"] is True
        assert row["level"] == "rektor"
        numbers = ("n", "not_applicable", "missing", "counts", "index", "share_agree")
        assert {row[key] for key in (*numbers, "agreement", "distance", "polarised")} == {None}


def test_a_joint_answer_is_a_kind_of_its_own(
    to_round: Callable[..., Any], run: Run, teachers: Path, export: Export
) -> None:
    to_round(teachers)
    joint = export("gemensamt.csv", [("Rektor", "", "Ja", "Ja", "Ja")])
    assert to_round(joint, "--joint").code == 0
    rows = run("results", "--round", "R", "--json").json["rows"]
    assert {row["kind"]: row["n"] for row in rows if row["area_id"] == "tva"} == {
        "individual": 9,
        "joint": 1,
    }


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--threshold", "4"], "SK-401"),
        (["--threshold", "7"], "SK-312"),
        (["--open"], "SK-311"),
        (["--level", "Vaktmästare"], "SK-221"),
        (["--invited", "vaktmästare=3"], "SK-221"),
        (["--invited", "rektor=99999999999"], "SK-309"),
        (["--round", "R\u202e"], "SK-316"),
        (["--round", " "], "SK-314"),
        (["--instrument", "larande-utveckling-halsa"], None),
        (["--instrument", "finns-inte"], "SK-502"),
        (["--column", "Kön=ignored"], "SK-223"),
    ],
    ids=as_typed,
)
def test_a_refused_import_changes_nothing(
    to_round: Callable[..., Any],
    rows_of: Callable[[], Contents],
    teachers: Path,
    export: Export,
    more: list[str],
    code: str | None,
) -> None:
    assert to_round(teachers, "--threshold", "8").code == 0
    before = rows_of()
    other = export("fler.csv", [("Undervisning", "Åsen", "Ja", "", "Ja")] * 9)
    ran = to_round(other, *more)
    assert (ran.code, ran.err) == (1, "")
    document = ran.json
    assert list(document) == KEYS
    assert (document["stored"], document["import_id"]) == (False, None)
    assert document["file"]["sha256"] == hashlib.sha256(other.read_bytes()).hexdigest()
    assert code is None or document["messages"][-1]["code"] == code
    assert rows_of() == before


def test_another_instrument_is_refused_for_a_round_that_has_one(
    run: Run, to_round: Callable[..., Any], teachers: Path
) -> None:
    to_round(teachers)
    example = example_rounds()[0]
    ran = run(
        *("import", example.path, "--round", "R", "--json"),
        *("--instrument", example.instrument_id),
    )
    assert ran.code == 1
    assert ran.json["messages"][-1]["code"] == "SK-310"


def test_the_same_file_twice_is_refused_also_as_text(
    run: Run, to_round: Callable[..., Any], teachers: Path
) -> None:
    to_round(teachers)
    ran = run("import", teachers, "--round", "R", "--instrument", "prov")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("SK-216 ")


def test_a_dry_run_tells_all_and_stores_nothing(
    to_round: Callable[..., Any], rows_of: Callable[[], Contents], teachers: Path
) -> None:
    before = rows_of()
    ran = to_round(teachers, "--dry-run")
    assert ran.code == 0
    assert (ran.json["stored"], ran.json["import_id"]) == (False, None)
    assert ran.json["rows"]["accepted"] == 10
    assert rows_of() == before


@pytest.mark.parametrize("more", [["--dry-run"], ["--threshold", "4"]], ids=as_typed)
def test_no_database_is_made_by_an_import_that_stores_nothing(
    run: Run, database: Path, more: list[str]
) -> None:
    example = example_rounds()[0]
    ran = run(
        *("import", example.path, "--round", "R", "--json"),
        *("--instrument", example.instrument_id, *more),
    )
    assert ran.json["stored"] is False
    assert not database.parent.exists()


def test_rejected_cells_are_left_out_and_named(
    to_round: Callable[..., Any], export: Export
) -> None:
    # Most labels are known; one answer of another level's statement is not taken.
    rows = [("Undervisning", "Åsen", "Ja", "", "Ja")] * 9
    file = export("fel.csv", [*rows, ("Undervisning", "Åsen", "Ja", "Nej", "Ja")])
    ran = to_round(file)
    assert ran.code == 0
    assert ran.json["stored"] is True
    assert [cell["cell"] for cell in ran.json["cells"]["rejected"]] == ["D11"]


def test_what_is_left_out_is_said_with_its_reason_also_as_text(
    run: Run, instrument: str, export: Export
) -> None:
    rows = [("Undervisning", "Åsen", "Ja", "", "Ja")] * 9
    stray = ("Undervisning", "Åsen", "Ja", "Nej", "Ja")
    file = export("fel.csv", [*rows, stray, *[("Elev", "Åsen", "Ja", "", "Ja")] * 10])
    file.write_text(file.read_text(encoding="utf-8") + "Undervisning;Åsen\n", encoding="utf-8")
    ran = run("import", file, "--round", "R", "--instrument", instrument)
    assert ran.code == 0
    lines = ran.out.splitlines()
    # Rows 2-10 and 11 are taught, 12-21 are pupils, and 22 is cut short.
    assert (
        "Rad 12, 13, 14, 15, 16, 17, 18, 19 och 2 till: nivån finns inte i instrumentet (SK-221)"
        in lines
    )
    assert "Rad 22: raden har fler eller färre celler än rubrikraden (SK-203)" in lines
    assert "D11, ”Nej”: påståendet gäller en annan nivå än den svarandes (SK-222)" in lines
    assert any(
        line.startswith("SK-W13 Nivån ”Elev” finns inte i instrumentet: 10 rader") for line in lines
    )


def other_headers(file: Path) -> Path:
    """A file with a title, and headers that are no statements, though one is rather like one."""
    head = "Enkät hösten;;\nSpaltat\nNivå;Målen;Vi har tid ibland\n"
    file.write_text(head + "Undervisning;Ja;Delvis\n" * 9, encoding="utf-8")
    return file


def test_what_a_column_answers_can_be_said(
    run: Run, to_round: Callable[..., Any], tmp_path: Path
) -> None:
    file = other_headers(tmp_path / "fel.csv")
    ran = run("import", file, "--round", "R", "--instrument", "prov")
    assert ran.code == 1
    assert '--item "F=ID"' in ran.err
    document = to_round(
        file, "--header-rows", "3", "--item", "Målen=ett-1", "--item", "C=tva-1"
    ).json
    assert (document["stored"], document["header_rows"]) == (True, [3])
    assert [(each["item_id"], each["match"]) for each in document["columns"]] == [
        (None, "none"),
        ("ett-1", "chosen"),
        ("tva-1", "chosen"),
    ]
    assert document["cells"]["answers"] == 18


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--item", "B=finns-inte"], "SK-231"),
        (["--item", "Z=ett-1"], "SK-223"),
        (["--header-rows", "99"], "SK-231"),
        (["--comment", "C=finns-inte"], "SK-231"),
        (["--comment", "Z=ett"], "SK-223"),
    ],
    ids=as_typed,
)
def test_a_choice_that_cannot_be_followed_is_refused(
    to_round: Callable[..., Any], teachers: Path, more: list[str], code: str
) -> None:
    assert to_round(teachers, *more).json["messages"][-1]["code"] == code


@pytest.mark.parametrize("rows", ["fyra", "1-2", "0x1", "", "9" * 5000])
def test_header_rows_are_numbers(to_round: Callable[..., Any], teachers: Path, rows: str) -> None:
    ran = to_round(teachers, "--header-rows", rows)
    assert ran.code == 2
    assert "ska vara radnummer" in ran.err


def test_a_personal_column_is_refused_with_the_way_out(
    run: Run, instrument: str, tmp_path: Path
) -> None:
    file = tmp_path / "person.csv"
    file.write_text(
        "Nivå;Vi vet vart vi ska.;Vi har tid.;Hälsning\n" + "Undervisning;Ja;Ja;a@exempel.se\n" * 7,
        encoding="utf-8",
    )
    arguments = ("import", file, "--round", "R", "--instrument", instrument)
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("SK-217 Kolumn D (”Hälsning”) ser ut att innehålla e-postadresser.")
    assert '--column "RUBRIK=meta"' in ran.err
    assert '--column "RUBRIK=meta"' in run(*arguments, "--json").json["messages"][-1]["text"]
    assert run(*arguments, "--column", "Hälsning=meta").code == 0


def test_answers_in_other_words_are_read_as_the_analyst_says(
    run: Run, instrument: str, export: Export
) -> None:
    rows = [("Undervisning", "Åsen", "Absolut", "", "Nja")] * 4
    file = export("andra.csv", [*rows, *[("Undervisning", "Åsen", "Nja", "", "Pass")] * 3])
    arguments = ("import", file, "--round", "R", "--instrument", instrument)
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("SK-224 ")
    assert '--answer "SVAR=STEG"' in ran.err
    says = ("--answer", "Absolut=Ja", "--answer", "nja=Delvis", "--answer", "Pass=vet ej")
    assert run(*arguments, "--answer", "Absolut=Jodå").err.startswith("SK-228 ")
    ran = run(*arguments, *says, "--json")
    assert ran.json["cells"]["answers"] == 11
    assert ran.json["cells"]["not_applicable"] == 3
    assert ran.json["scale"][:2] == [
        {"label": "Nja", "count": 7, "meaning": "Delvis"},
        {"label": "Absolut", "count": 4, "meaning": "Ja"},
    ]


def test_spaces_around_a_title_make_no_other_round(
    run: Run, instrument: str, teachers: Path, heads: Path
) -> None:
    ran = run("import", teachers, "--round", " R ", "--instrument", instrument)
    assert "Inläst i ”R” som inläsning 1." in ran.out
    run("import", heads, "--round", "R\n", "--instrument", instrument)
    (the_round,) = run("rounds", "list", "--json").json["rounds"]
    assert (the_round["title"], len(the_round["imports"])) == ("R", 2)


def test_the_examples_are_counted_as_their_files_say(run: Run) -> None:
    loaded = run("examples", "--json").json
    assert [each["import_id"] for each in loaded["rounds"]] == [1, 2, 3]
    assert all(each["example"] for each in run("rounds", "list", "--json").json["rounds"])
    again = run("examples", "--json").json
    assert [each["import_id"] for each in again["rounds"]] == [None, None, None]
    for example in example_rounds():
        shown = run("instruments", "show", example.instrument_id, "--json").json
        rows = run(
            *("results", "--round", example.title, "--by", "item", "--group", "unit", "--json")
        ).json["rows"]
        assert rows
        counted = _counted(example.path, shown)
        for row in rows:
            expected: Counter[str | None] = Counter()
            for unit in row["units"] or [None]:
                expected += counted[row["level"], unit, row["item_id"]]
            answered = [expected[step["label"]] for step in shown["scale"]["steps"]]
            if row["suppressed"]:
                assert 0 < sum(answered) < 7
            else:
                assert row["counts"] == answered
                assert row["not_applicable"] == expected["Vet ej"]
                assert row["missing"] == expected[None]
                mean = sum(step * n for step, n in enumerate(answered, 1)) / sum(answered)
                assert row["index"] == pytest.approx(100 * (mean - 1) / 3)


def _counted(path: Path, instrument: Any) -> dict[tuple[str, str | None, str], Counter[str | None]]:
    """Answers by level, unit and item, straight from the sheet, where each item has a column."""
    counted: dict[tuple[str, str | None, str], Counter[str | None]] = defaultdict(Counter)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, *data = sheet.iter_rows(values_only=True)
    items = instrument["items"]
    places = [head.index(item["text"]) for item in items]
    level_at, unit_at = head.index("Nivå"), head.index("Enhet")
    for row in data:
        level = str(row[level_at]).lower()
        unit = None if row[unit_at] is None else str(row[unit_at])
        for item, cell in zip(items, [row[place] for place in places], strict=True):
            if item["level"] in (None, level):
                counted[level, unit, item["id"]][None if cell is None else str(cell)] += 1
    return counted
