"""Håller bilden? How many answers must change before what we say is no longer said?

An answer changes when it moves to another step of the scale; nobody comes or leaves. The number
is the smallest there is, over all answers that could change and all ways they could.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from skolkval.analysis.agreement import TWO_CAMPS_FROM, polarisation, two_camps
from skolkval.analysis.gap import NAMED_FROM, difference_interval
from skolkval.analysis.nearest import fewest_to_uncertainty
from skolkval.analysis.uncertainty import area_moments

FRAGILE_ANSWERS = 2
"""Fewer answers than this make a claim fragile in any group: it hangs on one."""
FRAGILE_SHARE = 0.05
"""And so do fewer than this share of the answers of the smallest group the claim is about."""

WAYS = 1_500_000
"""So many ways to change the answers to an item are tried at most: some seconds."""

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


def of_side(item_counts: npt.ArrayLike, cut: int) -> Stability | None:
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
    place = _exact_index(items)
    if place >= cut:
        changes = _fewest(_gains(items, down=True), place - cut, reach=False)
    else:
        changes = _fewest(_gains(items, down=False), cut - place, reach=True)
    return Stability(changes, int(items.sum()))


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
    Where there are too many ways to try them all (many changes on a scale of six steps or more),
    the number is what surely does not suffice and one more, and not `exact`.

    >>> of_camps([5, 0, 0, 5])
    Stability(changes=3, answers=10, exact=True)
    """
    item = np.asarray(counts, dtype=np.int64)
    if not two_camps(item):
        return None
    kept, lost = 0, _one_by_one(item)
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
    return Stability(kept + 1, int(item.sum()), exact=kept + 1 == lost)


def of_gap(
    items_a: npt.ArrayLike, items_b: npt.ArrayLike, least: int = NAMED_FROM
) -> Stability | None:
    """Of a named gap between a and b, each `[items, K]` (one item, or those of an area).

    It is named while the difference in index is at least `least` the same way and its interval
    excludes 0; None where it is not. A change between two rounds is a gap between them, with
    `skolkval.analysis.change.NAMED_FROM` as `least`. One of five answers from the huvudman level
    that goes to the bottom is enough for the interval to reach 0:

    >>> of_gap([[0, 0, 1, 4]], [[8, 20, 12, 5]])
    Stability(changes=1, answers=5, exact=True)
    """
    a, b = _answered(items_a), _answered(items_b)
    if not len(a) or not len(b):
        return None
    if _exact_index(a) > _exact_index(b):
        a, b = b, a
    difference = _exact_index(b) - _exact_index(a)
    low, _ = difference_interval(*area_moments(a), *area_moments(b))
    if difference < least or not low > 0:
        return None
    closing = _gains(b, down=True) + _gains(a, down=False)
    too_small = _fewest(closing, difference - least, reach=False)
    changes = fewest_to_uncertainty(a, b, least, too_small)
    return Stability(changes, min(int(a.sum()), int(b.sum())))


def _answered(item_counts: npt.ArrayLike) -> Counts:
    array: Counts = np.asarray(item_counts, dtype=np.int64)
    answered: Counts = array[array.sum(-1) > 0]
    return answered


def _exact_index(items: Counts) -> Fraction:
    """`distribution.area_index` without rounding, so that an edge is an edge."""
    top = items.shape[-1] - 1
    points = (items * np.arange(top + 1)).sum(-1)
    means = [
        Fraction(100 * int(point), top * int(total))
        for point, total in zip(points, items.sum(-1), strict=True)
    ]
    return sum(means, Fraction(0)) / len(means)


def _gains(items: Counts, down: bool) -> list[tuple[Fraction, int]]:
    """How much an answer can move the index towards one end, and how many answers can so much."""
    top = items.shape[-1] - 1
    return [
        (Fraction(100 * (step if down else top - step), top * int(item.sum()) * len(items)), int(c))
        for item in items
        for step, c in enumerate(item)
    ]


def _fewest(gains: list[tuple[Fraction, int]], amount: Fraction, reach: bool) -> int:
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
    found = []
    for other in others:
        lead = _exact_index(own) - _exact_index(other)
        lead = lead if highest else -lead
        if lead <= 0:
            return None
        closing = _gains(own, down=highest) + _gains(other, down=not highest)
        answers = min(int(own.sum()), int(other.sum()))
        found.append(Stability(_fewest(closing, lead, reach=True), answers))
    return min(found, key=lambda stability: stability.changes)


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
