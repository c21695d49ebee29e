"""Does the analyst get the measures of the literature from the same protected counts?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from skolkval.analysis import consensus, distance, dominance, reliability
from skolkval.results import (
    By,
    Group,
    Selection,
    analyst,
    gaps,
    level_distances,
    level_pairs,
    nonresponse,
    results,
    unit_spread,
)
from skolkval.store.published import Published
from tests.results.made_up import Steps, made_up

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
    # The teachers have answered another statement too, which nobody can be compared with.
    assert found.matrix[0, 0] == pytest.approx(matrix[0, 0])
    assert found.statements == 1
    assert found.parts.between_share == pytest.approx(
        float(distance.disagreement([ALL_TEACHERS, LEADERS]).between_share)
    )


def test_a_level_with_one_answer_holds_no_statement_back_from_the_others() -> None:
    alone = made_up(
        ("larare", ("",), {"a1": (3, 3, 3, 3), "a2": (6, 14, 14, 6)}),
        ("ledare", ("",), {"a1": (0, 0, 0, 1)}),
    )
    found = level_distances(alone, EVERYTHING, "a")
    both = distance.distance_matrix([[[3, 3, 3, 3]], [[6, 14, 14, 6]]])
    assert found.statements == 2
    assert found.matrix[0, 0] == pytest.approx(both.mean())
    assert pd.isna(found.matrix[1, 1])
    assert found.few == ("ledare",)


# On a1 ten schools lie from low to high; on a2 they are more alike than chance makes them.
SCHOOLS: list[tuple[Steps, Steps]] = [((9 - high, 2, 2, high), (3, 3, 3, 3)) for high in range(10)]


def spread_over(schools: int) -> Published:
    cells = [
        ("larare", (f"Skola {number}",), {"a1": apart, "a2": alike})
        for number, (apart, alike) in enumerate(SCHOOLS[:schools])
    ]
    return made_up(*cells, ("larare", ("",), {"a1": (90, 0, 0, 0)}))


def test_the_spread_between_units_leaves_out_raters_without_one() -> None:
    what = spread_over(10)
    row = one(unit_spread(what, EVERYTHING, "item"), item_id="a1", level="larare")
    assert row["groups"] == 10
    assert row["icc1"] == pytest.approx(float(reliability.icc1([one for one, _ in SCHOOLS])))
    area = one(unit_spread(what, EVERYTHING), area_id="a", level="larare")
    other = float(reliability.icc1([two for _, two in SCHOOLS]))
    assert area["icc1"] == pytest.approx((row["icc1"] + other) / 2)


def test_below_ten_units_no_spread_between_them_is_told() -> None:
    names: dict[By, str] = {"item": "a1", "area": "a"}
    for by, name in names.items():
        row = one(unit_spread(spread_over(9), EVERYTHING, by), **{f"{by}_id": name})
        assert row["groups"] == 9
        assert pd.isna(row["icc1"]) and pd.isna(row["icc2"])


def test_units_that_cannot_be_told_apart_have_no_negative_reliability() -> None:
    what = spread_over(10)
    alike = one(unit_spread(what, EVERYTHING, "item"), item_id="a2")
    assert alike["icc1"] < 0 and pd.isna(alike["icc2"])
    apart = one(unit_spread(what, EVERYTHING, "item"), item_id="a1")["icc2"]
    # In the mean of the area it is 0.
    assert one(unit_spread(what, EVERYTHING), area_id="a")["icc2"] == pytest.approx(apart / 2)


def test_the_measures_of_an_area_that_is_hidden_are_hidden() -> None:
    hidden = made_up(("larare", ("",), {"a1": (1, 2, 3, 4)}), hidden={"ledare": "individual"})
    row = one(analyst(hidden, EVERYTHING, "area", LEVEL), area_id="a", level="ledare")
    assert pd.isna(row["n"]) and pd.isna(row["items"]) and pd.isna(row["ac2"])


def test_one_or_four_answers_name_no_gap_and_five_do() -> None:
    def row(low: int, by: By) -> dict[str, Any]:
        what = made_up(
            ("larare", ("",), {"a1": (0, 0, 0, 60), "a2": (0, 0, 0, 60)}),
            ("ledare", ("",), {"a1": (low, 0, 0, 0), "a2": (9, 0, 0, 0)}),
        )
        return one(gaps(what, EVERYTHING, by), **{f"{by}_id": "a1" if by == "item" else "a"})

    kinds: tuple[By, ...] = ("item", "area")
    for by in kinds:
        for few in (1, 4):
            found = row(few, by)
            assert (found["difference"], found["named"]) == (-100, False)
            assert found["words"] == "för få svar för att avgöra" and pd.isna(found["holds"])
            assert pd.isna(found["low"]) and pd.isna(found["high"])
        found = row(5, by)
        assert (found["named"], found["words"]) == (True, "tydlig skillnad")
        assert found["low"] <= found["difference"] <= found["high"] < 0


def test_the_answers_to_the_thinnest_statement_stand_with_an_area() -> None:
    what = made_up(("larare", ("",), {"a1": (0, 0, 8, 7), "a2": (0, 7, 0, 0)}))
    area = one(results(what, EVERYTHING, "area", LEVEL), area_id="a", level="larare")
    assert (area["n"], area["n_least"], area["items"]) == (15, 7, 2)
    item = one(results(what, EVERYTHING, "item", LEVEL), item_id="a1", level="larare")
    assert (item["n"], item["n_least"], item["items"]) == (15, 15, 1)


def test_a_gap_between_different_numbers_of_statements_says_so() -> None:
    what = made_up(
        ("larare", ("",), {"a1": (0, 0, 0, 60), "a2": (0, 0, 0, 60), "b1": (9, 9, 9, 9)}),
        ("ledare", ("",), {"a1": (20, 0, 0, 0), "b2": (9, 9, 9, 9)}),
    )
    found = gaps(what, EVERYTHING)
    uneven = "nivåerna har olika många påståenden i området"
    assert one(found, area_id="a")["note"] == uneven
    assert pd.isna(one(found, area_id="b")["note"])
    assert gaps(what, EVERYTHING, "item")["note"].isna().all()


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
