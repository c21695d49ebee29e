"""Are headers tied to the right items, and never to a wrong one?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest

from skolkval.errors import Refusal
from skolkval.importing.layouts import Heading
from skolkval.importing.matching import (
    MatchedColumn,
    choices_by_column,
    match_columns,
    without_duplicates,
)
from skolkval.importing.report import Role
from skolkval.importing.statements import Statements
from skolkval.instruments.model import Group, Instrument
from tests.importing.exports import CHAIN, PLAIN, instrument


def match(
    headers: Sequence[str],
    instrument: Instrument = PLAIN,
    chosen: Mapping[str, Role] | None = None,
    items: Mapping[str, str] | None = None,
    meta: Collection[int] = (),
) -> list[MatchedColumn]:
    headings = [Heading.plain(text) for text in headers]
    return match_columns(headings, meta, Statements(instrument), chosen, items)


def matched(*headers: str) -> list[MatchedColumn]:
    return match(headers)


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
    (column,) = match(["vi ger tid"], twins)
    assert column.items == (0, 1)


def test_twins_within_a_level_are_told_apart_by_exact_words_only() -> None:
    twins = instrument([("Vi ger tid.", "rektor"), ("Vi ger tid!", "rektor")])
    exact, loose = match(["Vi ger tid!", "vi ger tid"], twins)
    assert exact.items == (1,)
    assert loose.items == ()


def test_a_number_at_the_end_that_belongs_to_the_statement_is_kept() -> None:
    years = instrument([("Mål för årskurs 3", None), ("Mål för årskurs 6", None)], levels=())
    columns = match(["Mål för årskurs 6", "mål för årskurs 3."], years)
    assert [column.items for column in columns] == [(1,), (0,)]


def test_a_choice_goes_before_what_is_recognised() -> None:
    columns = match(["Skola", "Ort", "Vi följer upp."], chosen={"ort": "unit", "C": "ignored"})
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
        match(headers, chosen=choices)


def test_the_same_statement_twice_is_refused_with_both_letters() -> None:
    columns = matched("Vi följer upp.", "Ålder", "vi följer upp ")
    with pytest.raises(Refusal, match=r"SK-204 .*kolumn A och C"):
        without_duplicates(columns, accept_partial=False)
    kept, sentences = without_duplicates(columns, accept_partial=True)
    assert [column.role for column in kept] == ["ignored", "ignored", "ignored"]
    assert "kolumn A och C" in sentences[0]


def test_columns_the_survey_tool_added_are_never_items() -> None:
    columns = match(["Jag leder lärandet."], CHAIN, meta={0})
    assert columns[0].role == "meta"


LONG = instrument(
    [
        ("Hos oss finns en tydlig uppföljning av skolornas arbete med tidigt stöd.", None),
        ("Hos oss säkerställer vi att varje elev får rätt stöd i rätt tid.", None),
        ("Hos oss förs en dialog om hur miljön främjar lärande.", None),
    ],
    levels=(),
)


@pytest.mark.parametrize(
    "header",
    [
        "1. Vi följer upp.",
        "1.Vi följer upp.",
        "Q3_2 Vi följer upp",
        "3a) Vi följer upp",
        "a) Vi följer upp",
        "Fråga 4: Vi följer upp",
        "G01Q01[SQ001]. Hur är det? [Vi följer upp.]",
        "G01Q01[SQ001]---Vi följer upp.",
        "Hur är det? [3a) Vi följer upp.]",
        "Hur är det? - Vi följer upp",
        "G01Q01[p2]",
        "grupp/p2",
    ],
)
def test_numbers_and_codes_before_a_statement_are_seen_through(header: str) -> None:
    assert matched(header)[0].items == (1,)


def test_roles_are_known_under_a_number_too() -> None:
    assert [column.role for column in matched("1. Skola", "2) Nivå")] == ["unit", "level"]


@pytest.mark.parametrize(
    ("header", "match_kind"),
    [
        ("Hos oss säkerställer vi att varje elev får ratt stöd i rätt tid", "fuzzy"),
        (
            "Tänk på i höst när hos oss säkerställer vi att varje elev får rätt stöd i rätt tid",
            "contained",
        ),
        ("Hos oss säkerst.. ", "contained"),
    ],
)
def test_a_header_nearly_as_written_is_taken_with_its_confidence(
    header: str, match_kind: str
) -> None:
    (column,) = match([header], LONG)
    assert (column.items, column.match, column.role) == ((1,), match_kind, "item")
    assert 0.9 <= column.confidence < 1


@pytest.mark.parametrize(
    "header",
    [
        "Hos oss säkerställer vi inte att varje elev får rätt stöd i rätt tid.",
        "Hos oss säkerställer vi att varje elev får rätt stöd i rätt tid i årskurs 3.",
    ],
)
def test_a_word_for_not_or_a_number_more_is_never_a_slip(header: str) -> None:
    (column,) = match([header], LONG)
    assert column.items == ()
    assert [item for item, _ in column.candidates] == [1]


def test_a_header_between_two_statements_is_asked_about_and_not_read() -> None:
    years = instrument(
        [
            ("Vi har tydliga mål för årskurs tre", None),
            ("Vi har tydliga mål för årskurs två", None),
        ],
        levels=(),
    )
    (column,) = match(["Vi har tydliga mål för årskurs trå"], years)
    assert (column.role, column.items) == ("ignored", ())
    # One letter of 34 differs from either: 2 * 33 / 68 = 0.97.
    assert column.candidates == ((0, 0.97), (1, 0.97))
    (chosen,) = match(["Vi har tydliga mål för årskurs trå"], years, items={"A": "p2"})
    assert (chosen.items, chosen.match, chosen.confidence, chosen.candidates) == (
        (1,),
        "chosen",
        1.0,
        (),
    )


def test_a_cut_header_that_begins_several_statements_is_asked_about() -> None:
    twins = instrument(
        [("Hos oss finns en tydlig plan", None), ("Hos oss finns en tydlig väg", None)], levels=()
    )
    (column,) = match(["Hos oss finns en.. "], twins)
    assert [item for item, _ in column.candidates] == [0, 1]


def test_the_pairing_is_the_best_over_the_whole_table() -> None:
    # By itself the first header is as like the first statement as the second one is; only one
    # of them can be it, so neither is taken, whatever their order.
    headers = [
        "Hos oss säkerställer vi att varje elev får rätt stöd i rätt tix",
        "Hos oss säkerställer vi att varje elev får rätt stöd i rätt tiz",
    ]
    for order in (headers, headers[::-1]):
        columns = match(order, LONG)
        assert [column.items for column in columns] == [(), ()]
        assert all(column.candidates[0][0] == 1 for column in columns)


def test_what_another_column_holds_for_certain_is_no_candidate() -> None:
    exact = LONG.items[1].text
    first, second = match([exact, exact.replace("rätt tid", "rätt tidd")], LONG)
    assert (first.items, second.items, second.candidates) == ((1,), (), ())


def labelled(*items: tuple[str, str, str | None]) -> Instrument:
    """An instrument with (label, text, level)."""
    plain = instrument([(text, level) for _, text, level in items])
    pairs = zip(plain.items, items, strict=True)
    return replace(plain, items=tuple(replace(item, label=label) for item, (label, *_) in pairs))


def test_a_label_of_one_statement_stands_for_it_and_of_several_is_asked_about() -> None:
    twins = labelled(
        ("Delaktighet", "skapa delaktighet i organisationen", "huvudman"),
        ("Delaktighet", "skapa delaktighet för personalen", "rektor"),
        ("Tid", "ge tid", None),
    )
    asked, taken = match(["Delaktighet", "Tid"], twins)
    assert (asked.role, asked.candidates) == ("ignored", ((0, 0.5), (1, 0.5)))
    assert (taken.items, taken.match) == ((2,), "label")
    # A column with the statement itself goes before its label.
    label, statement = match(["Tid", "ge tid"], twins)
    assert (label.items, statement.items) == ((), (2,))


def test_the_label_of_a_group_in_two_areas_is_asked_about() -> None:
    groups = (Group("g1", "a", "Delaktighet"), Group("g2", "a", "Delaktighet"))
    items = tuple(
        replace(item, group_id=group.id) for item, group in zip(PLAIN.items, groups, strict=False)
    )
    (column,) = match(["delaktighet"], replace(PLAIN, groups=groups, items=items))
    assert [item for item, _ in column.candidates] == [0, 1]


def test_a_comment_on_a_statement_is_not_the_statement() -> None:
    comment, statement = matched("Kommentar: Vi följer upp.", "Vi följer upp.")
    assert (comment.role, statement.items) == ("comment", (1,))


def test_a_statement_that_is_chosen_for_two_columns_stands_twice() -> None:
    columns = match(["Hej", "Vi följer upp."], items={"A": "p2"})
    with pytest.raises(Refusal, match=r"SK-204 .*kolumn A och B"):
        without_duplicates(columns, accept_partial=False)


def test_a_letter_after_a_sign_is_never_a_header() -> None:
    headers = ["B", "Enhet", "A"]
    assert choices_by_column(headers, {"B": 1, "#B": 2, "#a": 3}) == {0: 3, 1: 2}
    with pytest.raises(Refusal, match="SK-223"):
        choices_by_column(headers, {"#D": 1})
