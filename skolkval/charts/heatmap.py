"""Where do we stand? Index per area and level, with the gap between the levels and their samsyn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from skolkval.analysis.agreement import agreement_from_distance
from skolkval.analysis.fields import beside
from skolkval.analysis.gap import NAMED_FROM, UNEVEN, Gap, widest_by
from skolkval.analysis.records import Row
from skolkval.charts import cells as words
from skolkval.charts.cells import known
from skolkval.charts.free_places import shorten
from skolkval.charts.index_cells import WITHIN, index_squares, numbers_over
from skolkval.charts.look import ON_A_DESK, Look
from skolkval.charts.theme import (
    Theme,
    Trace,
    index_colour,
    lines,
    plain,
    text_on,
)
from skolkval.instruments.model import Instrument
from skolkval.swedish import index_points, number

LABEL_WIDTH, HEAD_WIDTH, HEAD_LINES = 20, 16, 2
NOT_ASKED = "Den här nivån har inga påståenden i området"
GAP_MARK = "◂"


def heatmap(
    rows: Sequence[Row], instrument: Instrument, threshold: int = 7, look: Look = ON_A_DESK
) -> go.Figure:
    """The heatmap area x level of `rows` (one per area and level, see `skolkval.charts`).

    An area is a row of the chart.
    Columns: the levels in chain order; "Glapp" (two levels or more), bold where the gap is named by
    rule and muted otherwise; "Samsyn" inside the levels, each level weighing the same. A square
    marker nobody sees lies over every cell and carries `customdata` (area_id, level) for clicks.
    """
    theme, areas = look.theme, look.of(words.in_order(rows, "area_id"))
    rows = [row for row in rows if row["area_id"] in areas]
    levels = words.levels_present(rows, instrument.level_ids)
    at = {(str(row["area_id"]), row["level"]): row for row in rows}
    short = {str(row["area_id"]): str(row["area_short"]) for row in rows}
    labels = [short[area] for area in areas]

    tallest = max((len(lines(label, LABEL_WIDTH)) for label in labels), default=1)
    row_height = 18 * max(2, tallest) + 8
    shown = [row for row in rows if known(row["index"]) is not None]
    foot = [words.FEW_NOTE] if any(words.is_few(row) for row in shown) else []
    foot += [words.JOINT_NOTE] if any(row["kind"] == "joint" for row in shown) else []
    traces = _cells(areas, levels, at, short, threshold, theme)
    headers = [instrument.level_label[level] for level in levels]
    ticks = [float(place) for place in range(len(levels))]
    right = len(levels) - 0.5
    if len(levels) > 1:
        headers.append("Glapp")
        ticks.append(right + 0.4)
        gaps = widest_by(rows, "area_id", levels)
        traces += _gaps(areas, gaps, short, instrument, right + 0.4, theme)
        right += 0.8
    headers.append("Samsyn")
    ticks.append(right + 0.65)
    traces += _agreement(areas, rows, short, instrument, right + 0.1, theme)

    heads = [_head(header) for header in headers]
    head_lines = max(map(len, heads))
    notes = theme.labels(labels, LABEL_WIDTH)
    if foot:
        below = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -theme.px(6)}
        right_edge = {"x": 1, "xref": "paper", "xanchor": "right", "font": {"color": theme.second}}
        notes.append(theme.note(" · ".join(foot), **right_edge, **below))
    layout = {
        "height": theme.px(row_height * len(areas) + 44 + 18 * (head_lines - 1) + 30 * bool(foot)),
        "margin": {
            "l": theme.label_width(labels, LABEL_WIDTH),
            "r": theme.px(4),
            "b": theme.px(30 * bool(foot)),
        },
        "barmode": "overlay",
        "hoverdistance": WITHIN,
        "annotations": notes,
        "xaxis": {
            "range": [-0.5, right + 1.3],
            "side": "top",
            "tickvals": ticks,
            "ticktext": [f"<b>{'<br>'.join(map(plain, head))}</b>" for head in heads],
            "autotickangles": [0, -90],
            "ticklabeloverflow": "allow",
            "showgrid": False,
        },
        "yaxis": {
            "range": [len(areas) - 0.5, -0.5],
            "showticklabels": False,
            "showgrid": False,
        },
    }
    return theme.figure(traces, layout)


def _head(name: str) -> Sequence[str]:
    """The name of a column over its lines; what there is no room for is on hover."""
    found = lines(name, HEAD_WIDTH)
    if len(found) <= HEAD_LINES:
        return found
    return [*found[: HEAD_LINES - 1], shorten(" ".join(found[HEAD_LINES - 1 :]), HEAD_WIDTH)]


def _cells(
    areas: Sequence[str],
    levels: Sequence[str],
    at: dict[tuple[str, str], Row],
    short: dict[str, str],
    threshold: int,
    theme: Theme,
) -> list[Trace]:
    def index_at(area: str, level: str) -> float | None:
        row = at.get((area, level))
        return None if row is None or row["suppressed"] else known(row["index"])

    z = [[index_at(area, level) for level in levels] for area in areas]
    traces: list[Trace] = [index_squares(z, theme.px(3))]
    by_colour: dict[str, list[tuple[int, int]]] = {}
    for y, area in enumerate(areas):
        for x, level in enumerate(levels):
            index = index_at(area, level)
            colour = theme.second if index is None else text_on(index_colour(index))
            by_colour.setdefault(colour, []).append((x, y))
    for colour, places in by_colour.items():
        shown = [(areas[y], levels[x], at.get((areas[y], levels[x]))) for x, y in places]
        texts = [words.NOTHING if row is None else words.index_text(row) for _, _, row in shown]
        traces.append(
            numbers_over(
                places,
                [f"<b>{text}</b>" for text in texts],
                [
                    f"<b>{plain(short[area])}</b><br>{NOT_ASKED}"
                    if row is None
                    else words.index_hover(row, short[area], threshold)
                    for area, _, row in shown
                ],
                [[area, level] for area, level, _ in shown],
                {"color": colour, "size": theme.px(15)},
                theme.px(34),
            )
        )
    return traces


def _gaps(
    areas: Sequence[str],
    gaps: dict[str, Gap],
    short: dict[str, str],
    instrument: Instrument,
    x: float,
    theme: Theme,
) -> list[Trace]:
    def hover(area: str) -> str:
        gap = gaps.get(area)
        head = f"<b>{plain(short[area])}</b><br>"
        if gap is None:
            return f"{head}Färre än två nivåer att jämföra"
        of, to = (plain(instrument.level_label[level]) for level in (gap.of, gap.to))
        return (
            f"{head}{index_points(gap.difference)} mellan {of} och {to}"
            f"<br>{gap.words.capitalize()}"
            f"{f'<br>{UNEVEN.capitalize()}' if gap.uneven else ''}"
        )

    traces: list[Trace] = []
    for named in (True, False):
        mine = [
            (y, area)
            for y, area in enumerate(areas)
            if (area in gaps and gaps[area].named) is named
        ]
        texts = [_gap_text(gaps.get(area)) for _, area in mine]
        traces.append(
            {
                "type": "scatter",
                "x": [x] * len(mine),
                "y": [y for y, _ in mine],
                "mode": "text",
                "text": texts,
                "hovertext": [hover(area) for _, area in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "textfont": {"color": theme.ink if named else theme.second, "size": theme.px(15)},
                "name": "glapp",
            }
        )
    return traces


def _gap_text(gap: Gap | None) -> str:
    if gap is None:
        return words.NOTHING
    text = beside(abs(gap.difference), NAMED_FROM)
    return f"<b>{text} {GAP_MARK}</b>" if gap.named else text


def _agreement(
    areas: Sequence[str],
    rows: Iterable[Row],
    short: dict[str, str],
    instrument: Instrument,
    x: float,
    theme: Theme,
) -> list[Trace]:
    distances: dict[str, list[float]] = {area: [] for area in areas}
    for row in rows:
        distance = known(row["distance"])
        # The rule for small groups stands in `agreement`; the arithmetic needs the distance.
        if distance is not None and known(row["agreement"]) is not None and row["kind"] != "joint":
            distances[str(row["area_id"])].append(distance)
    values = {
        area: float(agreement_from_distance(sum(found) / len(found), instrument.scale.size))
        for area, found in distances.items()
        if found
    }
    length, shown = 0.7, [(y, area) for y, area in enumerate(areas) if area in values]
    hover = [
        f"<b>{plain(short[area])}</b><br>Samsyn {number(values[area], 0)} av 100"
        + f"<br>inom nivåerna, {len(distances[area])} av dem medräknade" * bool(instrument.levels)
        for _, area in shown
    ]
    traces: list[Trace] = []
    for part, colour in ((None, theme.line), ("value", theme.muted)):
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "base": [x] * len(shown),
                "x": [length * (values[area] / 100 if part else 1) for _, area in shown],
                "y": [y for y, _ in shown],
                "width": 0.3,
                "marker": {"color": colour, "cornerradius": 2},
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
                "name": "samsyn",
            }
        )
    traces.append(
        {
            "type": "scatter",
            "x": [x + length] * len(areas),
            "y": list(range(len(areas))),
            "mode": "text",
            "text": [
                f" <b>{number(values[area], 0)}</b>" if area in values else f" {words.NOTHING}"
                for area in areas
            ],
            "textposition": "middle right",
            "textfont": {"color": theme.ink, "size": theme.size},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "name": "samsyn",
        }
    )
    return traces
