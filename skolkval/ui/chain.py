"""What the page of the steering chain is made of: every thread, and one of them laid open."""

from __future__ import annotations

from collections import Counter
from functools import partial

import streamlit as st

from skolkval.analysis import words
from skolkval.analysis.chain import BREAK_FROM, Seat, Thread, by_break, threads
from skolkval.analysis.chain_words import (
    chain_title,
    directions,
    gap_text,
    points,
    verdict,
    verdict_text,
)
from skolkval.analysis.fields import in_sentence
from skolkval.charts.bars import diverging_bars
from skolkval.charts.cells import HIDDEN
from skolkval.charts.chain import chain
from skolkval.charts.chain_rows import EMPTY_TEXT, step_text
from skolkval.charts.theme import config
from skolkval.instruments.model import Instrument
from skolkval.swedish import NO_NUMBER, number, small_number
from skolkval.ui import reading
from skolkval.ui.address import ask_one, choose_next, chosen_last, go_to_page, keep, say_if_unknown
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.distances import why_too_few_levels
from skolkval.ui.frame import AREAS, CHAIN
from skolkval.ui.look import page_theme
from skolkval.ui.selection import Chosen, foot, show_nothing, shown_rows, who_answered
from skolkval.ui.text import lead, note, safe, show_html
from skolkval.ui.wall import on_wall

POINT, ORDER = "punkt", "ordning"
BY_BREAK, AS_ASKED = "Där kedjan brister först", "Som i instrumentet"


def show_chain(chosen: Chosen) -> list[Thread]:
    """The card with every thread. Returns them in the order shown; empty where there is no chain."""
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    if not any(item.point_id for item in instrument.items) or len(instrument.levels) < 2:
        _show_no_chain(instrument)
        return []
    items = shown_rows(chosen, "item")
    if not items:
        show_nothing(chosen)
        return []
    found = threads(items, instrument)
    if len({seat.level for thread in found for seat in thread.seats if seat.state == "shown"}) < 2:
        _show_too_few_levels(chosen)
        return []
    seats = len(found[0].seats)
    lead(
        f"Samma uppdrag, sett från {small_number(seats)} stolar. En hel tråd betyder att grannarna i kedjan "
        f"ligger mindre än {number(BREAK_FROM, 1)} steg isär. En bruten tråd är värd ett samtal: klicka på den för att läsa formuleringarna."
    )
    if more := _more(found):
        note(more)
    names = _names(found, instrument)
    with st.container(horizontal=True, key="sk-choices-chain"):
        if ask_one("Ordning", ORDER, [BY_BREAK, AS_ASKED]) == BY_BREAK:
            found = by_break(found)
    say_if_unknown()
    finding, footer = chain_title(found, instrument), foot(chosen, items)
    targets = {point: Target(CHAIN, {POINT: [name]}) for point, name in names.items()}
    show_card(
        Card(
            key="chain",
            finding=finding,
            guess="Var brister kedjan oftast, och åt vilket håll?",
            question=f"Var skiljer sig nivåernas bild? Medelsteg 1–{instrument.scale.size} per punkt.",
            footer=footer,
            how_to_read=reading.CHAIN,
            alt=f"Styrkedjan punkt för punkt. {finding}. {footer}.",
            headers=_headers(found, instrument),
            rows=partial(_rows, found, instrument),
            chart_rows=len(found),
            links=[(names[thread.point_id], targets[thread.point_id]) for thread in found],
        ),
        partial(chain, found, instrument, k),
        narrow=True,
        go_to=targets.get,
    )
    return found


def show_opened(chosen: Chosen, shown: list[Thread]) -> None:
    """The thread that is chosen, over the page: its wordings side by side, and how they answered."""
    names = _names(shown, chosen.published.instrument)
    keep(POINT)
    asked = chosen_last(POINT)
    opened = [at for at, thread in enumerate(shown) if names[thread.point_id] in asked]
    if opened and not on_wall():
        title = "Samma uppdrag, från varje stol"
        dialog = st.dialog(title, width="large", on_dismiss=partial(choose_next, POINT, ()))
        dialog(_show_thread)(chosen, shown, opened[0])


