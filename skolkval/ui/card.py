"""The card around every chart: the finding, the question, the chart, and how to read and take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from skolkval.charts.look import Look
from skolkval.charts.theme import config
from skolkval.reports.csv_file import csv_bytes, file_name
from skolkval.ui.text import note, safe, table


@dataclass(frozen=True)
class Card:
    """What a card says in words. All texts are plain Swedish; `rows` belong to `headers`.

    `kicker` names what the card is about, where the finding does not. `chart_rows` is how many
    rows the chart has, where it has so many that a wall must show some at a time.
    """

    key: str
    finding: str
    question: str
    footer: str
    how_to_read: str
    alt: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    kicker: str = ""
    chart_rows: int = 0


@dataclass(frozen=True)
class Target:
    """Where a click leads: a page of `ui.frame`, and what it is to show there, by address name."""

    page: str
    address: Mapping[str, Sequence[str]] = field(default_factory=dict)


Draw = Callable[[Look], go.Figure]
"""Draws a card's chart in the look it is given."""
GoTo = Callable[[Any], Target | None]
"""Where a click on a mark leads, by the mark's `customdata`; None where it leads nowhere."""


def show_card(card: Card, draw: Draw, *, narrow: bool = False, go_to: GoTo | None = None) -> None:
    """Show the card with its chart; drawn again for phones if it has a `narrow` form."""
    with st.container(border=True, key=f"sk-card-{card.key}", height="stretch"):
        kicker = safe('<p class="sk-kicker">{}</p>', card.kicker) if card.kicker else ""
        text = safe("<h2>{}</h2><p class='sk-question'>{}</p>", card.finding, card.question)
        st.html(kicker + text)
        if narrow:
            with st.container(key=f"sk-wide-{card.key}"):
                _chart(card, draw(Look()), card.key)
            with st.container(key=f"sk-narrow-{card.key}"):
                _chart(card, draw(Look(narrow=True)), f"{card.key}-smal")
        else:
            _chart(card, draw(Look()), card.key)
        _foot(card)


def _chart(card: Card, figure: go.Figure, key: str) -> None:
    st.plotly_chart(
        figure,
        theme=None,
        key=f"sk-chart-{key}",
        alt=card.alt,
        config=config(file_name(card.finding)),
    )


def _foot(card: Card) -> None:
    with st.container(key=f"sk-foot-{card.key}", gap="xsmall"):
        note(card.footer)
        with st.container(horizontal=True):
            with st.popover("Så läser du", type="tertiary"):
                for paragraph in card.how_to_read.split("\n"):
                    note(paragraph)
            with st.popover("Tabell", type="tertiary"):
                table(card.headers, card.rows, card.finding)
            st.download_button(
                "Hämta CSV",
                csv_bytes(card.headers, card.rows),
                file_name=f"{file_name(card.finding)}.csv",
                mime="text/csv",
                type="tertiary",
                on_click="ignore",
                key=f"sk-csv-{card.key}",
            )
