"""What stands beside one area's statements: on what they are most and least united, and what to ask."""

from __future__ import annotations

from dataclasses import astuple

import streamlit as st

from skolkval.analysis.fields import Cuts, in_sentence
from skolkval.analysis.prompts import prompts
from skolkval.analysis.records import Row
from skolkval.charts.cells import known
from skolkval.instruments.model import Instrument
from skolkval.results import Selection
from skolkval.store.published import Published
from skolkval.swedish import number
from skolkval.ui.areas import View
from skolkval.ui.cuts import chosen_cuts
from skolkval.ui.data import kept
from skolkval.ui.selection import Chosen, shown_rows
from skolkval.ui.text import safe


def show_talk(chosen: Chosen, view: View) -> None:
    """The panel with the area's most and least united statements and its questions."""
    limits = [str(cut) for cut in astuple(chosen_cuts())]
    body = kept(_body, chosen.published, chosen.selection, view.area.id, *limits)
    with st.container(border=True, key="sk-panel-talk"):
        st.html(body)


def _body(shown: Published, selection: Selection, area_id: str, index: str, agreement: str) -> str:
    chosen = Chosen(shown, selection)
    items, areas = shown_rows(chosen, "item"), shown_rows(chosen, "area")
    mine = [row for row in items if row["area_id"] == area_id]
    questions = prompts(mine, shown.instrument, Cuts(float(index), float(agreement)))
    asked = "".join(safe("<li>{}</li>", question) for question in questions)
    body = safe("<h2>{}</h2>", "Prata om det här") + f'<ul class="sk-list">{asked}</ul>'
    ends = [
        _ends(row, shown.instrument)
        for row in areas
        if row["area_id"] == area_id
        and row["kind"] == "individual"
        and known(row["agreement_min"]) is not None
    ]
    if ends:
        body += safe('<h2 class="sk-next">{}</h2>', "Mest och minst eniga")
        body += f'<ul class="sk-list">{"".join(ends)}</ul>'
    return body


def _ends(row: Row, instrument: Instrument) -> str:
    """The statements that one level is most and least united on; only one where there is one."""
    most, least = (
        f"{in_sentence(instrument.item_by_id[row[f'agreement_{end}_item']].label)}, "
        f"samsyn {number(row[f'agreement_{end}'], 0)}"
        for end in ("max", "min")
    )
    lines = [most] if most == least else [f"Mest: {most}", f"Minst: {least}"]
    told = "<br>".join(safe("{}", line) for line in lines)
    head = safe("<strong>{}</strong>", str(row["level_label"])) if row["level"] else ""
    return f"<li>{head}<span>{told}</span></li>"
