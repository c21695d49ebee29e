"""How sure can we be of an index? Closed-form intervals, so that no number flickers.

The answers are seen as a draw from a process; unknown shares have a Dirichlet(1/2) prior per step.
The resulting mean and variance give a beta distribution, and that the interval (coverage 0.91-0.97
from five answers on, in 20,000 simulated groups).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from skolkval.analysis.distribution import Floats, index, mean_known, n, ratio, step_values

PRIOR = 0.5
"""Imagined answers per step before anybody has answered (Jeffreys)."""


def index_moments(counts: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Mean and variance of an item's index (0-100) given its answers; `nan` where n = 0.

    The mean is drawn towards 50 in small groups: it is for intervals, never shown. One answer on
    the upper of two steps is 1.5 against 0.5, so mean 75 and variance 0.75 * 0.25 / 3 of 100^2:

    >>> [float(moment) for moment in index_moments([0, 1])]
    [75.0, 625.0]
    """
    answers = np.asarray(counts, dtype=float)
    worth = step_values(answers.shape[-1])
    weights = np.where(n(answers)[..., None] > 0, answers + PRIOR, np.nan)
    total = weights.sum(-1)
    mean = weights @ worth / total
    variance = (weights @ worth**2 / total - mean**2) / (total + 1)
    return mean, variance


def area_moments(item_counts: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Mean and variance of an area's index, from `[..., items, K]`; unanswered items left out.

    The standard deviation is the mean of the items': as if whoever is high on one item were as high
    on all. How items go together cannot be seen in counts, and this is the widest it can be.

    >>> [float(moment) for moment in area_moments([[0, 1], [1, 0], [0, 0]])]
    [50.0, 625.0]
    """
    mean, variance = index_moments(item_counts)
    return mean_known(mean), mean_known(np.sqrt(variance)) ** 2


def beta_interval(
    mean: npt.ArrayLike,
    variance: npt.ArrayLike,
    low: float,
    high: float,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """The central interval of the beta distribution on [low, high] with this mean and variance.

    Mean 50, variance 100^2 / 12 on 0-100 is the uniform distribution:

    >>> [round(float(end), 6) for end in beta_interval(50, 100**2 / 12, 0, 100)]
    [2.5, 97.5]
    """
    width = high - low
    centre = (np.asarray(mean, dtype=float) - low) / width
    strength = centre * (1 - centre) / (np.asarray(variance, dtype=float) / width**2) - 1
    tail = (1 - level) / 2
    ends = (
        low + width * betaincinv(centre * strength, (1 - centre) * strength, probability)
        for probability in (tail, 1 - tail)
    )
    first, last = (np.asarray(end, dtype=float) for end in ends)
    return first, last


def index_interval(counts: npt.ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Interval (low, high) of an item's index, within 0-100; `nan` where n = 0.

    >>> [round(float(end), 1) for end in index_interval([0, 3, 20, 7])]
    [62.4, 76.7]
    """
    mean, variance = index_moments(counts)
    return beta_interval(mean, variance, 0, 100, level)


def manski(counts: npt.ArrayLike, invited: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The lowest and highest index (0-100) there could be had all `invited` answered.

    All who did not answer on the lowest step, or on the highest. 0 to 100 where nobody answered;
    `nan` where fewer were invited than answered, or nobody was. Source: Manski 2003, Partial
    Identification of Probability Distributions. Of four invited, two answered the top step of two:

    >>> [float(end) for end in manski([0, 2], 4)]
    [50.0, 100.0]
    """
    answered = n(counts)
    everybody = np.asarray(invited, dtype=float)
    points = np.where(answered > 0, answered * index(counts), 0)
    missing = np.where(everybody >= answered, everybody - answered, np.nan)
    return ratio(points, everybody + 0 * missing), ratio(points + 100 * missing, everybody)


def polya_interval(
    counts: npt.ArrayLike, invited: npt.ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Interval (low, high) of the index had all `invited` answered, within the bounds of `manski`.

    For "what do our 40 teachers think now?" only: it has no width when all have answered, since the
    answers are no draw from anything larger. Those missing are drawn as the Dirichlet(1/2) of those
    who answered foresees, so who stayed away is taken to think as they do. `nan` where nobody
    answered or fewer were invited than answered. Source: the Polya posterior, Ghosh & Meeden 1997,
    in closed form (mean and variance of the Dirichlet-multinomial, and the beta with these).

    >>> [float(end) for end in polya_interval([0, 3, 1, 0], 4)]
    [41.666666666666664, 41.666666666666664]
    """
    answered = n(counts)
    everybody, low, high = np.broadcast_arrays(
        np.asarray(invited, dtype=float), *manski(counts, invited)
    )
    mean, variance = index_moments(counts)
    strength = answered + PRIOR * np.asarray(counts).shape[-1]
    missing = everybody - answered
    # The variance of the shares behind the index, and on top of it that of the draws from them.
    spread = ratio(missing * (strength + missing), everybody**2) * variance
    width = np.where(missing > 0, high - low, np.nan)
    part = ratio(mean, 100)
    # One missing answer on two steps is at one end or the other, which is no beta, only its limit.
    most = 0.999 * part * (1 - part)
    ends = beta_interval(part, np.minimum(ratio(spread, width**2), most), 0, 1, level)
    first, last = (np.where(missing == 0, low, low + width * end) for end in ends)
    return np.where(answered > 0, first, np.nan), np.where(answered > 0, last, np.nan)
