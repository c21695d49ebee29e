"""How has each level's index gone over three rounds or more, and how sure is it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from skolkval.charts.look import Look
from skolkval.charts.theme import LegendEntry, LevelStyle, Trace, plain
from skolkval.swedish import number

ALONE = 0.04
"""Half the width of the band of a round that stands alone, as a part of the way to the next."""


@dataclass(frozen=True)
class Series:
    """One level over time: per round its index 0-100 and interval, None where it is not shown."""

    name: str
    style: LevelStyle
    index: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]


def over_time(series: Sequence[Series], rounds: Sequence[str], look: Look) -> go.Figure:
    """Lines with bands of the 95 % interval, axis 0-100; rounds evenly spaced, in order of time.

    A band or line is broken where a round is not shown.
    """
    theme = look.theme
    traces: list[Trace] = []
    for each in series:
        for part in _unbroken(each.index):
            traces.append(_band(each, part))
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": list(range(len(rounds))),
                "y": list(each.index),
                "connectgaps": False,
                "line": {"color": each.style.colour, "width": theme.px(2.5)},
                "marker": {
                    "symbol": each.style.symbol,
                    "size": theme.px(10),
                    "color": each.style.colour,
                },
                "hovertext": [_hover(each, place, rounds) for place in range(len(rounds))],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
                "name": plain(each.name),
            }
        )
    left = theme.px(34)
    entries = [LegendEntry(each.style.colour, each.style.glyph, each.name) for each in series]
    legend, height = theme.legend(
        entries if len(entries) > 1 else [], left, theme.px(10), 300 if look.narrow else 600
    )
    return theme.figure(
        traces,
        {
            "height": theme.px(360) + height,
            "margin": {"l": left, "r": theme.px(20), "t": theme.px(10) + height, "b": theme.px(56)},
            "annotations": legend,
            "xaxis": {
                "range": [-0.25, len(rounds) - 0.75],
                "tickvals": list(range(len(rounds))),
                "ticktext": [plain(name) for name in rounds],
                "showgrid": False,
            },
            "yaxis": {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100]},
        },
    )


def _unbroken(values: Sequence[float | None]) -> list[list[int]]:
    """The places of each run of known values.

    >>> _unbroken([1.0, 2.0, None, 3.0])
    [[0, 1], [3]]
    """
    runs: list[list[int]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _band(series: Series, places: Sequence[int]) -> Trace:
    """The band of one run of rounds; a narrow one where a round stands alone."""
    high, low = ([ends[place] for place in places] for ends in (series.high, series.low))
    x: list[float] = list(places)
    if len(x) == 1:
        x, high, low = [x[0] - ALONE, x[0] + ALONE], high * 2, low * 2
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*x, *reversed(x)],
        "y": [*high, *reversed(low)],
        "fill": "toself",
        "fillcolor": f"{series.style.colour}26",
        "line": {"width": 0},
        "hoverinfo": "skip",
        "name": f"{plain(series.name)}, osäkerhet",
    }


def _hover(series: Series, place: int, rounds: Sequence[str]) -> str:
    head = f"<b>{plain(series.name)}</b><br>{plain(rounds[place])}"
    index, low, high = series.index[place], series.low[place], series.high[place]
    if index is None:
        return f"{head}<br>Visas inte"
    return (
        f"{head}<br>Index {number(index, 0)} av 100<br>osäkerhet {number(low, 0)}–{number(high, 0)}"
    )
