"""Are the pairs, and the test of them, those of the answers; and is there no test without error?"""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from skolkval.analysis import dominance

two_groups = st.integers(2, 7).flatmap(
    lambda size: st.tuples(
        *[
            st.lists(st.integers(0, 12), min_size=size, max_size=size).filter(lambda c: sum(c) >= 2)
            for _ in range(2)
        ]
    )
)


def answers(counts: list[int]) -> np.ndarray:
    return np.repeat(np.arange(len(counts)), counts)


@settings(deadline=None)
@given(two_groups)
def test_the_pairs_are_counted_one_by_one(groups: tuple[list[int], list[int]]) -> None:
    pairs = list(product(*map(answers, groups)))
    expected = np.mean([(b > a) + (b == a) / 2 for a, b in pairs])
    assert float(dominance.higher(*groups)) == pytest.approx(expected, abs=1e-12)
    delta = np.mean([int(b > a) - int(b < a) for a, b in pairs])
    assert float(dominance.cliffs_delta(*groups)) == pytest.approx(delta, abs=1e-12)
    assert dominance.higher(*groups[::-1]) == pytest.approx(1 - expected, abs=1e-12)


@settings(deadline=None)
@given(two_groups)
def test_the_test_is_scipys(groups: tuple[list[int], list[int]]) -> None:
    test = dominance.brunner_munzel(*groups)
    if test.standard_error == 0:
        return
    oracle = stats.brunnermunzel(*map(answers, groups))
    assert float(test.statistic) == pytest.approx(oracle.statistic, rel=1e-9, abs=1e-9)
    assert float(test.p_value) == pytest.approx(oracle.pvalue, rel=1e-8, abs=1e-12)
    assert 0 <= test.low <= test.probability <= test.high <= 1


@pytest.mark.parametrize(
    ("a", "b", "probability"),
    [
        ([3, 4, 0, 0], [0, 0, 5, 1], 1),
        ([0, 0, 9], [7, 3, 0], 0),
        ([0, 5, 0], [0, 3, 0], 0.5),
        # Here the placements differ from their mean in the last bit.
        ([3, 4, 0, 0, 0, 0, 0, 0], [0, 0, 1, 5, 4, 0, 8, 6], 1),
    ],
)
def test_groups_apart_or_all_alike_have_a_probability_and_no_test(
    a: list[int], b: list[int], probability: float
) -> None:
    test = dominance.brunner_munzel(a, b)
    assert float(test.probability) == pytest.approx(probability, abs=1e-12)
    assert test.standard_error == 0
    for undefined in (test.statistic, test.degrees, test.p_value, test.low, test.high):
        assert np.isnan(undefined)


def test_one_answer_has_a_probability_and_no_test_and_none_has_nothing() -> None:
    test = dominance.brunner_munzel([[0, 1, 0], [0, 0, 0]], [[1, 2, 5], [1, 2, 5]])
    assert test.probability[0] == pytest.approx(0.75)
    assert np.isnan(test.probability[1])
    assert np.isnan(test.standard_error).all()
    assert np.isnan(test.p_value).all()
