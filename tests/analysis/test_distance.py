"""Are distances between levels those of all pairs, and are levels that do not differ said not to?"""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skolkval.analysis import distance

levels_of = st.lists(
    st.lists(st.integers(0, 6), min_size=4, max_size=4).filter(lambda c: sum(c) >= 2),
    min_size=2,
    max_size=4,
)


@settings(deadline=None)
@given(levels_of)
def test_the_matrix_equals_brute_force_over_all_pairs(levels: list[list[int]]) -> None:
    matrix = distance.distance_matrix(levels)
    people = [np.repeat(range(4), counts) for counts in levels]
    for i, j in product(range(len(levels)), repeat=2):
        apart = np.abs(people[i][:, None] - people[j][None, :])
        pairs = apart[~np.eye(len(apart), dtype=bool)] if i == j else apart
        assert matrix[i, j] == pytest.approx(pairs.mean(), abs=1e-12)


def test_the_diagonal_needs_two_and_the_rest_one() -> None:
    matrix = distance.distance_matrix([[0, 0, 1], [2, 0, 0], [0, 0, 0]])
    assert np.isnan(matrix).tolist() == [[True, False, True], [False, False, True], [True] * 3]
    assert matrix[0, 1] == 2


def test_a_level_of_one_is_in_the_matrix_but_not_in_the_share() -> None:
    parts = distance.disagreement([[0, 0, 1], [2, 1, 0], [0, 1, 2]])
    two = distance.disagreement([[2, 1, 0], [0, 1, 2]])
    assert parts == two
    alone = distance.disagreement([[0, 0, 1], [2, 1, 0]])
    assert np.isnan([alone.total, alone.within, alone.between, alone.between_share]).all()


def test_all_alike_have_distance_0_and_no_share() -> None:
    parts = distance.disagreement([[0, 5], [0, 3]])
    assert float(parts.total) == float(parts.within) == 0
    assert np.isnan(parts.between_share)


def test_levels_of_one_opinion_have_no_distance_between_them_on_average() -> None:
    random = np.random.default_rng(4)
    counts = np.stack([random.multinomial(n, [0.05, 0.17, 0.48, 0.3], 40_000) for n in (5, 45)], 1)
    between = distance.disagreement(counts).between
    assert abs(between.mean()) < 4 * between.std() / 200
