"""The cards of one area: every statement as bars, the levels under each other, the opened one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go

from skolkval.analysis import words
from skolkval.analysis.holds import holds
from skolkval.analysis.ordering import ordered
from skolkval.analysis.outside import unsure_title
from skolkval.analysis.records import Row
from skolkval.charts.bars import diverging_bars
from skolkval.charts.look import Look
from skolkval.instruments.model import Area, Instrument
from skolkval.results import Selection
from skolkval.store.published import Published
from skolkval.swedish import listing
from skolkval.ui import reading
from skolkval.ui.areas import ORDERS, View
from skolkval.ui.card import Card, show_card
from skolkval.ui.data import kept
from skolkval.ui.selection import Chosen, foot, show_nothing, shown_rows, who_answered
from skolkval.ui.tables import item_headers, item_table

MOST_BARS = 12
"""As many as can be read at a time on a wall."""


@dataclass(frozen=True)
class _Part:
    """What one card shows, and what it says of it. `name` is its place."""

    name: str
    heading: str
    rows: Sequence[Row]
    finding: str
    holds: str
    footer: str
    alt: str

    @property
    def items(self) -> list[str]:
        """The statements it shows, in order."""
        return list(dict.fromkeys(row["item_id"] for row in self.rows))


def show_statements(chosen: Chosen, view: View) -> None:
    """One card per group or point, or all statements in one where they stand in another order."""
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    parts = kept(_parts, chosen.published, chosen.selection, view.area.id, view.order)
    if not parts:
        show_nothing(chosen)
    for part in sorted(parts, key=lambda part: view.item not in part.items):
        opened = view.item if view.item in part.items else ""
        rows = sorted(part.rows, key=lambda row: row["item_id"] != opened) if opened else part.rows
        asked = "Hur svarade varje nivå?" if instrument.levels else "Hur fördelar sig svaren?"
        show_card(
            Card(
                key=f"bars-{part.name}",
                kicker=f"{part.heading} · det ni öppnade" if opened else part.heading,
                finding=part.finding,
                question=asked,
                guess=_guess(part, instrument),
                holds=part.holds,
                footer=part.footer,
                how_to_read=reading.BARS,
                alt=part.alt,
                headers=item_headers(instrument),
                rows=partial(item_table, rows, instrument),
                chart_rows=len(part.items),
                wall_rows=MOST_BARS // max(1, len({row["level"] for row in rows})),
            ),
            partial(_draw, rows, instrument, k, view.stacked, opened),
            narrow=True,
        )


def _draw(
    rows: Sequence[Row], instrument: Instrument, k: int, stacked: bool, opened: str, look: Look
) -> go.Figure:
    drawn = set(look.of(list(dict.fromkeys(row["item_id"] for row in rows))))
    return diverging_bars(
        [row for row in rows if row["item_id"] in drawn],
        instrument,
        threshold=k,
        theme=look.theme,
        narrow=look.narrow,
        stacked=stacked,
        # A point has one wording per level; to mark one of them would only shout.
        marked="" if _same_duty(rows) else opened,
    )


def _parts(shown: Published, selection: Selection, area_id: str, order: str) -> tuple[_Part, ...]:
    chosen, instrument = Chosen(shown, selection), shown.instrument
    items = [row for row in shown_rows(chosen, "item") if row["area_id"] == area_id]
    area = instrument.area_by_id[area_id]
    return tuple(
        _part(chosen, f"{place}", heading, rows)
        for place, (heading, rows) in enumerate(_divided(items, instrument, area, order))
    )


def _part(chosen: Chosen, name: str, heading: str, rows: Sequence[Row]) -> _Part:
    instrument = chosen.published.instrument
    same_duty = _same_duty(rows)
    finding = (words.point_finding if same_duty else words.bars_finding)(rows, instrument)
    title, firm = finding.text, holds(finding.claims, rows)
    if unsure := unsure_title(rows, same_duty=same_duty):
        title, firm = unsure, None
    return _Part(
        name=name,
        heading=heading,
        rows=rows,
        finding=title,
        holds=f"Rubriken är {firm.words}." if firm else "",
        footer=foot(chosen, rows),
        alt=f"Staplar över svaren i {heading}. {title}. Svarande: {who_answered(chosen, rows)}.",
    )


def _guess(part: _Part, instrument: Instrument) -> str:
    """What the room is asked: the statement, where there is one, and what can be answered."""
    texts = dict.fromkeys(str(row["item_text"]) for row in part.rows)
    about = next(iter(texts)) if len(texts) == 1 else part.heading
    steps = listing([step.label for step in instrument.scale.steps], "eller")
    who = "Hur svarade varje nivå" if instrument.levels else "Hur fördelar sig svaren"
    return f"{who} om ”{about}”: {steps}?"


def _same_duty(rows: Sequence[Row]) -> bool:
    """Whether all is one point, that each level is asked about in words of its own."""
    return len({row["item_label"] for row in rows}) == 1


def _divided(
    items: Sequence[Row], instrument: Instrument, area: Area, order: str
) -> Iterator[tuple[str, Sequence[Row]]]:
    """The statements by group, or else by point (the same duty from each level), with its name.

    In another order than the instrument's points stay whole, and groups are dissolved.
    """
    if not items:
        return
    asked = instrument.item_by_id
    by_point = all(asked[row["item_id"]].point_id for row in items)
    if order in ORDERS and not by_point:
        in_order = ordered(items, lambda row: str(row["item_id"]), ORDERS[order], instrument)
        places = {item: place for place, item in enumerate(in_order)}
        yield area.label, sorted(items, key=lambda row: places[row["item_id"]])
        return

    def part_of(row: Row) -> str:
        item = asked[row["item_id"]]
        return item.group_id or item.point_id or ""

    names = {item.point_id: item.label for item in instrument.items}
    names |= {group.id: group.label for group in instrument.groups}
    found: dict[str, list[Row]] = {}
    for row in items:
        found.setdefault(part_of(row), []).append(row)
    parts = ordered(items, part_of, ORDERS[order], instrument) if order in ORDERS else found
    for part in parts:
        yield names[part] if part else area.label, found[part]
