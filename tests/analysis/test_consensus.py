"""Are the published indices of unity right, also where steps are unused and groups small?"""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skolkval.analysis import agreement, consensus

INDICES = [
    consensus.agreement_a,
    consensus.consensus,
    consensus.leik,
    consensus.ordinal_variation,
    consensus.l_squared,
]
distributions = st.lists(st.integers(0, 30), min_size=3, max_size=9).filter(lambda c: sum(c) >= 2)


def a_by_the_book(counts: list[int]) -> float:
    """Van der Eijk's A layer by layer, each triple of steps looked at in turn."""
    rest, size, result = list(counts), len(counts), 0.0
    while any(rest):
        thickness = min(c for c in rest if c)
        layer = [c > 0 for c in rest]
        triples = list(combinations(layer, 3))
        one = sum(t in [(True, True, False), (False, True, True)] for t in triples)
        two = sum(t == (True, False, True) for t in triples)
        u = 1.0
        if one + two:
            u = ((size - 2) * one - (size - 1) * two) / ((size - 2) * (one + two))
        result += u * (1 - (sum(layer) - 1) / (size - 1)) * thickness * sum(layer) / sum(counts)
        rest = [c - thickness if c else 0 for c in rest]
    return result


@settings(deadline=None)
@given(distributions)
def test_a_is_what_the_layers_sum_to(counts: list[int]) -> None:
    assert float(consensus.agreement_a(counts)) == pytest.approx(a_by_the_book(counts), abs=1e-12)


@pytest.mark.parametrize(
    ("pattern", "value"),
    # statistics.md section 5, the table of A for K = 4.
    [
        *[("1000", 1), ("0100", 1), ("1100", 2 / 3), ("0110", 2 / 3), ("0011", 2 / 3)],
        *[("1110", 1 / 3), ("0111", 1 / 3), ("1111", 0), ("1010", -1 / 6), ("0101", -1 / 6)],
        *[("1101", -2 / 9), ("1011", -2 / 9), ("1001", -1)],
    ],
)
def test_a_of_each_pattern_on_four_steps(pattern: str, value: float) -> None:
    assert float(consensus.agreement_a([7 * int(c) for c in pattern])) == pytest.approx(value)


@settings(deadline=None)
@given(distributions)
def test_every_index_is_the_same_turned_round_and_within_its_range(counts: list[int]) -> None:
    for index in INDICES:
        value = float(index(counts))
        assert value == pytest.approx(float(index(counts[::-1])), abs=1e-12)
        assert (-1 if index is consensus.agreement_a else 0) - 1e-12 <= value <= 1 + 1e-12


@settings(deadline=None)
@given(distributions)
def test_l_squared_is_samsyn_with_pairs_of_oneself(counts: list[int]) -> None:
    n = sum(counts)
    distance = float(agreement.mean_distance(counts)) * (n - 1) / n
    expected = 1 - distance / agreement.largest_distance(len(counts))
    assert float(consensus.l_squared(counts)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("size", range(2, 12))
def test_the_ends_of_every_scale(size: int) -> None:
    ends, alike = np.zeros(size, dtype=int), np.zeros(size, dtype=int)
    ends[[0, -1]], alike[-1] = 5, 10
    for index, split, united in [
        (consensus.consensus, 0, 1),
        (consensus.leik, 1, 0),
        (consensus.ordinal_variation, 1, 0),
        (consensus.l_squared, 0, 1),
    ]:
        assert (float(index(ends)), float(index(alike))) == pytest.approx((split, united))
    if size > 2:
        assert float(consensus.agreement_a(ends)) == pytest.approx(-1)
        assert float(consensus.agreement_a(alike)) == 1


def test_a_dropped_step_is_not_the_same_as_an_unused_one() -> None:
    assert float(consensus.leik([5, 5, 0, 0])) != float(consensus.leik([5, 5]))


def test_fewer_than_two_answers_have_no_unity_and_two_steps_no_a() -> None:
    for index in INDICES:
        values = index([[0, 0, 0, 0], [0, 1, 0, 0], [0, 2, 0, 0]])
        assert np.isnan(values).tolist() == [True, True, False]
    assert np.isnan(consensus.agreement_a([3, 4]))
