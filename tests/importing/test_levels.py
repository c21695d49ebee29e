"""Is every rater's level what the row says, or what its answers show, and never a guess?"""

from __future__ import annotations

from pathlib import Path

import pytest

from skolkval.importing.levels import level_named
from tests.importing.conftest import Plan, Refused
from tests.importing.exports import CHAIN, CHAIN_HEADER, COMMON, PLAIN, instrument, write_csv

HUVUDMAN, REKTOR, UNDERVISNING = (
    ["1", "2", "", "", "", ""],
    ["", "", "3", "4", "", ""],
    ["", "", "", "", "4", "Vet ej"],
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Huvudman", "huvudman"),
        (" huvudmannanivån ", "huvudman"),
        ("REKTORER", "rektor"),
        ("Lärare", "undervisning"),
        ("Elev", None),
        ("", None),
    ],
)
def test_a_level_is_known_by_a_short_list_of_names(text: str, level: str | None) -> None:
    assert level_named(text, CHAIN) == level


def test_levels_are_told_by_the_answers(tmp_path: Path, plan: Plan) -> None:
    path = write_csv(tmp_path / "a.csv", [CHAIN_HEADER, HUVUDMAN, REKTOR, UNDERVISNING])
    found = plan(path, CHAIN)
    assert found.raters["level"].tolist() == ["huvudman", "rektor", "undervisning"]
    assert found.answers.tolist() == [
        [1, 2, -2, -2, -2, -2],
        [-2, -2, 3, 4, -2, -2],
        [-2, -2, -2, -2, 4, 0],
    ]
    report = found.report
    assert (report.answers, report.not_applicable, report.missing, report.not_asked) == (
        5,
        1,
        0,
        12,
    )
    assert "Huvudman 1, Rektor 1, Undervisning 1" in report.messages[-1].text


def test_the_rows_own_level_goes_before_the_files(tmp_path: Path, plan: Plan) -> None:
    rows = [["Nivå", *CHAIN_HEADER], ["Rektor", *REKTOR], ["", *HUVUDMAN]]
    found = plan(write_csv(tmp_path / "a.csv", rows), CHAIN, level="Huvudman")
    assert found.raters["level"].tolist() == ["rektor", "huvudman"]


def test_a_level_that_does_not_exist_leaves_the_row_out(tmp_path: Path, plan: Plan) -> None:
    rows = [["Nivå", *CHAIN_HEADER], ["Rektor", *REKTOR], ["Elev", *REKTOR]]
    report = plan(write_csv(tmp_path / "a.csv", rows), CHAIN).report
    assert [(row.row, row.code) for row in report.rows_skipped] == [(3, "SK-221")]
    assert (report.rows_read, report.rows_accepted) == (2, 1)


def test_no_row_with_a_known_level_is_a_refusal(tmp_path: Path, refused: Refused) -> None:
    rows = [["Nivå", *CHAIN_HEADER], ["Elev", *REKTOR]]
    refusal = refused(write_csv(tmp_path / "a.csv", rows), CHAIN)
    assert refusal.code == "SK-221"
    assert "”Elev” (1)" in refusal.text
    assert "Instrumentets nivåer är: Huvudman, Rektor, Undervisning." in refusal.text


def test_unknown_levels_are_named_with_their_rows(tmp_path: Path, plan: Plan) -> None:
    levels = ["Rektor", "Elev", "Vaktmästare", "Elev", " Elev", "x" * 201, "Anna Ask"]
    rows = [["Nivå", *CHAIN_HEADER], *([level, *REKTOR] for level in levels)]
    report = plan(write_csv(tmp_path / "a.csv", rows), CHAIN).report
    has = "Instrumentets nivåer är: Huvudman, Rektor, Undervisning."
    assert [message.text for message in report.messages if message.code == "SK-W13"] == [
        f"Nivån ”Elev” finns inte i instrumentet: 3 rader tas inte med. {has}",
        f"Nivån ”Vaktmästare” finns inte i instrumentet: 1 rad tas inte med. {has}",
        f"Nivån ”•••” finns inte i instrumentet: 1 rad tas inte med. {has}",
    ]


def test_only_the_commonest_unknown_levels_are_named(tmp_path: Path, plan: Plan) -> None:
    unknown = [f"Grupp {letter}" for letter in "abcdefghij"]
    rows = [["Nivå", *CHAIN_HEADER], *([level, *REKTOR] for level in ["Rektor", *unknown])]
    report = plan(write_csv(tmp_path / "a.csv", rows), CHAIN).report
    texts = [message.text for message in report.messages if message.code == "SK-W13"]
    assert len(texts) == 9
    assert texts[-1].startswith("2 nivåer till finns inte i instrumentet: 2 rader tas inte med.")


