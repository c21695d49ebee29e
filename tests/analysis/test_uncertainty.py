"""Are the intervals of an index the published ones, bounded, and never missing the obvious?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from skolkval.analysis import uncertainty


def test_moments_are_those_of_the_dirichlet_distribution() -> None:
    # Reference vector dirichlet_index_skolC, from scipy's dirichlet mean and covariance.
    mean, variance = uncertainty.index_moments([0, 3, 20, 7])
    assert mean == pytest.approx(69.79166666666667, abs=1e-9)
    assert np.sqrt(variance) == pytest.approx(3.658213108629423, abs=1e-9)


def test_with_two_steps_the_interval_is_the_exact_beta_interval() -> None:
    exact = [100 * float(beta.ppf(p, 7.5, 3.5)) for p in (0.025, 0.975)]
    assert uncertainty.index_interval([3, 7]) == pytest.approx(exact, abs=1e-9)


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
