"""How has each area moved between two rounds? One panel per level, only what is sure in colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from skolkval.charts.free_places import LINE, shorten
from skolkval.charts.look import Look
from skolkval.charts.theme import WIDTH_OF_CHARACTER, LevelStyle, Note, Trace, lines, plain
from skolkval.swedish import number, signed

WRAP_AT, LONGEST = 16, 24
"""Characters in a line of a label, and at most in a word: the rest of it is on hover."""
BESIDE, PANEL_WIDTH, PANEL_WIDTH_NARROW = 3, 235, 270
"""Panels beside each other, and the narrowest one there is, in px at text size 14 (see style.css)."""
LEFT, LABEL_X = -0.12, 1.1
_PLOT, _ABOVE, _BELOW = 326, 40, 46


@dataclass(frozen=True)
class Slope:
    """One area (or statement) in two rounds: index 0-100, and whether it has moved beyond doubt."""

    name: str
    earlier: float
    later: float
    named: bool
    words: str
    key: Sequence[str] = ()

    @property
    def label(self) -> tuple[str, ...]:
        """Its name and how far it has moved, over lines."""
        text = f"{self.name} {signed(self.later - self.earlier, 0)}"
        return tuple(shorten(line, LONGEST) for line in lines(text, WRAP_AT))


@dataclass(frozen=True)
class Panel:
    """The slopes of one level, and how that level looks."""

    name: str
    style: LevelStyle
    slopes: Sequence[Slope]

    @property
    def sure(self) -> list[Slope]:
        """Those that have a label, from below."""
        return sorted((s for s in self.slopes if s.named), key=lambda slope: slope.later)


def slope_chart(panels: Sequence[Panel], when: tuple[str, str], look: Look) -> go.Figure:
    """`panels` beside each other, on a phone under each other; axis 0-100, x the two rounds `when`.

    Slopes that are not `named` are grey and unlabelled; customdata is the slope's key. The chart is
    as high, and the axis as long, as the labels need.
    """
    theme = look.theme
    traces: list[Trace] = []
    notes: list[Note] = []
    layout: dict[str, Any] = {}
    beside = 1 if look.narrow else min(BESIDE, max(1, len(panels)))
    rows = -(-max(1, len(panels)) // beside)
    plot = max([_PLOT, *(LINE * sum(len(s.label) for s in panel.sure) for panel in panels)])
    right = _right(panels, PANEL_WIDTH_NARROW if look.narrow else PANEL_WIDTH)
    height = rows * (_ABOVE + plot + _BELOW)
    for place, panel in enumerate(panels):
        suffix = "" if place == 0 else str(place + 1)
        axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        row, column = divmod(place, beside)
        top = 1 - row * (_ABOVE + plot + _BELOW) / (height - _ABOVE - _BELOW)
        layout[f"xaxis{suffix}"] = {
            "domain": [column / beside, (column + 1) / beside - 0.02 * (beside > 1)],
            "anchor": f"y{suffix}",
            "range": [LEFT, right],
            "tickvals": [0, 1],
            "ticktext": [plain(text) for text in when],
            # Below the 0 of the other axis, which the first of them would touch.
            "ticklabelstandoff": theme.px(8),
            "showgrid": False,
        }
        layout[f"yaxis{suffix}"] = {
            "domain": [max(0.0, top - plot / (height - _ABOVE - _BELOW)), top],
            "anchor": f"x{suffix}",
            "range": [0, 100],
            "tickvals": [0, 25, 50, 75, 100],
            "showticklabels": column == 0,
        }
        for named in (False, True):
            traces += _slopes(
                [s for s in panel.slopes if s.named is named], panel, named, look, axes
            )
        refs = {"xref": f"x{suffix}", "yref": f"y{suffix}"}
        notes.append(
            theme.note(
                f"<b>{theme.mark(panel.style.colour, panel.style.glyph)} {plain(panel.name)}</b>",
                x=LEFT,
                y=100,
                yanchor="bottom",
                yshift=theme.px(8),
                name="nivå",
                **refs,
            )
        )
        labels = [slope.label for slope in panel.sure]
        heights = [100 * LINE * len(label) / plot for label in labels]
        placed = apart([slope.later for slope in panel.sure], heights)
        traces += _leaders(panel.sure, placed, look, axes)
        notes += [
            theme.note("<br>".join(map(plain, label)), x=LABEL_X, y=y, name="label", **refs)
            for label, y in zip(labels, placed, strict=True)
        ]
    layout |= {
        "height": theme.px(height),
        "margin": {
            "l": theme.px(34),
            "r": theme.px(4),
            "t": theme.px(_ABOVE),
            "b": theme.px(_BELOW),
        },
        "annotations": notes,
    }
    return theme.figure(traces, layout)


def apart(middles: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The middles of labels so high, rising, moved as little as can be so that none meets another.

    All are kept within 0-100, where there is room for them all.

    >>> apart([10, 11, 50], [6, 4, 5])
    [8.0, 13.0, 50.0]
    """
    # Without their heights labels may lie on each other, but never pass: then those that would are
    # one group, in the mean of its places (the pool adjacent violators algorithm).
    before = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    groups: list[list[float]] = []
    for middle, height in zip(middles, before, strict=True):
        groups.append([middle - height])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    most = 100 - sum(heights)
    low = [min(max(_mean(group), 0), max(most, 0)) for group in groups for _ in group]
    return [round(start + height, 2) for start, height in zip(low, before, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _right(panels: Sequence[Panel], width: float) -> float:
    """Where the x axis ends, so that the longest label has room in a panel of `width` px."""
    every = [line for panel in panels for slope in panel.sure for line in slope.label]
    if not every:
        return 1 - LEFT
    room = min(WIDTH_OF_CHARACTER * max(map(len, every)) + 2, 0.65 * width)
    return (LABEL_X * width - LEFT * room) / (width - room)


def _leaders(
    slopes: Sequence[Slope], placed: Sequence[float], look: Look, axes: dict[str, str]
) -> list[Trace]:
    """Thin lines from the slopes to labels that had to be moved."""
    moved = [(s, y) for s, y in zip(slopes, placed, strict=True) if abs(s.later - y) > 1]
    if not moved:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for _ in moved for x in (1.03, LABEL_X - 0.02, None)],
            "y": [y for slope, place in moved for y in (slope.later, place, None)],
            "line": {"color": look.theme.muted, "width": look.theme.px(1)},
            "hoverinfo": "skip",
            "name": "till namnet",
            **axes,
        }
    ]


def _slopes(
    slopes: Sequence[Slope], panel: Panel, named: bool, look: Look, axes: dict[str, str]
) -> list[Trace]:
    """All slopes of one kind as one line trace with breaks, and one trace of marks."""
    theme = look.theme
    colour = panel.style.colour if named else theme.muted
    if not slopes:
        return []
    # Seen as well as any line must be, but quieter than what is sure: thin, dashed, smaller marks.
    stroke = {"width": theme.px(3)} if named else {"width": theme.px(1.25), "dash": "dash"}
    line: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _ in slopes for x in (0, 1, None)],
        "y": [y for slope in slopes for y in (slope.earlier, slope.later, None)],
        "line": {"color": colour, **stroke},
        "hoverinfo": "skip",
        "name": "säker" if named else "osäker",
        **axes,
    }
    marks: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for _ in slopes for x in (0, 1)],
        "y": [y for slope in slopes for y in (slope.earlier, slope.later)],
        "marker": {
            "symbol": panel.style.symbol,
            "size": theme.px(10 if named else 7),
            "color": colour,
        },
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
