"""How few answers must change before the interval of a gap reaches 0? An exact search.

What a change does to the interval goes through three numbers: the mean difference in index, and the
standard deviation of each group (of an area: means over its items). The interval excludes 0 while
(deviation a^2 + deviation b^2) is below `_bound(difference)^2`, and the bound is concave, so these
three numbers form a convex set, and what lies outside lies beyond one of its tangents. Along a
tangent the items add up, and each item's best change is in a table. The search takes a cell of
directions at a time, loosens its tangents until they hold for the whole cell, and so has the fewest
changes that could do; if the best of these does not, the cell is halved.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, pi, sin, sqrt

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import betainc

from skolkval.analysis.distribution import Floats
from skolkval.analysis.gap import difference_interval
from skolkval.analysis.uncertainty import PRIOR, area_moments

Counts = npt.NDArray[np.int64]

TAIL = 0.025
"""Of a 95 % interval."""
FARTHEST = 88.0
"""The bound is concave up to here, and a difference beyond it has no interval that reaches 0: a mean
that near the end leaves each group a deviation below 15, and the bound is 25."""
TOO_FINE = 1e-9
"""Index points: what is nearer than this to the bound is on it."""


def fewest_to_uncertainty(a: Counts, b: Counts, least: float, enough: int) -> int:
    """The fewest of `enough` and what brings the interval of b minus a to 0; b is the higher.

    `a` and `b` are `[items, K]`, all items answered. `enough` changes end the gap in another way;
    until then the difference in index is at least `least`, which spares the search in large groups.
    """
    if _always_certain(a, b, least):
        return enough
    limit = 4
    while True:
        limit = min(limit, enough - 1)
        found = _Search(a, b, limit).fewest()
        if found is not None:
            return found
        if limit == enough - 1:
            return enough
        limit *= 2


def _always_certain(a: Counts, b: Counts, least: float) -> bool:
    """Whether no answers of groups so large reach the bound while they are `least` points apart."""
    deviation, nearest = [], least
    for items in (a, b):
        weight = items.sum(-1) + PRIOR * items.shape[-1]
        deviation.append(float(np.mean(50 / np.sqrt(weight + 1))))
        # The prior draws each mean towards 50, by its share of the weight.
        nearest -= float(np.mean(50 * PRIOR * items.shape[-1] / weight))
    if nearest <= 0:
        return False
    return hypot(*deviation) < min(_bound(nearest), _bound(FARTHEST))


@lru_cache(maxsize=4096)
def _bound(difference: float) -> float:
    """The deviation at which the interval of a mean `difference` just reaches 0, in index points."""
    if difference <= 0:
        return 0.0
    centre = (difference + 100) / 200
    largest = sqrt(centre * (1 - centre))

    def beyond(deviation: float) -> float:
        strength = centre * (1 - centre) / deviation**2 - 1
        return float(betainc(centre * strength, (1 - centre) * strength, 0.5)) - TAIL

    smallest = (centre - 0.5) / 10
    return 200 * float(brentq(beyond, smallest, largest * (1 - 1e-12), xtol=1e-15))


@dataclass(frozen=True)
class _Cell:
    """Directions between two angles (how a's and b's deviation weigh) and two mean differences."""

    angles: tuple[float, float]
    differences: tuple[float, float]

    @property
    def loosened(self) -> float:
        """How much longer a direction in the middle must be to hold for the whole cell."""
        return 1 / cos((self.angles[1] - self.angles[0]) / 2)

    @property
    def weights(self) -> tuple[float, float]:
        """What one point of a's and of b's deviation counts for, at least, in the cell."""
        middle = sum(self.angles) / 2
        return self.loosened * cos(middle), self.loosened * sin(middle)

    @property
    def chord(self) -> tuple[float, float]:
        """Start and slope of the line under the bound over the cell's differences."""
        first, last = self.differences
        slope = (_bound(last) - _bound(first)) / (last - first)
        return _bound(first) - slope * first, slope

    def halves(self, deviation: float) -> Iterator[_Cell]:
        """The cell halved where it is loosest, for deviations such as this; none if too small."""
        start, slope = self.chord
        middle = sum(self.differences) / 2
        by_angle = deviation * (self.loosened - 1)
        by_difference = _bound(middle) - start - slope * middle
        if max(by_angle, by_difference) < TOO_FINE:
            return
        if by_angle > by_difference:
            middle = sum(self.angles) / 2
            yield _Cell((self.angles[0], middle), self.differences)
            yield _Cell((middle, self.angles[1]), self.differences)
        else:
            yield _Cell(self.angles, (self.differences[0], middle))
            yield _Cell(self.angles, (middle, self.differences[1]))


