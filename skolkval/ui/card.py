"""The card around every chart: the finding, the question, the chart, and how to read and take it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st

from skolkval.charts.look import Look
from skolkval.charts.theme import config
from skolkval.reports.csv_file import csv_bytes, file_name
from skolkval.ui.address import choose_next, go_to_page
from skolkval.ui.look import page_theme
from skolkval.ui.text import note, notes, safe, table
from skolkval.ui.wall import leave_wall, put_on_wall, takes_card

_GOING = "sk_going"  # the page that the last click leads to
_CLICKS = "sk_clicks"  # how many clicks there have been on charts

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Target:
    """Where a click leads: a page of `ui.frame`, and what it is to show there, by address name."""

    page: str
    address: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """What a card says in words. All texts are plain Swedish; `rows` belong to `headers`.

    `kicker` names what the card is about, where the finding does not. `rows` may be made when
    somebody asks for them. `chart_rows` is how many rows the chart has, where it has so many that
    a wall must show `wall_rows` at a time (the draw function follows `Look.of`). `links` lead where
    clicks on the chart do, for those who do not point. `holds` says whether the finding is stable, where
    it can be tried. `guess` is what the room is asked while the wall hides the answer.
    """

    key: str
    finding: str
    question: str
    footer: str
    how_to_read: str
    alt: str
    headers: Sequence[str]
    rows: Rows | Callable[[], Rows]
    kicker: str = ""
    chart_rows: int = 0
    wall_rows: int = 12
    links: Sequence[tuple[str, Target]] = ()
    holds: str = ""
    guess: str = ""

    @property
    def under_finding(self) -> str:
        """The question, and whether the finding holds."""
        return f"{self.question} {self.holds}".strip()

    def table_rows(self) -> Rows:
        """The rows of the table."""
        return self.rows() if callable(self.rows) else self.rows


Draw = Callable[[Look], go.Figure]
"""Draws a card's chart in the look it is given."""
GoTo = Callable[[Any], Target | None]
"""Where a click on a mark leads, by its `customdata`; None where it leads nowhere.

A mark without `customdata` leads nowhere and is not asked about.
"""


def show_card(
    card: Card,
    draw: Draw,
    *,
    narrow: bool = False,
    beside: bool = False,
    go_to: GoTo | None = None,
) -> None:
    """Show the card with its chart; drawn again for phones if it has a `narrow` form.

    A card that stands `beside` another is as tall as that one.

    While a card is on the wall, nothing is drawn but that one.
    """
    if takes_card(card, draw):
        return
    look = Look(page_theme())
    height: Literal["stretch", "content"] = "stretch" if beside else "content"
    with st.container(border=True, key=f"sk-card-{card.key}", height=height):
        kicker = safe('<p class="sk-kicker">{}</p>', card.kicker) if card.kicker else ""
        text = safe("<h2>{}</h2><p class='sk-question'>{}</p>", card.finding, card.under_finding)
        st.html(kicker + text)
        if narrow:
            # style.css shows the one that fits the card.
            _chart(card, draw(look), f"wide-{card.key}", go_to)
            _chart(card, draw(replace(look, narrow=True)), f"narrow-{card.key}", go_to)
        else:
            _chart(card, draw(look), card.key, go_to)
        _foot(card)


def follow_click() -> None:
    """Go where the viewer's last click leads. Once per run, before anything is shown."""
    if page := st.session_state.pop(_GOING, ""):
        go_to_page(page)


def _chart(card: Card, figure: go.Figure, name: str, go_to: GoTo | None) -> None:
    # A new key after every click: the chart forgets what was selected, and nothing fires twice.
    key = f"sk-goto-{name}-{st.session_state.get(_CLICKS, 0)}" if go_to else f"sk-chart-{name}"
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        alt=card.alt,
        config=config(),
        on_select=partial(_clicked, key, go_to) if go_to else "ignore",
        selection_mode="points",
    )


def _clicked(key: str, go_to: GoTo) -> None:
    state = st.session_state
    state[_CLICKS] = state.get(_CLICKS, 0) + 1
    for point in state[key]["selection"]["points"][:1]:
        mark = point.get("customdata")
        if mark is not None and (target := go_to(mark)):
            _go(target)


def _go(target: Target, opened: str = "") -> None:
    """Go to `target` in the next run; what is chosen otherwise stays chosen.

    What is `opened` (a key) is closed: on the same page it would lie over what comes.
    """
    leave_wall()
    if opened:
        st.session_state[opened] = False
    for name, values in target.address.items():
        choose_next(name, values)
    st.session_state[_GOING] = target.page


def _foot(card: Card) -> None:
    name = file_name(card.finding)
    with st.container(key=f"sk-foot-{card.key}", gap="xsmall"):
        note(card.footer)
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover("Så läser du", type="tertiary"):
                notes(card.how_to_read.split("\n"))
            with _opened("Tabell", f"sk-table-{card.key}") as is_open:
                if is_open:
                    table(card.headers, card.table_rows(), card.finding)
            if card.links:
                links = f"sk-links-{card.key}"
                with _opened("Gå vidare", links) as is_open:
                    for place, (label, target) in enumerate(card.links if is_open else ()):
                        st.button(
                            label,
                            key=f"sk-link-{card.key}-{place}",
                            type="tertiary",
                            on_click=_go,
                            args=(target, links),
                        )
            st.button(
                "Visa på väggen",
                key=f"sk-to-wall-{card.key}",
                type="tertiary",
                on_click=put_on_wall,
                args=(card.key,),
            )
            # The browser makes the picture: static/kort.js.
            png = '<button type="button" class="sk-png" data-card="{}" data-name="{}">{}</button>'
            st.html(safe(png, card.key, name, "Hämta PNG"), width="content")
            st.download_button(
                "Hämta CSV",
                lambda: csv_bytes(card.headers, card.table_rows()),
                file_name=f"{name}.csv",
                mime="text/csv",
                type="tertiary",
                on_click="ignore",
                key=f"sk-csv-{card.key}",
            )


@contextmanager
def _opened(label: str, key: str) -> Iterator[bool]:
    """A popover whose content is not made until somebody opens it."""
    with st.popover(label, type="tertiary", key=key, on_change="rerun") as popover:
        yield bool(popover.open)
