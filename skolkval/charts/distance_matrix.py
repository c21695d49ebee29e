"""Is it the levels that tell us apart? Mean distances in steps, within and between the levels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import isnan

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from skolkval.analysis.agreement import largest_distance
from skolkval.charts import cells as words
from skolkval.charts.look import Look
from skolkval.charts.theme import (
    Note,
    Trace,
    index_colorscale,
    index_colour,
    lines,
    plain,
    text_on,
    wrapped,
)
from skolkval.instruments.model import Instrument
from skolkval.swedish import number

ROW, HEADER, FOOT = 56, 36, 30
LABEL_WIDTH, MOST_UPRIGHT = 16, 4
"""Characters on a line of a name, and over how many columns names have room to stand upright."""
DECIMALS = 2
"""With one, levels that are a gap apart can have the same number as colleagues within them."""


def distance_matrix(
    levels: Sequence[str],
    matrix: npt.ArrayLike,
    instrument: Instrument,
    hidden: Sequence[str],
    threshold: int,
    look: Look,
) -> go.Figure:
    """The distances in steps `[levels, levels]` as cells, darker where two people are farther apart.

    The tones run from 0 to the distance of a group that is half at each end, (K - 1) / 2 steps;
    what is farther has the darkest. Cells on the diagonal, within a level, are framed. A level in
    `hidden` has ".." and nothing else; `nan` is a distance that does not exist.
    """
    theme = look.theme
    array = np.asarray(matrix, dtype=float)
    longest = largest_distance(instrument.scale.size)
    names = [instrument.level_label[level] for level in levels]
    upright = len(levels) <= MOST_UPRIGHT
    places = [(y, x) for y in range(len(levels)) for x in range(len(levels))]

    def value(y: int, x: int) -> float | None:
        known = not ({levels[y], levels[x]} & set(hidden)) and not isnan(array[y, x])
        # As it is printed, so that equal numbers have equal tones.
        exact = Decimal(str(array[y, x]))
        return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP)) if known else None

    def text(y: int, x: int) -> str:
        if {levels[y], levels[x]} & set(hidden):
            return words.HIDDEN
        return number(value(y, x), DECIMALS)

    def hover(y: int, x: int) -> str:
        one, other = plain(names[y].lower()), plain(names[x].lower())
        who = f"Två inom {one}" if x == y else f"En från {one} och en från {other}"
        if {levels[y], levels[x]} & set(hidden):
            return f"{who}<br>{words.hidden_text(threshold)}"
        if value(y, x) is None:
            return f"{who}<br>För få svar"
        return f"{who}<br>är i snitt <b>{text(y, x)} steg</b> isär"

    def colour(y: int, x: int) -> str:
        distance = value(y, x)
        return theme.second if distance is None else text_on(index_colour(_part(distance, longest)))

    traces: list[Trace] = [
        {
            "type": "heatmap",
            "z": [[value(y, x) for x in range(len(levels))] for y in range(len(levels))],
            "zmin": 0,
            "zmax": longest,
            "colorscale": index_colorscale(),
            "showscale": False,
            "xgap": theme.px(4),
            "ygap": theme.px(4),
            "hoverinfo": "skip",
            "name": "avstånd",
        },
        {
            "type": "scatter",
            "x": [x for _, x in places],
            "y": [y for y, _ in places],
            "mode": "text",
            "text": [f"<b>{text(y, x)}</b>" for y, x in places],
            "textfont": {
                "color": [colour(y, x) for y, x in places],
                "size": theme.px(17 if upright else 13),
            },
            "hovertext": [hover(y, x) for y, x in places],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "name": "avstånd",
        },
    ]
    frames: list[Note] = [
        {
            "type": "rect",
            **{"x0": place - 0.485, "x1": place + 0.485, "y0": place - 0.455, "y1": place + 0.455},
            "line": {"color": theme.ink, "width": theme.px(2)},
        }
        for place in range(len(levels))
    ]
    room = theme.label_width(names, LABEL_WIDTH)
    tallest = max((len(lines(name, LABEL_WIDTH)) for name in names), default=1)
    header = theme.px(HEADER + 18 * (tallest - 1)) if upright else room
    explained = theme.note(
        "Inramat: två inom samma nivå",
        **{"x": 0, "xref": "paper", "xshift": -room, "y": 0, "yref": "paper", "yanchor": "top"},
        yshift=-theme.px(6),
        font={"color": theme.second},
    )
    return theme.figure(
        traces,
        {
            "height": theme.px(ROW * len(levels) + FOOT) + header,
            "margin": {"l": room, "t": header, "b": theme.px(FOOT), "r": 0},
            "xaxis": {
                "range": [-0.5, len(levels) - 0.5],
                "side": "top",
                "tickvals": list(range(len(levels))),
                "ticktext": [f"<b>{wrapped(name, LABEL_WIDTH)}</b>" for name in names],
                "tickangle": 0 if upright else -90,
                "ticklabeloverflow": "allow",
                "showgrid": False,
            },
            "yaxis": {
                "range": [len(levels) - 0.5, -0.5],
                "showticklabels": False,
                "showgrid": False,
            },
            "shapes": frames,
            "annotations": [*theme.labels(names, LABEL_WIDTH), explained],
        },
    )


def _part(distance: float, longest: float) -> float:
    """A distance as 0-100 of the longest tone."""
    return min(100.0, 100 * distance / longest)
