"""What shape has the whole? The areas around a circle, one line per level, beside the dot plot.

Drawn in plain coordinates with a grid of its own: plotly's polar charts report a click only where a
drag zooms, and then the axis is no longer 0-100.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

import plotly.graph_objects as go

from skolkval.analysis.records import Row
from skolkval.charts import cells as words
from skolkval.charts.cells import known
from skolkval.charts.theme import LIGHT, NARROW, Note, Theme, Trace, lines, plain, wrapped
from skolkval.instruments.model import Instrument

LEAST_AREAS, MOST_AREAS = 3, 12
MOST_SERIES = 3
RINGS = (25, 50, 75, 100)
REACH = 106
"""Where the plot ends, so that a mark at 100 answers the pointer with all of itself."""
LABEL_WIDTH, LONGEST_WORD, NAME_WIDTH = 12, 20, 40
"""In characters: where a name beside the circle breaks, the longest word that leaves the circle room
there, and where a name below it breaks."""
LINE_HEIGHT = 18.2
"""Of plotly's text, in px at text size 14."""


def can_be_drawn(rows: Sequence[Row]) -> bool:
    """Whether a radar says anything: from three areas to twelve, and three levels or fewer."""
    areas = len({row["area_id"] for row in rows})
    levels = len({row["level"] for row in rows})
    return LEAST_AREAS <= areas <= MOST_AREAS and levels <= MOST_SERIES


def radar(
    rows: Sequence[Row],
    instrument: Instrument,
    threshold: int = 7,
    theme: Theme = LIGHT,
    narrow: bool = False,
) -> go.Figure:
    """The radar of `rows`, one per area and level: lines with markers, no fill, axis 0-100.

    A joint answer has open markers. Areas stand in the instrument's order, the first at the top, clockwise. A level without an index
    in an area leaves a hole in its line. Where the card is `narrow`, or a word too long, the areas
    stand as numbers around the circle and with their names below it.

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
        indices = [None if row is None else known(row["index"]) for _, row in closed]
        ways = [_way(spoke, len(areas)) for spoke in range(len(closed))]
        traces.append(
            {
                "type": "scatter",
                "x": [
                    None if index is None else index * right
                    for index, (right, _) in zip(indices, ways, strict=True)
                ],
                "y": [
                    None if index is None else index * up
                    for index, (_, up) in zip(indices, ways, strict=True)
                ],
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
    names = [short[area] for area in areas]
    broken = [lines(name, LABEL_WIDTH) for name in names]
    if narrow or max(len(line) for label in broken for line in label) > LONGEST_WORD:
        labels = [f"<b>{place}</b>" for place in range(1, len(areas) + 1)]
        below = "<br>".join(
            f"{number} {wrapped(name, NAME_WIDTH)}"
            for number, name in zip(labels, names, strict=True)
        )
        side, top = theme.px(22), theme.px(26)
        bottom = theme.px(40 + LINE_HEIGHT * (below.count("<br>") + 1))
        under = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -theme.px(32)}
        notes = [theme.note(below, x=0, xref="paper", xshift=-side, **under, name="names")]
    else:
        labels = [wrapped(name, LABEL_WIDTH) for name in names]
        # A label begins where the circle ends, which is some px inside the plot: see REACH.
        beside = [name for spoke, name in enumerate(names) if _way(spoke, len(names))[0]]
        side = theme.label_width(beside, LABEL_WIDTH) - theme.px(6)
        top = bottom = theme.px(8 + LINE_HEIGHT * max(len(label) for label in broken))
        notes = []
    shown = [row for row in rows if known(row["index"]) is not None]
    legend, legend_height = theme.legend(
        words.level_legend(shown, instrument, theme), side, top, NARROW
    )
    top += legend_height
    # A px is as long in both directions, and the room that leaves over is divided around the circle.
    axis = {"range": [-REACH, REACH], "visible": False, "constrain": "domain"}
    layout = {
        "height": theme.px(268 if narrow else 290) + top + bottom,
        "margin": {"t": top, "b": bottom, "l": side, "r": side},
        "annotations": _labels(labels, theme) + _scale(theme) + notes + legend,
        "shapes": _grid(len(areas), theme),
        "xaxis": axis,
        "yaxis": axis | {"scaleanchor": "x"},
    }
    return theme.figure(traces, layout)


def _way(spoke: int, spokes: int) -> tuple[float, float]:
    """How far right and up one step along a spoke leads; the first goes up, the next clockwise."""
    angle = 2 * pi * spoke / spokes
    return round(sin(angle), 9), round(cos(angle), 9)


def _grid(spokes: int, theme: Theme) -> list[Note]:
    """A ring for every number of the scale and a spoke for every area, behind the lines."""
    ways = [_way(spoke, spokes) for spoke in range(spokes)]
    paths = [f"M{'L'.join(f'{ring * right},{ring * up}' for right, up in ways)}Z" for ring in RINGS]
    paths.append("".join(f"M0,0L{RINGS[-1] * right},{RINGS[-1] * up}" for right, up in ways))
    line = {"color": theme.line, "width": 1}
    return [{"type": "path", "path": path, "layer": "below", "line": line} for path in paths]


def _scale(theme: Theme) -> list[Note]:
    """The number of every ring, beside the first spoke and clear of its marks."""
    font = {"size": theme.size, "color": theme.second}
    return [
        theme.note(str(ring), x=0, xshift=theme.px(6), y=ring, font=font, name="scale")
        for ring in RINGS
    ]


def _labels(labels: Sequence[str], theme: Theme) -> list[Note]:
    """Every area at the end of its spoke, on the side that is away from the circle."""
    notes = []
    for spoke, label in enumerate(labels):
        right, up = _way(spoke, len(labels))
        sideways = "left" if right > 0 else "right" if right < 0 else "center"
        place = {
            "x": RINGS[-1] * right,
            "xshift": theme.px(10) * right,
            "xanchor": sideways,
            "align": sideways,
            "y": RINGS[-1] * up,
            "yshift": theme.px(12) * up,
            "yanchor": "bottom" if up > 0.7 else "top" if up < -0.7 else "middle",
        }
        notes.append(theme.note(label, **place, name="label"))
    return notes
