"""Are number, shares, index and share that agree what they should be?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skolkval.analysis import distribution


def test_index_is_100_times_mean_minus_1_over_k_minus_1() -> None:
    # 2·1 + 5·2 + 14·3 + 9·4 = 90 over 30 answers: mean 3, so 100·2/3.
    assert distribution.index([2, 5, 14, 9]) == pytest.approx(200 / 3)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        # statistics.md 1.1, anchor table, rounded there to whole points.
        ([0, 0, 100, 0], 67),
        ([0, 0, 10, 90], 97),
        ([0, 5, 35, 60], 85),
        ([5, 17, 48, 30], 68),
        ([15, 0, 0, 85], 85),
        ([15, 30, 35, 20], 53),
        ([25, 25, 25, 25], 50),
    ],
)
def test_index_of_the_anchor_distributions(percent: list[int], expected: int) -> None:
    assert round(float(distribution.index(percent))) == expected


@pytest.mark.parametrize("size", range(2, 12))
def test_index_runs_from_0_to_100_on_every_scale(size: int) -> None:
    ends = np.eye(size)[[0, -1]]
    assert distribution.index(ends).tolist() == [0, 100]


def test_everything_is_nan_where_nobody_answered() -> None:
    nobody = [0, 0, 0, 0]
    assert np.isnan(distribution.index(nobody))
    assert np.isnan(distribution.share_agree(nobody))
    assert np.isnan(distribution.shares(nobody)).all()
    assert all(np.isnan(end) for end in distribution.wilson(0, 0))
    assert int(distribution.n(nobody)) == 0


def test_share_agree_counts_only_above_the_middle() -> None:
    assert distribution.share_agree([2, 5, 14, 9]) == pytest.approx(23 / 30)
    assert distribution.share_agree([0, 0, 7, 0, 0]) == 0
    assert distribution.share_agree([1, 3]) == 0.75
    assert distribution.share_agree([0, 0, 0, 1, 1, 1]) == 1


def test_an_area_weighs_its_items_alike_and_leaves_out_the_unanswered() -> None:
    # Indices 100, 50 and none, with 99, 2 and 0 answers: (100 + 50) / 2.
    items = [[0, 0, 99], [1, 0, 1], [0, 0, 0]]
    assert distribution.area_index(items) == 75
    assert np.isnan(distribution.area_index([[0, 0, 0], [0, 0, 0]]))


def test_camps_leave_out_the_middle_of_an_odd_scale() -> None:
    assert [int(c) for c in distribution.camps([4, 1, 9, 2, 3])] == [5, 5]


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(
    successes: int, total: int, low: float, high: float
) -> None:
    assert distribution.wilson(successes, total) == pytest.approx((low, high), abs=5.1e-5)


def test_whole_tables_are_computed_at_once() -> None:
    counts = np.array([[[1, 0], [0, 1]], [[0, 0], [1, 1]]])
    expected = [[0, 100], [np.nan, 50]]
    np.testing.assert_array_equal(distribution.index(counts), expected)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=8).filter(any))
def test_quantiles_are_those_of_the_answers(counts: list[int]) -> None:
    answers = np.repeat(np.arange(1, len(counts) + 1), counts)
    assert float(distribution.median(counts)) == np.median(answers)
    for part in (0.0, 0.1, 0.25, 0.75, 1.0):
        expected = np.quantile(answers, part)
        assert float(distribution.quantile(counts, part)) == pytest.approx(expected, abs=1e-12)
    spread = float(distribution.interquartile_range(counts))
    assert spread == pytest.approx(np.subtract(*np.quantile(answers, [0.75, 0.25])), abs=1e-12)
    assert abs(distribution.interpolated_median(counts) - np.median(answers)) <= 0.5


def test_an_interpolated_median_between_two_steps_is_the_median() -> None:
    assert float(distribution.interpolated_median([5, 0, 0, 5])) == 2.5
    assert float(distribution.interpolated_median([0, 7, 0, 0])) == 2


def test_one_answer_has_a_median_and_none_has_nothing() -> None:
    for measure in (
        distribution.median,
        distribution.interpolated_median,
        distribution.interquartile_range,
    ):
        values = measure([[0, 0, 1], [0, 0, 0]])
        assert np.isnan(values).tolist() == [False, True]


def test_newcombes_interval_turns_with_the_sign_and_needs_both_groups() -> None:
    # Newcombe 1998b, table II (method 10): 9 of 10 against 3 of 10.
    low, high = map(float, distribution.newcombe(3, 10, 9, 10))
    assert (low, high) == pytest.approx((0.1705, 0.8090), abs=5.1e-5)
    turned = map(float, distribution.newcombe(9, 10, 3, 10))
    assert tuple(turned) == pytest.approx((-high, -low))
    assert np.isnan(distribution.newcombe(0, 0, 3, 10)).all()
