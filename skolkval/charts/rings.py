"""How does the whole hang together? The areas as rings, the innermost first, cut into groups."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from string import ascii_lowercase

import plotly.graph_objects as go

from skolkval.analysis.ringed import Part, Ring
from skolkval.charts.cells import NOTHING
from skolkval.charts.look import Look
from skolkval.charts.theme import INK, Note, Theme, Trace, index_colour, plain, text_on
from skolkval.swedish import number, small_number

MOST_RINGS, MOST_PARTS = 5, len(ascii_lowercase)
CENTRE = 0.55
"""The empty circle in the middle, in ring widths: the pupil."""
_POINTS = 48  # on each long side of a cut
_SIDE, _LINE, _BETWEEN = 450, 19, 6
"""In px at text size 14, so that the picture has room on a wall."""


def can_be_drawn(rings: Sequence[Ring]) -> bool:
    """Whether there are rings, and not more than can be told apart and lettered."""
    return 0 < len(rings) <= MOST_RINGS and sum(len(ring.parts) for ring in rings) <= MOST_PARTS


def ring_chart(rings: Sequence[Ring], look: Look) -> go.Figure:
    """`rings` (see `can_be_drawn`) from the middle outwards, each cut into its groups, clockwise.

    Every cut has the colour of its index, a letter and the index; what the letters stand for stands
    beside, or below where the card is `narrow`. `customdata` of a cut is its area's id.
    """
    theme = look.theme
    letters = iter(ascii_lowercase)
    lettered = [(ring, [(next(letters), part) for part in ring.parts]) for ring in rings]
    traces: list[Trace] = []
    for place, (ring, parts) in enumerate(lettered):
        traces += _ring(ring, parts, CENTRE + place, theme)
    notes, height = _list(lettered, look)
    side = theme.px(328 if look.narrow else _SIDE)
    below = height if look.narrow else 0
    edge = CENTRE + len(rings)
    axis = {"range": [-edge, edge], "showticklabels": False, "showgrid": False}
    layout = {
        "height": side + below if look.narrow else max(side, height),
        "margin": {"t": theme.px(4), "b": theme.px(4) + below, "l": 0, "r": 0},
        "annotations": notes,
        "xaxis": axis | {"domain": [0, 1] if look.narrow else [0, 0.54], "constrain": "domain"},
        "yaxis": axis | {"scaleanchor": "x", "constrain": "domain"},
    }
    return theme.figure(traces, layout)


def _ring(ring: Ring, parts: Sequence[tuple[str, Part]], inner: float, theme: Theme) -> list[Trace]:
    turn = 1 / len(parts)
    fills = [_fill(part, theme) for _, part in parts]
    traces: list[Trace] = []
    for place, fill in enumerate(fills):
        x, y = _outline(inner, place * turn, (place + 1) * turn)
        traces.append(
            {
                "type": "scatter",
                "x": x,
                "y": y,
                "mode": "lines",
                "fill": "toself",
                "fillcolor": fill,
                "line": {"color": theme.card, "width": theme.px(3)},
                "hoverinfo": "skip",
                "name": plain(ring.area.short_label),
            }
        )
    middles = [_at(inner + 0.5, (place + 0.5) * turn) for place in range(len(parts))]
    # One trace per text colour: a click would otherwise fade the numbers.
    inks = [
        theme.ink if part.index is None else text_on(fill)
        for (_, part), fill in zip(parts, fills, strict=True)
    ]
    for ink in dict.fromkeys(inks):
        mine = [place for place, each in enumerate(inks) if each == ink]
        unseen = {"marker": {"opacity": 0.004}, "textfont": {"color": ink}}
        traces.append(
            {
                "type": "scatter",
                "x": [middles[place][0] for place in mine],
                "y": [middles[place][1] for place in mine],
                "mode": "markers+text",
                "text": [
                    f"{parts[place][0]} <b>{_index(parts[place][1].index)}</b>" for place in mine
                ],
                "textfont": {"color": ink, "size": theme.size},
                "marker": {"size": theme.px(44), "color": INK, "opacity": 0.004},
                "selected": unseen,
                "unselected": unseen,
                "customdata": [[ring.area.id] for _ in mine],
                "hovertext": [_hover(ring, parts[place][1]) for place in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
                "name": "index",
            }
        )
    return traces


def _at(radius: float, turn: float) -> tuple[float, float]:
    """The point `radius` from the middle, `turn` of the way round, clockwise from the top."""
    return radius * sin(2 * pi * turn), radius * cos(2 * pi * turn)


def _outline(inner: float, start: float, end: float) -> tuple[list[float], list[float]]:
    """A cut of a ring: along its outside and back along its inside. Plotly's polar charts, which
    would bend it for us, cannot be clicked."""
    turns = [start + (end - start) * point / _POINTS for point in range(_POINTS + 1)]
    points = [_at(inner + 1, turn) for turn in turns]
    points += [_at(inner, turn) for turn in reversed(turns)]
    points.append(points[0])
    return [x for x, _ in points], [y for _, y in points]


def _fill(part: Part, theme: Theme) -> str:
    return theme.line if part.index is None else index_colour(part.index)


def _index(index: float | None) -> str:
    return NOTHING if index is None else number(index, 0)


def _hover(ring: Ring, part: Part) -> str:
    count = (
        f"{small_number(part.statements)} påståenden" if part.statements > 1 else "ett påstående"
    )
    said = "Inga svar att visa" if part.index is None else f"Index {_index(part.index)} av 100"
    return f"<b>{plain(part.group.label)}</b><br>{plain(ring.area.short_label)}, {count}<br>{said}"


def _list(
    lettered: Sequence[tuple[Ring, Sequence[tuple[str, Part]]]], look: Look
) -> tuple[list[Note], int]:
    """What the letters stand for, an area at a time from the middle outwards; and its height in px."""
    theme = look.theme
    line = theme.px(_LINE)
    lines: list[tuple[int, str]] = []
    top = 0
    for place, (ring, parts) in enumerate(lettered):
        where = {0: "Innerst: ", len(lettered) - 1: "Ytterst: "}.get(place, "")
        top += theme.px(_BETWEEN) * bool(place)
        lines.append((top, f"<b>{where}{plain(ring.area.short_label)} {_index(ring.index)}</b>"))
        for letter, part in parts:
            top += line
            lines.append((top, f"{letter}  {plain(part.group.label)}"))
        top += line
    place_of = {"x": 0, "y": 0} if look.narrow else {"x": 0.6, "y": 0.5}
    shift = -theme.px(12) if look.narrow else top // 2
    notes = [
        theme.note(
            text,
            xref="paper",
            yref="paper",
            yanchor="top",
            yshift=shift - down,
            name="list",
            **place_of,
        )
        for down, text in lines
    ]
    return notes, top + theme.px(16)
