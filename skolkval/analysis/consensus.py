"""How united is a group, in the measures of the literature? For analysts who want to compare.

On screen the group's unity is samsyn (`skolkval.analysis.agreement`). These see the answers as all
there are, so small groups look more united than they are: `nan` below two answers, and with care
below fifteen.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from skolkval.analysis.agreement import mean_distance
from skolkval.analysis.distribution import Floats, ratio, shares


def agreement_a(counts: npt.ArrayLike) -> Floats:
    """Van der Eijk's A: do the answers form one peak? 1 all alike, 0 flat, -1 half at each end.

    The counts are taken apart in layers: each is as thick as the smallest number there is, over the
    steps still in use, and is weighed by its share of the answers. `nan` where n < 2 or K < 3.
    Source: van der Eijk 2001, Quality & Quantity 35:325. A flat layer of 4 in 10 over all four
    steps (A = 0) and one of 6 on one step (A = 1):

    >>> float(agreement_a([1, 7, 1, 1]))
    0.6
    """
    rest = np.array(counts, dtype=float)
    size = rest.shape[-1]
    total = rest.sum(-1)
    if size < 3:
        return np.full(total.shape, np.nan)
    peaks = _layer_agreement(size)
    place = 2 ** np.arange(size)
    summed = np.zeros(total.shape)
    for _ in range(size):
        used = rest > 0
        thickness = np.where(used, rest, np.inf).min(-1)
        thickness = np.where(used.any(-1), thickness, 0)
        summed += thickness * used.sum(-1) * peaks[used @ place]
        rest -= thickness[..., None] * used
    return _from_two(ratio(summed, total), total)


@lru_cache
def _layer_agreement(size: int) -> Floats:
    """A of each of the 2^size patterns of used steps, the lowest step as the lowest bit."""
    used = (np.arange(2**size)[:, None] >> np.arange(size)) & 1
    one_peak, two_peaks = np.zeros(2**size), np.zeros(2**size)
    for low, middle, high in combinations(range(size), 3):
        first, second, third = used[:, low], used[:, middle], used[:, high]
        one_peak += (first & second & ~third & 1) | (~first & second & third & 1)
        two_peaks += first & ~second & third & 1
    evidence = ratio(
        (size - 2) * one_peak - (size - 1) * two_peaks, (size - 2) * (one_peak + two_peaks)
    )
    unimodality = np.where(np.isnan(evidence), 1, evidence)
    return np.asarray(unimodality * (1 - (used.sum(-1) - 1) / (size - 1)), dtype=float)


def consensus(counts: npt.ArrayLike) -> Floats:
    """Tastle & Wierman's consensus, 0 (half at each end) to 1 (all alike); `nan` where n < 2.

    1 + sum of p log2(1 - |step - mean| / (K - 1)). Source: Tastle & Wierman 2007, International
    Journal of Approximate Reasoning 45:531. Half at each end are each half the scale from the mean:

    >>> float(consensus([5, 0, 0, 5])), float(consensus([0, 7, 0, 0]))
    (0.0, 1.0)
    """
    part = shares(counts)
    steps = np.arange(part.shape[-1])
    away = np.abs(steps - (part @ steps)[..., None]) / (part.shape[-1] - 1)
    # A step nobody chose can be a whole scale from the mean, and log2(0) is not to be looked at.
    nearness = np.log2(1 - np.where(part > 0, away, 0))
    return _from_two(1 + (part * nearness).sum(-1), np.asarray(counts).sum(-1))


def leik(counts: npt.ArrayLike) -> Floats:
    """Leik's D: dispersion of ordered answers, 0 (all alike) to 1 (half at each end).

    2 sum min(F, 1 - F) / (K - 1) over the cumulative shares F; `nan` where n < 2. Source: Leik
    1966, Pacific Sociological Review 9:85. Here F is 1/4, 1/2, 3/4:

    >>> round(float(leik([1, 1, 1, 1])), 4)
    0.6667
    """
    part = shares(counts)
    below = part.cumsum(-1)[..., :-1]
    dispersion = 2 * np.minimum(below, 1 - below).sum(-1) / (part.shape[-1] - 1)
    return _from_two(dispersion, np.asarray(counts).sum(-1))


def ordinal_variation(counts: npt.ArrayLike) -> Floats:
    """Berry & Mielke's IOV, 0 (all alike) to 1 (as spread as n answers can be); `nan` where n < 2.

    The summed distance of all pairs over the largest it can be, (K - 1) n^2 / 4, or with an odd n
    (K - 1) (n^2 - 1) / 4. Source: Berry & Mielke 1992, Perceptual and Motor Skills 74:63. With two
    at one end and one at the other no three could be farther apart:

    >>> float(ordinal_variation([2, 0, 0, 1]))
    1.0
    """
    array = np.asarray(counts, dtype=float)
    total = array.sum(-1)
    summed = mean_distance(array) * total * (total - 1) / 2
    return ratio(summed, (array.shape[-1] - 1) * (total**2 - total % 2) / 4)


def l_squared(counts: npt.ArrayLike) -> Floats:
    """Blair & Lacy's l^2: concentration of ordered answers, 0 (half at each end) to 1 (all alike).

    1 - 4 sum F (1 - F) / (K - 1): samsyn without its correction for small groups; `nan` where
    n < 2. Source: Blair & Lacy 2000, Sociological Methods & Research 28:251.

    >>> round(float(l_squared([2, 0, 0, 1])), 4)
    0.1111
    """
    part = shares(counts)
    below = part.cumsum(-1)[..., :-1]
    variation = 4 * (below * (1 - below)).sum(-1) / (part.shape[-1] - 1)
    return _from_two(1 - variation, np.asarray(counts).sum(-1))


def _from_two(values: Floats, total: npt.ArrayLike) -> Floats:
    """`values`, `nan` where fewer than two answered: one person is not united with anybody."""
    return np.where(np.asarray(total) >= 2, values, np.nan)