def test_a_chosen_level_must_be_the_instruments(tmp_path: Path, refused: Refused) -> None:
    path = write_csv(tmp_path / "a.csv", [CHAIN_HEADER, REKTOR])
    refusal = refused(path, CHAIN, level="elev")
    assert refusal.code == "SK-221"
    assert "Huvudman, Rektor, Undervisning" in refusal.text
    assert refused(path, PLAIN, level="rektor").code == "SK-221"


def test_a_row_that_answers_for_two_levels_is_refused(tmp_path: Path, refused: Refused) -> None:
    both = ["1", "", "2", "", "", ""]
    refusal = refused(write_csv(tmp_path / "a.csv", [CHAIN_HEADER, REKTOR, both]), CHAIN)
    assert refusal.code == "SK-220"
    assert "rad 3" in refusal.text


def test_items_that_all_levels_share_tell_no_level(
    tmp_path: Path, refused: Refused, plan: Plan
) -> None:
    header = [item.text for item in COMMON.items]
    path = write_csv(tmp_path / "a.csv", [header, ["1", "2"]])
    assert refused(path, COMMON).code == "SK-220"
    assert plan(path, COMMON, level="rektor").raters["level"].tolist() == ["rektor"]


def test_a_silent_row_takes_the_only_level_there_is(tmp_path: Path, plan: Plan) -> None:
    header = ["ID", *CHAIN_HEADER[2:4]]
    path = write_csv(tmp_path / "a.csv", [header, ["1", "3", "4"], ["2", "", ""]])
    found = plan(path, CHAIN)
    assert found.raters["level"].tolist() == ["rektor", "rektor"]
    assert found.answers[1].tolist() == [-2, -2, -1, -1, -2, -2]
    assert "1 svarande är med utan" in found.report.messages[1].text


def test_a_silent_row_among_several_levels_is_left_out(tmp_path: Path, plan: Plan) -> None:
    rows = [["ID", *CHAIN_HEADER], ["1", *REKTOR], ["2", *HUVUDMAN], ["3", *[""] * 6]]
    report = plan(write_csv(tmp_path / "a.csv", rows), CHAIN).report
    assert [(row.row, row.code) for row in report.rows_skipped] == [(4, "SK-220")]


def test_an_answer_to_another_levels_statement_is_rejected(tmp_path: Path, plan: Plan) -> None:
    stray = ["", "2", "3", "4", "", ""]
    found = plan(write_csv(tmp_path / "a.csv", [CHAIN_HEADER, stray]), CHAIN, level="rektor")
    assert [(cell.cell, cell.value, cell.code) for cell in found.report.rejected] == [
        ("B2", "2", "SK-222")
    ]
    assert found.answers.tolist() == [[-2, -2, 3, 4, -2, -2]]
    assert found.report.not_asked == 3


def test_the_same_words_at_two_levels_go_to_the_raters_own(tmp_path: Path, plan: Plan) -> None:
    twins = instrument([("Vi ger tid.", "rektor"), ("Vi ger tid.", "undervisning")])
    path = write_csv(
        tmp_path / "a.csv", [["Nivå", "Vi ger tid."], ["Lärare", "4"], ["Rektor", "1"]]
    )
    assert plan(path, twins).answers.tolist() == [[-2, 4], [1, -2]]


def test_with_a_column_for_level_only_the_row_that_lacks_it_is_left_out(
    tmp_path: Path, plan: Plan
) -> None:
    header = ["Nivå", *(item.text for item in COMMON.items)]
    rows = [header, ["Rektor", "1", "2"], ["", "3", "4"], ["Huvudman", "4", "4"]]
    found = plan(write_csv(tmp_path / "a.csv", rows), COMMON)
    assert [(row.row, row.code) for row in found.report.rows_skipped] == [(3, "SK-220")]
    assert found.raters["level"].tolist() == ["rektor", "huvudman"]


def test_with_a_column_for_level_a_blank_row_of_two_levels_is_left_out(
    tmp_path: Path, plan: Plan
) -> None:
    both = ["", "1", "", "2", "", "", ""]
    rows = [["Nivå", *CHAIN_HEADER], ["Rektor", *REKTOR], both, ["", *HUVUDMAN]]
    found = plan(write_csv(tmp_path / "a.csv", rows), CHAIN)
    assert [(row.row, row.code) for row in found.report.rows_skipped] == [(3, "SK-220")]
    assert found.raters["level"].tolist() == ["rektor", "huvudman"]


def test_a_column_for_level_that_nobody_filled_in_is_told_as_it_is(
    tmp_path: Path, refused: Refused
) -> None:
    header = ["Nivå", *(item.text for item in COMMON.items)]
    refusal = refused(write_csv(tmp_path / "a.csv", [header, ["", "1", "2"]]), COMMON)
    assert refusal.code == "SK-220"
    assert refusal.text.endswith("Ange vilken nivå filen gäller.")
    assert "ingen kolumn" not in refusal.text
