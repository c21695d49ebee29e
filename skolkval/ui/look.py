"""Light or dark? The look of this viewer's pages and charts, and its colours as CSS variables."""

from __future__ import annotations

import streamlit as st

from skolkval.charts.theme import DARK, LIGHT, Theme


def page_theme() -> Theme:
    """The look of the charts on this viewer's pages: as their browser shows the page."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def colours() -> str:
    """A style element with the look's colours, under the names that style.css knows."""
    theme = page_theme()
    variables = {
        "ink": theme.ink,
        "second": theme.second,
        "line": theme.line,
        "card": theme.card,
        "link": theme.link,
        "warning": theme.warning,
    }
    return f"<style>:root {{{''.join(f'--{name}: {is_};' for name, is_ in variables.items())}}}</style>"
