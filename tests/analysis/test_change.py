"""Is a change told as one only when large and sure, and told apart from who was asked?"""

import numpy as np
import pytest

from skolkval.analysis.change import area_change, item_change, standardised_difference
from skolkval.analysis.gap import gap_interval


def test_with_the_same_mix_all_of_the_change_is_in_the_views() -> None:
    # 20 at step 2 of 4 and 20 at 3: each stratum goes up a step, so 100/3 points in all.
    change = item_change([[0, 20, 0, 0], [0, 0, 20, 0]], [[0, 0, 20, 0], [0, 0, 0, 20]])
    assert change.difference == pytest.approx(100 / 3)
    assert change.views == pytest.approx(100 / 3)
    assert change.composition == pytest.approx(0)
    assert change.words == "gruppens svar ligger högre än förra gången"


def test_another_mix_with_the_same_views_is_composition() -> None:
    # Level a stays at 100, b at 0; the mix goes from 30 + 10 to 10 + 30, so 75 to 25.
    change = item_change([[0, 30], [10, 0]], [[0, 10], [30, 0]])
    assert (change.difference, change.views, change.composition) == (-50, 0, -50)
    assert change.named and change.by_composition
    assert change.words == "gruppens svar ligger lägre, mest för att andra har svarat"


def test_the_interval_is_that_of_two_independent_groups() -> None:
    change = item_change([[3, 4, 5], [1, 1, 1]], [[0, 2, 9], [1, 0, 6]])
    low, high = map(float, gap_interval([4, 5, 6], [1, 2, 15]))
    assert (change.low, change.high) == pytest.approx((low, high))


def test_a_small_group_is_not_said_to_have_changed_nor_to_stand_still() -> None:
    change = item_change([[1, 2, 2, 0]], [[0, 2, 2, 1]])
    assert abs(change.difference) >= 5 and not change.named
    assert change.few and change.words == "för få svar för att avgöra"
    larger = item_change([[2, 4, 4, 2]], [[0, 4, 4, 4]])
    assert larger.difference >= 5 and not larger.few and not larger.named
    assert larger.words == "osäker förändring i gruppens svar"


def test_no_difference_between_twelve_and_twelve_is_not_as_before() -> None:
    # The interval reaches 15 points each way: a clear change could be there.
    change = item_change([[3, 3, 3, 3]], [[3, 3, 3, 3]])
    assert change.difference == 0 and change.high > 15
    assert change.words == "för få svar för att avgöra"


@pytest.mark.parametrize(("later", "words"), [([0, 500, 520, 0], "ungefär som förra gången")])
def test_a_sure_but_small_change_is_as_before(later: list[int], words: str) -> None:
    assert item_change([[0, 520, 500, 0]], [later]).words == words


def test_a_stratum_without_answers_in_a_round_is_left_out_of_the_views() -> None:
    # a goes 0 to 100; b, new in the later round, lies at 0.
    change = item_change([[4, 0], [0, 0]], [[0, 4], [4, 0]])
    assert (change.difference, change.views, change.composition) == (50, 100, -50)


def test_no_common_stratum_leaves_the_difference_alone() -> None:
    change = item_change([[4, 0], [0, 0]], [[0, 0], [0, 4]])
    assert change.difference == 100
    assert np.isnan(change.views) and np.isnan(change.composition)
    assert not change.by_composition


def test_an_unanswered_round_cannot_be_compared() -> None:
    change = item_change([[0, 0]], [[3, 4]])
    assert np.isnan([change.difference, change.low, change.high]).all()
    assert change.words == "går inte att jämföra"


def test_an_area_takes_the_items_answered_in_both_rounds() -> None:
    earlier = [[[4, 0]], [[2, 2]], [[0, 0]]]
    later = [[[0, 4]], [[2, 2]], [[9, 0]]]
    change = area_change(earlier, later)
    assert (change.difference, change.views) == (50, 50)
    assert (change.earlier_n, change.later_n) == (8, 8)


def test_other_items_or_another_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="Different"):
        area_change([[[1, 2]]], [[[1, 2, 0]]])


def test_half_or_twice_the_answers_is_a_reason_to_be_careful() -> None:
    assert item_change([[10, 10]], [[5, 5]]).halved
    assert item_change([[5, 5]], [[10, 10]]).halved
    assert not item_change([[10, 10]], [[6, 5]]).halved


def test_direct_standardisation_by_hand() -> None:
    # Moves 50, -100 with 6 and 2 answers before: (6 * 50 - 2 * 100) / 8.
    found = standardised_difference([[6, 0], [0, 2]], [[3, 3], [1, 0]])
    assert float(found) == pytest.approx(12.5)
