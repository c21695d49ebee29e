"""What has moved between two rounds, and is it the views, or who was asked?

The rounds are anonymous, so they are two groups of people: many answer in both, nobody knows who,
and the interval is rather too wide than too narrow. Words are about the group's answers, never
about persons. Only identical items on an identical scale are compared: that is for the caller.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skolkval.analysis.distribution import Floats, area_index, index, mean_known, ratio
from skolkval.analysis.gap import FEW, TOO_FEW, difference_interval
from skolkval.analysis.gap import NAMED_FROM as CLEAR_FROM
from skolkval.analysis.uncertainty import area_moments

NAMED_FROM = 5
"""Smallest change in index points that is called one, where its interval excludes 0."""


@dataclass(frozen=True)
class Change:
    """How far an index has moved since the earlier round, in index points.

    `low` and `high` are the 95 % interval of `difference`. `views` is what had come of it with the
    earlier round's mix of strata (levels, units), `composition` is the rest: who was asked. Both
    are `nan` where no stratum answered in both rounds. `earlier_n` and `later_n` are the answers.
    """

    difference: float
    low: float
    high: float
    views: float
    composition: float
    earlier_n: int
    later_n: int

    @property
    def named(self) -> bool:
        """Whether the change is large enough and sure enough to be told as one."""
        return abs(self.difference) >= NAMED_FROM and (self.low > 0 or self.high < 0)

    @property
    def by_composition(self) -> bool:
        """Whether a named change is more about who was asked than about changed answers."""
        return self.named and abs(self.composition) > abs(self.views)

    @property
    def few(self) -> bool:
        """Whether a round has so few answers that an unnamed change says nothing."""
        return min(self.earlier_n, self.later_n) < FEW

    @property
    def halved(self) -> bool:
        """Whether the number of answers has at least halved or doubled, a reason to be careful."""
        return not 1 / 2 < self.later_n / max(1, self.earlier_n) < 2

    @property
    def words(self) -> str:
        """The change in Swedish words, about the group's answers, claiming no more than is sure."""
        if np.isnan(self.difference):
            return "går inte att jämföra"
        if not self.named and self.few:
            return TOO_FEW
        if not self.named and abs(self.difference) >= NAMED_FROM:
            return "osäker förändring i gruppens svar"
        if not self.named:
            # A clear difference either way must be ruled out before all is said to be as before.
            sure = max(-self.low, self.high) < CLEAR_FROM
            return "ungefär som förra gången" if sure else TOO_FEW
        way = "högre" if self.difference > 0 else "lägre"
        if self.by_composition:
            return f"gruppens svar ligger {way}, mest för att andra har svarat"
        return f"gruppens svar ligger {way} än förra gången"


def item_change(earlier: npt.ArrayLike, later: npt.ArrayLike) -> Change:
    """The change of one item, from counts `[strata, K]` of each round, the same strata in order.

    A stratum (a level, a unit, a level of a unit) without answers in a round has zeros there. All
    is `nan` where a round has no answers. Two strata stand still at 0 and 100, and the mix goes
    from 3 + 1 to 1 + 3:

    >>> change = item_change([[3, 0], [0, 1]], [[1, 0], [0, 3]])
    >>> change.difference, change.views, change.composition
    (50.0, 0.0, 50.0)
    """
    return area_change([np.asarray(earlier)], [np.asarray(later)])


def area_change(earlier: npt.ArrayLike, later: npt.ArrayLike) -> Change:
    """The change of an area, from counts `[items, strata, K]` of each round, the same items.

    The mean over the items answered in both rounds, each weighing the same.

    Raises:
        ValueError: The rounds do not have the same items, strata and steps.
    """
    before, after = np.asarray(earlier), np.asarray(later)
    if before.shape != after.shape:
        raise ValueError(f"Different items, strata or steps: {before.shape} and {after.shape}")
    both = (before.sum((-2, -1)) > 0) & (after.sum((-2, -1)) > 0)
    before, after = before[both], after[both]
    all_before, all_after = before.sum(-2), after.sum(-2)
    difference = float(area_index(all_after) - area_index(all_before))
    low, high = difference_interval(*area_moments(all_before), *area_moments(all_after))
    views = float(mean_known(standardised_difference(before, after)))
    return Change(
        difference,
        float(low),
        float(high),
        views,
        difference - views,
        int(all_before.sum()),
        int(all_after.sum()),
    )


def standardised_difference(earlier: npt.ArrayLike, later: npt.ArrayLike) -> Floats:
    """Difference in index with the earlier round's mix, from `[..., strata, K]`; -100 to 100.

    Strata without answers in one of the rounds are left out: they have nothing to be compared with.
    `nan` where none is left. Source: direct standardisation (Kitagawa 1955, Journal of the American
    Statistical Association 50:1168). One stratum of 3 goes up 100, one of 1 stands still:

    >>> float(standardised_difference([[3, 0], [0, 1]], [[0, 1], [0, 9]]))
    75.0
    """
    before, after = np.asarray(earlier, dtype=float), np.asarray(later, dtype=float)
    moved = index(after) - index(before)
    weight = np.where(np.isnan(moved), 0, before.sum(-1))
    return ratio((weight * np.nan_to_num(moved)).sum(-1), weight.sum(-1))
