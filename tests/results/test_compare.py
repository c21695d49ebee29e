"""Is a change between rounds told of the same units and statements, and apart from who answered?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from skolkval.analysis import distribution, uncertainty
from skolkval.analysis.change import standardised_difference
from skolkval.analysis.gap import difference_interval
from skolkval.errors import Refusal
from skolkval.instruments.model import Scale
from skolkval.results import (
    CHANGE_COLUMNS,
    By,
    Group,
    Selection,
    change,
    response_change,
    results,
)
from tests.results.made_up import Steps, made_up
from tests.store.survey import INSTRUMENT

EVERYTHING = Selection()
LEVEL: tuple[Group, ...] = ("level",)
UNIT: tuple[Group, ...] = ("unit",)


def one(frame: pd.DataFrame, **where: object) -> dict[str, Any]:
    for column, value in where.items():
        frame = frame[[each == value for each in frame[column]]]
    assert len(frame) == 1
    return {str(name): value for name, value in frame.iloc[0].items()}


# Ask stands still at 100, Björk at 0; 30 + 10 answer, then 10 + 30.
EARLIER = made_up(
    ("larare", ("Ask",), {"a1": (0, 0, 0, 30)}), ("larare", ("Björk",), {"a1": (10, 0, 0, 0)})
)
LATER = made_up(
    ("larare", ("Ask",), {"a1": (0, 0, 0, 10)}), ("larare", ("Björk",), {"a1": (30, 0, 0, 0)})
)


@pytest.mark.parametrize("by", ["item", "area"])
def test_another_mix_of_units_is_told_apart_from_changed_views(by: By) -> None:
    row = one(change(EARLIER, LATER, EVERYTHING, by), **{f"{by}_id": "a1" if by == "item" else "a"})
    assert (row["earlier_index"], row["later_index"], row["difference"]) == (75, 25, -50)
    assert (row["views"], row["composition"]) == (0, -50)
    assert (row["named"], row["by_composition"]) == (True, True)
    assert (row["earlier_counts"], row["later_counts"]) == ((10, 0, 0, 30), (30, 0, 0, 10))
    assert row["words"] == "gruppens svar ligger lägre, mest för att andra har svarat"


def test_the_columns_are_those_promised() -> None:
    assert tuple(change(EARLIER, LATER, EVERYTHING).columns) == CHANGE_COLUMNS


@pytest.mark.parametrize("group", [(), ("level",), ("unit",), ("school_form",)])
@pytest.mark.parametrize("by", ["item", "area"])
def test_both_rounds_have_the_numbers_that_results_gives(by: By, group: tuple[Group, ...]) -> None:
    moved = change(EARLIER, LATER, EVERYTHING, by, group)
    moved = moved[moved["comparable"]]
    for which, the_round in (("earlier", EARLIER), ("later", LATER)):
        frame = results(the_round, EVERYTHING, by, group)
        frame = frame[~frame["suppressed"]]
        assert moved[f"{which}_index"].tolist() == pytest.approx(frame["index"].tolist())
        assert moved[f"{which}_n"].tolist() == frame["n"].tolist()
        assert moved[f"{which}_counts"].tolist() == frame["counts"].tolist()
        assert moved[f"{which}_agreement"].tolist() == pytest.approx(frame["agreement"].tolist())


def test_an_area_of_one_level_is_what_the_arithmetic_of_an_area_says() -> None:
    # Items x units, as in analysis.
    before = [[(1, 2, 6, 3), (4, 4, 2, 0)], [(0, 5, 5, 2), (2, 3, 3, 2)]]
    after = [[(0, 2, 6, 9), (1, 4, 5, 2)], [(1, 5, 9, 2), (0, 3, 6, 3)]]
    earlier, later = (
        made_up(
            *(
                ("larare", (unit,), {"a1": two[0][n], "a2": two[1][n]})
                for n, unit in enumerate(("Ask", "Björk"))
            )
        )
        for two in (before, after)
    )
    row = one(change(earlier, later, EVERYTHING, "area", LEVEL), area_id="a")
    # Both units together, item by item, and then the mean of the items.
    items = [[np.sum(item, 0) for item in of_round] for of_round in (before, after)]
    indices = [[distribution.index(item) for item in of_round] for of_round in items]
    assert row["difference"] == pytest.approx(np.mean(indices[1]) - np.mean(indices[0]))
    moments = [uncertainty.area_moments(each) for each in items]
    ends = difference_interval(*moments[0], *moments[1])
    assert (row["low"], row["high"]) == pytest.approx(tuple(float(end) for end in ends))
    views = [standardised_difference(*item) for item in zip(before, after, strict=True)]
    assert row["views"] == pytest.approx(np.mean(views))
    assert row["composition"] == pytest.approx(row["difference"] - row["views"])


def test_over_levels_an_area_is_the_mean_of_those_that_answered_in_both() -> None:
    up, still = {"a1": (0, 0, 20, 0)}, {"a1": (0, 20, 0, 0)}
    both = made_up(("larare", ("",), still), ("ledare", ("",), still))
    moved = made_up(("larare", ("",), up), ("ledare", ("",), {"a1": (0, 200, 0, 0)}))
    row = one(change(both, moved, EVERYTHING), area_id="a")
    assert row["difference"] == pytest.approx((100 / 3 + 0) / 2)
    only = made_up(("larare", ("",), up))
    row = one(change(both, only, EVERYTHING), area_id="a")
    assert row["difference"] == pytest.approx(100 / 3)


def test_units_pooled_in_one_round_are_compared_pooled() -> None:
    pooled = made_up(("larare", ("Ask", "Björk"), {"a1": (10, 0, 0, 30)}))
    frame = change(EARLIER, pooled, EVERYTHING, "item", UNIT)
    row = one(frame, item_id="a1", level="larare")
    assert (row["units"], row["pooled"]) == (("Ask", "Björk"), True)
    assert (row["difference"], row["views"]) == (0, 0)
    # Half of the pool is no choice to make totals of.
    cut = change(EARLIER, pooled, Selection(units=("Ask",)), "item")
    assert one(cut, item_id="a1")["reason"] == "Inga svar som kan visas i någon av omgångarna."


def test_a_unit_of_one_round_only_has_a_row_that_says_so() -> None:
    alone = made_up(("larare", ("Ask",), {"a1": (0, 0, 0, 30)}))
    frame = change(EARLIER, alone, EVERYTHING, "item", UNIT)
    row = one(frame, item_id="a1", units=("Björk",))
    assert not row["comparable"]
    assert row["reason"] == "Inga svar som kan visas i den senare omgången."
    assert row["earlier_counts"] is None and pd.isna(row["earlier_n"])
    assert row["words"] == "går inte att jämföra"


def test_a_unit_of_one_round_only_is_no_part_of_the_views() -> None:
    # Ask goes up a step; Björk, which is new, lies at 0.
    before = made_up(("larare", ("Ask",), {"a1": (0, 20, 0, 0)}))
    after = made_up(
        ("larare", ("Ask",), {"a1": (0, 0, 20, 0)}), ("larare", ("Björk",), {"a1": (20, 0, 0, 0)})
    )
    row = one(change(before, after, EVERYTHING, "item"), item_id="a1")
    assert row["difference"] == pytest.approx(0)
    assert (row["views"], row["composition"]) == pytest.approx((100 / 3, -100 / 3))


def test_a_statement_with_new_wording_is_not_compared_and_the_area_goes_by_the_rest() -> None:
    items = tuple(
        replace(item, text="Omskrivet") if item.id == "a2" else item for item in INSTRUMENT.items
    )
    renewed = replace(INSTRUMENT, version="2", items=items)
    before = made_up(("larare", ("",), {"a1": (0, 20, 0, 0), "a2": (0, 0, 0, 20)}))
    after = made_up(
        ("larare", ("",), {"a1": (0, 0, 20, 0), "a2": (20, 0, 0, 0)}), instrument=renewed
    )
    frame = change(before, after, EVERYTHING, "item")
    reason = "Påståendet har inte samma lydelse i den tidigare omgången."
    assert one(frame, item_id="a2")["reason"] == reason
    row = one(change(before, after, EVERYTHING), area_id="a")
    assert row["difference"] == pytest.approx(100 / 3)


def test_what_cannot_be_compared_is_refused() -> None:
    cell = ("larare", ("",), {"a1": (0, 0, 20, 0)})
    other = replace(INSTRUMENT, id="annat", short_title="Annat")
    scale = replace(INSTRUMENT, scale=Scale(INSTRUMENT.scale.steps, ("Kan inte svara",)))
    reworded = replace(
        INSTRUMENT, items=tuple(replace(item, text="Nytt") for item in INSTRUMENT.items)
    )
    for code, instrument in (("SK-317", other), ("SK-318", scale), ("SK-319", reworded)):
        with pytest.raises(Refusal) as refused:
            change(made_up(cell), made_up(cell, instrument=instrument), EVERYTHING)
        assert refused.value.code == code


def test_a_change_of_samsyn_has_an_interval_from_twenty_answers() -> None:
    def row(before: Steps, after: Steps) -> dict[str, Any]:
        rounds = (made_up(("larare", ("",), {"a1": steps})) for steps in (before, after))
        return one(change(next(rounds), next(rounds), EVERYTHING), area_id="a")

    # 19 * 1 of 190 pairs are a step apart, then 5*10 + 10*5 one and 5*5 two.
    found = row((0, 1, 19, 0), (0, 5, 10, 5))
    assert found["agreement_change"] == pytest.approx(100 * (19 - 150) / 190 / 1.5)
    assert found["agreement_low"] < found["agreement_change"] < found["agreement_high"]
    fewer = row((0, 1, 19, 0), (0, 5, 9, 5))
    assert pd.isna(fewer["agreement_low"]) and not pd.isna(fewer["agreement_change"])
    alike = row((0, 0, 20, 0), (0, 5, 10, 5))
    assert pd.isna(alike["agreement_low"]), "all alike is no certainty"


def test_fewer_answers_and_a_moved_response_rate_are_flagged() -> None:
    before = made_up(("larare", ("",), {"a1": (0, 0, 40, 0)}), invited={"larare": 50})
    after = made_up(("larare", ("",), {"a1": (0, 0, 20, 0)}), invited={"larare": 40})
    row = one(change(before, after, EVERYTHING, "area", LEVEL), area_id="a")
    assert (row["halved"], row["rate_moved"], row["few"]) == (True, True, False)
    rates = one(response_change(before, after), level="larare")
    # 80 per cent, then 50.
    assert (rates["earlier_rate"], rates["later_rate"]) == (0.8, 0.5)
    assert rates["rate_moved"] and rates["halved"]
    same = made_up(("larare", ("",), {"a1": (0, 0, 33, 0)}), invited={"larare": 50})
    assert not one(response_change(before, same), level="larare")["rate_moved"]
