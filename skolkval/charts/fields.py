"""What lies under the marks of a plane of index and samsyn: axes, the four fields, and what cannot be."""

from __future__ import annotations

from functools import cache

from skolkval.analysis.fields import FIELDS, Cuts, agreement_limits
from skolkval.charts.colour import between
from skolkval.charts.free_places import Name, Plots, Spot, along
from skolkval.charts.look import Look
from skolkval.charts.theme import Note, Theme, Trace, lines, wrapped

PLOT_WIDTH, PLOT_HEIGHT = 500, 370
"""The narrowest plot on a page, and its height, in px at text size 14."""
PLOTS: Plots = ((PLOT_WIDTH, 250), (2 * PLOT_WIDTH, PLOT_HEIGHT))
PLOTS_NARROW: Plots = ((260, PLOT_HEIGHT), (PLOT_WIDTH, PLOT_HEIGHT))
"""From the narrowest and lowest (on a wall) to the widest."""
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 12, 50
"""Px at text size 14 around the plot."""
TICKS = [0, 25, 50, 75, 100]
_WRAP_NARROW = 14
_SHADE = 0.6
"""How far towards the lines' colour the shaded is; darker, and marks would not stand out from it."""


def frame(theme: Theme, above: int = 0) -> Trace:
    """The size, margins and axes of a plane with a legend so many px high `above` it."""
    top, bottom = theme.px(TOP) + above, theme.px(BOTTOM)
    return {
        "height": theme.px(PLOT_HEIGHT) + top + bottom,
        "margin": {"t": top, "r": theme.px(RIGHT), "b": bottom, "l": theme.px(LEFT)},
        "xaxis": _axis("Index →", theme),
        "yaxis": _axis("Samsyn →", theme),
    }


def _axis(title: str, theme: Theme) -> Trace:
    font = {"size": theme.size, "color": theme.second}
    return {
        "range": [0, 100],
        "tickvals": TICKS,
        "title": {"text": title, "standoff": theme.px(8), "font": font},
    }


def impossible(size: int, theme: Theme) -> list[Note]:
    """Two shaded areas: below the smallest and above the largest samsyn at each index."""
    return [
        {
            "type": "path",
            "path": path,
            "line": {"width": 0},
            "fillcolor": shade(theme),
            "layer": "below",
            "name": "impossible",
        }
        for path in _limits(size)
    ]


def shade(theme: Theme) -> str:
    """The colour of what cannot be."""
    return between(theme.card, theme.line, _SHADE)


@cache
def _limits(size: int) -> tuple[str, str]:
    """The outlines of both areas. Paths, as lists of points would cost more than all the marks."""
    steps = [100 * step / (size - 1) for step in range(size)]
    index = sorted({float(place) for place in range(101)} | set(steps))
    lowest, highest = agreement_limits(index, size)
    below, above = (
        "L".join(f"{x:.4g},{y:.4g}" for x, y in zip(index, limit.tolist(), strict=True))
        for limit in (lowest, highest)
    )
    return f"M{below}L100,0L0,0Z", f"M{above}L100,100L0,100Z"


def cut_lines(cuts: Cuts, theme: Theme) -> list[Note]:
    """The lines between the fields."""
    line = {"color": theme.muted, "width": 1, "dash": "dash"}
    return [
        {"type": "line", "x0": cuts.index, "x1": cuts.index, "y0": 0, "y1": 100, "line": line},
        {
            "type": "line",
            "x0": 0,
            "x1": 100,
            "y0": cuts.agreement,
            "y1": cuts.agreement,
            "line": line,
        },
    ]


def field_names(look: Look) -> list[Note]:
    """The names of the fields, in their corners."""
    theme = look.theme
    return [
        theme.note(
            f"<b>{wrapped(field.name, _WRAP_NARROW) if look.narrow else field.name}</b>",
            x=100 if field.strong else 0,
            xanchor="right" if field.strong else "left",
            align="right" if field.strong else "left",
            y=100 if field.united else 0,
            yanchor="top" if field.united else "bottom",
            font={"color": theme.second, "size": theme.size},
            name="field",
        )
        for field in FIELDS
    ]


def field_places(look: Look) -> list[tuple[Name, Spot]]:
    """Where `field_names` stand."""
    found = []
    for field in FIELDS:
        name = Name(
            lines(field.name, _WRAP_NARROW if look.narrow else 60),
            (float(field.strong), float(field.united)),
        )
        up = name.height / 2 + 4
        found.append(
            (name, Spot("right" if field.strong else "left", 0, -up if field.united else up))
        )
    return found


def cut_points(cuts: Cuts) -> list[tuple[float, float]]:
    """Points along the lines between the fields, as shares of the plot."""
    return [
        *along(share((cuts.index, 0)), share((cuts.index, 100))),
        *along(share((0, cuts.agreement)), share((100, cuts.agreement))),
    ]


def share(place: tuple[float, float]) -> tuple[float, float]:
    """A place in the plane, 0-100 both ways, as shares of the plot."""
    return place[0] / 100, place[1] / 100
