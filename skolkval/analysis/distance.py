"""Is it the levels that tell us apart? Mean distances in steps within and between levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skolkval.analysis.agreement import mean_distance
from skolkval.analysis.distribution import Floats, mean_known, ratio, shares


def distance_matrix(counts: npt.ArrayLike) -> Floats:
    """How many steps apart two raters are on average, from `[..., levels, K]`: `[..., levels, levels]`.

    0 to K - 1. Off the diagonal one from each level; on it two different raters of the level, `nan`
    where it has n < 2. The rest of a level's row is `nan` where it has n = 0. One level is 1 and 1,
    the other 1 and 3:

    >>> distance_matrix([[2, 0, 0], [1, 0, 1]]).tolist()
    [[0.0, 1.0], [1.0, 2.0]]
    """
    array = np.asarray(counts, dtype=float)
    below = shares(array).cumsum(-1)[..., :-1]
    one, other = below[..., :, None, :], below[..., None, :, :]
    matrix = (one * (1 - other) + other * (1 - one)).sum(-1)
    itself = np.eye(array.shape[-2], dtype=bool)
    return np.where(itself, mean_distance(array)[..., None], matrix)


def wasserstein(counts_a: npt.ArrayLike, counts_b: npt.ArrayLike) -> Floats:
    """How many steps the answers of a must move on average to lie as those of b; 0 to K - 1.

    Where one group is higher throughout it is the difference in mean; what is above that is another
    shape. `nan` where a group has n = 0. Far from 0 in small groups that do not differ (0.5 steps at
    3 against 20), so not to be looked at below thirty answers. Source: the Wasserstein-1 (earth
    mover's) distance, sum |F - G|. Half of a goes a step down and half two steps up:

    >>> float(wasserstein([0, 2, 0, 0], [1, 0, 0, 1]))
    1.5
    """
    a, b = (shares(counts).cumsum(-1)[..., :-1] for counts in (counts_a, counts_b))
    return np.asarray(np.abs(a - b).sum(-1), dtype=float)


@dataclass(frozen=True)
class Disagreement:
    """Mean distance in steps, in all and split in two, and the share of it between the levels."""

    total: Floats
    within: Floats
    between: Floats
    between_share: Floats


def disagreement(counts: npt.ArrayLike) -> Disagreement:
    """How much of the distance lies between the levels, and how much within, from `[..., levels, K]`.

    Each level weighs the same, however many answered: `total` is the mean of all cells of
    `distance_matrix`, `within` that of its diagonal. Unbiased, so `between` and its share are a
    little below 0 half of the time where the levels do not differ; the share is at most 1. Levels
    with n < 2 are left out; `nan` with fewer than two left, and the share where all answer alike.
    Source: the energy distance, Székely & Rizzo 2013, Journal of Statistical Planning and Inference
    143:1249. Distances 0 and 0 within, 1 between: (0 + 1 + 1 + 0) / 4.

    >>> parts = disagreement([[2, 0], [0, 2]])
    >>> float(parts.total), float(parts.within), float(parts.between_share)
    (0.5, 0.0, 1.0)
    """
    array = np.asarray(counts, dtype=float)
    several = array.sum(-1) >= 2
    both = several[..., :, None] & several[..., None, :]
    matrix = np.where(both, distance_matrix(array), np.nan)
    enough = several.sum(-1) >= 2
    total = np.where(
        enough, mean_known(matrix.reshape(*matrix.shape[:-2], matrix.shape[-1] ** 2)), np.nan
    )
    within = np.where(enough, mean_known(np.diagonal(matrix, axis1=-2, axis2=-1)), np.nan)
    return Disagreement(total, within, total - within, ratio(total - within, total))