def _show_thread(chosen: Chosen, shown: list[Thread], at: int) -> None:
    instrument, k = chosen.published.instrument, chosen.published.round.threshold
    thread = shown[at]
    area = instrument.area_by_id[thread.area_id]
    whole = thread.state == "holds"
    said = verdict(thread, instrument)[0] if whole else verdict_text(thread, instrument)
    show_html(
        '<p class="sk-kicker">{}</p><h2>{}</h2><p class="sk-question">{}</p>',
        area.label,
        thread.label,
        " ".join([f"{said}.", *_differences(thread, instrument)]),
    )
    seats = "".join(_seat_html(seat, instrument, k) for seat in thread.seats)
    st.html(f'<div class="sk-seats">{seats}</div>')
    rows = [seat.row for seat in thread.seats if seat.row]
    finding = words.point_finding(rows, instrument).text
    show_html("<h3>{}</h3>", finding)
    kind = f"Staplar över svaren i {in_sentence(thread.label)}"
    st.plotly_chart(
        # Without the wordings, which stand above.
        diverging_bars(
            [{**row, "item_id": "", "item_text": ""} for row in rows],
            instrument,
            threshold=k,
            theme=page_theme(),
            narrow=True,
        ),
        theme=None,
        key="sk-chart-thread",
        alt=f"{kind}. {finding}. Svarande: {who_answered(chosen, rows)}.",
        config=config(),
    )
    note(foot(chosen, rows))
    names = _names(shown, instrument)
    with st.container(horizontal=True):
        for label, to in (("Föregående tråd", at - 1), ("Nästa tråd", at + 1)):
            if st.button(label, disabled=not 0 <= to < len(shown)):
                choose_next(POINT, [names[shown[to].point_id]])
                st.rerun()
        if st.button("Hela området under Faktorer", key="sk-to-area", type="tertiary"):
            choose_next(AREA, [area.label])
            choose_next(POINT, [])
            go_to_page(AREAS)


def _seat_html(seat: Seat, instrument: Instrument, k: int) -> str:
    """One seat: who, the wording exactly as it stands, and where the level places itself."""
    style = page_theme().level_style(seat.level, instrument.level_ids)
    facts = {
        "empty": "Ej tillämplig: punkten har inget påstående för den här nivån.",
        "hidden": f"Visas inte: färre än {k} svar.",
        "unanswered": "Inga svar.",
    }.get(seat.state)
    if facts is None:
        row = seat.row
        count = "gemensamt svar" if row["kind"] == "joint" else f"{number(row['n'])} svar"
        facts = f"Medelsteg {number(seat.step, 1)} · index {number(row['index'], 0)} · {count}"
    head = safe(
        f'<h3><span style="color:{style.colour}">{style.glyph}</span> {{}}</h3>',
        instrument.level_label[seat.level],
    )
    wording = safe("<blockquote>{}</blockquote>", seat.row["item_text"]) if seat.row else ""
    about = safe('<p class="sk-note">{}</p>', facts)
    return f"<section>{head}{wording}{about}</section>"


def _differences(thread: Thread, instrument: Instrument) -> list[str]:
    label = instrument.level_label
    return [
        f"{label[link.of]} – {label[link.to].lower()}: {gap_text(link)}." for link in thread.links
    ]


def _names(shown: list[Thread], instrument: Instrument) -> dict[str, str]:
    """What each point is called in the choice and in the address, the area with it where two share."""
    times = Counter(thread.label for thread in shown)
    return {
        thread.point_id: thread.label
        if times[thread.label] == 1
        else f"{thread.label} ({instrument.area_by_id[thread.area_id].short_label})"
        for thread in shown
    }


def _more(shown: list[Thread]) -> str:
    """What the title has no room for."""
    unsure = sum(thread.state == "unsure" for thread in shown)
    few = f"I {points(unsure)} av punkterna är svaren för få för att avgöra." if unsure else ""
    return " ".join(filter(None, [directions(shown), few]))


def _headers(shown: list[Thread], instrument: Instrument) -> list[str]:
    levels = [instrument.level_label[seat.level] for seat in shown[0].seats]
    steps = [f"{level}, medelsteg" for level in levels]
    return ["Punkt", "Område", *steps, "Skillnad i steg", "Bedömning"]


def _rows(shown: list[Thread], instrument: Instrument) -> list[list[str]]:
    """One row per point: each level's mean step, every difference, and what is said of it."""
    return [
        [
            thread.label,
            instrument.area_by_id[thread.area_id].short_label,
            *(_cell(seat) for seat in thread.seats),
            " ".join(_differences(thread, instrument)) or NO_NUMBER,
            verdict_text(thread, instrument),
        ]
        for thread in shown
    ]


def _cell(seat: Seat) -> str:
    texts: dict[str, str] = {"hidden": HIDDEN, "unanswered": NO_NUMBER, "empty": EMPTY_TEXT}
    return texts.get(seat.state) or step_text(seat)


def _show_no_chain(instrument: Instrument) -> None:
    """An instrument whose statements are not the same duty seen from several levels."""
    with st.container(border=True, key="sk-panel-nothing"):
        show_html("<h2>{}</h2>", "Det här instrumentet har ingen styrkedja")
        note(
            f"I {instrument.short_title} formuleras inte samma uppdrag en gång per nivå, så det finns "
            "inga trådar att följa mellan nivåerna. Hur nivåerna ser på samma påståenden ser ni under "
            "Faktorer."
        )
        if st.button("Gå till Faktorer", type="primary"):
            go_to_page(AREAS)


def _show_too_few_levels(chosen: Chosen) -> None:
    with st.container(border=True, key="sk-panel-nothing"):
        show_html("<h2>{}</h2>", "En kedja behöver minst två nivåer")
        note(why_too_few_levels(chosen, joint=True))
