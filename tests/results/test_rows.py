"""Are the rows that pages get those of the frames, and are the numbers of units the same in every selection?"""

from __future__ import annotations

import math
from typing import Any

import pytest

from skolkval.analysis.records import records
from skolkval.results import (
    By,
    Group,
    Selection,
    answered,
    change,
    change_rows,
    reach,
    result_rows,
    results,
    unit_changes,
    unit_rows,
)
from tests.results.made_up import made_up

LEVEL: tuple[Group, ...] = ("level",)
UNIT: tuple[Group, ...] = ("unit",)
GROUPS: list[tuple[Group, ...]] = [(), LEVEL, UNIT, ("level", "school_form")]
EARLIER = made_up(
    ("larare", ("Ask",), {"a1": (20, 0, 0, 10)}), ("larare", ("Björk", "Ek"), {"a1": (10, 0, 0, 0)})
)
LATER = made_up(
    ("larare", ("Ask",), {"a1": (0, 0, 0, 10), "a2": (3, 4, 0, 2)}),
    ("larare", ("Björk", "Ek"), {"a1": (30, 0, 0, 0)}),
    ("larare", ("",), {"a1": (0, 8, 0, 0)}),
    hidden={"ledare": "individual"},
)


def plain(row: Any) -> dict[str, Any]:
    """A row with one word for all that is not known."""
    return {
        name: None
        if value is None or (isinstance(value, float) and math.isnan(value)) or str(value) == "<NA>"
        else value
        for name, value in row.items()
    }


@pytest.mark.parametrize("by", ["area", "item"])
@pytest.mark.parametrize("group", GROUPS)
def test_rows_are_those_of_the_frame(by: By, group: tuple[Group, ...]) -> None:
    rows = result_rows(LATER, Selection(), by, group)
    frame = records(results(LATER, Selection(), by, group))
    assert [plain(row) for row in rows] == [plain(row) for row in frame]
    assert rows


def test_rows_of_a_change_are_those_that_can_be_compared() -> None:
    frame = change(EARLIER, LATER, Selection(), "item", LEVEL)
    comparable = [plain(row) for row in records(frame) if row["comparable"]]
    rows = change_rows(EARLIER, LATER, Selection(), "item", LEVEL)
    assert [plain(row) for row in rows] == comparable
    assert {row["item_id"] for row in rows} == {"a1"}


@pytest.mark.parametrize("units", [(), ("Ask",), ("Ek",), ("Ask", "Björk", "Ek")])
def test_a_unit_has_the_same_numbers_in_every_selection(units: tuple[str, ...]) -> None:
    selection = Selection(units=units)
    inside = reach(LATER, selection)
    kept = unit_rows(LATER, "larare")
    mine = [row for place in sorted((*inside.whole, *inside.cut)) for row in kept[place]]
    asked = [
        row
        for row in result_rows(LATER, selection, "area", UNIT)
        if row["level"] == "larare" and not row["suppressed"]
    ]
    by_unit = sorted(
        asked, key=lambda row: [atom.named_units for atom in LATER.atoms].index(row["units"])
    )
    assert [(row["units"], row["area_id"], row["index"]) for row in mine] == [
        (row["units"], row["area_id"], row["index"]) for row in by_unit
    ]


def test_a_unit_has_moved_as_the_frame_says() -> None:
    moved = unit_changes(EARLIER, LATER, "larare")
    frame = records(change(EARLIER, LATER, Selection(("larare",)), "area", UNIT))
    assert {key: (each.difference, each.named, each.words) for key, each in moved.items()} == {
        (row["units"], row["area_id"]): (row["difference"], row["named"], row["words"])
        for row in frame
        if row["comparable"]
    }
    assert set(moved) == {(("Ask",), "a"), (("Björk", "Ek"), "a")}


def test_a_change_is_no_units_where_raters_without_one_are_counted_with_it() -> None:
    # Then the three without a unit were counted with Ek; now they are many, and by themselves.
    then = made_up(("larare", ("", "Ek"), {"a1": (3, 0, 0, 20)}))
    now = made_up(
        ("larare", ("Ek",), {"a1": (0, 0, 0, 20)}), ("larare", ("",), {"a1": (20, 0, 0, 0)})
    )
    assert not unit_changes(then, now, "larare")
    assert unit_changes(now, now, "larare").keys() == {(("Ek",), "a"), ((), "a")}


def test_those_who_answered_are_counted_in_whole_atoms_whatever_they_answered() -> None:
    # Ask: ten answered a1, and one of them not a2.
    assert answered(LATER, Selection()) == {"ledare": None, "larare": 10 + 30 + 8}
    # Ek is counted with Björk, so it is in no total; raters without a unit belong to everybody.
    assert answered(LATER, Selection(units=("Ask", "Ek"))) == {"ledare": None, "larare": 10 + 8}
    assert answered(LATER, Selection(levels=("larare",))) == {"larare": 48}
