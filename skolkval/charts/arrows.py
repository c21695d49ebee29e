"""Where has each area gone in the plane of index and samsyn since the earlier round?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from skolkval.analysis.fields import FIELDS, Cuts
from skolkval.charts.look import Look
from skolkval.charts.theme import Note, Trace, plain
from skolkval.swedish import number


@dataclass(frozen=True)
class Arrow:
    """One area's way from (index, samsyn) to (index, samsyn), both 0-100, and whether it is sure."""

    name: str
    start: tuple[float, float]
    end: tuple[float, float]
    named: bool
    words: str
    key: Sequence[str] = ()


def arrow_plane(
    arrows: Sequence[Arrow], cuts: Cuts, colour: str, symbol: str, look: Look
) -> go.Figure:
    """Arrows over the four fields; those that are not `named` are grey. customdata is the key."""
    theme = look.theme
    notes: list[Note] = [
        {
            "x": arrow.end[0],
            "y": arrow.end[1],
            "ax": arrow.start[0],
            "ay": arrow.start[1],
            "xref": "x",
            "yref": "y",
            "axref": "x",
            "ayref": "y",
            "showarrow": True,
            "text": "",
            "arrowhead": 2,
            "arrowwidth": theme.px(2.5 if arrow.named else 1.5),
            "arrowcolor": colour if arrow.named else theme.track,
            "standoff": theme.px(5),
        }
        for arrow in sorted(arrows, key=lambda each: each.named)
    ]
    notes += [
        theme.note(
            plain(arrow.name),
            x=arrow.end[0],
            y=arrow.end[1],
            xanchor="right" if arrow.end[0] > 70 else "left",
            xshift=theme.px(-9 if arrow.end[0] > 70 else 9),
            name="label",
        )
        for arrow in arrows
        if arrow.named
    ]
    notes += [
        theme.note(
            field.name,
            x=99 if field.strong else 1,
            y=99 if field.united else 1,
            xanchor="right" if field.strong else "left",
            yanchor="top" if field.united else "bottom",
            font={"color": theme.second},
            name="fält",
        )
        for field in FIELDS
    ]
    traces: list[Trace] = [
        _line([cuts.index, cuts.index], [0, 100], theme.line),
        _line([0, 100], [cuts.agreement, cuts.agreement], theme.line),
        {
            "type": "scatter",
            "mode": "markers",
            "x": [arrow.end[0] for arrow in arrows],
            "y": [arrow.end[1] for arrow in arrows],
            "marker": {
                "symbol": symbol,
                "size": theme.px(10),
                "color": [colour if arrow.named else theme.muted for arrow in arrows],
            },
            "customdata": [list(arrow.key) for arrow in arrows],
            "hovertext": [_hover(arrow) for arrow in arrows],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
            "name": "nu",
        },
    ]
    axis = {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "showgrid": False}
    return theme.figure(
        traces,
        {
            "height": theme.px(420),
            "margin": {"l": theme.px(52), "r": theme.px(12), "t": theme.px(10), "b": theme.px(48)},
            "annotations": notes,
            "xaxis": {**axis, "title": {"text": "Index", "standoff": 6}},
            "yaxis": {**axis, "title": {"text": "Samsyn", "standoff": 6}},
        },
    )


def _line(x: list[float], y: list[float], colour: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": 1.5},
        "hoverinfo": "skip",
        "name": "gräns",
    }


def _hover(arrow: Arrow) -> str:
    ends = zip(arrow.start, arrow.end, strict=True)
    index, agreement = (f"{number(a, 0)} → {number(b, 0)}" for a, b in ends)
    return (
        f"<b>{plain(arrow.name)}</b><br>Index {index}<br>Samsyn {agreement}<br>{plain(arrow.words)}"
    )
