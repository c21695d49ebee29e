"""How has each area moved between two rounds? One panel per level, only what is sure in colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from skolkval.charts.look import Look
from skolkval.charts.theme import Note, Trace, plain, wrapped
from skolkval.swedish import number, signed

LABEL_WIDTH = 18
BETWEEN_LABELS = 6.5
"""Index points between two labels, so that they do not cover each other."""


@dataclass(frozen=True)
class Slope:
    """One area (or statement) in two rounds: index 0-100, and whether it has moved beyond doubt."""

    name: str
    earlier: float
    later: float
    named: bool
    words: str
    key: Sequence[str] = ()


@dataclass(frozen=True)
class Panel:
    """The slopes of one level, and how that level looks."""

    name: str
    colour: str
    symbol: str
    slopes: Sequence[Slope]


def slope_chart(panels: Sequence[Panel], when: tuple[str, str], look: Look) -> go.Figure:
    """`panels` beside each other, on a phone under each other; axis 0-100, x the two rounds `when`.

    Slopes that are not `named` are grey and unlabelled; customdata is the slope's key.
    """
    theme = look.theme
    traces: list[Trace] = []
    notes: list[Note] = []
    layout: dict[str, Any] = {}
    count = max(1, len(panels))
    for place, panel in enumerate(panels):
        suffix = "" if place == 0 else str(place + 1)
        axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        across, up = _domains(place, count, look.narrow)
        layout[f"xaxis{suffix}"] = {
            "domain": across,
            "anchor": f"y{suffix}",
            "range": [-0.12, 1.85],
            "tickvals": [0, 1],
            "ticktext": [plain(text) for text in when],
            "showgrid": False,
        }
        layout[f"yaxis{suffix}"] = {
            "domain": up,
            "anchor": f"x{suffix}",
            "range": [0, 100],
            "tickvals": [0, 25, 50, 75, 100],
            "showticklabels": place == 0 or look.narrow,
        }
        for named in (False, True):
            traces += _slopes(
                [s for s in panel.slopes if s.named is named], panel, named, look, axes
            )
        refs = {"xref": f"x{suffix}", "yref": f"y{suffix}"}
        notes.append(
            theme.note(
                f"<b>{theme.mark(panel.colour, _glyph(panel.symbol))} {plain(panel.name)}</b>",
                x=-0.12,
                y=100,
                yanchor="bottom",
                yshift=theme.px(8),
                name="nivå",
                **refs,
            )
        )
        sure = sorted((s for s in panel.slopes if s.named), key=lambda slope: slope.later)
        gap = BETWEEN_LABELS * (2 if look.narrow else 1)
        for slope, y in zip(sure, apart([s.later for s in sure], gap), strict=True):
            text = f"{slope.name} {signed(slope.later - slope.earlier, 0)}"
            notes.append(
                theme.note(wrapped(text, LABEL_WIDTH + 4), x=1.06, y=y, name="label", **refs)
            )
    layout |= {
        "height": theme.px(330 * count if look.narrow else 400),
        "margin": {"l": theme.px(34), "r": theme.px(4), "t": theme.px(40), "b": theme.px(34)},
        "annotations": notes,
    }
    return theme.figure(traces, layout)


def apart(values: Sequence[float], gap: float) -> list[float]:
    """Rising `values` moved as little as is simple, so that neighbours are at least `gap` apart.

    >>> apart([10, 11, 50], 5)
    [8.0, 13.0, 50.0]
    """
    placed = [float(value) for value in values]
    for _ in range(20):
        moved = False
        for i in range(len(placed) - 1):
            lacking = gap - (placed[i + 1] - placed[i])
            if lacking > 1e-9:
                placed[i] -= lacking / 2
                placed[i + 1] += lacking / 2
                moved = True
        if not moved:
            break
    return [round(value, 2) for value in placed]


def _domains(place: int, count: int, narrow: bool) -> tuple[list[float], list[float]]:
    """Where a panel lies: a part of the width, or on a phone of the height, first on top."""
    share, air = 1 / count, 0.03 if count > 1 else 0.0
    if narrow:
        top = 1 - place * share
        return [0, 1], [max(0.0, top - share + air * 2.5), top]
    return [place * share, (place + 1) * share - air], [0, 1]


def _glyph(symbol: str) -> str:
    shapes = {"diamond": "◆", "square": "■", "circle": "●", "triangle-up": "▲"}
    return shapes.get(symbol, "●")


def _slopes(
    slopes: Sequence[Slope], panel: Panel, named: bool, look: Look, axes: dict[str, str]
) -> list[Trace]:
    """All slopes of one kind as one line trace with breaks, and one trace of marks."""
    theme = look.theme
    colour = panel.colour if named else theme.track
    if not slopes:
        return []
    line: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _ in slopes for x in (0, 1, None)],
        "y": [y for slope in slopes for y in (slope.earlier, slope.later, None)],
        "line": {"color": colour, "width": theme.px(3 if named else 1.5)},
        "hoverinfo": "skip",
        "name": "säker" if named else "osäker",
        **axes,
    }
    marks: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for _ in slopes for x in (0, 1)],
        "y": [y for slope in slopes for y in (slope.earlier, slope.later)],
        "marker": {"symbol": panel.symbol, "size": theme.px(9), "color": colour},
        "customdata": [list(slope.key) for slope in slopes for _ in (0, 1)],
        "hovertext": [_hover(slope, panel) for slope in slopes for _ in (0, 1)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "name": "säker" if named else "osäker",
        **axes,
    }
    return [line, marks]


def _hover(slope: Slope, panel: Panel) -> str:
    return (
        f"<b>{plain(slope.name)}</b><br>{plain(panel.name)}<br>"
        f"Index {number(slope.earlier, 0)} → {number(slope.later, 0)} "
        f"({signed(slope.later - slope.earlier, 0)})<br>{plain(slope.words)}"
    )
