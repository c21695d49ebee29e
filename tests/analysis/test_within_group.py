"""Are variance, r*WG, AD and a_wg those of the answers themselves?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skolkval.analysis import within_group

distributions = st.lists(st.integers(0, 12), min_size=2, max_size=8).filter(lambda c: sum(c) >= 2)


def answers(counts: list[int]) -> np.ndarray:
    return np.repeat(np.arange(1, len(counts) + 1), counts)


@settings(deadline=None)
@given(distributions)
def test_all_equal_numpy_on_the_answers(counts: list[int]) -> None:
    x, top = answers(counts), len(counts)
    s2 = float(x.var(ddof=1))
    assert float(within_group.variance(counts)) == pytest.approx(s2, abs=1e-12)
    rwg = 1 - s2 / ((top - 1) ** 2 / 4)
    assert float(within_group.agreement_rwg(counts)) == pytest.approx(rwg, abs=1e-12)
    mean = np.abs(x - x.mean()).mean()
    assert float(within_group.deviation_from_mean(counts)) == pytest.approx(mean, abs=1e-12)
    middle = np.abs(x - np.median(x)).mean()
    assert float(within_group.deviation_from_median(counts)) == pytest.approx(middle, abs=1e-12)
    largest = ((top + 1) * x.mean() - x.mean() ** 2 - top) * len(x) / (len(x) - 1)
    if len(set(x) - {1}) and len(set(x) - {top}):
        awg = float(within_group.agreement_awg(counts))
        assert awg == pytest.approx(1 - 2 * s2 / largest, abs=1e-12)
        assert -1 - 1e-12 <= awg <= 1


@pytest.mark.parametrize(
    ("percent", "rwg", "ad"),
    # statistics.md 1.1, anchor table for large groups, rounded there.
    [
        ([0, 0, 10, 90], 0.96, 0.18),
        ([0, 5, 35, 60], 0.85, 0.54),
        ([5, 17, 48, 30], 0.70, 0.58),
        ([25, 25, 25, 25], 0.44, 1.00),
        ([40, 10, 10, 40], 0.18, 1.30),
        ([50, 0, 0, 50], 0.00, 1.50),
    ],
)
def test_the_anchor_distributions(percent: list[int], rwg: float, ad: float) -> None:
    large = [share * 1000 for share in percent]
    assert float(within_group.agreement_rwg(large)) == pytest.approx(rwg, abs=0.0051)
    assert float(within_group.deviation_from_mean(large)) == pytest.approx(ad, abs=0.0051)


def test_what_is_undefined() -> None:
    measures = [
        within_group.variance,
        within_group.agreement_rwg,
        within_group.deviation_from_mean,
        within_group.deviation_from_median,
        within_group.agreement_awg,
    ]
    for measure in measures:
        assert np.isnan(measure([[0, 0, 0], [0, 1, 0]])).all()
    # All on an end leave no room to differ; all in the middle do.
    ends = within_group.agreement_awg([[9, 0, 0], [0, 0, 9], [0, 9, 0]])
    assert np.isnan(ends).tolist() == [True, True, False]
    assert ends[2] == 1
