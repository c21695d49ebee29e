"""The card around every chart: the finding, the question, the chart, and how to read and take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from skolkval.charts.theme import config
from skolkval.reports.csv_file import csv_bytes, file_name
from skolkval.ui.text import note, safe, table


@dataclass(frozen=True)
class Card:
    """What a card says in words. All texts are plain Swedish; `rows` belong to `headers`.

    `kicker` names what the card is about, where the finding does not.
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


def show_card(card: Card, figure: go.Figure, narrow: go.Figure | None = None) -> None:
    """Show the card with its chart; `narrow` is drawn instead of it on a phone."""
    with st.container(border=True, key=f"sk-card-{card.key}", height="stretch"):
        kicker = safe('<p class="sk-kicker">{}</p>', card.kicker) if card.kicker else ""
        text = safe("<h2>{}</h2><p class='sk-question'>{}</p>", card.finding, card.question)
        st.html(kicker + text)
        if narrow is None:
            _chart(card, figure, card.key)
        else:
            with st.container(key=f"sk-wide-{card.key}"):
                _chart(card, figure, card.key)
            with st.container(key=f"sk-narrow-{card.key}"):
                _chart(card, narrow, f"{card.key}-smal")
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
