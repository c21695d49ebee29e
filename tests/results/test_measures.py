"""Does the analyst get the measures of the literature from the same protected counts?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from skolkval.analysis import consensus, distance, dominance, reliability
from skolkval.results import (
    Group,
    Selection,
    analyst,
    gaps,
    level_distances,
    level_pairs,
    nonresponse,
    unit_spread,
)
from tests.results.made_up import made_up

EVERYTHING = Selection()
LEVEL: tuple[Group, ...] = ("level",)
UNIT: tuple[Group, ...] = ("unit",)
TEACHERS: tuple[tuple[int, int, int, int], ...] = ((8, 20, 12, 5), (2, 5, 14, 9))
ALL_TEACHERS = (8 + 2 + 9, 20 + 5, 12 + 14, 5 + 9)
LEADERS = (0, 0, 2, 10)
BOTH = made_up(
    ("larare", ("Ask",), {"a1": TEACHERS[0], "a2": (1, 9, 9, 1), "b1": (3, 3, 3, 3)}),
    ("larare", ("Björk",), {"a1": TEACHERS[1], "a2": (5, 5, 5, 5)}),
    ("larare", ("",), {"a1": (9, 0, 0, 0)}),
    ("ledare", ("",), {"a1": LEADERS, "b2": (1, 2, 3, 4)}),
)


def one(frame: pd.DataFrame, **where: object) -> dict[str, Any]:
    for column, value in where.items():
        frame = frame[[each == value for each in frame[column]]]
    assert len(frame) == 1
    return {str(name): value for name, value in frame.iloc[0].items()}


def test_an_item_has_each_measure_of_its_counts() -> None:
    row = one(analyst(BOTH, EVERYTHING, "item", UNIT), item_id="a1", units=("Björk",))
    assert row["n"] == 30
    # 30 answers 2, 5, 14, 9; the values of R (agrmt, psych).
    assert row["median"] == 3
    assert row["interpolated_median"] == pytest.approx(3.0714286)
    assert row["agreement_a"] == pytest.approx(0.4444444)
    assert row["consensus"] == pytest.approx(0.6213533, abs=1e-6)
    assert (row["leik"], row["deviation_mean"]) == pytest.approx((0.4, 0.6), abs=0.02)


def test_an_area_has_alpha_over_its_items() -> None:
    row = one(analyst(BOTH, EVERYTHING, "area", LEVEL), area_id="a", level="larare")
    counts = [ALL_TEACHERS, [6, 14, 14, 6]]
    assert row["items"] == 2
    assert row["alpha_ordinal"] == pytest.approx(float(reliability.krippendorff_alpha(counts)))
    assert row["ac2"] == pytest.approx(float(reliability.gwet_ac(counts)))
    alone = one(analyst(BOTH, EVERYTHING, "area", LEVEL), area_id="a", level="ledare")
    assert alone["items"] == 1 and pd.isna(alone["alpha_ordinal"])


def test_two_levels_are_compared_on_the_statements_they_share() -> None:
    frame = level_pairs(BOTH, EVERYTHING)
    row = one(frame, key="a1")
    assert (row["of"], row["to"], row["n_of"], row["n_to"]) == ("larare", "ledare", 84, 12)
    test = dominance.brunner_munzel(ALL_TEACHERS, LEADERS)
    assert row["p_value"] == row["q_value"] == pytest.approx(float(test.p_value))
    assert row["higher"] == pytest.approx(float(test.probability))
    assert pd.isna(row["wasserstein"]), "twelve are too few"
    assert row["named"] and row["welch_low"] < row["difference"] < row["welch_high"]
    assert set(frame["key"]) == {"a1"}


def test_one_level_has_no_pairs() -> None:
    assert level_pairs(BOTH, Selection(levels=("larare",))).empty


def test_distances_are_means_over_the_statements() -> None:
    found = level_distances(BOTH, EVERYTHING, "a")
    matrix = distance.distance_matrix([ALL_TEACHERS, LEADERS])
    assert found.levels == ("larare", "ledare")
    assert found.matrix[0, 1] == pytest.approx(matrix[0, 1])
    # Within the teachers two statements are known.
    a2 = distance.distance_matrix([[6, 14, 14, 6]])[0, 0]
    assert found.matrix[0, 0] == pytest.approx((matrix[0, 0] + a2) / 2)
    assert found.statements == 1
    assert found.between_share == pytest.approx(
        float(distance.disagreement([ALL_TEACHERS, LEADERS]).between_share)
    )


def test_the_spread_between_units_leaves_out_raters_without_one() -> None:
    row = one(unit_spread(BOTH, EVERYTHING, "item"), item_id="a1", level="larare")
    assert row["groups"] == 2
    assert row["icc1"] == pytest.approx(float(reliability.icc1(TEACHERS)))
    area = one(unit_spread(BOTH, EVERYTHING), area_id="a", level="larare")
    other = float(reliability.icc1([[1, 9, 9, 1], [5, 5, 5, 5]]))
    assert area["icc1"] == pytest.approx((row["icc1"] + other) / 2)


def test_those_who_did_not_answer_bound_the_index() -> None:
    # 30 of 40 answered with index 66.7: from 30 * 66.7 / 40 to that plus 25.
    what = made_up(("larare", ("",), {"a1": (2, 5, 14, 9)}), invited={"larare": 40})
    row = one(nonresponse(what, "item"), item_id="a1")
    index = 100 * (0 * 2 + 5 + 28 + 27) / 90
    assert (row["invited"], row["raters"], row["rate"]) == (40, 30, 0.75)
    assert row["index"] == pytest.approx(index)
    assert row["manski_low"] == pytest.approx(0.75 * index)
    assert row["manski_high"] == pytest.approx(0.75 * index + 25)
    assert row["manski_low"] < row["polya_low"] < index < row["polya_high"] < row["manski_high"]
    area = one(nonresponse(what), area_id="a")
    assert area["manski_low"] == pytest.approx(row["manski_low"])


def test_without_a_number_of_invited_nothing_is_said_of_those_who_did_not_answer() -> None:
    assert nonresponse(BOTH).empty
    too_few = made_up(("larare", ("",), {"a1": (2, 5, 14, 9)}), invited={"larare": 20})
    assert nonresponse(too_few).empty


def test_a_named_gap_says_whether_it_holds_and_another_does_not() -> None:
    row = one(gaps(BOTH, EVERYTHING, "item"), item_id="a1")
    assert (row["of"], row["to"], row["named"], row["answers"]) == ("larare", "ledare", True, 12)
    assert row["holds"].startswith(("stabil: ", "skör: "))
    alike = made_up(
        ("larare", ("",), {"a1": (5, 5, 5, 5)}), ("ledare", ("",), {"a1": (5, 5, 5, 5)})
    )
    row = one(gaps(alike, EVERYTHING), area_id="a")
    assert not row["named"] and pd.isna(row["changes"]) and row["holds"] is None


def test_consensus_of_the_measures_is_that_of_analysis() -> None:
    row = one(analyst(BOTH, EVERYTHING, "item", LEVEL), item_id="b2")
    assert row["consensus"] == pytest.approx(float(consensus.consensus([1, 2, 3, 4])))
