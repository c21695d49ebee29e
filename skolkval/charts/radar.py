"""What shape has the whole? The areas around a circle, one line per level, beside the dot plot."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from skolkval.analysis.records import Row
from skolkval.charts import cells as words
from skolkval.charts.cells import known
from skolkval.charts.theme import LIGHT, NARROW, Theme, Trace, plain, wrapped
from skolkval.instruments.model import Instrument

LEAST_AREAS = 3
MOST_SERIES = 3
LABEL_WIDTH = 12


def can_be_drawn(rows: Sequence[Row]) -> bool:
    """Whether a radar says anything: three areas or more, three levels or fewer."""
    enough = len({row["area_id"] for row in rows}) >= LEAST_AREAS
    return enough and len({row["level"] for row in rows}) <= MOST_SERIES


def radar(
    rows: Sequence[Row],
    instrument: Instrument,
    threshold: int = 7,
    theme: Theme = LIGHT,
    narrow: bool = False,
) -> go.Figure:
    """The radar of `rows`, one per area and level,: lines with markers, no fill, axis 0-100.

    A joint answer has open markers. Areas stand in the instrument's order, the first at the top, clockwise. A level without an index
    in an area leaves a hole in its line. Where the card is `narrow` the areas stand as numbers
    around the circle and with their names below it.

    Raises:
        ValueError: with fewer than three areas or more than three levels; ask `can_be_drawn`.
    """
    if not can_be_drawn(rows):
        raise ValueError("a radar needs at least three areas and at most three levels")
    areas = words.in_order(rows, "area_id")
    levels = words.levels_present(rows, instrument.level_ids)
    at = {(str(row["area_id"]), row["level"]): row for row in rows}
    short = {str(row["area_id"]): str(row["area_short"]) for row in rows}

    traces: list[Trace] = []
    for level in levels:
        style = theme.level_style(level, instrument.level_ids)
        symbol = words.symbol_of(style.symbol, (row for row in rows if row["level"] == level))
        closed = [(area, at.get((area, level))) for area in [*areas, areas[0]]]
        traces.append(
            {
                "type": "scatterpolar",
                "r": [None if row is None else known(row["index"]) for _, row in closed],
                "theta": [area for area, _ in closed],
                "mode": "lines+markers",
                "line": {"color": style.colour, "width": theme.px(2)},
                "marker": {
                    "symbol": symbol,
                    "size": theme.px(10),
                    "color": style.colour,
                    "line": {"width": theme.px(2 * symbol.endswith("open"))},
                },
                "customdata": [[area, level] for area, _ in closed],
                "hovertext": [
                    "" if row is None else words.index_hover(row, short[area], threshold)
                    for area, row in closed
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "connectgaps": False,
                "cliponaxis": False,
                "name": plain(instrument.level_label[level]),
            }
        )
    labels = [wrapped(short[area], LABEL_WIDTH) for area in areas]
    side, top, bottom = theme.px(112), theme.px(54), theme.px(54)
    notes = []
    if narrow:
        labels = [f"<b>{place}</b>" for place in range(1, len(areas) + 1)]
        side, top, bottom = theme.px(30), theme.px(34), theme.px(44 + 20 * len(areas))
        names = [f"<b>{place}</b> {plain(short[area])}" for place, area in enumerate(areas, 1)]
        below = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -theme.px(40)}
        notes = [theme.note("<br>".join(names), x=0, xref="paper", xshift=-side, **below)]
    shown = [row for row in rows if known(row["index"]) is not None]
    legend, legend_height = theme.legend(
        words.level_legend(shown, instrument, theme), side, top, NARROW
    )
    top += legend_height
    layout = {
        "height": theme.px(250 if narrow else 310) + top + bottom,
        "margin": {"t": top, "b": bottom, "l": side, "r": side},
        "annotations": notes + legend,
        "polar": {
            "bgcolor": "rgba(0,0,0,0)",
            "gridshape": "linear",
            "radialaxis": {
                "range": [0, 100],
                "tickvals": [25, 50, 75, 100],
                "angle": 90,
                "tickangle": 90,
                "showline": False,
                "ticks": "",
                "gridcolor": theme.line,
                "tickfont": {"size": theme.size, "color": theme.second},
            },
            "angularaxis": {
                "direction": "clockwise",
                "rotation": 90,
                "type": "category",
                "categoryarray": areas,
                "tickvals": areas,
                "ticktext": labels,
                "showline": True,
                "linecolor": theme.line,
                # Unseen ticks hold the labels clear of the outermost ring and its "100".
                "ticks": "outside",
                "ticklen": theme.px(10),
                "tickcolor": "rgba(0,0,0,0)",
                "gridcolor": theme.line,
                "tickfont": {"size": theme.size, "color": theme.ink},
            },
        },
    }
    return theme.figure(traces, layout)
