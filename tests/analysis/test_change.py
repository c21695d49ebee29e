"""Is a change told as one only when large and sure, and told apart from who was asked?"""

from math import nan

import numpy as np
import pytest

from skolkval.analysis.change import Change, standardised_difference
from skolkval.analysis.distribution import index
from skolkval.analysis.gap import gap_interval


def moved(before: list[int], after: list[int], views: float | None = None) -> Change:
    """The change of an item from its counts in two rounds; without a change in mix, all is views."""
    difference = float(index(after) - index(before))
    low, high = (float(end) for end in gap_interval(before, after))
    views = difference if views is None else views
    n = sum(before), sum(after)
    return Change(difference, low, high, views, difference - views, *n, min(n))


def test_with_the_same_mix_all_of_the_change_is_in_the_views() -> None:
    # 20 at step 2 of 4 and 20 at 3: each stratum goes up a step, so 100/3 points in all.
    views = standardised_difference([[0, 20, 0, 0], [0, 0, 20, 0]], [[0, 0, 20, 0], [0, 0, 0, 20]])
    change = moved([0, 20, 20, 0], [0, 0, 20, 20], float(views))
    assert change.difference == pytest.approx(100 / 3)
    assert change.views == pytest.approx(100 / 3)
    assert change.words == "gruppens svar ligger högre än förra gången"


def test_another_mix_with_the_same_views_is_composition() -> None:
    # Level a stays at 100, b at 0; the mix goes from 30 + 10 to 10 + 30, so 75 to 25.
    views = standardised_difference([[0, 30], [10, 0]], [[0, 10], [30, 0]])
    change = moved([10, 30], [30, 10], float(views))
    assert (change.difference, change.views, change.composition) == (-50, 0, -50)
    assert change.named and change.by_composition
    assert change.words == "gruppens svar ligger lägre, mest för att andra har svarat"


def test_a_small_group_is_not_said_to_have_changed_nor_to_stand_still() -> None:
    change = moved([1, 2, 2, 0], [0, 2, 2, 1])
    assert abs(change.difference) >= 5 and not change.named
    assert change.few and change.words == "för få svar för att avgöra"
    larger = moved([2, 4, 4, 2], [0, 4, 4, 4])
    assert larger.difference >= 5 and not larger.few and not larger.named
    assert larger.words == "osäker förändring i gruppens svar"


def test_four_answers_have_not_changed_however_far_they_are_from_before() -> None:
    four, five = moved([60, 0, 0, 0], [0, 0, 0, 4]), moved([60, 0, 0, 0], [0, 0, 0, 5])
    assert (four.difference, four.named, four.words) == (100, False, "för få svar för att avgöra")
    assert five.named and five.words == "gruppens svar ligger högre än förra gången"


def test_an_item_of_an_area_with_few_answers_makes_the_area_few() -> None:
    assert Change(6, -2, 14, 6, 0, 30, 30, least=9).few
    assert not Change(6, -2, 14, 6, 0, 30, 30, least=10).few


def test_no_difference_between_twelve_and_twelve_is_not_as_before() -> None:
    # The interval reaches 15 points each way: a clear change could be there.
    change = moved([3, 3, 3, 3], [3, 3, 3, 3])
    assert change.difference == 0 and change.high > 15
    assert change.words == "för få svar för att avgöra"


def test_a_sure_but_small_change_is_as_before() -> None:
    assert moved([0, 520, 500, 0], [0, 500, 520, 0]).words == "ungefär som förra gången"


def test_no_change_that_is_known_is_no_comparison() -> None:
    assert Change(nan, nan, nan, nan, nan, 0, 7, 0).words == "går inte att jämföra"
    alone = Change(100, 20, 100, nan, nan, 10, 10, 10)
    assert alone.named and not alone.by_composition


def test_half_or_twice_the_answers_is_a_reason_to_be_careful() -> None:
    assert moved([10, 10], [5, 5]).halved
    assert moved([5, 5], [10, 10]).halved
    assert not moved([10, 10], [6, 5]).halved


def test_direct_standardisation_by_hand() -> None:
    # Moves 50, -100 with 6 and 2 answers before: (6 * 50 - 2 * 100) / 8.
    found = standardised_difference([[6, 0], [0, 2]], [[3, 3], [1, 0]])
    assert float(found) == pytest.approx(12.5)


def test_a_stratum_without_answers_in_a_round_is_left_out_of_the_views() -> None:
    # a goes 0 to 100; b, new in the later round, lies at 0.
    assert float(standardised_difference([[4, 0], [0, 0]], [[0, 4], [4, 0]])) == 100
    assert np.isnan(standardised_difference([[4, 0], [0, 0]], [[0, 0], [0, 4]]))


def test_strata_may_be_added_up_in_groups() -> None:
    # Two groups of two strata: 12.5 as above, and one that stands still.
    before, after = [[6, 0], [0, 2], [1, 1], [5, 0]], [[3, 3], [1, 0], [2, 2], [9, 0]]
    found = standardised_difference(
        before, after, lambda strata: np.add.reduceat(strata, [0, 2], axis=0)
    )
    assert found.tolist() == pytest.approx([12.5, 0])
