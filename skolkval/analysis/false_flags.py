"""Of many tests at once, which may be named without most of the names being chance?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from skolkval.analysis.distribution import Floats


def q_values(p_values: npt.ArrayLike) -> Floats:
    """Adjusted p-values (q-values), 0 to 1, over the last axis: the family of tests.

    Naming all with q at most 0.10 makes at most one in ten of the names a chance finding. `nan`
    where there is no p-value: no such test is in the family. Source: Benjamini & Hochberg 1995,
    Journal of the Royal Statistical Society B 57:289. 0.03 is the second of three: 0.03 * 3 / 2.

    >>> q_values([0.03, 0.01, float("nan"), 0.5]).round(3).tolist()
    [0.045, 0.03, nan, 0.5]
    """
    values = np.asarray(p_values, dtype=float)
    order = np.argsort(values, axis=-1)  # nan comes last
    ordered = np.take_along_axis(values, order, -1)
    family = (~np.isnan(values)).sum(-1, keepdims=True)
    raised = ordered * family / np.arange(1, values.shape[-1] + 1)
    smallest = np.fmin.accumulate(raised[..., ::-1], axis=-1)[..., ::-1]
    result: Floats = np.empty_like(values)
    np.put_along_axis(result, order, np.where(np.isnan(ordered), np.nan, smallest), -1)
    return result
