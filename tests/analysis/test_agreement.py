"""Do distance, samsyn and polarisation say what they should about how united a group is?"""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolkval.analysis import agreement


def pairs_of(counts: list[int]) -> list[int]:
    """The distance of every pair of different raters."""
    answers = [step for step, number in enumerate(counts) for _ in range(number)]
    return [abs(a - b) for a, b in combinations(answers, 2)]


@given(st.lists(st.integers(0, 6), min_size=2, max_size=7).filter(lambda c: sum(c) >= 2))
def test_mean_distance_and_neighbours_equal_brute_force_over_all_pairs(counts: list[int]) -> None:
    pairs = pairs_of(counts)
    distance = Fraction(sum(pairs), len(pairs))
    near = Fraction(sum(pair <= 1 for pair in pairs), len(pairs))
    assert float(agreement.mean_distance(counts)) == pytest.approx(float(distance), rel=1e-12)
    assert float(agreement.pairs_within_one(counts)) == pytest.approx(float(near), rel=1e-12)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=11).filter(any))
def test_polarisation_stays_between_0_and_1_on_every_scale(counts: list[int]) -> None:
    assert -1e-12 <= float(agreement.polarisation(counts)) <= 1 + 1e-12


@pytest.mark.parametrize(
    ("counts", "distance", "samsyn"),
    [
        # Brute force over all pairs (reference vectors samsyn_skolA, samsyn_skolC, samsyn_n2).
        ([2, 5, 14, 9], 0.9333333333333333, 37.77777777777778),
        ([0, 3, 20, 7], 0.5563218390804597, 62.911877394636015),
        ([1, 0, 0, 1], 3.0, 0.0),
        # Four pairs 1 step apart, six alike: 4/10; 100 (1 - 0.4/1.5).
        ([0, 0, 1, 4], 0.4, 73.33333333333333),
    ],
)
def test_distance_and_samsyn_of_the_reference_groups(
    counts: list[int], distance: float, samsyn: float
) -> None:
    assert agreement.mean_distance(counts) == pytest.approx(distance, abs=1e-12)
    assert agreement.agreement(counts) == pytest.approx(samsyn, abs=1e-9)


@pytest.mark.parametrize(
    ("percent", "distance", "samsyn", "near", "er"),
    [
        # statistics.md 1.1, anchor table for large groups, rounded there.
        ([0, 0, 100, 0], 0.00, 100, 100, 0),
        ([0, 0, 10, 90], 0.18, 88, 100, 12),
        ([0, 5, 35, 60], 0.58, 62, 94, 33),
        ([0, 50, 50, 0], 0.50, 67, 100, 33),
        ([5, 17, 48, 30], 0.86, 43, 82, 34),
        ([15, 0, 0, 85], 0.77, 49, 74, 51),
        ([15, 30, 35, 20], 1.07, 29, 72, 36),
        ([0, 50, 0, 50], 1.00, 33, 50, 67),
        ([25, 25, 25, 25], 1.25, 17, 62, 42),
        ([40, 10, 10, 40], 1.46, 3, 52, 67),
        ([50, 0, 0, 50], 1.50, 0, 50, 100),
    ],
)
def test_the_anchor_distributions_land_where_the_table_says(
    percent: list[int], distance: float, samsyn: int, near: int, er: int
) -> None:
    large = [share * 10_000 for share in percent]
    assert agreement.mean_distance(large) == pytest.approx(distance, abs=0.0051)
    assert agreement.agreement(large) == pytest.approx(samsyn, abs=0.51)
    assert 100 * agreement.pairs_within_one(large) == pytest.approx(near, abs=0.51)
    assert 100 * agreement.polarisation(large) == pytest.approx(er, abs=0.51)


def test_a_group_that_answers_alike_is_fully_united_and_no_camps() -> None:
    assert agreement.agreement([0, 9, 0, 0]) == 100
    assert agreement.polarisation([0, 9, 0, 0]) == 0
    assert not agreement.two_camps([0, 9, 0, 0])


def test_fewer_than_two_raters_have_no_distance() -> None:
    for counts in ([0, 0, 0, 0], [0, 1, 0, 0]):
        assert np.isnan(agreement.mean_distance(counts))
        assert np.isnan(agreement.agreement(counts))
        assert np.isnan(agreement.pairs_within_one(counts))
    assert not agreement.two_camps([0, 0, 0, 0])
    # All who say no are at the other end from those who say yes, also where most agree.
    assert not agreement.two_camps([8, 32])


@pytest.mark.parametrize("size", range(2, 12))
def test_half_at_each_end_is_0_samsyn_and_full_polarisation_on_every_scale(size: int) -> None:
    counts = np.zeros(size)
    counts[[0, -1]] = 50_000
    assert agreement.agreement(counts) == pytest.approx(0, abs=1e-2)
    assert agreement.polarisation(counts) == pytest.approx(1)


def test_samsyn_of_an_area_is_the_mean_of_distances_not_of_floored_samsyn() -> None:
    # Distances 3 and 0: mean 1.5, samsyn 0. The mean of floored 0 and 100 would be 50.
    distance = agreement.area_distance([[1, 0, 0, 1], [0, 2, 0, 0], [0, 0, 0, 0]])
    assert distance == 1.5
    assert agreement.agreement_from_distance(distance, 4) == 0
