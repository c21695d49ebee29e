"""Is a statement under another question, or turned into its opposite, told from the statement itself?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from skolkval.importing.layouts import Heading
from skolkval.importing.matching import match_columns
from skolkval.importing.statements import Statements
from skolkval.instruments.model import Group
from tests.importing.exports import PLAIN, instrument
from tests.importing.test_matching import LONG, match, matched


@pytest.mark.parametrize(
    "header",
    [
        "Stämmer det inte: Vi följer upp.",
        "Hur viktigt är detta: Vi följer upp.",
        "Poäng – Vi följer upp.",
        "Points - Vi följer upp.",
        "Feedback – Vi följer upp.",
        "Hur viktigt är det? [Vi följer upp.]",
        "Hur viktigt är det? [3a) Vi följer upp 2]",
    ],
)
def test_a_statement_under_another_question_is_asked_about_and_not_read(header: str) -> None:
    (column,) = matched(header)
    assert (column.role, column.items) == ("ignored", ())
    assert [item for item, _ in column.candidates] == [1]
    # Where the statement has a column of its own, there is nothing to ask.
    other, own = matched(header, "Vi följer upp.")
    assert (other.role, other.items, other.candidates, own.items) == ("ignored", (), (), (1,))


@pytest.mark.parametrize(
    "stem",
    [
        "Hur väl stämmer det (1 = stämmer inte)?",
        "Hur är det? 1 = stämmer inte, 4 = stämmer",
        "Svara eller vet ej",
        "Det finns inga svar som är rätt eller fel. Hur väl stämmer det?",
        "Om observation och feedback",
    ],
)
def test_a_question_that_explains_its_answers_is_not_another_question(stem: str) -> None:
    (column,) = matched(f"{stem} [Vi följer upp.]")
    assert (column.items, column.stem) == ((1,), stem)


def test_a_question_in_the_row_above_is_judged_as_one_in_brackets() -> None:
    names = ("Vi följer upp.", "Hur viktigt är det? [Vi följer upp.]")
    (column,) = match_columns([Heading(names[1], names)], (), Statements(PLAIN))
    assert (column.items, column.candidates) == ((), ((1, 1.0),))


def test_a_slip_under_another_question_is_not_taken_for_likeness() -> None:
    header = "Hur viktigt är det? [Hos oss säkerställer vi att varje elev får ratt stöd i rätt tid]"
    (column,) = match([header], LONG)
    assert (column.items, [item for item, _ in column.candidates]) == ((), [1])


MANDATE = instrument(
    [
        ("Hos oss är rollernas ansvar och mandat tydliga för alla", None),
        ("Hos oss finns goda förutsättningar för uppföljning", None),
        ("Hos oss är förväntningarna på rektorerna höga", None),
    ],
    levels=(),
)


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("Hos oss är rollernas ansvar och mandat otydliga för alla", 0),
        ("Hos oss är rollernas ansvar och mandat otydligt för alla", 0),
        ("Hos oss saknas goda förutsättningar för uppföljning", 1),
        ("Hos oss finns inga förutsättningar för uppföljning", 1),
        ("Hos oss finns goda förutsättningar mot uppföljning", 1),
        ("Hos oss är förväntningarna på rektorerna låga", 2),
        ("Det är inte så att hos oss är rollernas ansvar och mandat tydliga för alla", 0),
        ("Tänk på hur viktigt det är att hos oss finns goda förutsättningar för uppföljning", 1),
        ("Hos oss finns goda förutsättningar för uppföljning, eller saknas", 1),
    ],
)
def test_the_opposite_of_a_statement_is_asked_about_and_not_read(header: str, item: int) -> None:
    (column,) = match([header], MANDATE)
    assert (column.role, column.items) == ("ignored", ())
    assert column.candidates[0][0] == item


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("Hos oss är rollernas ansvar och mandat tydligt för alla", 0),
        ("Hos oss finns goda förutsätningar för uppföljning", 1),
        ("Tänk på i höst: 12 Hos oss finns goda förutsättningar för uppföljning", 1),
    ],
)
def test_another_form_of_a_word_is_still_a_slip(header: str, item: int) -> None:
    (column,) = match([header], MANDATE)
    assert column.items == (item,)


def test_the_instruments_own_heading_over_a_statement_is_no_other_question() -> None:
    groups = (Group("g", "a", "Mål och prioriteringar"),)
    (column,) = match(["Mål och prioriteringar: Vi följer upp."], replace(PLAIN, groups=groups))
    assert column.items == (1,)
    assert matched("Mål och prioriteringar: Vi följer upp.")[0].items == ()
