"""Håller bilden? How many answers must change before what we say is no longer said?

An answer changes when it moves to another step of the scale; nobody comes or leaves. The number
is the smallest there is, over all answers that could change and all ways they could.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, lcm
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from skolkval.analysis.agreement import TWO_CAMPS_FROM, polarisation, two_camps
from skolkval.analysis.distribution import area_index
from skolkval.analysis.gap import NAMED_FROM, difference_interval
from skolkval.analysis.nearest import fewest_to_uncertainty
from skolkval.analysis.spread import extreme_spread, surely_past
from skolkval.analysis.uncertainty import area_moments
from skolkval.swedish import number

FRAGILE_ANSWERS = 2
"""Fewer answers than this make a claim fragile in any group: it hangs on one."""
FRAGILE_SHARE = 0.05
"""And so do fewer than this share of the answers of the smallest group the claim is about."""

MOST_SPREAD = 64
"""So many changes are tried exactly for samsyn; the cost grows with their cube."""
WAYS = 20_000
"""So many ways to change the answers to an item are tried at most: some milliseconds."""
LARGE = 500
"""In a larger group no way is tried: the bound is near enough, and a page cannot wait."""

Counts = npt.NDArray[np.int64]
Label = Literal["stabil", "skör"]


@dataclass(frozen=True)
class Stability:
    """How firmly a claim stands: `changes` answers must change before it is no longer made.

    `answers` are those of the smallest group the claim is about (of an area: over all its items),
    since the fewest changes are had there. Where not `exact`, at least so many must change.
    """

    changes: int
    answers: int
    exact: bool = True

    @property
    def label(self) -> Label:
        """Fragile ("skör") below 2 answers or 5 % of the answers, else "stabil".

        >>> Stability(4, 80).label, Stability(4, 81).label, Stability(1, 9).label
        ('stabil', 'skör', 'skör')
        """
        least = max(FRAGILE_ANSWERS, FRAGILE_SHARE * self.answers)
        return "skör" if self.changes < least else "stabil"

    @property
    def words(self) -> str:
        """Whether the picture holds, in Swedish words.

        >>> Stability(12, 240).words, Stability(2, 80).words
        ('stabil: 12 av 240 svar måste ändras', 'skör: 2 av 80 svar räcker')
        """
        changes = number(self.changes) if self.exact else f"minst {number(self.changes)}"
        if self.label == "skör" and self.exact:
            enough = "ett" if self.changes == 1 else f"{changes} av {number(self.answers)}"
            return f"skör: {enough} svar räcker"
        return f"{self.label}: {changes} av {number(self.answers)} svar måste ändras"


def of_side(item_counts: npt.ArrayLike, cut: float) -> Stability | None:
    """Of "the index is at least `cut`", or of "it is below", whichever is true, from `[items, K]`.

    A strength or an area to develop. None where nobody has answered. Each of ten answers that goes
    from step 4 of 5 to step 1 takes 7.5 off index 75: two lead to 60, three below it.

    >>> of_side([[0, 0, 0, 10, 0]], 60)
    Stability(changes=3, answers=10, exact=True)

    Raises:
        ValueError: `cut` is not above 0 and at most 100: such a claim could not be lost.
    """
    if not 0 < cut <= 100:
        raise ValueError(
            f"An index can be on both sides of a cut above 0 and at most 100, not {cut}"
        )
    items = _answered(item_counts)
    if not len(items):
        return None
    exact = Fraction(cut)
    unit = _unit(items) * exact.denominator
    above = _index(items, unit) - exact.numerator * (unit // exact.denominator)
    down = above >= 0
    changes = _fewest(_gains(items, unit, down), abs(above), reach=not down)
    return Stability(changes, int(items.sum()))


def of_agreement_side(counts: npt.ArrayLike, cut: float) -> Stability | None:
    """Of "samsyn of the item is at least `cut`", or of "it is below", whichever is true, from `[K]`.

    None where n < 2 or nothing ends it. With more than 64 changes the number is what surely is needed,
    and not `exact`. Four alike on step 1 of 4, samsyn 100: with one of them on step 4 the mean distance
    is 3 * 3 / 6 = 1.5, samsyn 0.

    >>> of_agreement_side([4, 0, 0, 0], 45)
    Stability(changes=1, answers=4, exact=True)

    Raises:
        ValueError: `cut` is not above 0 and at most 100: such a claim could not be lost.
    """
    if not 0 < cut <= 100:
        raise ValueError(f"Samsyn can be on both sides of a cut above 0 and at most 100, not {cut}")
    item = np.asarray(counts, dtype=np.int64)
    total = int(item.sum())
    if total < 2:
        return None
    # Samsyn is at least the cut while no more pairs than these lie a step apart.
    most_pairs = total * (total - 1) * (len(item) - 1) * (100 - Fraction(cut)) / 400
    below = item.cumsum()[:-1]
    united = int((below * (total - below)).sum()) <= most_pairs
    surely = bisect_left(
        range(total), True, key=lambda m: surely_past(below, total, m, most_pairs, united)
    )
    if surely > MOST_SPREAD:
        return Stability(surely, total, exact=False)
    limit = 4
    while limit < surely:
        limit *= 2
    while True:
        limit = min(limit, total)
        spread = extreme_spread(item, limit, widest=united)
        lost = [(pairs <= most_pairs) != united for pairs in spread]
        if any(lost):
            return Stability(lost.index(True), total)
        if limit == total:
            return None
        if limit >= MOST_SPREAD:
            return Stability(max(surely, limit + 1), total, exact=False)
        limit *= 2


def of_highest(groups: Sequence[npt.ArrayLike], place: int) -> Stability | None:
    """Of "the one at `place` has the highest index" among several, each `[items, K]`.

    Areas, levels or items: the strongest. It is lost when another comes up to it. None where
    another is as high already, or there is no other with answers. Indices 75 and 66.7; one answer of
    three that goes from step 4 of 5 to step 1 takes 25 off:

    >>> of_highest([[[0, 0, 0, 3, 0]], [[0, 0, 1, 2, 0]]], 0)
    Stability(changes=1, answers=3, exact=True)
    """
    return _of_end(groups, place, highest=True)


def of_lowest(groups: Sequence[npt.ArrayLike], place: int) -> Stability | None:
    """Of "the one at `place` has the lowest index" among several: the weakest; as `of_highest`."""
    return _of_end(groups, place, highest=False)


def of_camps(counts: npt.ArrayLike) -> Stability | None:
    """Of "the answers pull two ways" (polarisation of at least 0.55) about one item, from `[K]`.

    None where they do not. That ten must have answered for it to be said is for who says it.
    Where there are too many ways to try them all (many changes, or more than five steps), the number is
    what surely does not suffice and one more, and not `exact`.

    >>> of_camps([5, 0, 0, 5])
    Stability(changes=3, answers=10, exact=True)
    """
    item = np.asarray(counts, dtype=np.int64)
    if not two_camps(item):
        return None
    total, kept = int(item.sum()), _surely_kept(item)
    if total > LARGE:
        return Stability(kept + 1, total, exact=False)
    lost = _one_by_one(item)
    # One by one is nearly always the fewest, so the first to rule out is one less.
    ceiling, middle = lost, lost - 1
    while ceiling - kept > 1:
        left = _camps_anyway(item, middle)
        if left:
            kept = middle
        else:
            ceiling = middle
            lost = lost if left is None else middle
        middle = (ceiling + kept) // 2
    return Stability(kept + 1, total, exact=kept + 1 == lost)


def of_gap(
    items_a: npt.ArrayLike, items_b: npt.ArrayLike, least: float | Fraction = NAMED_FROM
) -> Stability | None:
    """Of a named gap between a and b, each `[items, K]` (one item, or those of an area).

    It is named while the difference in index is at least `least` the same way and its interval
    excludes 0; None where it is not. A change between two rounds is a gap between them, with
    `skolkval.analysis.change.NAMED_FROM` as `least`. One of five answers from the huvudman level
    that goes to the bottom is enough for the interval to reach 0:

    >>> of_gap([[0, 0, 1, 4]], [[8, 20, 12, 5]])
    Stability(changes=1, answers=5, exact=True)
    """
    return _of_gap(_frozen(items_a), _frozen(items_b), Fraction(least))


_Frozen: TypeAlias = tuple[tuple[int, ...], ...]


def _frozen(items: npt.ArrayLike) -> _Frozen:
    return tuple(tuple(item) for item in _answered(items).tolist())


# The charts of a page tell of the same gaps, and so does the page of the next viewer.
@lru_cache(maxsize=4096)
def _of_gap(items_a: _Frozen, items_b: _Frozen, least: Fraction) -> Stability | None:
    if not items_a or not items_b:
        return None
    a, b = np.array(items_a, dtype=np.int64), np.array(items_b, dtype=np.int64)
    unit = _unit(a, b) * least.denominator
    if _index(a, unit) > _index(b, unit):
        a, b = b, a
    beyond = _index(b, unit) - _index(a, unit) - least.numerator * (unit // least.denominator)
    low, _ = difference_interval(*area_moments(a), *area_moments(b))
    if beyond < 0 or not low > 0:
        return None
    closing = _gains(b, unit, down=True) + _gains(a, unit, down=False)
    too_small = _fewest(closing, beyond, reach=False)
    changes = fewest_to_uncertainty(a, b, float(least), too_small)
    return Stability(changes, min(int(a.sum()), int(b.sum())))


def _answered(item_counts: npt.ArrayLike) -> Counts:
    array: Counts = np.asarray(item_counts, dtype=np.int64)
    answered: Counts = array[array.sum(-1) > 0]
    return answered


def _unit(*groups: Counts) -> int:
    """Into how many parts an index point is cut, so that every index there can be is a whole number
    of them: an edge is an edge, and whole numbers are ten times as fast as fractions."""
    parts = [len(items) * n for items in groups for n in items.sum(-1).tolist()]
    top: int = groups[0].shape[-1] - 1
    return lcm(*parts) * top


def _index(items: Counts, unit: int) -> int:
    """`distribution.area_index` without rounding, in parts of `unit`."""
    top = items.shape[-1] - 1
    points, totals = (items @ np.arange(top + 1)).tolist(), items.sum(-1).tolist()
    parts = unit // (top * len(items))
    summed: int = sum(100 * point * (parts // n) for point, n in zip(points, totals, strict=True))
    return summed


def _gains(items: Counts, unit: int, down: bool) -> list[tuple[int, int]]:
    """How much an answer can move the index towards one end, and how many answers can so much."""
    top = items.shape[-1] - 1
    parts = unit // (top * len(items))
    return [
        (100 * (step if down else top - step) * (parts // n), count)
        for item, n in zip(items.tolist(), items.sum(-1).tolist(), strict=True)
        for step, count in enumerate(item)
    ]


def _fewest(gains: list[tuple[int, int]], amount: int, reach: bool) -> int:
    """The fewest answers whose gains sum to at least (`reach`) or to more than `amount`."""
    changes, missing = 0, amount
    for gain, answers in sorted(gains, reverse=True):
        if gain * answers > missing or (reach and gain * answers == missing):
            whole = missing // gain
            enough = reach and whole * gain == missing
            return changes + whole + (0 if enough else 1)
        changes, missing = changes + answers, missing - gain * answers
    raise ValueError("No change of answers moves the index so far")


def _of_end(groups: Sequence[npt.ArrayLike], place: int, highest: bool) -> Stability | None:
    own = _answered(groups[place])
    others = [_answered(group) for other, group in enumerate(groups) if other != place]
    others = [other for other in others if len(other)]
    if not len(own) or not others:
        return None
    sign = 1 if highest else -1
    about = float(area_index(own))
    found: Stability | None = None
    roughly = [sign * (about - float(area_index(other))) for other in others]
    for rough, which in sorted(zip(roughly, range(len(others)), strict=True)):
        other = others[which]
        if found is not None and rough > found.changes * max(_most(own), _most(other)):
            continue
        unit = _unit(own, other)
        lead = sign * (_index(own, unit) - _index(other, unit))
        if lead <= 0:
            return None
        gains = _gains(own, unit, down=highest) + _gains(other, unit, down=not highest)
        changes = _fewest(gains, lead, reach=True)
        if found is None or changes < found.changes:
            found = Stability(changes, min(int(own.sum()), int(other.sum())))
    return found


def _most(items: Counts) -> float:
    """The most index points that one answer can move a group, with room for rounding."""
    return 100.001 / float(items.sum(-1).min()) / len(items)


def _surely_kept(counts: Counts) -> int:
    """How many changes surely leave two camps.

    A share t of the answers that moves lowers polarisation by at most t D + 8 t^2, where D is how
    much farther down it goes from one step than from another at first; 8 is half of what its second
    derivatives, 0 to 8 for any K, can make of that on the way.
    """
    part = counts / counts.sum()
    steps = np.arange(len(counts))
    apart = np.abs(steps[:, None] - steps) * 4 / (len(counts) - 1)
    slopes = 2 * part * (apart @ part) + apart @ part**2
    steepest = float(slopes.max() - slopes.min())
    room = float(polarisation(counts)) - TWO_CAMPS_FROM
    share: float = ((steepest**2 + 32 * room) ** 0.5 - steepest) / 16
    return max(0, ceil(float(share * counts.sum()) - 1e-9) - 1)


def _one_by_one(counts: Counts) -> int:
    """How many changes end two camps when each is the one that lowers polarisation most."""
    moves = np.eye(len(counts), dtype=np.int64)
    moves = (moves[:, None] - moves[None, :]).reshape(-1, len(counts))
    here = counts
    while two_camps(here):
        ways = here + moves
        here = ways[np.where((ways >= 0).all(-1), polarisation(ways), np.inf).argmin()]
    return int(np.maximum(0, here - counts).sum())


def _camps_anyway(counts: Counts, changes: int) -> bool | None:
    """Whether two camps are left however at most `changes` answers change; None: too many ways.

    All ways to change every step but two are tried. How the rest falls on those two is a line, and
    along it polarisation is quadratic (its cubic terms cancel), so that the least is at an end or
    beside the vertex.
    """
    size = len(counts)
    *outer, one, other = np.argsort(counts, kind="stable")
    ways = np.zeros((1, size), dtype=np.int64)
    for step in outer:
        moves = np.arange(-min(counts[step], changes), changes + 1)
        if len(ways) * len(moves) > WAYS:
            return None
        ways = np.repeat(ways, len(moves), axis=0)
        ways[:, step] = np.tile(moves, len(ways) // len(moves))
        gone = np.maximum(0, -ways).sum(-1)
        ways = ways[(gone <= changes) & (gone + ways.sum(-1) <= changes)]
    rest = -ways.sum(-1)
    spare = changes - np.maximum(0, ways).sum(-1)
    first = np.maximum(rest - spare, -counts[one])
    last = np.minimum(spare, rest + counts[other])
    possible = first <= last
    ways, rest, first, last = (part[possible] for part in (ways, rest, first, last))

    def at(place: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        changed = counts + ways
        changed[:, one] += place
        changed[:, other] += rest - place
        return polarisation(changed)

    middle = (first + last) // 2
    start, centre, end = at(first), at(middle), at(last)
    left, right = (middle - first), (last - middle)
    with np.errstate(divide="ignore", invalid="ignore"):
        bend = ((end - centre) / right - (centre - start) / left) / (last - first)
        slope = (centre - start) / left + bend * left
        vertex = np.nan_to_num(middle - slope / (2 * bend), nan=0, posinf=0, neginf=0)
    beside = np.clip(np.floor(np.clip(vertex, -1e9, 1e9)).astype(np.int64), first, last)
    after = np.minimum(beside + 1, last)
    lowest = np.minimum.reduce([start, end, at(beside), at(after)])
    return bool((lowest >= TWO_CAMPS_FROM).all())
