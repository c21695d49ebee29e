"""Where beside its mark does a name stand free of other names, of marks and of lines?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from skolkval.charts.theme import WIDTH_OF_CHARACTER, Note, Theme, plain

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.int64]
Plots: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""The smallest and the largest that a plot can be: width and height in px at text size 14."""

LINE = 18
"""Height in px of a line of text at 14 px."""
_BESIDE = 10
"""Px from the middle of a mark to its name."""
_AROUND = 3
"""Px that a name keeps from marks and lines."""
_NEAR = 8
"""So many of the spots are beside the mark, the first ones."""
_AND_MORE = re.compile(r" (?:och \d+ till|\(räknas ihop\))$")
_PART = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Name:
    """A name over `lines`, and the place of its mark in the plot: shares 0-1 from left and bottom.

    One that is to be `near` stands beside its mark or not at all.
    """

    lines: tuple[str, ...]
    at: tuple[float, float]
    near: bool = False

    @property
    def width(self) -> float:
        """Px at text size 14."""
        return WIDTH_OF_CHARACTER * max(len(line) for line in self.lines)

    @property
    def height(self) -> float:
        """Px at text size 14."""
        return LINE * len(self.lines)


@dataclass(frozen=True)
class Spot:
    """Where a name stands: px (at 14) to the right of its mark and up, and which end of it is there.

    A thin line leads to it where it is `far`.
    """

    anchor: str
    right: float
    up: float
    far: bool = False


def free_spots(
    names: Sequence[Name],
    points: Iterable[tuple[float, float]],
    standing: Sequence[tuple[Name, Spot]],
    plots: Plots,
    quiet: Iterable[tuple[float, float]] = (),
) -> list[Spot | None]:
    """A spot for each name, the first ones first; None where nothing is free.

    It is free of `points` (shares of the plot: marks, and lines as points along them), of what is
    `standing` already, of the names before it and the lines that lead to them, and if it can be of
    `quiet` points. That holds in a plot of every size from the smallest to the largest of `plots`: as
    it grows, marks move under names that were apart from them.
    """
    taken = _Taken(plots, points, standing, quiet)
    found: list[Spot | None] = []
    for name in names:
        spots, seen = _spots(name.height), taken.seen_from(name)
        boxes = spots.boxes(name)
        # Nearly all stand near their mark, and looking further takes several times as long.
        for count in (_NEAR, *([] if name.near else [_NEAR + 18, len(spots.all)])):
            free, clear = _judge(seen, spots, boxes[:count])
            if len(clear):
                break
        place = next(iter([*clear, *free]), None)
        found.append(None if place is None else spots.all[place])
        if place is not None:
            taken.add(name, spots, place)
    return found


def shorten(text: str, most: int) -> str:
    """At most so many characters of `text`, with the sign that says there is more; of several units the
    first one's name is cut.

    >>> shorten("Ekskolan", 8), shorten("Ekskolan i Alby", 12), shorten("Ekskolan och 2 till", 16)
    ('Ekskolan', 'Ekskolan i…', 'Eksk… och 2 till')
    """
    if len(text) <= most:
        return text
    end = and_more(text) if len(and_more(text)) < most - 4 else ""
    return f"{text.removesuffix(end)[: most - 1 - len(end)].rstrip(' …')}…{end}"


def and_more(text: str) -> str:
    """What says at the end of a name that it is several units'; "" where it is one's.

    >>> and_more("Ekskolan och 2 till"), and_more("Ekskolan")
    (' och 2 till', '')
    """
    found = _AND_MORE.search(text)
    return found[0] if found else ""


