"""Do rounds and results say what was imported, and is an undo exact?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Contents, Export, Run

ROW_KEYS = [
    *("kind", "area_id", "item_id", "level", "units", "pooled", "school_form"),
    *("n", "n_least", "items", "not_applicable", "missing", "counts", "index", "share_agree"),
    *("agreement", "distance", "polarised", "suppressed"),
    *("agreement_min_item", "agreement_min", "agreement_max_item", "agreement_max"),
]
GOLDEN = Path(__file__).parents[1] / "golden"
AUTUMN = ("results", "--round", "Självvärdering HT 2026")
PRINTED = {
    "glapp-ht-2026.csv": ("--measures", "gaps"),
    "forandring-ht-2025-ht-2026.csv": ("--earlier", "Självvärdering HT 2025", "--group", "level"),
    "matt-ht-2026.csv": ("--measures", "analyst", "--group", "level"),
    "matt-per-pastaende-ht-2026.csv": ("--measures", "analyst", "--by", "item", "--group", "level"),
    "nivaer-ht-2026.csv": ("--measures", "levels"),
    "enheter-ht-2026.csv": ("--measures", "units"),
    "bortfall-ht-2026.csv": ("--measures", "nonresponse"),
}
"""What the examples give, printed by these arguments; by hand they are checked in tests/results."""


@pytest.fixture
def imported(run: Run, instrument: str, teachers: Path) -> None:
    """Round R with the ten teachers."""
    assert run("import", teachers, "--round", "R", "--instrument", instrument).code == 0


@pytest.mark.usefixtures("imported")
def test_an_area_row_is_what_hand_arithmetic_gives(run: Run) -> None:
    ran = run("results", "--round", "R", "--json")
    assert (ran.code, ran.err) == (0, "")
    document = ran.json
    assert (document["round"], document["by"], document["group"]) == ("R", "area", [])
    one, two = document["rows"]
    assert list(one) == ROW_KEYS
    # Nobody is asked ett-2. ett-1: 4, 3, 2 of three steps, so the mean is 16/9.
    assert (one["area_id"], one["item_id"], one["level"], one["units"]) == ("ett", None, None, None)
    assert (one["n"], one["not_applicable"], one["missing"]) == (9, 1, 0)
    assert one["counts"] == [4, 3, 2]
    assert one["index"] == pytest.approx(100 * (16 / 9 - 1) / 2)
    assert one["share_agree"] == pytest.approx(2 / 9)
    # Pairs of different people: 4·3 and 3·2 one step apart, 4·2 two apart, of 36.
    assert one["distance"] == pytest.approx((12 + 6 + 2 * 8) / 36)
    assert (one["polarised"], one["suppressed"]) == (None, False)
    assert (two["counts"], two["missing"], two["index"]) == ([0, 0, 9], 1, 100)


@pytest.mark.usefixtures("imported")
def test_items_are_shown_for_the_levels_that_are_asked(run: Run) -> None:
    rows = run("results", "--round", "R", "--by", "item", "--json").json["rows"]
    assert [row["item_id"] for row in rows] == ["ett-1", "tva-1"]


@pytest.mark.usefixtures("imported")
def test_grouped_by_unit_a_row_names_its_units(run: Run) -> None:
    rows = run("results", "--round", "R", "--group", "unit", "--json").json["rows"]
    assert {(row["level"], tuple(row["units"]), row["pooled"]) for row in rows} == {
        ("undervisning", ("Åsen",), False)
    }


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("group", ["level", "unit", "school_form", "level,unit,school_form"])
@pytest.mark.parametrize("by", ["area", "item"])
def test_every_grouping_is_printed_as_text_too(run: Run, by: str, group: str) -> None:
    ran = run("results", "--round", "R", "--by", by, "--group", group)
    assert (ran.code, ran.err) == (0, "")
    assert "Samsyn" in ran.out


@pytest.mark.usefixtures("imported")
def test_raters_without_a_unit_are_listed_without_one(run: Run, export: Export) -> None:
    file = export("kontoret.csv", [("Undervisning", "", "Ja", "", "Ja")] * 8)
    run("import", file, "--round", "R", "--instrument", "prov")
    ran = run("results", "--round", "R", "--group", "unit", "--json")
    assert [row["units"] for row in ran.json["rows"][:2]] == [[], ["Åsen"]]
    assert run("results", "--round", "R", "--group", "unit").code == 0


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    "arguments",
    [["--level", "huvudman"], ["--unit", "Bergsskolan"], ["--school-form", "Förskola"]],
    ids=lambda arguments: arguments[0],
)
def test_a_choice_that_the_round_has_not_is_refused(run: Run, arguments: list[str]) -> None:
    ran = run("results", "--round", "R", *arguments, "--json")
    assert (ran.code, ran.err) == (1, "")
    assert [message["code"] for message in ran.json["messages"]] == ["SK-315"]


@pytest.mark.usefixtures("imported")
def test_a_choice_holds(run: Run, heads: Path) -> None:
    run("import", heads, "--round", "R", "--instrument", "prov", "--open")
    shown = {
        levels: [
            row["n"]
            for row in run("results", "--round", "R", *levels, "--json").json["rows"]
            if row["area_id"] == "tva"
        ]
        for levels in ((), ("--level", "rektor"), ("--level", "rektor", "--level", "undervisning"))
    }
    assert list(shown.values()) == [[9 + 3], [3], [9 + 3]]


@pytest.mark.usefixtures("imported")
def test_rounds_are_listed_with_levels_and_imports(run: Run, teachers: Path) -> None:
    (the_round,) = run("rounds", "list", "--json").json["rounds"]
    assert list(the_round) == [
        *("title", "instrument", "instrument_version", "date", "threshold", "example"),
        *("levels", "imports"),
    ]
    assert (the_round["title"], the_round["instrument"], the_round["threshold"]) == ("R", "prov", 7)
    assert the_round["levels"] == [
        {
            "level": "undervisning",
            "openness": "anonymous",
            "invited": None,
            "raters": 10,
            "hidden": False,
            "waiting": 0,
        }
    ]
    (record,) = the_round["imports"]
    assert (record["import_id"], record["file"], record["raters"]) == (1, teachers.name, 10)
    text = run("rounds", "list")
    assert text.code == 0
    assert "Inbjudna" in text.out


@pytest.mark.usefixtures("imported")
def test_an_undo_gives_back_the_earlier_results_exactly(run: Run, export: Export) -> None:
    everything = ("results", "--round", "R", "--by", "item", "--group", "unit", "--json")
    before = run(*everything).out
    file = export("fler.csv", [("Undervisning", "Åsen", "Nej", "", "Nej")] * 9)
    run("import", file, "--round", "R", "--instrument", "prov")
    assert run(*everything).out != before
    undone = run("rounds", "undo", 2, "--json")
    assert (undone.code, undone.json) == (0, {"import_id": 2, "round": "R"})
    assert run(*everything).out == before
    again = run("rounds", "undo", 2, "--json")
    assert (again.code, again.json["messages"][0]["code"]) == (1, "SK-313")


def test_a_deleted_round_leaves_nothing(
    run: Run, instrument: str, teachers: Path, rows_of: Callable[[], Contents]
) -> None:
    before = rows_of()
    run("import", teachers, "--round", "R", "--instrument", instrument)
    assert run("rounds", "delete", "R", "--json").json == {"round": "R"}
    assert rows_of() == before
    assert run("rounds", "list", "--json").json == {"rounds": []}
    ran = run("rounds", "delete", "R")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("SK-308 ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["rounds", "list"],
        ["rounds", "undo", "1"],
        ["rounds", "delete", "R"],
        ["results", "--round", "R"],
        ["backup", "kopia.db"],
    ],
    ids=" ".join,
)
def test_what_needs_a_database_is_refused_and_makes_none(
    run: Run, database: Path, arguments: list[str]
) -> None:
    ran = run(*arguments, "--json")
    assert (ran.code, ran.err) == (1, "")
    assert [message["code"] for message in ran.json["messages"]] == ["SK-305"]
    assert not database.parent.exists()


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("place", [0, 1, 2], ids=["first", "in the group", "last"])
def test_the_database_may_be_named_anywhere(
    run: Run, database: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    monkeypatch.setenv("SKOLKVAL_DATABASE", str(database.with_name("en-annan.db")))
    arguments = ["rounds", "list", "--json"]
    arguments[place:place] = ["--database", str(database)]
    assert [each["title"] for each in run(*arguments).json["rounds"]] == ["R"]
    assert run("rounds", "list").code == 1


def test_the_examples_print_the_measures_they_always_gave(run: Run) -> None:
    assert run("examples").code == 0
    for name, arguments in PRINTED.items():
        ran = run(*AUTUMN, *arguments, "--csv")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == (GOLDEN / name).read_text(encoding="utf-8"), name


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["gaps", "--group", "unit"], "--group"),
        (["levels", "--group", "level"], "--group"),
        (["levels", "--by", "area"], "--by area"),
        (["units", "--group", "unit"], "--group"),
        (["nonresponse", "--group", "level"], "--group"),
        (["nonresponse", "--unit", "Åsen"], "--unit"),
        (["gaps", "--earlier", "R"], "--earlier"),
        (["levels", "--by", "area", "--group", "unit"], "--by area och --group"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_what_would_have_been_left_aside_is_refused(
    run: Run, arguments: list[str], named: str
) -> None:
    ran = run("results", "--round", "R", "--measures", *arguments, "--json")
    assert ran.code == 1
    (message,) = ran.json["messages"]
    assert message["code"] == "SK-321"
    assert message["text"].endswith(f"går inte att förena med {named}. Ta bort det ena.")


def test_nonresponse_is_of_the_levels_that_are_chosen(run: Run) -> None:
    assert run("examples").code == 0
    arguments = (*AUTUMN, "--measures", "nonresponse", "--json")
    everybody = run(*arguments).json["rows"]
    some = run(*arguments, "--level", "rektor").json["rows"]
    assert some == [row for row in everybody if row["level"] == "rektor"] != []


def test_levels_are_compared_statement_by_statement_and_the_document_says_so(run: Run) -> None:
    assert run("examples").code == 0
    document = run(*AUTUMN, "--measures", "levels", "--json").json
    assert (document["by"], document["group"]) == ("item", [])


@pytest.mark.usefixtures("imported")
def test_an_area_says_which_statement_they_are_least_and_most_united_in(run: Run) -> None:
    # ett-1 has samsyn of its own, and nobody is asked ett-2; tva-1 has nine alike.
    head, first, second = run("results", "--round", "R", "--csv").out.splitlines()
    assert head.split(";")[-3:-1] == ["Minst enigt", "Mest enigt"]
    least, most = first.split(";")[-3:-1]
    assert least == most != ""
    assert second.split(";")[-3].endswith("(100)")
    by_item = run("results", "--round", "R", "--by", "item", "--csv").out
    assert "enigt" not in by_item


@pytest.mark.usefixtures("imported")
def test_an_area_says_how_few_answered_its_thinnest_statement(run: Run, export: Export) -> None:
    heads = [("Rektor", "Åsen", "Ja", "Delvis", "Nej")] * 2 + [("Rektor", "Åsen", "Ja", "", "Nej")]
    run("import", export("rektorer.csv", heads), "--round", "R", "--instrument", "prov", "--open")
    ran = run("results", "--round", "R", "--level", "rektor", "--csv")
    head, first, second = ran.out.splitlines()
    at = head.split(";").index("Svar")
    assert (first.split(";")[at], second.split(";")[at]) == ("2–3", "3")


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("measures", "by"),
    [
        (measures, by)
        for measures in ("gaps", "analyst", "levels", "units", "nonresponse")
        for by in ("area", "item")
        if (measures, by) != ("levels", "area")
    ],
)
def test_every_kind_of_measure_is_one_document_and_a_table(
    run: Run, heads: Path, measures: str, by: str
) -> None:
    run("import", heads, "--round", "R", "--instrument", "prov", "--open")
    arguments = ("results", "--round", "R", "--by", by, "--measures", measures)
    document = run(*arguments, "--json").json
    assert (document["measures"], document["earlier"]) == (measures, None)
    assert isinstance(document["rows"], list)
    for as_csv in ((), ("--csv",)):
        ran = run(*arguments, *as_csv)
        assert (ran.code, ran.err) == (0, "")
        assert "_" not in ran.out.splitlines()[0].replace("a_wg", "")


@pytest.mark.usefixtures("imported")
def test_a_change_is_told_from_the_earlier_round(run: Run, teachers: Path) -> None:
    run("import", teachers, "--round", "Förr", "--instrument", "prov")
    document = run("results", "--round", "R", "--earlier", "Förr", "--json").json
    assert (document["measures"], document["earlier"]) == ("change", "Förr")
    one = document["rows"][0]
    assert (one["difference"], one["views"], one["named"]) == (0, 0, False)
    assert one["words"] == "för få svar för att avgöra"


@pytest.mark.usefixtures("imported")
def test_a_round_with_another_instrument_is_no_earlier_round(run: Run) -> None:
    run("examples")
    ran = run(*AUTUMN, "--earlier", "R", "--json")
    assert ran.code == 1
    assert [message["code"] for message in ran.json["messages"]] == ["SK-317"]
