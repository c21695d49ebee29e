"""Is what a title says the same claim as the one whose firmness is told?"""

from __future__ import annotations

import pytest

from skolkval.analysis import stability, uncertainty, words
from skolkval.analysis.claims import CampsClaim, EndClaim, GapClaim, Place, SideClaim
from skolkval.analysis.distribution import index
from skolkval.analysis.fields import Cuts
from skolkval.analysis.holds import holds, of_change, of_field, weakest
from skolkval.analysis.stability import Stability
from tests.analysis.test_words import instrument_of

HEAD, TEACHERS = "huvudman", "undervisning"
COUNTS = {
    ("a1", HEAD): (0, 0, 2, 10),
    ("a1", TEACHERS): (20, 20, 5, 5),
    ("b1", HEAD): (5, 1, 1, 5),
    ("b1", TEACHERS): (10, 15, 15, 10),
}


def item_row(item: str, level: str) -> dict[str, object]:
    counts = COUNTS[item, level]
    mean, variance = uncertainty.index_moments(counts)
    return {
        "kind": "individual",
        "area_id": item[0],
        "area_short": item[0].upper(),
        "item_id": item,
        "item_label": item.upper(),
        "level": level,
        "level_label": level.capitalize(),
        "n": sum(counts),
        "counts": counts,
        "index": float(index(counts)),
        "index_mean": float(mean),
        "index_sd": float(variance) ** 0.5,
        "polarised": item == "b1" and level == HEAD,
        "suppressed": False,
    }


ITEMS = [item_row(*key) for key in COUNTS]
PLACE = {key: Place("item_id", *key) for key in COUNTS}


def test_a_gap_in_a_title_is_as_firm_as_the_counts_of_its_two_groups() -> None:
    finding = words.heatmap_finding(ITEMS, instrument_of())
    assert finding.text.startswith("Glappet är störst i A: ")
    assert finding.claims == (
        GapClaim(Place("area_id", "a", HEAD), Place("area_id", "a", TEACHERS)),
    )
    expected = stability.of_gap([COUNTS["a1", HEAD]], [COUNTS["a1", TEACHERS]])
    assert expected is not None and holds(finding.claims, ITEMS) == expected


def test_two_camps_in_a_title_are_those_of_its_item() -> None:
    finding = words.bars_finding(ITEMS, instrument_of())
    assert finding.claims == (CampsClaim(PLACE["b1", HEAD]),)
    assert holds(finding.claims, ITEMS) == stability.of_camps(COUNTS["b1", HEAD])


def test_the_ends_of_a_title_hold_against_all_the_others() -> None:
    teachers = [row for row in ITEMS if row["level"] == TEACHERS]
    finding = words.bars_finding(teachers, instrument_of((TEACHERS,)))
    low, high = PLACE["a1", TEACHERS], PLACE["b1", TEACHERS]
    assert finding.claims == (EndClaim(high, (low,), True), EndClaim(low, (high,), False))
    groups = [[COUNTS["b1", TEACHERS]], [COUNTS["a1", TEACHERS]]]
    assert holds(finding.claims, teachers) == stability.of_highest(groups, 0)


def test_each_area_on_its_side_is_a_claim() -> None:
    teachers = [row for row in ITEMS if row["level"] == TEACHERS]
    finding = words.dot_plot_finding(teachers, instrument_of((TEACHERS,)))
    assert finding.text == "Inget av 2 områden ligger på index 60 eller mer"
    assert finding.claims == tuple(
        SideClaim(Place("area_id", name, TEACHERS), 60) for name in ("a", "b")
    )
    # b: 50 points of 150 at most, index 50. To 60 are 10: five from the bottom to the top give 10.
    assert holds(finding.claims, teachers) == Stability(5, 50)


def test_the_leader_of_a_radar_is_lost_where_another_comes_up() -> None:
    finding = words.radar_finding(ITEMS, instrument_of())
    # Area b: 50 for both levels; the first of them stands for it, and nothing is sure.
    assert [claim.place.name for claim in finding.claims if isinstance(claim, EndClaim)] == [
        *("a", "b"),
    ]
    assert holds(finding.claims, ITEMS) is None


def test_nothing_claimed_and_nothing_there_is_none() -> None:
    assert holds((), ITEMS) is None
    assert holds((CampsClaim(PLACE["b1", HEAD]),), ITEMS[:1]) is None
    assert holds((CampsClaim(PLACE["a1", HEAD]),), ITEMS) is None


def test_levels_are_never_added_up_for_a_claim() -> None:
    assert holds((SideClaim(Place("area_id", "a", None), 60),), ITEMS) is None


def test_the_fragile_claim_is_the_weakest_though_more_answers_must_change() -> None:
    fragile, firm = Stability(3, 200), Stability(2, 20)
    assert weakest([firm, fragile]) == fragile
    assert weakest([firm, None]) is None


def test_a_field_is_lost_by_index_or_by_samsyn() -> None:
    # Index 62.5, two answers from step 4 to 1 lower it by 5; samsyn is far above its cut.
    by_index = of_field([0, 9, 27, 4], Cuts(60, 45))
    assert by_index == stability.of_side([[0, 9, 27, 4]], 60)
    assert of_field([0, 0, 0, 10], Cuts(60, 45)) == Stability(2, 10)
    assert of_field([0, 0, 0, 1], Cuts(60, 45)) is None


@pytest.mark.parametrize("comparable", [True, False])
def test_a_change_is_a_gap_between_rounds_from_five_points(comparable: bool) -> None:
    row = {
        "comparable": comparable,
        "earlier_counts": (100, 100, 100, 100),
        "later_counts": (60, 80, 120, 140),
    }
    expected = stability.of_gap([[100] * 4], [[60, 80, 120, 140]], 5) if comparable else None
    assert of_change([row]) == expected
    assert (expected is not None) == comparable
