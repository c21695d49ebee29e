"""What stands around a page: the navigation, the look, and the page's name."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from skolkval.charts.theme import DARK
from skolkval.ui.look import colours, page_theme
from skolkval.ui.text import forget_receipt, show_html

_STYLE = f"<style>{Path(__file__).with_name('style.css').read_text('utf-8')}</style>"
_SECTIONS = {
    "Var är vi?": {
        "pages/var_ar_vi/oversikt.py": "Översikt",
        "pages/var_ar_vi/faktorer.py": "Faktorer",
        "pages/var_ar_vi/styrkedjan.py": "Styrkedjan",
        "pages/var_ar_vi/enheter.py": "Enheter",
    },
    "Vart ska vi?": {"pages/vart_ska_vi/samsyn.py": "Samsyn"},
    "Hur blev det?": {"pages/hur_blev_det/utveckling.py": "Utveckling"},
    "Underlag": {
        "pages/underlag/las_in.py": "Läs in",
        "pages/underlag/omgangar.py": "Omgångar",
        "pages/underlag/instrument.py": "Instrument",
    },
    "Om": {
        "pages/om/metod.py": "Metod",
        "pages/om/integritet.py": "Integritet",
        "pages/om/tillganglighet.py": "Tillgänglighet",
    },
}
_PAGE = "sk_page"
OVERVIEW = "pages/var_ar_vi/oversikt.py"
AREAS = "pages/var_ar_vi/faktorer.py"
AGREEMENT = "pages/vart_ska_vi/samsyn.py"
CHAIN = "pages/var_ar_vi/styrkedjan.py"
DEVELOPMENT = "pages/hur_blev_det/utveckling.py"
IMPORT = "pages/underlag/las_in.py"


def pages() -> dict[str, list[st.Page]]:
    """Every page under its question; the file name is the address."""
    return {
        section: [
            st.Page(path, title=title, default=path == OVERVIEW) for path, title in members.items()
        ]
        for section, members in _SECTIONS.items()
    }


def page_name(page: st.Page) -> str:
    """The name of a page's file; its address, but for the start page."""
    return page.url_path or Path(OVERVIEW).stem


def dress(title: str) -> None:
    """Put on the look, and the page's name as its one h1."""
    if st.session_state.get(_PAGE) != title:
        st.session_state[_PAGE] = title
        forget_receipt()
    st.html(_STYLE)
    st.html(colours())
    logo = "logo-mork.svg" if page_theme() is DARK else "logo.svg"
    st.logo(f"skolkval/static/{logo}", size="large")
    show_html("<h1>{}</h1>", title)
