"""Are headers tied to the right items, and never to a wrong one?"""

from __future__ import annotations

import pytest

from skolkval.errors import Refusal
from skolkval.importing.matching import MatchedColumn, match_columns, without_duplicates
from skolkval.importing.report import Role
from tests.importing.exports import CHAIN, PLAIN, instrument


def matched(*headers: str, **choices: Role) -> list[MatchedColumn]:
    return match_columns(headers, frozenset(), PLAIN, choices)


@pytest.mark.parametrize(
    ("header", "match"),
    [
        ("Vi följer upp.", "exact"),
        ("p2", "exact"),
        ("vi följer  upp", "normalised"),
        ("Vi\u00a0följer\nupp. ", "normalised"),
        ("VI FÖLJER UPP:", "normalised"),
        ("Vi fo\u0308ljer upp.", "normalised"),
        ("Vi följer upp.2", "normalised"),
        ("Vi följer upp 2", "normalised"),
        ("Hur är det? [Vi följer upp.]", "normalised"),
        ("Hur [sällan] är det? [Vi följer upp]", "normalised"),
        ("Om målen: Vi följer upp.", "normalised"),
        ("P2", "normalised"),
        ("ViÊföljer upp.", "normalised"),
    ],
)
def test_a_header_is_recognised_however_the_tool_wrote_it(header: str, match: str) -> None:
    (column,) = matched(header)
    assert (column.items, column.match, column.role) == ((1,), match, "item")
    assert 0.9 <= column.confidence <= 1


@pytest.mark.parametrize("header", ["Vi följer", "följer upp", "Vi följer inte upp", "Svar [Vi]"])
def test_a_header_that_is_only_like_a_statement_is_not_taken(header: str) -> None:
    (column,) = matched(header)
    assert (column.items, column.match, column.confidence) == ((), "none", 0.0)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Nivå", "level"),
        ("Skola", "unit"),
        ("På vilken skola arbetar du?", "unit"),
        ("Skolform", "school_form"),
        ("Vilken skolform arbetar du i?", "school_form"),
        ("Befattning", "role"),
        ("Kommentar2", "comment"),
        ("Kommentar till delområdet", "comment"),
        ("E-post", "meta"),
        ("RespondentID", "meta"),
        ("Vad tycker du om skolan i stort?", "ignored"),
        ("Ålder", "ignored"),
        ("", "ignored"),
    ],
)
def test_other_columns_are_known_by_their_words(header: str, role: Role) -> None:
    assert matched(header)[0].role == role


def test_the_same_words_at_two_levels_give_one_column_for_both() -> None:
    twins = instrument([("Vi ger tid.", "rektor"), ("Vi ger tid.", "undervisning")])
    (column,) = match_columns(("vi ger tid",), frozenset(), twins, {})
    assert column.items == (0, 1)


def test_twins_within_a_level_are_told_apart_by_exact_words_only() -> None:
    twins = instrument([("Vi ger tid.", "rektor"), ("Vi ger tid!", "rektor")])
    exact, loose = match_columns(("Vi ger tid!", "vi ger tid"), frozenset(), twins, {})
    assert exact.items == (1,)
    assert loose.items == ()


def test_a_number_at_the_end_that_belongs_to_the_statement_is_kept() -> None:
    years = instrument([("Mål för årskurs 3", None), ("Mål för årskurs 6", None)], levels=())
    columns = match_columns(("Mål för årskurs 6", "mål för årskurs 3."), frozenset(), years, {})
    assert [column.items for column in columns] == [(1,), (0,)]


def test_a_choice_goes_before_what_is_recognised() -> None:
    columns = match_columns(
        ("Skola", "Ort", "Vi följer upp."), frozenset(), PLAIN, {"ort": "unit", "C": "ignored"}
    )
    assert [column.role for column in columns] == ["ignored", "unit", "ignored"]
    assert columns[2].items == ()


@pytest.mark.parametrize(
    ("headers", "choices"),
    [
        (("Skola", "Enhet"), {}),
        (("a", "b"), {"a": "level", "b": "level"}),
        (("a",), {"finns inte": "unit"}),
        (("a",), {"a": "item"}),
    ],
)
def test_choices_that_cannot_be_followed_are_refused(
    headers: tuple[str, ...], choices: dict[str, Role]
) -> None:
    with pytest.raises(Refusal, match="SK-223"):
        match_columns(headers, frozenset(), PLAIN, choices)


def test_the_same_statement_twice_is_refused_with_both_letters() -> None:
    columns = matched("Vi följer upp.", "Ålder", "vi följer upp ")
    with pytest.raises(Refusal, match=r"SK-204 .*kolumn A och C"):
        without_duplicates(columns, accept_partial=False)
    kept, sentences = without_duplicates(columns, accept_partial=True)
    assert [column.role for column in kept] == ["ignored", "ignored", "ignored"]
    assert "kolumn A och C" in sentences[0]


def test_columns_the_survey_tool_added_are_never_items() -> None:
    columns = match_columns(("Jag leder lärandet.",), frozenset({0}), CHAIN, {})
    assert columns[0].role == "meta"
