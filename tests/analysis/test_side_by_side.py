"""Are the right statements compared, and the largest gaps found in both directions?"""

from __future__ import annotations

from typing import Any

import pytest

from skolkval.analysis.gap import Standing, between
from skolkval.analysis.side_by_side import compare, differently_worded, finding, widest
from skolkval.instruments.catalogue import built_in
from tests.charts.frames import row_of

INSTRUMENTS = {instrument.id: instrument for instrument in built_in()}
SAME = INSTRUMENTS["larande-utveckling-halsa"]
OWN = INSTRUMENTS["framgangsfaktorer"]


def row(item_id: str, level: str, counts: list[int] | None) -> dict[str, Any]:
    instrument = OWN if item_id in OWN.item_by_id else SAME
    item = instrument.item_by_id[item_id]
    names = {"item_id": item.id, "item_label": item.label, "item_text": item.text}
    return row_of(instrument, level, counts, area_id=item.area_id, **names)


IDS = [item.id for item in SAME.items]


def test_the_same_statement_is_compared_with_itself_and_hidden_ones_with_nothing() -> None:
    a = [row(IDS[0], "rektor", [0, 0, 0, 20]), row(IDS[1], "rektor", None)]
    b = [row(IDS[1], "undervisning", [5, 5, 5, 5]), row(IDS[0], "undervisning", [20, 0, 0, 0])]
    (pair,) = compare(a, b, SAME)
    assert pair.a["item_id"] == pair.b["item_id"] == IDS[0]
    assert pair.gap.difference == -100
    assert pair.gap.named
    assert not differently_worded([pair])


def test_levels_with_statements_of_their_own_are_compared_on_the_point() -> None:
    (pair,) = compare(
        [row("fk1-huvudman", "huvudman", [0, 0, 0, 12])],
        [row("fk1-undervisning", "undervisning", [0, 0, 12, 0])],
        OWN,
    )
    # 100 against 100 * 2 / 3
    assert pair.gap.difference == pytest.approx(-33.3333, abs=1e-4)
    assert differently_worded([pair])


def test_the_intervals_are_those_of_one_gap_at_a_time() -> None:
    a, b = row(IDS[0], "rektor", [1, 2, 3, 6]), row(IDS[0], "undervisning", [8, 20, 12, 5])
    (pair,) = compare([a], [b], SAME)
    one, other = (
        Standing(each["index"], each["index_mean"], each["index_sd"], each["n"]) for each in (a, b)
    )
    assert pair.gap == between("a", one, "b", other)


def test_five_each_way_named_first_then_by_size() -> None:
    full, none = [0, 0, 0, 40], [40, 0, 0, 0]
    a = [row(each, "rektor", full) for each in IDS[:6]]
    b = [row(each, "undervisning", none) for each in IDS[:6]]
    a += [row(IDS[6], "rektor", [1, 1, 1, 0]), row(IDS[7], "rektor", [10, 10, 10, 10])]
    b += [row(IDS[6], "undervisning", [0, 1, 1, 1]), row(IDS[7], "undervisning", [0, 0, 30, 10])]
    higher_a, higher_b = widest(compare(a, b, SAME))
    assert [pair.a["item_id"] for pair in higher_a] == IDS[:5]
    # Three answers differ by 33 points and forty by 25, but only the forty can be sure of it.
    assert [pair.a["item_id"] for pair in higher_b] == [IDS[7], IDS[6]]
    assert [pair.gap.named for pair in higher_b] == [True, False]
    assert finding(compare(a, b, SAME), "Rektor", "Undervisning") == (
        "Tydligt glapp i 7 av 8: Rektor högre i 6, Undervisning högre i 1"
    )


def test_few_answers_are_never_called_agreement() -> None:
    few = compare(
        [row(IDS[0], "rektor", [0, 1, 1, 1])], [row(IDS[0], "undervisning", [0, 1, 1, 2])], SAME
    )
    assert finding(few, "A", "B") == "För få svar för att avgöra om A och B skiljer sig åt"
    many = compare(
        [row(IDS[0], "rektor", [0, 20, 20, 0])], [row(IDS[0], "undervisning", [0, 20, 21, 0])], SAME
    )
    assert finding(many, "A", "B") == "Inget tydligt glapp mellan A och B"
    assert finding([], "A", "B") == "Grupperna har inga påståenden gemensamt som kan visas"
    assert compare([], [], SAME) == []
