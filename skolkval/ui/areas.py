"""What the page of one area is made of: the choice of area, and every statement as bars."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from skolkval.analysis import words
from skolkval.charts.bars import diverging_bars
from skolkval.charts.look import Look
from skolkval.instruments.model import Area, Instrument
from skolkval.ui import reading
from skolkval.ui.address import ask_one, say_if_unknown
from skolkval.ui.card import Card, show_card
from skolkval.ui.selection import Chosen, foot, show_nothing, shown_results
from skolkval.ui.tables import item_table

AREA = "faktor"


def choose_area(chosen: Chosen) -> Area:
    """The area to look at, kept in the address; the first one at first."""
    areas = {area.label: area for area in chosen.published.instrument.areas}
    area = areas[ask_one("Område", AREA, list(areas))]
    say_if_unknown()
    return area


def show_statements(chosen: Chosen, area: Area) -> None:
    """One card per group of statements, the levels under each other."""
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    items = shown_results(chosen, "item")
    items = items[items["area_id"] == area.id]
    if items.empty:
        show_nothing()
    for number, (heading, rows) in enumerate(_parts(items, chosen.published.instrument, area)):
        same_duty = rows["item_label"].nunique() == 1
        finding = (words.point_title if same_duty else words.bars_title)(rows, instrument)
        headers, table = item_table(rows, instrument)
        show_card(
            Card(
                key=f"bars-{number}",
                kicker=heading,
                finding=finding,
                question="Hur svarade varje nivå?"
                if instrument.levels
                else "Hur fördelar sig svaren?",
                footer=foot(chosen, rows),
                how_to_read=reading.BARS,
                alt=words.alt_text(
                    f"Staplar över svaren i {heading}", finding, rows, instrument, k
                ),
                headers=headers,
                rows=table,
            ),
            partial(_draw, rows, instrument, k),
            narrow=True,
        )


def _draw(rows: pd.DataFrame, instrument: Instrument, k: int, look: Look) -> go.Figure:
    return diverging_bars(rows, instrument, threshold=k, theme=look.theme, narrow=look.narrow)


def _parts(
    items: pd.DataFrame, instrument: Instrument, area: Area
) -> Iterator[tuple[str, pd.DataFrame]]:
    """The statements by group, or else by point (the same duty from each level), with its name."""
    part_of = {item.id: item.group_id or item.point_id or "" for item in instrument.items}
    names = {item.point_id: item.label for item in instrument.items}
    names |= {group.id: group.label for group in instrument.groups}
    for part, rows in items.groupby(items["item_id"].map(part_of), sort=False):
        yield names[part] if part else area.label, rows
