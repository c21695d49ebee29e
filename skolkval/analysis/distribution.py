"""Where does a group stand? Number of answers, shares, index, median and share that agree."""

from __future__ import annotations

from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Floats:
    """`numerator / denominator`, `nan` where the denominator is 0.

    >>> ratio([1, 1], [4, 0]).tolist()
    [0.25, nan]
    """
    top, bottom = np.broadcast_arrays(
        np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    )
    result: Floats = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result


def mean_known(values: npt.ArrayLike) -> Floats:
    """Mean over the last axis of what is not `nan`; `nan` where nothing is known.

    >>> mean_known([[1, 3, float("nan")], [float("nan")] * 3]).tolist()
    [2.0, nan]
    """
    array = np.asarray(values, dtype=float)
    known = ~np.isnan(array)
    return ratio(np.where(known, array, 0).sum(-1), known.sum(-1))


def n(counts: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """How many valid answers, 0 or more.

    >>> int(n([2, 5, 14, 9]))
    30
    """
    return np.asarray(np.asarray(counts).sum(-1), dtype=np.int64)


def shares(counts: npt.ArrayLike) -> Floats:
    """How the answers spread over the steps: `[..., K]` that sum to 1; `nan` where n = 0.

    >>> shares([1, 0, 0, 3]).tolist()
    [0.25, 0.0, 0.0, 0.75]
    """
    return ratio(counts, np.asarray(counts).sum(-1, keepdims=True))


def step_values(size: int) -> Floats:
    """What each of `size` steps is worth as an index, 0 to 100 at equal distances.

    >>> step_values(5).tolist()
    [0.0, 25.0, 50.0, 75.0, 100.0]
    """
    return np.linspace(0, 100, size)


def index(counts: npt.ArrayLike) -> Floats:
    """Where the group lies, 0 (all on the lowest step) to 100: `100 (mean - 1) / (K - 1)`.

    `nan` where n = 0. Three answers 1, 3, 4 of 4 have mean 8/3, so 100 (5/3) / 3:

    >>> round(float(index([1, 0, 1, 1])), 4)
    55.5556
    """
    array = np.asarray(counts, dtype=float)
    steps = array.shape[-1]
    # One product gives both sums, which numpy is slow to make over so short an axis.
    sums = array @ np.column_stack([np.arange(steps), np.ones(steps)])
    return ratio(100 * sums[..., 0], sums[..., 1] * (steps - 1))


def quantile(counts: npt.ArrayLike, part: float) -> Floats:
    """The step below which `part` of the answers lie, 1 to K; `nan` where n = 0.

    Between two answers on a straight line, as numpy and R do by default (Hyndman & Fan 1996, type
    7). Of the answers 1, 3, 4, 4 a quarter lie below 1 + 0.75 * 2:

    >>> float(quantile([1, 0, 1, 2], 0.25))
    2.5
    """
    array = np.asarray(counts, dtype=float)
    total = array.sum(-1)
    place = np.maximum(0, part * (total - 1))
    lower, upper = (
        1 + (array.cumsum(-1) <= rank[..., None]).sum(-1)
        for rank in (np.floor(place), np.ceil(place))
    )
    between = lower + (upper - lower) * (place - np.floor(place))
    return np.where(total > 0, between, np.nan)


def median(counts: npt.ArrayLike) -> Floats:
    """The step in the middle, 1 to K, halfway where the two middle answers differ; `nan` at n = 0.

    >>> float(median([2, 5, 14, 9])), float(median([1, 0, 0, 1]))
    (3.0, 2.5)
    """
    return quantile(counts, 0.5)


def interpolated_median(counts: npt.ArrayLike) -> Floats:
    """The median with a step taken as the stretch half a step each way: 0.5 to K + 0.5.

    Moves with every answer, where the median jumps. The median itself where the middle falls
    between two steps; `nan` where n = 0. Source: as `interp.median` of the R package psych. Half of
    30 answers are 8 of the 14 on step 3 more than the 7 below:

    >>> round(float(interpolated_median([2, 5, 14, 9])), 6)
    3.071429
    """
    array = np.asarray(counts, dtype=float)
    middle = median(array)
    steps = np.arange(1, array.shape[-1] + 1)
    at = np.where(steps == middle[..., None], array, 0).sum(-1)
    below = np.where(steps < middle[..., None], array, 0).sum(-1)
    moved = middle - 0.5 + ratio(array.sum(-1) / 2 - below, at)
    return np.where(at > 0, moved, middle)


def interquartile_range(counts: npt.ArrayLike) -> Floats:
    """How many steps the middle half of the answers takes up, 0 to K - 1; `nan` where n = 0.

    >>> float(interquartile_range([25, 25, 25, 25]))
    1.5
    """
    return quantile(counts, 0.75) - quantile(counts, 0.25)


def area_index(item_counts: npt.ArrayLike) -> Floats:
    """Index of an area, 0 to 100: the mean of its items' indices, from `[..., items, K]`.

    Items nobody answered are left out; `nan` where none was answered. Every item weighs the same,
    however many answered it: (100 + 0) / 2.

    >>> float(area_index([[0, 9], [1, 0], [0, 0]]))
    50.0
    """
    return mean_known(index(item_counts))


def share_agree(counts: npt.ArrayLike) -> Floats:
    """Share of valid answers on the steps above (K + 1) / 2, 0 to 1; `nan` where n = 0.

    The middle of an odd scale never counts: of 1..5 only 4 and 5 do, here 3 of 10.

    >>> float(share_agree([1, 2, 4, 2, 1]))
    0.3
    """
    array = np.asarray(counts)
    return ratio(array[..., (array.shape[-1] + 1) // 2 :].sum(-1), array.sum(-1))


def camps(counts: npt.ArrayLike) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """How many chose the lower and the upper half; the middle of an odd scale is in neither.

    >>> [int(camp) for camp in camps([118, 43, 36, 112])]
    [161, 148]
    """
    array = np.asarray(counts)
    size = array.shape[-1]
    return n(array[..., : size // 2]), n(array[..., (size + 1) // 2 :])


def wilson(
    successes: npt.ArrayLike, total: npt.ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Interval (low, high) of a share, 0 to 1, without continuity correction; `nan` where n = 0.

    Source: Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.

    >>> [round(float(end), 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    z = NormalDist().inv_cdf(0.5 + level / 2)
    size = np.asarray(total, dtype=float)
    share = ratio(successes, size)
    centre = share + ratio(z * z, 2 * size)
    half = z * np.sqrt(ratio(share * (1 - share), size) + ratio(z * z, 4 * size * size))
    scale = 1 + ratio(z * z, size)
    return np.maximum(0, (centre - half) / scale), np.minimum(1, (centre + half) / scale)


def newcombe(
    successes_a: npt.ArrayLike,
    total_a: npt.ArrayLike,
    successes_b: npt.ArrayLike,
    total_b: npt.ArrayLike,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Interval (low, high) of the share in b minus the share in a, -1 to 1; `nan` where an n is 0.

    Two groups of different people. Source: Newcombe 1998, Statistics in Medicine 17:873, method 10:
    the distances from each share to the ends of its own Wilson interval, put together.

    >>> [round(float(end), 4) for end in newcombe(48, 80, 56, 70)]
    [0.0524, 0.3339]
    """
    low_a, high_a = wilson(successes_a, total_a, level)
    low_b, high_b = wilson(successes_b, total_b, level)
    a, b = ratio(successes_a, total_a), ratio(successes_b, total_b)
    return b - a - np.hypot(b - low_b, high_a - a), b - a + np.hypot(high_b - b, a - low_a)
