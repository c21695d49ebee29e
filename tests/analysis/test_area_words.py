"""What an area's statements give to talk about: order, vet ej, rings and questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skolkval.analysis.fields import Cuts
from skolkval.analysis.ordering import Order, ordered
from skolkval.analysis.outside import outside_share, unsure, unsure_title
from skolkval.analysis.prompts import ALWAYS, prompts
from skolkval.analysis.records import Row
from skolkval.analysis.ringed import rings, rings_title
from skolkval.instruments.model import Group, Instrument, Item
from tests.charts.frames import instrument_of, item_row

ONE, CHAIN = instrument_of(levels=()), instrument_of()


def with_items(instrument: Instrument, groups: dict[str, str]) -> Instrument:
    """`instrument` with the items of `groups` (item id to group id), all in the first area."""
    return replace(
        instrument,
        groups=tuple(Group(each, "a0", each.upper()) for each in dict.fromkeys(groups.values())),
        items=tuple(Item(i, i, i, "a0", g, None, None) for i, g in groups.items()),
    )


def test_vet_ej_is_a_share_of_all_who_answered_or_said_so() -> None:
    row = item_row(ONE, "p", "", [6, 6, 6, 6], not_applicable=6)
    assert outside_share(row) == 6 / 30
    assert unsure([row]) == [row]
    assert not unsure([row | {"not_applicable": 5}])
    assert outside_share(item_row(ONE, "p", "", None)) == 0


def test_the_message_about_vet_ej_names_the_statement_or_where_it_is_one_duty_the_levels() -> None:
    rows = [
        item_row(CHAIN, "p", "rektor", [3, 2, 2, 2], not_applicable=3),
        item_row(CHAIN, "p", "undervisning", [9, 7, 7, 7], not_applicable=20),
        item_row(CHAIN, "p", "huvudman", [0, 0, 0, 1], not_applicable=1, kind="joint"),
    ]
    # 20 of 50 and 3 of 12.
    assert unsure_title(rows, same_duty=True) == (
        "Många svarar vet ej: undervisning 40\u00a0% och rektor 3 av 12"
    )
    assert unsure_title(rows, same_duty=False) == (
        "Många svarar vet ej om p: undervisning 40\u00a0%"
    )
    assert unsure_title(rows[2:], same_duty=False) == ""


def items() -> list[Row]:
    return [
        item_row(CHAIN, "even", "rektor", [10, 10, 10, 10]),  # index 50
        item_row(CHAIN, "even", "undervisning", [10, 10, 10, 10]),
        item_row(CHAIN, "low", "rektor", [40, 0, 0, 0]),  # index 0 and 33
        item_row(CHAIN, "low", "undervisning", [0, 40, 0, 0]),
        item_row(CHAIN, "torn", "rektor", [0, 0, 0, 40]),  # index 100 and 0
        item_row(CHAIN, "torn", "undervisning", [40, 0, 0, 0], not_applicable=30),
        item_row(CHAIN, "gone", "rektor", None),
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("index", ["low", "even", "torn", "gone"]),
        ("agreement", ["even", "low", "torn", "gone"]),
        ("gap", ["torn", "low", "even", "gone"]),
        ("outside", ["torn", "even", "low", "gone"]),
    ],
)
def test_statements_are_ordered_by_the_mean_of_their_levels_or_the_most_of_any(
    order: Order, expected: list[str]
) -> None:
    assert ordered(items(), lambda row: str(row["item_id"]), order, CHAIN) == expected


def test_a_question_is_asked_of_the_split_the_gap_the_unsure_and_the_united() -> None:
    asked = prompts(items(), CHAIN, Cuts())
    assert "Rektor svarar olika om ”even”" in asked[0]
    assert "Rektor och undervisning ser olika på ”torn”" in asked[1]
    # 30 of 70.
    assert "vet ej om ”torn” (undervisning 43\u00a0%)" in asked[2]
    assert "svarar lika om" in asked[3]
    assert asked[4:] == [ALWAYS]


def test_few_answers_raise_no_question_but_the_last() -> None:
    rows = [item_row(CHAIN, "p", "rektor", [4, 0, 0, 4])]
    assert prompts(rows, CHAIN, Cuts()) == [ALWAYS]


def test_a_ring_is_the_mean_of_its_items_in_each_level_and_then_of_the_levels() -> None:
    cut = with_items(CHAIN, {"p": "g", "q": "g", "r": "h"})
    rows = [
        item_row(cut, "p", "rektor", [0, 0, 0, 20]),  # 100
        item_row(cut, "q", "rektor", [20, 0, 0, 0]),  # 0: rektor 50
        item_row(cut, "p", "undervisning", [90, 0, 0, 0]),  # undervisning 0
        item_row(cut, "r", "rektor", None),
        item_row(cut, "p", "huvudman", [0, 0, 0, 1], kind="joint"),
    ]
    (ring,) = rings(rows, cut)
    assert [(part.group.id, part.index, part.statements) for part in ring.parts] == [
        ("g", 25, 2),
        ("h", None, 1),
    ]
    assert ring.index == 25
    assert rings_title([ring]) == "Index 25 (G)"
