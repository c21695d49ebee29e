"""Are the intervals of an index the published ones, bounded, and never missing the obvious?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, betabinom

from skolkval.analysis import uncertainty


def test_moments_are_those_of_the_dirichlet_distribution() -> None:
    # Reference vector dirichlet_index_skolC, from scipy's dirichlet mean and covariance.
    mean, variance = uncertainty.index_moments([0, 3, 20, 7])
    assert mean == pytest.approx(69.79166666666667, abs=1e-9)
    assert np.sqrt(variance) == pytest.approx(3.658213108629423, abs=1e-9)


def test_with_two_steps_the_interval_is_the_exact_beta_interval() -> None:
    exact = [100 * float(beta.ppf(p, 7.5, 3.5)) for p in (0.025, 0.975)]
    assert uncertainty.index_interval([3, 7]) == pytest.approx(exact, abs=1e-9)


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=11).filter(any))
def test_the_interval_stays_within_0_and_100_and_has_a_width(counts: list[int]) -> None:
    low, high = uncertainty.index_interval(counts)
    assert 0 <= low < high <= 100


def test_a_small_unanimous_group_is_not_certain() -> None:
    low, _ = uncertainty.index_interval([0, 0, 0, 3])
    assert low < 70


def test_an_area_takes_its_items_as_fully_correlated() -> None:
    # Two items alike: the mean of two equal deviations is the deviation, not it over root 2.
    one = uncertainty.index_moments([0, 3, 20, 7])
    two = uncertainty.area_moments([[0, 3, 20, 7], [0, 3, 20, 7], [0, 0, 0, 0]])
    assert two == pytest.approx(one)


def test_no_answers_have_no_interval() -> None:
    assert all(np.isnan(end) for end in uncertainty.index_interval([0, 0, 0]))
    assert all(np.isnan(moment) for moment in uncertainty.area_moments([[0, 0], [0, 0]]))


def test_manski_by_hand() -> None:
    # 30 of 40 with index 71 (statistics.md 2.5): (30 * 71 + 0) / 40 and (30 * 71 + 1000) / 40.
    counts = np.zeros(101, dtype=int)
    counts[71] = 30
    assert [float(end) for end in uncertainty.manski(counts, 40)] == [53.25, 78.25]
    assert [float(end) for end in uncertainty.manski(counts, 30)] == pytest.approx([71, 71])


def test_bounds_where_nobody_or_too_many_answered() -> None:
    assert [float(end) for end in uncertainty.manski([0, 0], 8)] == [0, 100]
    assert np.isnan(uncertainty.manski([2, 3], 4)).all()
    assert np.isnan(uncertainty.manski([0, 0], 0)).all()
    assert np.isnan(uncertainty.polya_interval([0, 0], 8)).all()
    assert np.isnan(uncertainty.polya_interval([2, 3], 4)).all()


def test_the_polya_interval_has_the_moments_of_those_who_did_not_answer() -> None:
    # Two steps, 3 and 7 of 15 invited: the five missing are beta-binomial, so the index is too.
    missing = betabinom(5, 7.5, 3.5)
    mean, variance = 100 * (7 + missing.mean()) / 15, 100**2 * missing.var() / 15**2
    low, high = 100 * 7 / 15, 100 * 12 / 15
    expected = uncertainty.beta_interval(mean, variance, low, high)
    found = uncertainty.polya_interval([3, 7], 15)
    assert [float(end) for end in found] == pytest.approx([float(end) for end in expected])


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=7).filter(any), st.integers(1, 300))
def test_the_polya_interval_lies_within_the_bounds_and_grows_with_the_missing(
    counts: list[int], missing: int
) -> None:
    invited = sum(counts) + missing
    low, high = uncertainty.polya_interval(counts, invited)
    bounds = uncertainty.manski(counts, invited)
    assert bounds[0] - 1e-9 <= low <= high <= bounds[1] + 1e-9
    more = uncertainty.polya_interval(counts, invited + 100)
    # Of one to three answers the beta approximation may be widest where fewer are missing.
    if sum(counts) > 3:
        assert high - low < more[1] - more[0] + 1e-9


def test_with_all_answers_the_polya_interval_has_no_width_and_with_few_it_is_the_ordinary() -> None:
    assert [float(end) for end in uncertainty.polya_interval([1, 0, 1], 2)] == [50, 50]
    ordinary = [float(end) for end in uncertainty.index_interval([2, 5, 14, 9])]
    few = [float(end) for end in uncertainty.polya_interval([2, 5, 14, 9], 10_000_000)]
    assert few == pytest.approx(ordinary, abs=1e-3)