class _Search:
    """All ways to change up to `limit` answers, item by item, and the cells not yet ruled out."""

    def __init__(self, a: Counts, b: Counts, limit: int) -> None:
        self.limit = limit
        self.mean = float(area_moments(b)[0] - area_moments(a)[0])
        # Turned round, what raises a lowers it, and the deviations stay.
        sides = ((0, a[:, ::-1]), (1, b))
        self.items = [(side, *_changes(item, limit, len(c))) for side, c in sides for item in c]

    def fewest(self) -> int | None:
        """The fewest changes that bring the interval to 0; None if that takes more than the limit."""
        waiting: list[tuple[int, bool, int, float, _Cell]] = []
        cells = [_Cell((0.0, pi / 2), (0.0, FARTHEST))]
        made = 0
        while True:
            for cell in cells:
                best = self._best(cell)
                if best is not None:
                    changes, difference, of_a, of_b = best
                    low, _ = difference_interval(0, of_a**2, difference, of_b**2)
                    made += 1
                    # A way that does goes before others with as many changes: none has fewer.
                    entry = (changes, bool(low > 0), made, hypot(of_a, of_b), cell)
                    heapq.heappush(waiting, entry)
            if not waiting:
                return None
            changes, certain, _, deviation, cell = heapq.heappop(waiting)
            cells = list(cell.halves(deviation)) if certain else []
            if not cells:
                return changes

    def _best(self, cell: _Cell) -> tuple[int, float, float, float] | None:
        """The fewest changes that could do in a cell, and the three numbers of the best way."""
        start, slope = cell.chord
        values = [
            _row_best(slope * closer + cell.weights[side] * deviations)
            for side, closer, deviations in self.items
        ]
        so_far: Floats = np.zeros(self.limit + 1)
        choices = []
        for value, _ in values:
            given = np.arange(self.limit + 1)[:, None] - np.arange(len(value))
            together = np.where(given >= 0, so_far[np.maximum(given, 0)] + value, -np.inf)
            choices.append(together.argmax(-1))
            so_far = together.max(-1)
        does = so_far >= start + slope * self.mean - TOO_FINE
        if not does.any():
            return None
        changes = left = int(does.argmax())
        difference, summed = self.mean, [0.0, 0.0]
        for (side, closer, deviations), (_, at), choice in zip(
            reversed(self.items), reversed(values), reversed(choices), strict=True
        ):
            here = int(choice[left])
            left -= here
            difference -= float(closer[at[here]])
            summed[side] += float(deviations[here, at[here]])
        return changes, difference, summed[0], summed[1]


def _row_best(values: Floats) -> tuple[Floats, npt.NDArray[np.intp]]:
    at = values.argmax(-1)
    return values[np.arange(len(values)), at], at


def _changes(item: Counts, limit: int, items: int) -> tuple[Floats, Floats]:
    """What up to `limit` changes can do to an item that is one of `items` in its group.

    How much its mean sinks (a row), and its largest deviation after 0, 1, 2 ... changes that sink
    it so (a table, -inf where none does), both as parts of the group's.
    """
    top, most = len(item) - 1, min(limit, int(item.sum()))
    steps = np.arange(top + 1)
    weight = int(item.sum()) + PRIOR * (top + 1)
    down, up = _largest_squares(item, most), _largest_squares(item[::-1], most)
    sunk = np.arange(-top * most, top * most + 1)
    mean = (item @ steps + PRIOR * steps.sum() - sunk) / weight
    square = np.concatenate([np.empty((most + 1, top * most)), down], axis=1)
    # Raised by d is lowered by d in the item turned round, where a step is top less itself.
    raised = item @ steps - sunk[: top * most]
    square[:, : top * most] = up[:, :0:-1] - top**2 * item.sum() + 2 * top * raised
    variance = ((square + PRIOR * (steps**2).sum()) / weight - mean**2) / (weight + 1)
    deviation = np.where(np.isfinite(square), np.sqrt(np.maximum(variance, 0)), -np.inf)
    scale = 100 / top / items
    return np.asarray(scale * sunk / weight), np.asarray(scale * deviation)


def _largest_squares(item: Counts, most: int) -> Floats:
    """The largest sum of squared steps after m changes that lower the sum of steps by d: `[m, d]`.

    What is put back goes to the ends, but for one answer that makes the sum right. What is taken
    away is better the nearer the middle it lies, by step (top - step); `taken[m, r]` is the most of
    that in m answers of sum r. With d = r - (sum put back) the squares grow by that less top d and
    less what the odd answer lacks.
    """
    top = len(item) - 1
    taken: Floats = np.full((most + 1, top * most + 1), -np.inf)
    taken[0, 0] = 0
    for step, answers in enumerate(item):
        for part in _doublings(min(int(answers), most)):
            longer = taken[: most + 1 - part, : top * most + 1 - step * part]
            moved = longer + part * step * (top - step)
            beyond = taken[part:, step * part :]
            np.maximum(beyond, moved, out=beyond)
    squares = float(item @ np.arange(top + 1) ** 2)
    sums = drops = np.arange(top * most + 1)
    best: Floats = np.full(taken.shape, -np.inf)
    for rest in range(top):
        # Only sums of at least d can be lowered by d; the best of these.
        chosen = np.where(sums % top == rest, taken, -np.inf)
        enough = np.maximum.accumulate(chosen[:, ::-1], axis=1)[:, ::-1]
        odd = (rest - drops) % top
        best = np.maximum(best, squares - top * drops + enough - odd * (top - odd))
    return best


def _doublings(number: int) -> Iterator[int]:
    """Parts that sum to every number up to `number`, each in some way: 1, 2, 4, ..., the rest."""
    part = 1
    while number:
        yield min(part, number)
        number -= min(part, number)
        part *= 2
