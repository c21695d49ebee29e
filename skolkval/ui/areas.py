"""What the page of one area is made of: which area, in which order, as which bars, and what opened it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from skolkval.analysis.ordering import Order
from skolkval.instruments.model import Area, Instrument, Item
from skolkval.ui.address import (
    ask_between,
    ask_one,
    choose_next,
    chosen_last,
    keep,
    say_if_unknown,
)
from skolkval.ui.card import Target
from skolkval.ui.frame import AREAS
from skolkval.ui.selection import Chosen

AREA, ITEM, ORDER, BARS = "faktor", "pastaende", "sortering", "staplar"
AS_ASKED = "Som i instrumentet"
DIVERGING, STACKED = "Kring mitten", "100 procent"
ORDERS: dict[str, Order] = {
    "Lägst index först": "index",
    "Lägst samsyn först": "agreement",
    "Störst glapp först": "gap",
    "Mest vet ej först": "outside",
}


@dataclass(frozen=True)
class View:
    """One area, the statement it was opened for ("" of none), and how its bars are shown."""

    area: Area
    item: str
    order: str
    stacked: bool


def statement_target(instrument: Instrument, item_id: str) -> Target:
    """Where all the answers to a statement are shown."""
    area = instrument.area_by_id[instrument.item_by_id[item_id].area_id]
    return Target(AREAS, {AREA: [area.label], ITEM: [item_id]})


def choose_view(chosen: Chosen) -> View:
    """What to look at, kept in the address; the first area as diverging bars at first."""
    instrument = chosen.published.instrument
    asked = _asked_item(instrument)
    if asked and not chosen_last(AREA):
        choose_next(AREA, [instrument.area_by_id[asked.area_id].label])
    areas = {area.label: area for area in instrument.areas}
    orders = [AS_ASKED, *(each for each in ORDERS if instrument.levels or ORDERS[each] != "gap")]
    with st.container(horizontal=True, key="sk-choices-area", vertical_alignment="bottom"):
        area = areas[ask_one("Område", AREA, list(areas))]
        order = ask_one("Ordning", ORDER, orders)
        bars = ask_between("Staplar", BARS, [DIVERGING, STACKED])
    say_if_unknown()
    if asked is None or asked.area_id != area.id:
        choose_next(ITEM, [])
        return View(area, "", order, bars == STACKED)
    keep(ITEM)
    return View(area, asked.id, order, bars == STACKED)


def _asked_item(instrument: Instrument) -> Item | None:
    """The statement that a link or a click asks for, by its id or its short name."""
    asked = next(iter(chosen_last(ITEM)), "")
    by_name = (item for item in instrument.items if asked == item.label)
    return instrument.item_by_id.get(asked) or next(by_name, None)
