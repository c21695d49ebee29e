"""Is a difference called a gap only when it is both large and sure?"""

import itertools

import numpy as np
import pytest

from skolkval.analysis.distribution import index
from skolkval.analysis.gap import LEAST, Gap, Standing, between, gap_interval, widest


@pytest.mark.parametrize(
    ("difference", "low", "high", "named", "words"),
    [
        (15, 1, 29, True, "tydlig skillnad"),
        (-32, -40, -20, True, "tydlig skillnad"),
        (14.9, 1, 29, False, "viss skillnad"),
        (32, -1, 65, False, "osäker skillnad"),
        (5, 0, 10, False, "osäker skillnad"),
        (4.9, 1, 9, False, "ungefär lika"),
    ],
)
def test_the_rule_at_its_edges(
    difference: float, low: float, high: float, named: bool, words: str
) -> None:
    gap = Gap("a", "b", difference, low, high)
    assert (gap.named, gap.words) == (named, words)


def test_the_example_of_three_levels() -> None:
    # huvudman [0,0,1,4] index 93 and rektor [0,0,2,6] 92 are alike; undervisning lies at 44.
    huvudman, rektor, undervisning = [0, 0, 1, 4], [0, 0, 2, 6], [8, 20, 12, 5]
    low, high = gap_interval(huvudman, rektor)
    assert low < 0 < high
    for upper in (huvudman, rektor):
        assert gap_interval(upper, undervisning)[1] < 0


def test_the_interval_turns_with_the_sign() -> None:
    low, high = gap_interval([1, 2, 3, 4], [4, 3, 2, 1])
    assert gap_interval([4, 3, 2, 1], [1, 2, 3, 4]) == pytest.approx((-high, -low))


def test_a_level_without_answers_has_no_gap() -> None:
    assert np.isnan(gap_interval([0, 0, 0, 0], [1, 2, 3, 4])).all()
    nothing = Standing(float("nan"), float("nan"), float("nan"))
    assert not between("a", nothing, "b", Standing(50, 50, 1)).named


def test_a_sure_gap_goes_before_a_larger_unsure_one() -> None:
    unsure = Standing(95, 75, 20)
    high, low = Standing(80, 79, 2), Standing(50, 50, 2)
    gap = widest([("huvudman", unsure), ("rektor", high), ("undervisning", low)])
    assert gap is not None
    assert (gap.of, gap.to, gap.difference, gap.named) == ("rektor", "undervisning", -30, True)


def test_without_a_sure_gap_the_largest_difference_is_told() -> None:
    gap = widest(
        [("a", Standing(95, 75, 20)), ("b", Standing(70, 69, 9)), ("c", Standing(60, 60, 9))]
    )
    assert gap is not None
    assert (gap.of, gap.to, gap.named) == ("a", "c", False)


def test_one_level_has_no_gap() -> None:
    assert widest([("a", Standing(50, 50, 5))]) is None


def test_a_hidden_level_is_no_part_of_the_gap() -> None:
    hidden = Standing(float("nan"), float("nan"), float("nan"))
    assert widest([("a", Standing(50, 50, 5)), ("b", hidden)]) is None


@pytest.mark.parametrize(
    ("few", "difference", "low", "high", "words", "undecided"),
    [
        (True, 2, -20, 24, "för få svar för att avgöra", True),
        (True, 20, -5, 45, "för få svar för att avgöra", True),
        (True, 40, 20, 60, "tydlig skillnad", False),
        (False, 20, -5, 45, "osäker skillnad", True),
        (False, 10, -5, 25, "osäker skillnad", False),
    ],
)
def test_few_answers_are_no_sign_of_agreement(
    few: bool, difference: float, low: float, high: float, words: str, undecided: bool
) -> None:
    gap = Gap("a", "b", difference, low, high, few)
    assert (gap.words, gap.undecided) == (words, undecided)


def test_there_is_no_interval_below_five_answers_on_a_side() -> None:
    # One rektor against sixty teachers, and four: nothing is told of all rektorer.
    for few in (1, 4):
        found = between("rektor", Standing(0, 20, 15, few), "undervisning", Standing(90, 90, 2, 60))
        assert np.isnan([found.low, found.high]).all()
        assert (found.named, found.words) == (False, "för få svar för att avgöra")
    found = between("rektor", Standing(0, 20, 15, 5), "undervisning", Standing(90, 90, 2, 60))
    assert found.named


@pytest.mark.parametrize("size", [2, 3, 4])
def test_a_difference_is_never_outside_its_own_interval(size: int) -> None:
    # All groups of five and six on each side; the means of the interval are drawn towards 50.
    groups = [
        counts
        for counts in itertools.product(range(7), repeat=size)
        if sum(counts) in (LEAST, LEAST + 1)
    ]
    one, other = np.array(groups)[:, None], np.array(groups)[None, :]
    low, high = gap_interval(one, other)
    difference = index(other) - index(one)
    assert (low <= difference).all() and (difference <= high).all()
    assert np.isnan(gap_interval([0, 0, 0, LEAST - 1], [60, 0, 0, 0])).all()


def test_nine_answers_are_few_and_ten_are_not() -> None:
    nine, ten = Standing(50, 50, 5, 9), Standing(50, 50, 5, 10)
    assert between("a", nine, "b", ten).few
    assert not between("a", ten, "b", ten).few
