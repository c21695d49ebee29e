"""Where does each unit stand in every area, and has it moved since its own earlier round?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import plotly.graph_objects as go

from skolkval.analysis.change import Change
from skolkval.analysis.records import Row
from skolkval.charts import cells as words
from skolkval.charts.cells import known
from skolkval.charts.index_cells import index_squares, numbers_over
from skolkval.charts.look import Look
from skolkval.charts.theme import (
    Note,
    Trace,
    index_colour,
    lines,
    plain,
    text_on,
    wrapped,
)
from skolkval.swedish import signed

UP, DOWN = "▲", "▼"


@dataclass(frozen=True)
class GridRow:
    """One unit (or form): its name, its row per area, what has moved, and `customdata` for clicks.

    `hovers` is what has been written for hover, kept as the chart is drawn again for phones.
    """

    name: str
    cells: Mapping[str, Row]
    moved: Mapping[str, Change] = field(default_factory=dict)
    key: Sequence[str] = ()
    hovers: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def escaped(self) -> str:
        """The name as a chart may have it."""
        return plain(self.name)


def unit_grid(
    rows: Sequence[GridRow], areas: Mapping[str, str], threshold: int, look: Look
) -> go.Figure:
    """A heatmap of `rows` x `areas` (id -> short name), index printed, tone by index.

    The move since the unit's own earlier round stands after the index, where it is beyond doubt; on
    hover always. customdata is `[*key, area_id]` of the cell.
    """
    theme, shown = look.theme, look.of(rows)
    wrap_at = 14 if look.narrow else 26
    names = [row.name for row in shown]
    tallest = max((len(lines(name, wrap_at)) for name in names), default=1)
    row_height = 17 * max(1, tallest) + 13
    places = list(areas)
    z = [[_index(row.cells.get(area)) for area in places] for row in shown]
    squares = index_squares(z, 2)
    traces = [squares, *_marks(shown, places, areas, threshold, look)]
    heads, head_height = _heads(list(areas.values()), look)
    layout: dict[str, Any] = {
        "height": theme.px(row_height * len(shown)) + head_height,
        "margin": {"l": theme.label_width(names, wrap_at), "t": head_height},
        "annotations": [*theme.labels(names, wrap_at), *heads],
        "xaxis": {
            "range": [-0.5, len(places) - 0.5],
            "showticklabels": False,
            "showgrid": False,
        },
        "yaxis": {
            "range": [len(shown) - 0.5, -0.5],
            "showticklabels": False,
            "showgrid": False,
        },
    }
    return theme.figure(traces, layout)


def _index(row: Row | None) -> float | None:
    return None if row is None or row["suppressed"] else known(row["index"])


def _marks(
    rows: Sequence[GridRow],
    places: Sequence[str],
    areas: Mapping[str, str],
    threshold: int,
    look: Look,
) -> list[Trace]:
    theme = look.theme
    heads = {area: plain(name) for area, name in areas.items()}
    by_colour: dict[str, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, area in enumerate(places):
            index = _index(row.cells.get(area))
            colour = theme.second if index is None else text_on(index_colour(index))
            by_colour.setdefault(colour, []).append((x, y))
    traces: list[Trace] = []
    for colour, found in by_colour.items():
        traces.append(
            numbers_over(
                found,
                [_text(rows[y], places[x], look.narrow) for x, y in found],
                [_hover(rows[y], places[x], heads[places[x]], threshold) for x, y in found],
                [[*rows[y].key, places[x]] for x, y in found],
                {"color": colour, "size": theme.size},
                theme.px(26),
            )
        )
    return traces


def _text(row: GridRow, area: str, narrow: bool) -> str:
    cell = row.cells.get(area)
    if cell is None:
        return words.NOTHING
    text = words.index_text(cell)
    moved = row.moved.get(area)
    if moved is None or not moved.named:
        return text
    arrow = UP if moved.difference > 0 else DOWN
    return (
        f"<b>{text}</b>{arrow}"
        if narrow
        else f"<b>{text}</b> {arrow}{abs(round(moved.difference))}"
    )


def _hover(row: GridRow, area: str, head: str, threshold: int) -> str:
    """`head` is the area's name, escaped."""
    if area not in row.hovers:
        row.hovers[area] = _hover_text(row, area, head, threshold)
    return row.hovers[area]


def _hover_text(row: GridRow, area: str, head: str, threshold: int) -> str:
    cell = row.cells.get(area)
    if cell is None:
        return f"<b>{row.escaped}</b><br>{head}<br>Inga svar"
    level, facts = plain(cell["level_label"]), words.index_facts(cell, threshold)
    text = f"<b>{row.escaped}</b><br><b>{head}</b><br>{level}<br>{facts}"
    moved = row.moved.get(area)
    if moved is None:
        return text
    return f"{text}<br>{signed(moved.difference, 0)} sedan förra omgången: {plain(moved.words)}"


def _heads(names: Sequence[str], look: Look) -> tuple[list[Note], int]:
    """The names of the columns over them, standing on a phone, and their height in px."""
    theme = look.theme
    wrap_at = 28 if look.narrow else 12
    tallest = max((len(lines(name, wrap_at)) for name in names), default=1)
    longest = max((len(line) for name in names for line in lines(name, wrap_at)), default=1)
    height = theme.px(7.4 * longest + 14 if look.narrow else 18 * tallest + 10)
    turned = {"textangle": -90} if look.narrow else {}
    return [
        theme.note(
            wrapped(name, wrap_at),
            x=place,
            xanchor="center",
            y=1,
            yref="paper",
            yanchor="bottom",
            align="left" if look.narrow else "center",
            font={"color": theme.ink, "size": theme.size},
            name="område",
            **turned,
        )
        for place, name in enumerate(names)
    ], height
