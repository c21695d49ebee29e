"""May the answers of a group be summed up as one? The measures of organisational psychology.

All take the steps as equally far apart, and are `nan` where n < 2.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from skolkval.analysis.distribution import Floats, median, ratio


def variance(counts: npt.ArrayLike) -> Floats:
    """The variance of the answers in steps squared, with n - 1; 0 or more, `nan` where n < 2.

    >>> float(variance([1, 0, 0, 1]))
    4.5
    """
    array = np.asarray(counts, dtype=float)
    total = array.sum(-1)
    away = _steps(array) - _mean(array)[..., None]
    return np.where(total >= 2, ratio((array * away**2).sum(-1), total - 1), np.nan)


def agreement_rwg(counts: npt.ArrayLike) -> Floats:
    """r*WG: the variance against that of a group half at each end; 1 all alike, 0 (large n) halved.

    1 - s^2 / ((K - 1)^2 / 4), below 0 in small split groups; `nan` where n < 2. Source: Lindell &
    Brandt 1997, Applied Psychological Measurement 21:271. The variance is 1 of at most 2.25:

    >>> round(float(agreement_rwg([0, 1, 1, 1])), 4)
    0.5556
    """
    array = np.asarray(counts, dtype=float)
    return 1 - ratio(variance(array), (array.shape[-1] - 1) ** 2 / 4)


def deviation_from_mean(counts: npt.ArrayLike) -> Floats:
    """AD: how many steps an answer lies from the mean on average, 0 to (K - 1) / 2.

    At most K / 6 is the rule of thumb for agreement. `nan` where n < 2. Source: Burke & Dunlap
    2002, Organizational Research Methods 5:159.

    >>> float(deviation_from_mean([1, 0, 0, 1]))
    1.5
    """
    array = np.asarray(counts, dtype=float)
    return _mean_deviation(array, _mean(array))


def deviation_from_median(counts: npt.ArrayLike) -> Floats:
    """AD about the median in steps, 0 to (K - 1) / 2; `nan` where n < 2. Source: as the one above.

    >>> float(deviation_from_median([3, 0, 0, 1]))
    0.75
    """
    array = np.asarray(counts, dtype=float)
    return _mean_deviation(array, median(array))


def agreement_awg(counts: npt.ArrayLike) -> Floats:
    """a_wg: agreement against the most split group with the same mean; -1 to 1.

    1 - 2 s^2 / ((H + L) m - m^2 - H L) (n - 1) / n on steps L = 1 to H = K with mean m. Groups near
    an end of the scale cannot differ much; this takes that into account. `nan` where n < 2 or all
    answered on the same end step. Source: Brown & Hauenstein 2005, Organizational Research Methods
    8:165. Half at each end is as split as can be:

    >>> float(agreement_awg([5, 0, 0, 5]))
    -1.0
    """
    array = np.asarray(counts, dtype=float)
    total, mean = array.sum(-1), _mean(array)
    room = (mean - 1) * (array.shape[-1] - mean)
    return 1 - ratio(2 * variance(array) * (total - 1), room * total)


def _steps(array: Floats) -> Floats:
    return np.arange(1, array.shape[-1] + 1, dtype=float)


def _mean(array: Floats) -> Floats:
    return ratio(array @ _steps(array), array.sum(-1))


def _mean_deviation(array: Floats, centre: Floats) -> Floats:
    total = array.sum(-1)
    away = np.abs(_steps(array) - centre[..., None])
    return np.where(total >= 2, ratio((array * away).sum(-1), total), np.nan)
