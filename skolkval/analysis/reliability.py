"""Do raters tell items apart alike, and do groups differ by more than chance?

Reliability is not samsyn: raters who give every item the same high step are fully united and have
an alpha near 0, since they tell nothing apart.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from skolkval.analysis.distribution import Floats, mean_known, ratio, shares
from skolkval.analysis.within_group import variance

Metric: TypeAlias = Literal["nominal", "ordinal", "interval"]
Weights: TypeAlias = Literal["identity", "linear", "quadratic", "ordinal"]

GROUPS_FROM = 10
"""With fewer groups than this ICC is mostly chance, and not told."""


def krippendorff_alpha(counts: npt.ArrayLike, metric: Metric = "ordinal") -> Floats:
    """Krippendorff's alpha from `[..., units, K]`: 1 the units are told apart alike, 0 as by chance.

    Units are most often items. At most 1, below 0 with more disagreement than chance; exact with
    any answers missing: a unit with fewer than two is left out. `nan` with fewer than two units
    left, or one step in use. Source: Krippendorff 2011, Computing Krippendorff's
    Alpha-Reliability. Six pairs of answers would differ 4 in 6 times by chance, and none does:

    >>> float(krippendorff_alpha([[2, 0], [0, 2], [1, 0]], "nominal"))
    1.0
    """
    array = np.asarray(counts, dtype=float)
    raters = array.sum(-1)
    pairable = np.where((raters >= 2)[..., None], array, 0)
    raters = np.where(raters >= 2, raters, 0)
    values = pairable.sum(-2)
    apart = _squared_distances(values, metric)
    in_units = ((pairable @ apart) * pairable).sum(-1)
    observed = np.where(raters > 0, ratio(in_units, raters - 1), 0).sum(-1)
    everything = ((values[..., None, :] @ apart)[..., 0, :] * values).sum(-1)
    expected = ratio(everything, values.sum(-1) - 1)
    alpha = 1 - ratio(observed, expected)
    return np.where((raters > 0).sum(-1) >= 2, alpha, np.nan)


def _squared_distances(values: Floats, metric: Metric) -> Floats:
    """How far apart two steps are, squared: `[..., K, K]`, given how often each was used."""
    size = values.shape[-1]
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(size), (*values.shape, size))
    places = np.arange(size, dtype=float)
    if metric == "ordinal":
        places = values.cumsum(-1) - values / 2
    places = np.broadcast_to(places, values.shape)
    return np.asarray((places[..., :, None] - places[..., None, :]) ** 2, dtype=float)


def gwet_ac(counts: npt.ArrayLike, weights: Weights = "quadratic") -> Floats:
    """Gwet's AC1 (`identity`) or AC2 from `[..., units, K]`: agreement beyond chance, at most 1.

    As alpha, but raters who all answer alike come out near 1. A unit with one answer counts in how
    often the steps are used. `nan` with no unit of two answers. Source: Gwet 2014, Handbook of
    Inter-Rater Reliability, 4th ed. Three units agree and one does not, p = 3/4; the steps are used
    half and half, so by chance 1/2:

    >>> float(gwet_ac([[2, 0], [2, 0], [1, 1], [0, 2]], "identity"))
    0.5294117647058824
    """
    array = np.asarray(counts, dtype=float)
    size = array.shape[-1]
    weight = _weights(size, weights)
    raters = array.sum(-1)
    alike = (array * (array @ weight - 1)).sum(-1)
    observed = mean_known(np.where(raters >= 2, ratio(alike, raters * (raters - 1)), np.nan))
    use = mean_known(np.moveaxis(shares(array), -2, -1))
    by_chance = weight.sum() / (size * (size - 1)) * (use * (1 - use)).sum(-1)
    return ratio(observed - by_chance, 1 - by_chance)


def _weights(size: int, kind: Weights) -> Floats:
    """How much two answers agree, 1 for the same step: `[K, K]`."""
    steps = np.arange(size)
    apart = np.abs(steps[:, None] - steps[None, :])
    if kind == "identity":
        return np.eye(size)
    if kind == "linear":
        return np.asarray(1 - apart / (size - 1))
    if kind == "quadratic":
        return np.asarray(1 - apart**2 / (size - 1) ** 2)
    return np.asarray(1 - apart * (apart + 1) / (size * (size - 1)))


def icc1(counts: npt.ArrayLike) -> Floats:
    """ICC(1) from `[..., groups, K]`: the share of the differences that lies between the groups.

    At most 1, below 0 where groups are more alike than chance makes them. `nan` with fewer than two groups, no group of two, or no
    differences. Groups without answers are left out. Source: Bliese 2000, with the mean group size;
    of equal groups that is ICC(1,1) of Shrout & Fleiss 1979. All differences between the groups:

    >>> float(icc1([[3, 0], [0, 3]]))
    1.0
    """
    return iccs(counts)[0]


def icc2(counts: npt.ArrayLike) -> Floats:
    """ICC(2) from `[..., groups, K]`: how surely the groups' means can be told apart, at most 1.

    At least 0.7 is the rule of thumb before groups are put in order. `nan` as ICC(1), and where the
    groups have the same mean. Mean squares 1.5 and 1/2: (1.5 - 0.5) / 1.5.

    >>> round(float(icc2([[2, 0], [1, 1], [0, 2]])), 4)
    0.6667
    """
    return iccs(counts)[1]


def iccs(counts: npt.ArrayLike) -> tuple[Floats, Floats]:
    """ICC(1) and ICC(2) at once; most of the work is the same."""
    between, within, size = _mean_squares(counts)
    single = ratio(between - within, between + (size - 1) * within)
    return single, ratio(between - within, between)


def _mean_squares(counts: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Between and within groups (one-way analysis of variance), and the mean group size."""
    array = np.asarray(counts, dtype=float)
    members = array.sum(-1)
    groups, total = (members > 0).sum(-1), members.sum(-1)
    around = np.where(members >= 2, variance(array) * (members - 1), 0).sum(-1)
    overall = variance(array.sum(-2)) * (total - 1)
    between = ratio(overall - around, groups - 1)
    within = np.where(total > groups, ratio(around, total - groups), np.nan)
    return between, within, ratio(total, groups)
