"""How far apart are the levels? One line per area, one marker per level, the widest gap on top."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from skolkval.analysis.fields import Cuts
from skolkval.analysis.gap import widest_by
from skolkval.analysis.records import Row
from skolkval.charts import cells as words
from skolkval.charts.cells import known
from skolkval.charts.look import ON_A_DESK, Look
from skolkval.charts.theme import NARROW, Trace, lines, plain
from skolkval.instruments.model import Instrument
from skolkval.swedish import number

LABEL_WIDTH = 18


def dot_plot(
    rows: Sequence[Row],
    instrument: Instrument,
    threshold: int = 7,
    look: Look = ON_A_DESK,
    cut: float = Cuts().index,
) -> go.Figure:
    """The dot plot of `rows`, one per area and level, on the axis 0-100; an area is a row of the chart.

    A joint answer has an open marker. Sorted by gap, named ones first; with one level by index, highest
    first, and then an index just below the `cut` is printed with a decimal. Areas where every level is
    hidden or unanswered keep their line, without a marker, last.
    """
    theme = look.theme
    shown = [row for row in rows if not row["suppressed"] and known(row["index"]) is not None]
    levels = words.levels_present(shown, instrument.level_ids)
    gaps = widest_by(rows, "area_id", levels)
    values: dict[str, list[float]] = {area: [] for area in words.in_order(rows, "area_id")}
    for row in shown:
        values[str(row["area_id"])].append(float(row["index"]))

    def order(area: str) -> tuple[bool, float, float]:
        gap = gaps.get(area)
        return (
            gap is not None and gap.named,
            -1.0 if gap is None else abs(gap.difference),
            max(values[area], default=-1.0),
        )

    areas = look.of(sorted(values, key=order, reverse=True))
    place = {area: y for y, area in enumerate(areas)}
    short = {str(row["area_id"]): str(row["area_short"]) for row in rows}
    tallest = max((len(lines(short[area], LABEL_WIDTH)) for area in areas), default=1)
    row_height = 18 * max(2, tallest) + 8
    traces: list[Trace] = []

    spread = [(area, values[area]) for area in areas if values[area]]
    traces.append(
        {
            "type": "scatter",
            "x": [x for _, found in spread for x in (min(found), max(found), None)],
            "y": [y for area, _ in spread for y in (place[area], place[area], None)],
            "mode": "lines",
            "line": {"color": theme.track, "width": theme.px(3)},
            "hoverinfo": "skip",
            "name": "spann",
        }
    )
    for level in levels:
        style = theme.level_style(level, instrument.level_ids)
        mine = [row for row in shown if row["level"] == level and row["area_id"] in place]
        symbol = words.symbol_of(style.symbol, mine)
        traces.append(
            {
                "type": "scatter",
                "x": [float(row["index"]) for row in mine],
                "y": [place[str(row["area_id"])] for row in mine],
                "mode": "markers",
                "marker": {
                    "symbol": symbol,
                    "color": style.colour,
                    "size": theme.px(13),
                    "line": {"width": theme.px(2 * symbol.endswith("open"))},
                },
                "customdata": [[row["area_id"], level] for row in mine],
                "hovertext": [words.index_hover(row, row["area_short"], threshold) for row in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
                "name": plain(instrument.level_label[level]),
            }
        )
    # What is printed at the right end: the gap where it is named, with one level the index.
    texts = {area: number(abs(gap.difference), 0) for area, gap in gaps.items() if gap.named}
    if len(levels) == 1:
        texts = {str(row["area_id"]): words.index_text(row, cut) for row in shown}
    printed = [area for area in areas if area in texts]
    traces.append(
        {
            "type": "scatter",
            "x": [max(values[area]) for area in printed],
            "y": [place[area] for area in printed],
            "mode": "text",
            "text": [f"{' ' * 4}<b>{texts[area]}</b>" for area in printed],
            "textposition": "middle right",
            "textfont": {"color": theme.ink, "size": theme.px(15)},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "name": "glapp",
        }
    )
    labels = [short[area] for area in areas]
    left, top, bottom = theme.label_width(labels, LABEL_WIDTH), theme.px(10), theme.px(34)
    legend, legend_height = theme.legend(
        words.level_legend(shown, instrument, theme), left, top, NARROW
    )
    top += legend_height
    layout = {
        "height": theme.px(row_height * len(areas)) + top + bottom,
        "margin": {"t": top, "r": theme.px(44), "b": bottom, "l": left},
        "annotations": [*theme.labels(labels, LABEL_WIDTH), *legend],
        "xaxis": {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100]},
        "yaxis": {
            "range": [len(areas) - 0.5, -0.5],
            "showticklabels": False,
            "showgrid": False,
        },
    }
    return theme.figure(traces, layout)
