"""Where does the steering chain break? Each point as one thread over the levels that answered it.

A break is a step down or up of at least 0.8 between neighbouring levels, when the interval of the
difference excludes 0, which takes five answers on both sides. That none is seen says that the chain
holds only where the answers would have been enough to see one. A seat without a statement, or with
too few answers, breaks nothing: the seats on either side of it are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan
from typing import Literal

import numpy as np

from skolkval.analysis.gap import printed_interval
from skolkval.analysis.records import Row
from skolkval.instruments.model import Instrument

BREAK_FROM = 0.8
"""Smallest difference in steps that is called a break."""

SeatState = Literal["shown", "hidden", "unanswered", "empty"]
LinkState = Literal["down", "up", "holds", "unsure"]
ThreadState = Literal["broken", "unsure", "holds", "alone"]


@dataclass(frozen=True)
class Seat:
    """One level's place on a thread. `step` is its mean step 1-K, `nan` unless it is shown.

    "hidden": too few answered. "unanswered": nobody did. "empty": the point has no statement for
    the level. `row` is the level's row; empty where there is none.
    """

    level: str
    state: SeatState
    step: float
    row: Row


@dataclass(frozen=True)
class Link:
    """The thread between two seats: the difference `to - of` in steps and its 95 % interval.

    The ends are `nan` where one of the two has fewer than five answers.
    `past_hidden`: a level between them has a statement but no number, so nothing can be whole.
    """

    of: str
    to: str
    steps: float
    low: float
    high: float
    past_hidden: bool = False

    @property
    def state(self) -> LinkState:
        """A break down or up, "holds", or "unsure" where no break could have been told."""
        large, certain = abs(self.steps) >= BREAK_FROM, self.low > 0 or self.high < 0
        if large and certain:
            return "down" if self.steps < 0 else "up"
        # An interval reaching further than a break each way would have held 0 even at one.
        seen = (self.high - self.low) / 2 <= BREAK_FROM
        return "holds" if seen and not large and not self.past_hidden else "unsure"

    @property
    def broken(self) -> bool:
        return self.state in ("down", "up")


@dataclass(frozen=True)
class Thread:
    """One point seen from every level, in chain order, and how its neighbours differ."""

    point_id: str
    label: str
    area_id: str
    seats: tuple[Seat, ...]
    links: tuple[Link, ...]

    @property
    def breaks(self) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.broken)

    @property
    def state(self) -> ThreadState:
        """ "alone" where fewer than two seats have answers to compare."""
        if not self.links:
            return "alone"
        if self.breaks:
            return "broken"
        return "unsure" if any(link.state == "unsure" for link in self.links) else "holds"

    @property
    def widest(self) -> float:
        """The largest difference between neighbours, in steps with its sign; 0 when alone."""
        links = self.breaks or self.links
        return max((link.steps for link in links), key=abs, default=0.0)


def threads(items: Sequence[Row], instrument: Instrument) -> list[Thread]:
    """Every point of `instrument` as a thread over the levels that `items` has, in its order.

    `items` has one row per statement and level. Points that none of these levels
    is asked about are left out, and so are statements without a point.
    """
    rows = {(str(row["item_id"]), str(row["level"])): row for row in items}
    present = {level for _, level in rows}
    levels = [level for level in instrument.level_ids if level in present]
    found: dict[str, dict[str, Row]] = {}
    about: dict[str, tuple[str, str]] = {}
    for item in instrument.items:
        if item.point_id is None:
            continue
        for level in levels:
            if (item.id, level) in rows:
                found.setdefault(item.point_id, {})[level] = rows[item.id, level]
                about[item.point_id] = item.label, item.area_id
    seats = {
        point: [_seat(level, mine.get(level), instrument.scale.size) for level in levels]
        for point, mine in found.items()
    }
    links = _links(seats, instrument.scale.size)
    return [
        Thread(point, *about[point], tuple(seats[point]), tuple(links[point])) for point in found
    ]


def by_break(chain: Sequence[Thread]) -> list[Thread]:
    """The broken threads first, by where most break and how far; then unsure ones, then the rest."""
    places = Counter((link.of, link.to) for thread in chain for link in thread.breaks)

    def order(thread: Thread) -> tuple[int, int, tuple[str, str], float]:
        kind = ("broken", "unsure", "holds", "alone").index(thread.state)
        worst = max(thread.breaks, key=lambda link: abs(link.steps), default=None)
        place = (worst.of, worst.to) if worst else ("", "")
        return kind, -places[place], place, -abs(thread.widest)

    return sorted(chain, key=order)


def _seat(level: str, row: Row | None, size: int) -> Seat:
    if row is None:
        return Seat(level, "empty", float("nan"), {})
    if row["suppressed"]:
        return Seat(level, "hidden", float("nan"), row)
    index = float(row["index"])
    if isnan(index):
        return Seat(level, "unanswered", float("nan"), row)
    return Seat(level, "shown", 1 + index * (size - 1) / 100, row)


def _links(seats: dict[str, list[Seat]], size: int) -> dict[str, list[Link]]:
    """The neighbours that can be compared, per point; all intervals at once."""
    pairs = [
        (
            point,
            mine[start],
            mine[end],
            any(seat.state != "empty" for seat in mine[start + 1 : end]),
        )
        for point, mine in seats.items()
        for start, end in pairwise(at for at, seat in enumerate(mine) if seat.state == "shown")
    ]
    links: dict[str, list[Link]] = {point: [] for point in seats}
    if not pairs:
        return links
    n, index, mean, sd = (
        np.array([[of.row[name], to.row[name]] for _, of, to, _ in pairs], dtype=float)
        for name in ("n", "index", "index_mean", "index_sd")
    )
    of, to = ((mean[:, side], sd[:, side] ** 2) for side in (0, 1))
    step = (size - 1) / 100
    low, high = (
        (step * end).tolist()
        for end in printed_interval(index[:, 1] - index[:, 0], n.min(1), *of, *to)
    )
    for (point, first, second, past), bottom, top in zip(pairs, low, high, strict=True):
        # Rounded past what counts can tell, so that 2.8 - 2.0 is 0.8.
        steps = round(second.step - first.step, 9)
        links[point].append(Link(first.level, second.level, steps, bottom, top, past))
    return links