def along(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Points along a line, close enough that no name slips between them."""
    parts = [part / 24 for part in range(25)]
    return [
        (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        for part in parts
    ]


def name_note(label: Name, spot: Spot, at: tuple[float, float], theme: Theme) -> Note:
    """The annotation for a name at its spot; `at` is its mark in the plot's own units."""
    text = "<br>".join(plain(line) for line in label.lines)
    note = theme.note(text, x=at[0], y=at[1], xanchor=spot.anchor, yanchor="middle")
    right, up = theme.px(spot.right), theme.px(spot.up)
    if not spot.far:
        return note | {"align": spot.anchor, "xshift": right, "yshift": up}
    leader = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": theme.muted, "standoff": theme.px(6)}
    return note | leader | {"align": spot.anchor, "showarrow": True, "ax": right, "ay": -up}


@dataclass(frozen=True)
class _Spots:
    """Where a name may stand, the best first, the near ones before the far.

    `offsets` is `[spots, 3]`: px right and up, and which part of the width lies left of there; `lines`
    is `[far spots, points, 2]`: px from the mark along the thin line to the name, without its ends.
    """

    all: Sequence[Spot]
    offsets: Floats
    lines: Floats

    def boxes(self, name: Name) -> Floats:
        """`[spots, 4]`: left, low, right and high of the name at each spot, in px from its mark."""
        size = np.array((name.width, name.height))
        parts = np.column_stack((self.offsets[:, 2], np.full(len(self.all), 0.5)))
        low = self.offsets[:, :2] - parts * size
        return np.concatenate((low, low + size), axis=1)


@lru_cache(maxsize=16)
def _spots(height: float) -> _Spots:
    """Where a name so high may stand: beside the mark, over and under it, then further away."""
    away = _BESIDE + height / 2
    near = [
        *(Spot("left", _BESIDE, 0), Spot("right", -_BESIDE, 0)),
        *(Spot("center", 0, away), Spot("center", 0, -away)),
        *(Spot("left", _BESIDE, up) for up in (_BESIDE, -_BESIDE)),
        *(Spot("right", -_BESIDE, up) for up in (_BESIDE, -_BESIDE)),
    ]
    far = [
        Spot(anchor, right, way * (away + LINE * steps), far=True)
        for steps in range(1, 8)
        for anchor, right in (("left", 14), ("right", -14), ("center", 0))
        for way in (1, -1)
    ]
    return _with_offsets([*near, *far])


def _with_offsets(spots: Sequence[Spot]) -> _Spots:
    lines = [along((0, 0), (spot.right, spot.up))[4:-4] for spot in spots if spot.far]
    return _Spots(
        spots,
        np.array([(spot.right, spot.up, _PART[spot.anchor]) for spot in spots]),
        np.array(lines).reshape(-1, 17, 2),
    )


@dataclass(frozen=True)
class _Seen:
    """What is taken, as it is seen from a mark: boxes in px, in plots of every size at once.

    `edges` is how far it is left, down, right and up to the edges of the smallest plot.
    """

    edges: Floats
    marks: Floats
    lines: Floats
    names: Floats
    quiet: Floats


class _Taken:
    """What is taken: whose mark it is, in shares of the plot, and where from there in px."""

    def __init__(
        self,
        plots: Plots,
        points: Iterable[tuple[float, float]],
        standing: Iterable[tuple[Name, Spot]],
        quiet: Iterable[tuple[float, float]],
    ) -> None:
        self._smallest, self._largest = np.array(plots, dtype=float)
        self._points, self._quiet = (
            np.array(list(each), dtype=float).reshape(-1, 2) for each in (points, quiet)
        )
        self._names = self._lines = (np.empty((0, 2)), np.empty((0, 4)))
        for name, spot in standing:
            self._names = _added(self._names, name, _with_offsets([spot]).boxes(name))

    def seen_from(self, name: Name) -> _Seen:
        """What there is around the mark of `name`."""
        at = np.array(name.at)
        edges = np.concatenate((-at * self._smallest, (1 - at) * self._smallest))
        names, lines = (self._boxes(name, each) + box for each, box in (self._names, self._lines))
        points, quiet = (self._boxes(name, each) for each in (self._points, self._quiet))
        return _Seen(edges, points, lines, names, quiet)

    def add(self, name: Name, spots: _Spots, place: int) -> None:
        """Let the name stand at a spot, with the line that leads to it."""
        self._names = _added(self._names, name, spots.boxes(name)[[place]])
        if place >= _NEAR:
            self._lines = _added(self._lines, name, np.tile(spots.lines[place - _NEAR], 2))

    def _boxes(self, name: Name, shares: Floats) -> Floats:
        """`[places, 4]`: what places pass through as the plot grows, in px from the mark."""
        way = shares - np.array(name.at)
        ends = way * self._smallest, way * self._largest
        return np.concatenate((np.minimum(*ends), np.maximum(*ends)), axis=1)


def _added(taken: tuple[Floats, Floats], name: Name, boxes: Floats) -> tuple[Floats, Floats]:
    marks = np.tile(np.array(name.at), (len(boxes), 1))
    return np.concatenate((taken[0], marks)), np.concatenate((taken[1], boxes))


def _judge(seen: _Seen, spots: _Spots, boxes: Floats) -> tuple[Places, Places]:
    """Which of the first spots, with their boxes, are free, and which of those of quiet points too."""
    within = (boxes[:, :2] >= seen.edges[:2]) & (boxes[:, 2:] <= seen.edges[2:])
    free = np.flatnonzero(within.all(1))
    free = free[~_meets(boxes[free], seen.names, 0)]
    marks = _near(boxes, seen.marks)
    free = free[~_meets(boxes[free], np.concatenate((marks, seen.lines)), _AROUND)]
    near, far = free[free < _NEAR], free[free >= _NEAR]
    if len(far):
        lines = np.tile(spots.lines[far - _NEAR], 2)
        crossing = _meets(lines.reshape(-1, 4), np.concatenate((seen.names, marks)), _AROUND)
        far = far[~crossing.reshape(lines.shape[:2]).any(1)]
    free = np.concatenate((near, far))
    return free, free[~_meets(boxes[free], seen.quiet, 0)]


def _near(boxes: Floats, others: Floats) -> Floats:
    """Those of the others that are near any of the boxes."""
    low, high = boxes[:, :2].min(0) - _AROUND, boxes[:, 2:].max(0) + _AROUND
    near: Floats = others[((others[:, 2:] > low) & (others[:, :2] < high)).all(1)]
    return near


def _meets(boxes: Floats, others: Floats, around: float) -> Flags:
    """Which of the boxes come nearer than `around` px to one of the others (or points, as boxes)."""
    left, low, right, high = boxes.T[:, :, None]
    beside = (left - around < others[:, 2]) & (others[:, 0] < right + around)
    level = (low - around < others[:, 3]) & (others[:, 1] < high + around)
    return np.asarray((beside & level).any(-1))
