"""Are q-values those of Benjamini and Hochberg, whatever tests are missing?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from skolkval.analysis.false_flags import q_values

p_or_none = st.one_of(st.floats(0, 1), st.just(float("nan")))


@settings(deadline=None)
@given(st.lists(p_or_none, min_size=1, max_size=30))
def test_scipy_gives_the_same_for_the_tests_there_are(p: list[float]) -> None:
    found, values = q_values(p), np.array(p)
    known = ~np.isnan(values)
    assert np.isnan(found).tolist() == (~known).tolist()
    if known.any():
        assert found[known] == pytest.approx(
            stats.false_discovery_control(values[known]), abs=1e-12
        )


def test_each_row_is_a_family_of_its_own() -> None:
    assert q_values([[0.01, 0.5], [0.5, 0.01]]).tolist() == [[0.02, 0.5], [0.5, 0.02]]
