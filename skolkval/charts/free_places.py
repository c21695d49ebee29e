"""Where beside its mark does a name stand free of other names, of marks and of lines?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from skolkval.charts.theme import WIDTH_OF_CHARACTER, Note, Theme, plain

Floats: TypeAlias = npt.NDArray[np.float64]

LINE = 18
"""Height in px of a line of text at 14 px."""
_BESIDE = 10
"""Px from the middle of a mark to its name."""
_AROUND = 3
"""Px that a name keeps from marks and lines."""
_NEAR = 8
"""So many of the spots are beside the mark, the first ones."""
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
    plots: Sequence[tuple[float, float]],
    quiet: Iterable[tuple[float, float]] = (),
) -> list[Spot | None]:
    """A spot for each name, the first ones first; None where nothing is free.

    It is free of `points` (shares of the plot: marks, and lines as points along them), of what is
    `standing` already, of the names before it and the lines that lead to them, and if it can be of
    `quiet` points; in `plots` of all these widths and heights (px at text size 14), as a larger one
    moves marks under names that a smaller one keeps apart.
    """
    dots, soft = (np.array(list(each), dtype=float).reshape(-1, 2) for each in (points, quiet))
    sizes = [np.array(plot, dtype=float) for plot in plots]
    hard = [np.tile(dots * plot, 2) for plot in sizes]
    mild = [np.tile(soft * plot, 2) for plot in sizes]
    taken = [[_boxes(name, [spot], plot)[0] for name, spot in standing] for plot in sizes]
    leaders: list[list[Floats]] = [[] for _ in sizes]
    found: list[Spot | None] = []
    for name in names:
        every = _spots(name.height)
        # Nearly all stand near their mark, and looking further takes four times as long.
        for spots in (every[:_NEAR], *([] if name.near else [every])):
            boxes = [_boxes(name, spots, plot) for plot in sizes]
            free, clear = np.ones((2, len(spots)), dtype=bool)
            for at, (plot, mine) in enumerate(zip(sizes, boxes, strict=True)):
                free &= (mine[:, :2] >= 0).all(1) & (mine[:, 2:] <= plot).all(1)
                free &= ~_meets(mine, np.concatenate([hard[at], *leaders[at]]), _AROUND)
                clear &= ~_meets(mine, mild[at], 0)
                others = np.array(taken[at]).reshape(-1, 4)
                free &= ~_meets(mine, others, 0)
                free &= [
                    not (spot.far and _meets(_leader(name, spot, plot), others, 0).any())
                    for spot in spots
                ]
            if (free & clear).any():
                break
        if not free.any():
            found.append(None)
            continue
        place = int((free & clear if (free & clear).any() else free).argmax())
        spot = spots[place]
        found.append(spot)
        for plot, mine, stood, led in zip(sizes, boxes, taken, leaders, strict=True):
            stood.append(mine[place])
            if spot.far:
                led.append(_leader(name, spot, plot))
    return found


def shorten(text: str, most: int) -> str:
    """At most so many characters of `text`, with the sign that says there is more.

    >>> shorten("Ekskolan", 8), shorten("Ekskolan i Alby", 12)
    ('Ekskolan', 'Ekskolan i…')
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


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


@lru_cache(maxsize=16)
def _spots(height: float) -> list[Spot]:
    """Where a name so high may stand, the best first: beside the mark, over and under it, then further
    away."""
    away = _BESIDE + height / 2
    near = [
        *(Spot("left", _BESIDE, 0), Spot("right", -_BESIDE, 0)),
        *(Spot("center", 0, away), Spot("center", 0, -away)),
        *(Spot("left", _BESIDE, up) for up in (_BESIDE, -_BESIDE)),
        *(Spot("right", -_BESIDE, up) for up in (_BESIDE, -_BESIDE)),
    ]
    far = [
        Spot(anchor, right, way * (away + LINE * steps), far=True)
        for steps in (1, 2, 3, 4)
        for anchor, right in (("left", 14), ("right", -14), ("center", 0))
        for way in (1, -1)
    ]
    return near + far


def _boxes(name: Name, spots: Sequence[Spot], plot: Floats) -> Floats:
    """`[spots, 4]`: left, low, right and high of the name at each spot, in px."""
    x, y = np.array(name.at) * plot
    width, height = name.width, name.height
    corners = [
        (x + spot.right - _PART[spot.anchor] * width, y + spot.up - height / 2) for spot in spots
    ]
    low: Floats = np.array(corners)
    return np.concatenate((low, low + np.array((width, height))), axis=1)


def _leader(name: Name, spot: Spot, plot: Floats) -> Floats:
    """`[points, 4]`: points along the line from the mark to its name, as boxes, without the ends."""
    x, y = np.array(name.at) * plot
    return np.tile(along((x, y), (x + spot.right, y + spot.up))[4:-4], 2)


def _meets(boxes: Floats, others: Floats, around: float) -> npt.NDArray[np.bool_]:
    """Which of the boxes come nearer than `around` px to one of the others (or points, as boxes)."""
    mine = boxes[:, None]
    after = mine[..., :2] - around < others[:, 2:]
    return np.asarray((after & (others[:, :2] < mine[..., 2:] + around)).all(-1).any(-1))
