"""Which units lie further from the others than chance alone would put them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from skolkval.analysis.funnel import ACTION, WARNING, Funnel
from skolkval.charts.free_places import Name, Plots, free_spots, name_note, shorten
from skolkval.charts.look import Look
from skolkval.charts.theme import LegendEntry, Note, Trace, plain
from skolkval.swedish import number

NAMED, NAMED_NARROW, LONGEST = 8, 4, 30
"""At most so many units outside the limits have their name printed, and so many characters of it."""
ALL_NAMED = 12
"""Of so few units each has its name where there is room; of more, a name inside the limits would point out."""
HEIGHT = 356
PLOTS: Plots = ((590, 250), (1100, HEIGHT))
PLOTS_NARROW: Plots = ((265, HEIGHT), (590, HEIGHT))
"""From the narrowest (style.css) and lowest (on a wall) to the widest."""
LIMITS = ((WARNING, "95 %", "dot"), (ACTION, "99,8 %", "solid"))


@dataclass(frozen=True)
class Point:
    """One unit, or those that are counted together: its name, index 0-100 and raters."""

    name: str
    index: float
    n: int
    units: tuple[str, ...]


def funnel_plot(points: Sequence[Point], expected: Funnel, colour_of: str, look: Look) -> go.Figure:
    """Index against the number of raters, within the 95 and 99.8 % limits around all together.

    `colour_of` is the level's symbol and colour as a hex code. Marks beyond the 99.8 % limit are filled
    and named, those beyond the 95 % limit filled; of a few units all are named where there is room.
    customdata is the units' names.
    """
    theme = look.theme
    most = max((point.n for point in points), default=1)
    least = min((point.n for point in points), default=1)
    sizes = np.geomspace(max(1, least * 0.8), most * 1.15, 60)
    traces: list[Trace] = [
        _line(sizes.tolist(), end.tolist(), dash, theme.second, f"gräns {share}")
        for deviate, share, dash in LIMITS
        for end in expected.limits(sizes, deviate)
    ]
    middle = [expected.centre] * len(sizes)
    traces.append(_line(sizes.tolist(), middle, "solid", theme.muted, "alla"))
    lines_at = [at for line in traces for at in zip(line["x"], line["y"], strict=True)]
    beyond = {
        deviate: expected.outside(
            [point.index for point in points], [point.n for point in points], deviate
        )
        for deviate, _, _ in LIMITS
    }
    groups = (
        ("innanför", ~beyond[WARNING], theme.card, theme.second),
        ("utanför 95 %", beyond[WARNING] & ~beyond[ACTION], theme.muted, theme.muted),
        ("utanför 99,8 %", beyond[ACTION], colour_of, colour_of),
    )
    for name, mine, fill, edge in groups:
        shown = [point for point, inside in zip(points, mine, strict=True) if inside]
        traces.append(
            {
                "type": "scatter",
                "x": [point.n for point in shown],
                "y": [point.index for point in shown],
                "mode": "markers",
                "marker": {
                    "size": theme.px(10),
                    "color": fill,
                    "line": {"color": edge, "width": theme.px(1.5)},
                },
                "customdata": [list(point.units) for point in shown],
                "hovertext": [_hover(point) for point in shown],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
                "name": name,
            }
        )
    entries = [
        LegendEntry(theme.second, "┄", "95 %-gräns"),
        LegendEntry(theme.second, "─", "99,8 %-gräns"),
        LegendEntry(theme.muted, "●", "utanför 95 %"),
        LegendEntry(colour_of, "●", "utanför 99,8 %"),
        LegendEntry(theme.muted, "─", f"alla tillsammans, index {number(expected.centre, 0)}"),
    ]
    left, bottom = theme.px(34), theme.px(52)
    legend, legend_height = theme.legend(entries, left, theme.px(12), 300 if look.narrow else 600)
    notes: list[Note] = [
        *legend,
        *_names(points, beyond[ACTION], expected, lines_at, float(sizes[-1]), look),
    ]
    notes.append(
        theme.note(
            "Antal svarande",
            x=1,
            xref="paper",
            xanchor="right",
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-theme.px(26),
            font={"color": theme.second},
        )
    )
    layout: dict[str, Any] = {
        "height": theme.px(HEIGHT + 64) + legend_height,
        "margin": {"l": left, "r": theme.px(12), "t": theme.px(12) + legend_height, "b": bottom},
        "annotations": notes,
        "xaxis": {"range": [0, float(sizes[-1])], "showgrid": False, "rangemode": "tozero"},
        # The corner has its 0 from the other axis.
        "yaxis": {
            "range": [0, 100],
            "tickvals": [0, 25, 50, 75, 100],
            "ticktext": ["", "25", "50", "75", "100"],
        },
    }
    return theme.figure(traces, layout)


def _line(x: Sequence[float], y: Sequence[float], dash: str, colour: str, name: str) -> Trace:
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "mode": "lines",
        "line": {"color": colour, "dash": dash, "width": 1.5},
        "hoverinfo": "skip",
        "name": name,
    }


def _hover(point: Point) -> str:
    return (
        f"<b>{plain(point.name)}</b><br>Index {number(point.index, 0)} av 100"
        f"<br>{number(point.n)} svarande"
    )


def _names(
    points: Sequence[Point],
    beyond: Iterable[Any],
    expected: Funnel,
    lines_at: Sequence[tuple[float, float]],
    most: float,
    look: Look,
) -> list[Note]:
    """The names of the units that lie furthest out, and of the others if they are few, where they
    cover no mark, and if it can be no line.

    `lines_at` are points along the lines, and `most` is where the x axis ends.
    """

    def share(n: float, index: float) -> tuple[float, float]:
        return n / most, index / 100

    theme = look.theme
    out = {point for point, outside in zip(points, beyond, strict=True) if outside}
    others = points if len(points) <= ALL_NAMED else ()
    furthest = sorted(
        out.union(others),
        key=lambda point: (point not in out, -abs(point.index - expected.centre) * point.n**0.5),
    )[: max(NAMED_NARROW if look.narrow else NAMED, len(others))]
    names = [
        Name((shorten(point.name, LONGEST),), share(point.n, point.index)) for point in furthest
    ]
    spots = free_spots(
        names,
        [share(point.n, point.index) for point in points],
        (),
        PLOTS_NARROW if look.narrow else PLOTS,
        quiet=[share(*at) for at in lines_at],
    )
    # One without a free spot is named on hover and in the table.
    return [
        name_note(name, spot, (point.n, point.index), theme)
        | {"name": "enhet", "font": {"color": theme.ink if point in out else theme.second}}
        for point, name, spot in zip(furthest, names, spots, strict=True)
        if spot is not None
    ]
