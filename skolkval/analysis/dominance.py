"""Who answers higher? Two groups compared pair by pair, without taking steps as equally far apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

from skolkval.analysis.distribution import Floats, ratio, shares
from skolkval.analysis.within_group import variance


def higher(counts_a: npt.ArrayLike, counts_b: npt.ArrayLike) -> Floats:
    """P(B > A) + P(B = A) / 2: how often one drawn from b answers higher, 0 to 1.

    Equal answers count half; 0.5 where neither is higher, `nan` where a group has n = 0. Source:
    Vargha & Delaney 2000 (their A). Of the four pairs of 1, 2 and 2, 3 three are higher, one equal:

    >>> float(higher([1, 1, 0], [0, 1, 1]))
    0.875
    """
    return np.asarray((shares(counts_b) * _below(shares(counts_a))).sum(-1), dtype=float)


def cliffs_delta(counts_a: npt.ArrayLike, counts_b: npt.ArrayLike) -> Floats:
    """Cliff's delta: the share of pairs where b is higher minus where a is, -1 to 1.

    `nan` where a group has n = 0. From 0.147 small, 0.33 medium, 0.474 large (Romano 2006). Source:
    Cliff 1993, Psychological Bulletin 114:494.

    >>> float(cliffs_delta([1, 1, 0], [0, 1, 1]))
    0.75
    """
    return 2 * higher(counts_a, counts_b) - 1


@dataclass(frozen=True)
class BrunnerMunzel:
    """What the test says, each an array over the groups compared; see `brunner_munzel`."""

    probability: Floats
    standard_error: Floats
    statistic: Floats
    degrees: Floats
    p_value: Floats
    low: Floats
    high: Floats


def brunner_munzel(
    counts_a: npt.ArrayLike, counts_b: npt.ArrayLike, level: float = 0.95
) -> BrunnerMunzel:
    """Is `higher(a, b)` surely not 0.5? Its standard error, t test and interval within 0 to 1.

    Ties and different spread are allowed for; meant for ten answers in each. With fewer than two in
    a group there is a probability only. Groups that do not overlap (or answer all alike) have
    standard error 0: then too there is no test, p-value or interval. Source: Brunner & Munzel 2000,
    Biometrical Journal 42:17, with Student's t. Their pain scores:

    >>> test = brunner_munzel([11, 2, 0, 1, 0], [3, 1, 4, 2, 1])
    >>> round(float(test.probability), 6), round(float(test.p_value), 6)
    (0.788961, 0.005786)
    """
    a, b = np.asarray(counts_a, dtype=float), np.asarray(counts_b, dtype=float)
    probability = higher(a, b)
    variance_a = _mean_variance(a, 1 - _below(shares(b)), probability)
    variance_b = _mean_variance(b, _below(shares(a)), probability)
    error = np.sqrt(variance_a + variance_b)
    # Placements that are equal may differ in the last bit, and then a group has hardly any error.
    error = np.where(error > 1e-12, error, np.where(np.isnan(error), np.nan, 0))
    degrees = ratio(
        (variance_a + variance_b) ** 2,
        variance_a**2 / _others(a) + variance_b**2 / _others(b),
    )
    degrees = np.where(error > 0, degrees, np.nan)
    statistic = ratio(probability - 0.5, error)
    half = stdtrit(degrees, 0.5 + level / 2) * error
    return BrunnerMunzel(
        probability,
        error,
        statistic,
        degrees,
        np.asarray(2 * stdtr(degrees, -np.abs(statistic)), dtype=float),
        np.maximum(0, probability - half),
        np.minimum(1, probability + half),
    )


@dataclass(frozen=True)
class Welch:
    """What the test says, each an array over the groups compared; see `welch`."""

    statistic: Floats
    degrees: Floats
    low: Floats
    high: Floats


def welch(counts_a: npt.ArrayLike, counts_b: npt.ArrayLike, level: float = 0.95) -> Welch:
    """How much higher b answers than a, in steps: t, its degrees of freedom and interval.

    Steps are taken as equally far apart, spreads need not be equal; meant for ten answers in each,
    `nan` where a group has n < 2 or all answer alike. Source: Welch 1947, Biometrika 34:28. Means 1.5
    and 2.5 with variance 1/2 and n = 2 each: the error is the root of 1/2, so t = 1.41.

    >>> found = welch([1, 1, 0], [0, 1, 1])
    >>> round(float(found.statistic), 4), round(float(found.degrees), 6)
    (1.4142, 2.0)
    """
    groups = [np.asarray(counts, dtype=float) for counts in (counts_a, counts_b)]
    means = [shares(group) @ np.arange(group.shape[-1]) for group in groups]
    errors = [ratio(variance(group), group.sum(-1)) for group in groups]
    error = np.sqrt(errors[0] + errors[1])
    parts = errors[0] ** 2 / _others(groups[0]) + errors[1] ** 2 / _others(groups[1])
    degrees = ratio(error**4, parts)
    difference = means[1] - means[0]
    half = stdtrit(degrees, 0.5 + level / 2) * error
    return Welch(ratio(difference, error), degrees, difference - half, difference + half)


def _below(part: Floats) -> Floats:
    """The share of a group below each step, and half of that on it."""
    return part.cumsum(-1) - part / 2


def _others(array: Floats) -> Floats:
    total = array.sum(-1)
    return np.where(total >= 2, total - 1, np.nan)


def _mean_variance(array: Floats, placements: Floats, mean: Floats) -> Floats:
    """The variance of a group's mean placement in the other group; `nan` where n < 2."""
    squares = (array * (placements - mean[..., None]) ** 2).sum(-1)
    return ratio(squares, _others(array) * array.sum(-1))
