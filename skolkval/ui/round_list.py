"""How rounds are looked after: date and invited numbers, imports and their undo, deletion."""

from __future__ import annotations

import streamlit as st

from skolkval.instruments.model import Instrument
from skolkval.store import imports
from skolkval.store.instruments import all_instruments
from skolkval.store.rounds import (
    OPENNESS_WORDS,
    ImportRecord,
    Round,
    delete_round,
    describe_round,
)
from skolkval.store.shared import shared_database
from skolkval.swedish import date_text, number
from skolkval.ui.data import load_examples, rounds
from skolkval.ui.frame import IMPORT
from skolkval.ui.text import note, refusals_shown, safe, show_html, show_told, table, tell


def show_rounds() -> None:
    """Every round, the latest first, and what to do when there is none."""
    show_told()
    available = rounds()
    instruments = {each.id: each for each in all_instruments(shared_database())}
    if not available:
        note("Det finns inga omgångar än. Läs in en fil, eller titta på påhittade exempeldata.")
    for each in available:
        _show_round(each, instruments[each.instrument_id])
    with st.container(horizontal=True):
        if st.button("Läs in en fil", type="primary"):
            st.switch_page(IMPORT)
        if not any(each.example for each in available) and st.button("Läs in exempeldata"):
            load_examples()
            tell("Exempeldata är inläst.")


def _show_round(each: Round, instrument: Instrument) -> None:
    with st.container(border=True, key=f"sk-panel-round-{each.round_id}"):
        show_html("<h2>{}</h2>", each.title)
        made_up = " · påhittade exempeldata" if each.example else ""
        note(
            f"{instrument.title} · {date_text(each.collected)} · "
            f"grupper under {each.threshold} visas inte för sig{made_up}"
        )
        _show_levels(each, instrument)
        _ask_facts(each, instrument)
        for record in each.imports:
            _show_import(record)
        _offer_delete(each)


def _show_levels(each: Round, instrument: Instrument) -> None:
    rows = []
    for level in sorted(each.levels, key=lambda level: instrument.level_ids.index(level.level)):
        if level.openness is None:
            continue
        n = "för få för att visas" if level.hidden else number(level.raters)
        waiting = f" ({number(level.waiting)} till väntar)" if level.waiting else ""
        invited = "inte angivet" if level.invited is None else number(level.invited)
        name = instrument.level_label[level.level]
        rows.append([name, f"{n}{waiting}", invited, OPENNESS_WORDS[level.openness]])
    table(["Nivå", "Svarande", "Inbjudna", "Nivån är"], rows, "Vilka som har svarat")


def _ask_facts(each: Round, instrument: Instrument) -> None:
    """The date, and how many were invited, so that response rates can be shown."""
    known = {level.level: level.invited for level in each.levels}
    with (
        st.expander("Datum och antal inbjudna"),
        st.form(f"sk_facts_{each.round_id}", border=False),
    ):
        collected = st.date_input("Datum", each.collected, format="YYYY-MM-DD")
        invited = {
            level: _ask_invited(instrument.level_label[level], known.get(level))
            for level in instrument.level_ids
        }
        if st.form_submit_button("Spara"):
            with refusals_shown():
                describe_round(shared_database(), each.title, collected=collected, invited=invited)
                tell(f"”{each.title}” är ändrad.")


def _ask_invited(level: str, known: int | None) -> int | None:
    """A number, or nothing. The level's name is shown by us: Streamlit would read it as markdown."""
    show_html("<p>{}</p>", f"Inbjudna: {level}")
    return st.number_input(
        f"Inbjudna: {level}",
        value=known,
        step=1,
        placeholder="Inte angivet",
        label_visibility="collapsed",
    )


def _show_import(record: ImportRecord) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            safe(
                '<p class="sk-note">{}</p>',
                f"{record.file_name}: {number(record.raters)} svarande, {number(record.answers)} svar, "
                f"inläst {date_text(record.imported.date())} kl. {record.imported:%H.%M}",
            ),
            width="stretch",
        )
        with st.popover("Ångra inläsningen"):
            note(
                f"{number(record.raters)} svarande från {record.file_name} tas bort ur omgången. "
                "Filen kan läsas in igen."
            )
            if not st.button("Ja, ångra", type="primary", key=f"sk_undo_{record.import_id}"):
                return
            with refusals_shown():
                title = imports.undo_import(shared_database(), record.import_id)
                tell(f"Inläsningen av {record.file_name} är ångrad. {what_is_left(title)}")


def what_is_left(title: str) -> str:
    """What there is of a round whose import was undone."""
    if title in {each.title for each in rounds()}:
        return f"”{title}” är som den var innan."
    return f"”{title}” har inga svar kvar och visas inte längre."


def _offer_delete(each: Round) -> None:
    with st.popover("Ta bort omgången"):
        note(
            f"Alla svar i ”{each.title}” tas bort, och allt som visats av dem. "
            "Det går inte att ångra."
        )
        if not st.button("Ja, ta bort", type="primary", key=f"sk_delete_{each.round_id}"):
            return
        with refusals_shown():
            delete_round(shared_database(), each.title)
            tell(f"”{each.title}” är borttagen.")
