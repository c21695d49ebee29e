"""Light or dark? The look of this viewer's pages and charts, and its colours as CSS variables."""

from __future__ import annotations

import streamlit as st

from skolkval.charts.paper import paper_colours
from skolkval.charts.theme import DARK, LIGHT, Theme


def page_theme() -> Theme:
    """The look of the charts on this viewer's pages: as their browser shows the page."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def colours() -> str:
    """A style element with the look's colours, under the names that style.css knows.

    A dark page has the light ones for paper too, and what becomes what in a chart (static/kort.js).
    """
    theme = page_theme()
    style = _root(_variables(theme))
    if theme is DARK:
        pairs = " ".join(colour for pair in paper_colours().items() for colour in pair)
        style += _root({"on-paper": pairs}) + f"@media print {{{_root(_variables(LIGHT))}}}"
    return f"<style>{style}</style>"


def _variables(theme: Theme) -> dict[str, str]:
    return {
        "ink": theme.ink,
        "second": theme.second,
        "line": theme.line,
        "card": theme.card,
        "link": theme.link,
        "warning": theme.warning,
    }


def _root(variables: dict[str, str]) -> str:
    return f":root {{{''.join(f'--{name}: {is_};' for name, is_ in variables.items())}}}"
