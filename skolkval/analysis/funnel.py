"""How far from the others may a unit be by chance alone? The limits of a funnel plot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skolkval.analysis.distribution import Floats, area_index, mean_known
from skolkval.analysis.within_group import variance

WARNING, ACTION = 1.96, 3.0902
"""Normal deviates of the two-sided 95 and 99.8 % limits."""


@dataclass(frozen=True)
class Funnel:
    """Where units that answer as all do together are expected, in index points 0-100.

    `centre` is the index of all together, `spread` the standard deviation of one rater's index: the
    mean of the items', the widest it can be, as no rater's own mean is published.
    """

    centre: float
    spread: float

    def limits(self, n: npt.ArrayLike, deviate: float) -> tuple[Floats, Floats]:
        """Lowest and highest index expected of `n` raters; cut at 0 and 100.

        >>> [float(end) for end in Funnel(60, 20).limits(100, 2)]
        [56.0, 64.0]
        """
        half = deviate * self.spread / np.sqrt(np.asarray(n, dtype=float))
        return np.maximum(self.centre - half, 0), np.minimum(self.centre + half, 100)

    def outside(
        self, index: npt.ArrayLike, n: npt.ArrayLike, deviate: float
    ) -> npt.NDArray[np.bool_]:
        """Whether each unit, with `index` from `n` raters, lies beyond the limits."""
        low, high = self.limits(n, deviate)
        place = np.asarray(index, dtype=float)
        return np.asarray((place < low) | (place > high))


def funnel(item_counts: npt.ArrayLike) -> Funnel:
    """The funnel of all units together, from the counts of an area's items `[items, K]`.

    Both are `nan` where nobody answered. Source: Spiegelhalter 2005, Statistics in Medicine 24:1185.
    Half at each end of two steps: index 50, and everybody is 50 from it (n - 1: 52.7 of ten).

    >>> found = funnel([[5, 5]])
    >>> found.centre, round(found.spread, 1)
    (50.0, 52.7)
    """
    counts = np.asarray(item_counts, dtype=float)
    points = 100 / (counts.shape[-1] - 1)
    return Funnel(float(area_index(counts)), float(mean_known(np.sqrt(variance(counts)) * points)))
