"""How is all of a selection taken home? One Excel workbook, made when somebody asks for it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from skolkval.reports.csv_file import file_name
from skolkval.reports.workbook import workbook
from skolkval.swedish import date_text
from skolkval.ui.selection import Chosen, left_out


def offer_workbook(chosen: Chosen) -> None:
    """A button that makes and hands over the workbook of what is chosen."""
    st.download_button(
        "Hämta allt som Excel",
        partial(_content, chosen),
        file_name=f"{file_name(chosen.published.round.title)}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="sk-workbook",
        help="Urvalets tal per område, påstående, nivå och enhet, med kodbok och diagram.",
    )


def _content(chosen: Chosen) -> bytes:
    now = datetime.now().astimezone()
    stamp = f"{date_text(now.date())} kl. {now:%H.%M}"
    return workbook(
        chosen.published, chosen.selection, left_out(chosen.published, chosen.selection), stamp
    )
