"""The cards of one area: every statement as bars, the levels under each other, the opened one first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from skolkval.analysis import words
from skolkval.analysis.holds import holds
from skolkval.analysis.ordering import ordered
from skolkval.analysis.outside import unsure_title
from skolkval.analysis.records import records
from skolkval.charts.bars import diverging_bars
from skolkval.charts.look import Look
from skolkval.instruments.model import Area, Instrument
from skolkval.results import Selection
from skolkval.store.published import Published
from skolkval.ui import reading
from skolkval.ui.areas import ORDERS, View
from skolkval.ui.card import Card, show_card
from skolkval.ui.data import kept
from skolkval.ui.selection import Chosen, foot, show_nothing, shown_results
from skolkval.ui.tables import item_table

MOST_BARS = 12
"""As many as can be read at a time on a wall."""


@dataclass(frozen=True)
class _Part:
    """What one card shows, and what it says of it. `name` is its place."""

    name: str
    heading: str
    rows: pd.DataFrame
    finding: str
    holds: str
    footer: str
    alt: str


def show_statements(chosen: Chosen, view: View) -> None:
    """One card per group or point, or all statements in one where they stand in another order."""
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    parts = kept(_parts, chosen.published, chosen.selection, view.area.id, view.order)
    if not parts:
        show_nothing()
    for part in sorted(parts, key=lambda part: view.item not in set(part.rows["item_id"])):
        rows = part.rows
        opened = view.item if view.item in set(rows["item_id"]) else ""
        if opened:
            rows = rows.iloc[(rows["item_id"] != opened).argsort(kind="stable")]
        asked = "Hur svarade varje nivå?" if instrument.levels else "Hur fördelar sig svaren?"
        show_card(
            Card(
                key=f"bars-{part.name}",
                kicker=f"{part.heading} · det ni öppnade" if opened else part.heading,
                finding=part.finding,
                question=asked,
                holds=part.holds,
                footer=part.footer,
                how_to_read=reading.BARS,
                alt=part.alt,
                headers=item_table(rows[:0], instrument)[0],
                rows=partial(_table_rows, rows, instrument),
                chart_rows=rows["item_id"].nunique(),
                wall_rows=MOST_BARS // max(1, rows["level"].nunique()),
            ),
            partial(_draw, rows, instrument, k, view.stacked, opened),
            narrow=True,
        )


def _table_rows(rows: pd.DataFrame, instrument: Instrument) -> list[list[str]]:
    return item_table(rows, instrument)[1]


def _draw(
    rows: pd.DataFrame, instrument: Instrument, k: int, stacked: bool, opened: str, look: Look
) -> go.Figure:
    drawn = rows["item_id"].isin(look.of(list(dict.fromkeys(rows["item_id"]))))
    return diverging_bars(
        rows[drawn],
        instrument,
        threshold=k,
        theme=look.theme,
        narrow=look.narrow,
        stacked=stacked,
        # A point has one wording per level; to mark one of them would only shout.
        marked=opened if rows["item_label"].nunique() > 1 else "",
    )


def _parts(shown: Published, selection: Selection, area_id: str, order: str) -> tuple[_Part, ...]:
    chosen, instrument = Chosen(shown, selection), shown.instrument
    every = shown_results(chosen, "item")
    items = every[every["area_id"].eq(area_id)]
    area = instrument.area_by_id[area_id]
    return tuple(
        _part(chosen, f"{place}", heading, rows)
        for place, (heading, rows) in enumerate(_divided(items, instrument, area, order))
    )


def _part(chosen: Chosen, name: str, heading: str, rows: pd.DataFrame) -> _Part:
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    same_duty = rows["item_label"].nunique() == 1
    finding = (words.point_finding if same_duty else words.bars_finding)(rows, instrument)
    title, firm = finding.text, holds(finding.claims, rows)
    if unsure := unsure_title(records(rows), same_duty=same_duty):
        title, firm = unsure, None
    kind = f"Staplar över svaren i {heading}"
    return _Part(
        name=name,
        heading=heading,
        rows=rows,
        finding=title,
        holds=f"Rubriken är {firm.words}." if firm else "",
        footer=foot(chosen, rows),
        alt=words.alt_text(kind, title, rows, instrument, k),
    )


def _divided(
    items: pd.DataFrame, instrument: Instrument, area: Area, order: str
) -> Iterator[tuple[str, pd.DataFrame]]:
    """The statements by group, or else by point (the same duty from each level), with its name.

    In another order than the instrument's points stay whole, and groups are dissolved.
    """
    if items.empty:
        return
    points = {item.id: item.point_id for item in instrument.items}
    by_point = all(points[item] for item in items["item_id"])
    if order in ORDERS and not by_point:
        places = {
            item: place
            for place, item in enumerate(ordered(items, "item_id", ORDERS[order], instrument))
        }
        yield area.label, items.iloc[items["item_id"].map(places).argsort(kind="stable")]
        return
    part_of = {item.id: item.group_id or item.point_id or "" for item in instrument.items}
    names = {item.point_id: item.label for item in instrument.items}
    names |= {group.id: group.label for group in instrument.groups}
    parted = items.assign(part=items["item_id"].map(part_of))
    found = {str(part): rows for part, rows in parted.groupby("part", sort=False)}
    in_order = ordered(parted, "part", ORDERS[order], instrument) if order in ORDERS else found
    for part in in_order:
        yield names[part] if part else area.label, found[part].drop(columns="part")
