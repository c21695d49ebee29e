"""What has moved between two rounds, and is it the views, or who was asked?

The rounds are anonymous, so they are two groups of people: many answer in both, nobody knows who,
and the interval is rather too wide than too narrow. Words are about the group's answers, never
about persons. Only identical items on an identical scale are compared: that is for the caller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skolkval.analysis.distribution import Floats, index, ratio
from skolkval.analysis.gap import FEW, TOO_FEW
from skolkval.analysis.gap import NAMED_FROM as CLEAR_FROM

NAMED_FROM = 5
"""Smallest change in index points that is called one, where its interval excludes 0."""


@dataclass(frozen=True)
class Change:
    """How far an index has moved since the earlier round, in index points.

    `low` and `high` are the 95 % interval of `difference`. `views` is what had come of it with the
    earlier round's mix of strata (levels, units), `composition` is the rest: who was asked. Both
    are `nan` where no stratum answered in both rounds. `earlier_n` and `later_n` are the answers, and
    `least` the fewest in a round (of an area: to an item of it). `low` and `high` are `nan` where
    those are too few for an interval.
    """

    difference: float
    low: float
    high: float
    views: float
    composition: float
    earlier_n: int
    later_n: int
    least: int

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
        """Whether the answers are so few that an unnamed change says nothing."""
        return self.least < FEW

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


def _all(strata: Floats) -> Floats:
    return np.asarray(strata.sum(0), dtype=float)


def standardised_difference(
    earlier: npt.ArrayLike, later: npt.ArrayLike, add: Callable[[Floats], Floats] = _all
) -> Floats:
    """Difference in index with the earlier round's mix, from `[strata, ..., K]`; -100 to 100.

    `add` makes sums over the strata, all of them or in groups. Strata without answers in one of the
    rounds are left out: they have nothing to be compared with. `nan` where none is left. Source:
    direct standardisation (Kitagawa 1955, Journal of the American Statistical Association 50:1168).
    One stratum of 3 goes up 100, one of 1 stands still:

    >>> float(standardised_difference([[3, 0], [0, 1]], [[0, 1], [0, 9]]))
    75.0
    """
    weighted, weight = strata_moves(earlier, later)
    return ratio(add(weighted), add(weight))


def strata_moves(earlier: npt.ArrayLike, later: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The difference in index of each stratum times its weight, and the weight: its earlier answers.

    Both 0 where a round has no answers. Sums of the two, one by the other, are the difference that
    `standardised_difference` gives.
    """
    before, after = np.asarray(earlier, dtype=float), np.asarray(later, dtype=float)
    moved = index(after) - index(before)
    weight = np.where(np.isnan(moved), 0, before.sum(-1))
    return weight * np.nan_to_num(moved), weight
