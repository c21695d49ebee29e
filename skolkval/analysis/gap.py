"""How far apart are two levels, and may the difference be called a gap?

A gap is named only when it is at least 15 index points and its interval excludes 0, and there is no
interval below five answers on either side. That no gap is named is not evidence of agreement: small
groups seldom reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan

import numpy as np
import numpy.typing as npt

from skolkval.analysis.distribution import Floats, index, n
from skolkval.analysis.records import Row
from skolkval.analysis.uncertainty import beta_interval, index_moments

NAMED_FROM = 15
"""Smallest difference in index points that is called a gap ("tydlig skillnad")."""
SOME_FROM = 5
"""Smallest difference that is called "viss skillnad"; below it "ungefär lika"."""
LEAST = 5
"""With fewer answers than this on a side there is no interval, and no gap is named: nothing is told
of all from one rektor, or from four."""
FEW = 10
"""With fewer answers than this an unnamed gap is no sign of agreement: five against twenty would
name a shift of 24 points once in three times."""
TOO_FEW = "för få svar för att avgöra"
UNEVEN = "nivåerna har olika många påståenden i området"


@dataclass(frozen=True)
class Standing:
    """Where one level (or group, or round) stands: its index, and mean and sd for the interval.

    `n` is the answers behind it; of an area those to the item with the fewest. `items` is how many
    items an area's index is the mean of.
    """

    index: float
    mean: float
    sd: float
    n: int = FEW
    items: int = 1


@dataclass(frozen=True)
class Gap:
    """The difference `to - of` in index points with its 95 % interval (low, high).

    The ends are `nan` where one of the two has fewer than LEAST answers. `few` is whether one has
    fewer than FEW, `uneven` whether the two are areas' means over different numbers of items.
    """

    of: str
    to: str
    difference: float
    low: float
    high: float
    few: bool = False
    uneven: bool = False

    @property
    def named(self) -> bool:
        """Whether the difference is large enough and sure enough to be called a gap."""
        return abs(self.difference) >= NAMED_FROM and self.certain

    @property
    def certain(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low > 0 or self.high < 0

    @property
    def undecided(self) -> bool:
        """Whether the answers are too few to say that there is a gap, or that there is none."""
        return not self.named and (self.few or abs(self.difference) >= NAMED_FROM)

    @property
    def words(self) -> str:
        """The difference in Swedish words, without claiming more than the answers allow."""
        if self.few and not self.named:
            return TOO_FEW
        if abs(self.difference) < SOME_FROM:
            return "ungefär lika"
        if not self.certain:
            return "osäker skillnad"
        return "tydlig skillnad" if self.named else "viss skillnad"


def printed_interval(
    difference: npt.ArrayLike,
    n: npt.ArrayLike,
    mean_a: npt.ArrayLike,
    variance_a: npt.ArrayLike,
    mean_b: npt.ArrayLike,
    variance_b: npt.ArrayLike,
) -> tuple[Floats, Floats]:
    """The 95 % interval (low, high) to tell beside a `difference` in index, b minus a.

    `n` is the fewest answers on either side; `nan` below LEAST. Never without the difference itself:
    the interval is that of means drawn towards 50, and with small groups at opposite ends the
    difference is up to 6 points outside it (on four steps from five answers on; 16 on seven steps).
    """
    low, high = difference_interval(mean_a, variance_a, mean_b, variance_b)
    shown = np.where(np.asarray(n) >= LEAST, np.asarray(difference, dtype=float), np.nan)
    return np.minimum(low, shown), np.maximum(high, shown)


def difference_interval(
    mean_a: npt.ArrayLike,
    variance_a: npt.ArrayLike,
    mean_b: npt.ArrayLike,
    variance_b: npt.ArrayLike,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Interval (low, high) of the index of b minus that of a, two groups of different people.

    Within -100 to 100; `nan` where either is unknown. To be told it is for `printed_interval`.
    """
    mean = np.asarray(mean_b, dtype=float) - np.asarray(mean_a, dtype=float)
    variance = np.asarray(variance_a, dtype=float) + np.asarray(variance_b, dtype=float)
    return beta_interval(mean, variance, -100, 100, level)


def gap_interval(counts_a: npt.ArrayLike, counts_b: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Interval (low, high) of an item's index in b minus in a; `nan` where either has n < LEAST.

    Five at the huvudman level against 45 in teaching:

    >>> [round(float(end)) for end in gap_interval([0, 0, 1, 4], [8, 20, 12, 5])]
    [-58, -13]
    """
    difference = index(counts_b) - index(counts_a)
    fewest = np.minimum(n(counts_a), n(counts_b))
    return printed_interval(difference, fewest, *index_moments(counts_a), *index_moments(counts_b))


def between(of: str, a: Standing, to: str, b: Standing) -> Gap:
    """The gap from the level called `of` to the one called `to`.

    >>> between("huvudman", Standing(80, 78, 3), "undervisning", Standing(50, 50, 4)).named
    True
    """
    difference, n = b.index - a.index, min(a.n, b.n)
    low, high = printed_interval(difference, n, a.mean, a.sd**2, b.mean, b.sd**2)
    return Gap(of, to, difference, float(low), float(high), n < FEW, a.items != b.items)


def pairs(standings: Sequence[tuple[str, Standing]]) -> list[Gap]:
    """The gaps between every two of the levels that have an index, in chain order."""
    known = [(level, standing) for level, standing in standings if not np.isnan(standing.index)]
    return [between(of, a, to, b) for (of, a), (to, b) in combinations(known, 2)]


def widest(standings: Sequence[tuple[str, Standing]]) -> Gap | None:
    """The gap to speak of among levels in chain order: the largest that is named, else the largest.

    None with fewer than two levels that have an index. A small level may hold the largest
    difference without anybody being able to say so, while two large levels differ surely: then
    theirs is named.
    """
    return _widest(pairs(standings))


def _widest(gaps: Sequence[Gap]) -> Gap | None:
    return max(gaps, key=lambda gap: (gap.named, abs(gap.difference)), default=None)


def pairs_by(
    rows: Sequence[Row],
    key: str | Callable[[Row], str],
    levels: Sequence[str],
    group: str = "level",
) -> dict[str, list[Gap]]:
    """The gaps between every two levels per value of `key`: a column, or what it makes of a row.

    Or between groups of another column, `group`, whose values are `levels` then.
    There is one row per value and level with `n`, `index`, `index_mean` and `index_sd`, and of an
    area `n_least` and `items` too; `levels` are in chain order. Rows without an index (hidden,
    unanswered) take no part.
    """
    standings: dict[str, dict[str, Standing]] = {}
    for row in rows:
        if not isnan(row["index"]):
            name = str(key(row) if callable(key) else row[key])
            standings.setdefault(name, {})[row[group]] = Standing(
                row["index"],
                row["index_mean"],
                row["index_sd"],
                row.get("n_least", row["n"]),
                row.get("items", 1),
            )
    return {
        name: pairs([(level, found[level]) for level in levels if level in found])
        for name, found in standings.items()
    }


def widest_by(
    rows: Sequence[Row], key: str | Callable[[Row], str], levels: Sequence[str]
) -> dict[str, Gap]:
    """The widest gap per value of `key`, in the order of the rows; see `pairs_by`.

    A value of `key` with fewer than two levels that have an index is not in the result.
    """
    gaps = {name: _widest(found) for name, found in pairs_by(rows, key, levels).items()}
    return {name: gap for name, gap in gaps.items() if gap is not None}
