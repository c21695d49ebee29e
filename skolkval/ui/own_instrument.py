"""How is an instrument of one's own added: from a filled-in Excel template, or from an export?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from skolkval.errors import Refusal
from skolkval.importing.export_columns import (
    DEFAULT_AREA,
    OfferedColumn,
    as_draft,
    read_columns,
    scale_of,
)
from skolkval.importing.instrument_sheet import read_instrument
from skolkval.instruments.checks import mistakes_in
from skolkval.instruments.draft import Draft, Statement, to_instrument
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import InstrumentRefusal
from skolkval.instruments.toml_text import to_toml
from skolkval.reports.templates import instrument_template
from skolkval.store.instruments import add_instrument
from skolkval.store.shared import shared_database
from skolkval.ui.address import choose_next
from skolkval.ui.instruments import INSTRUMENT, show_instrument
from skolkval.ui.text import note, refusals_shown, refused, show_html, tell
from skolkval.ui.uploads import on_disk

Outcome = TypeVar("Outcome")
_ADDED = "sk_instruments_added"
_READ = "sk_instrument_file"
_FROM_TEMPLATE, _FROM_EXPORT = "En Excelmall", "En export från enkätverktyget"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The columns of the table of statements, and of that of answers.
_USED, _TEXT, _AREA, _LABEL, _LEVEL, _REVERSED = (
    *("Med", "Påstående", "Område", "Kortnamn", "Nivå", "Omvänt"),
)
_LETTER = "Kolumn"
_ANSWER, _STEP = "Svar", "Steg"


def offer_own() -> None:
    """The panel where an instrument of one's own is added."""
    with st.container(border=True, key="sk-panel-own"):
        show_html("<h2>{}</h2>", "Lägg till ett eget instrument")
        start = st.segmented_control(
            "Utgå från", [_FROM_TEMPLATE, _FROM_EXPORT], default=_FROM_TEMPLATE, required=True
        )
        if start == _FROM_EXPORT:
            _from_export()
        else:
            _from_template()


def _from_template() -> None:
    note(
        "Hämta mallen, fyll i påståenden och skala i Excel, och lämna den här. Mallen har ett exempel."
    )
    st.download_button(
        "Hämta tom mall",
        instrument_template,
        "eget-instrument.xlsx",
        _WORKBOOK,
        on_click="ignore",
    )
    file = _ask_for_file("Ifylld mall (xlsx)")
    if file is None:
        return
    instrument = _read(file, "", lambda: _template_of(file))
    if instrument is not None:
        note("Så här tolkas mallen. Inget sparas förrän du lägger till instrumentet.")
        show_instrument(instrument, key="sk-panel-draft")
        _offer_add(instrument)


def _template_of(file: UploadedFile) -> Instrument:
    with on_disk(file) as path:
        return read_instrument(path, file.name)


def _from_export() -> None:
    note(
        "Lämna en export med svar. Välj vilka kolumner som är påståenden, vilket område var och en "
        "hör till och hur skalan går. Svaren sparas inte; de läses in sedan, på sidan Läs in."
    )
    file = _ask_for_file("Export (xlsx eller csv)")
    if file is None:
        return
    with st.expander("Fel blad eller fel rubriker?"):
        sheet = st.text_input("Blad", key=f"sk_own_sheet_{file.file_id}").strip() or None
        rows = st.multiselect(
            "Rubrikrader",
            list(range(1, 21)),
            key=f"sk_own_rows_{file.file_id}",
            placeholder="De som hittas",
        )
    columns = _read(file, f"{sheet}{rows}", lambda: _columns_of(file, sheet, tuple(rows)))
    if columns is not None:
        draft = _ask_draft(columns, f"{file.file_id}_{sheet}_{rows}")
        if st.button("Lägg till instrumentet", type="primary"):
            with refusals_shown():
                _add(_checked(draft))


def _columns_of(
    file: UploadedFile, sheet: str | None, rows: tuple[int, ...]
) -> tuple[OfferedColumn, ...]:
    with on_disk(file) as path:
        return read_columns(path, file.name, sheet, rows)


def _ask_for_file(label: str) -> UploadedFile | None:
    # The key is new after each instrument that is added, which empties the field.
    return st.file_uploader(label, key=f"sk_own_file_{label}_{st.session_state.get(_ADDED, 0)}")


def _read(file: UploadedFile, how: str, read: Callable[[], Outcome]) -> Outcome | None:
    """What the file reads as, each way only once; a refusal is shown."""
    known: dict[str, Outcome | Refusal] = st.session_state.setdefault(_READ, {})
    key = f"{file.file_id} {how}"
    if key not in known:
        known.clear()
        with st.spinner("Läser filen …"):
            try:
                known[key] = read()
            except Refusal as refusal:
                known[key] = refusal
    outcome = known[key]
    if isinstance(outcome, Refusal):
        refused(outcome.code, outcome.text)
        return None
    return outcome


def _ask_draft(columns: tuple[OfferedColumn, ...], key: str) -> Draft:
    """What the person says the columns and the answers in them are."""
    left, right = st.columns(2)
    title = left.text_input("Instrumentets namn", key=f"sk_own_title_{key}", max_chars=200).strip()
    publisher = right.text_input(
        "Utgivare", key=f"sk_own_publisher_{key}", placeholder="Exempelkommunen", max_chars=200
    ).strip()
    written = st.text_area(
        "Nivåer som svarar, en per rad (valfritt)",
        key=f"sk_own_levels_{key}",
        placeholder="Huvudman\nRektor\nUndervisning",
        height=104,
    )
    levels = tuple(dict.fromkeys(filter(None, map(str.strip, written.splitlines()))))
    show_html("<h3>{}</h3>", "Vilka kolumner är påståenden?")
    statements = _ask_statements(columns, levels, key)
    show_html("<h3>{}</h3>", "Hur går skalan?")
    note("Numrera svaren från 1 (lägst). Lämna tomt för svar utanför skalan, till exempel Vet ej.")
    used = [column for column, _ in statements]
    steps, outside = _ask_scale(used, f"{key}_{len(used)}")
    return replace(
        as_draft((), title, publisher),
        statements=tuple(statement for _, statement in statements),
        levels=levels,
        steps=steps,
        not_applicable=outside,
    )


def _ask_statements(
    columns: tuple[OfferedColumn, ...], levels: tuple[str, ...], key: str
) -> list[tuple[OfferedColumn, Statement]]:
    table = pd.DataFrame(
        {
            _USED: [column.likely for column in columns],
            _TEXT: [column.text for column in columns],
            _AREA: [column.area or DEFAULT_AREA for column in columns],
            _LABEL: [""] * len(columns),
            _LEVEL: [None] * len(columns),
            _REVERSED: [False] * len(columns),
        },
        index=pd.Index([column.letter for column in columns], name=_LETTER),
    )
    chosen = st.data_editor(
        table,
        key=f"sk_own_statements_{key}_{len(levels)}",
        column_config={
            _LETTER: st.column_config.TextColumn(disabled=True, width=70),
            _USED: st.column_config.CheckboxColumn(width=60),
            _TEXT: st.column_config.TextColumn(disabled=True, width=360),
            _AREA: st.column_config.TextColumn(required=True, width=180),
            _LABEL: st.column_config.TextColumn(width=150),
            _LEVEL: st.column_config.SelectboxColumn(
                options=list(levels), help="Tomt: alla nivåer svarar."
            ),
            _REVERSED: st.column_config.CheckboxColumn(
                width=80, help="Det är dåligt att instämma. Svaren vänds när de läses in."
            ),
        },
        column_order=[_USED, _TEXT, _AREA, _LABEL, *([_LEVEL] if levels else []), _REVERSED],
        height=420,
        placeholder="",
    )
    return [
        (
            column,
            Statement(
                area=str(row[_AREA] or "").strip(),
                text=column.text,
                level=row[_LEVEL] or "",
                label=str(row[_LABEL] or "").strip(),
                reversed=bool(row[_REVERSED]),
            ),
        )
        for column, row in zip(columns, chosen.to_dict("records"), strict=True)
        if row[_USED]
    ]


def _ask_scale(used: list[OfferedColumn], key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels from lowest to highest, and those outside the scale."""
    steps, outside = scale_of(label for column in used for label in column.answers)
    numbers = [*range(1, len(steps) + 1), *([None] * len(outside))]
    table = pd.DataFrame({_ANSWER: [*steps, *outside], _STEP: pd.array(numbers, dtype="Int64")})
    chosen = st.data_editor(
        table,
        key=f"sk_own_scale_{key}",
        hide_index=True,
        column_config={
            _ANSWER: st.column_config.TextColumn(disabled=True, width=200),
            _STEP: st.column_config.NumberColumn(min_value=1, max_value=99, step=1, width=80),
        },
        width="content",
        placeholder="",
    )
    placed = chosen.dropna(subset=[_STEP]).sort_values(_STEP, kind="stable")
    return tuple(placed[_ANSWER]), tuple(chosen[chosen[_STEP].isna()][_ANSWER])


def _checked(draft: Draft) -> Instrument:
    """The instrument of a draft.

    Raises:
        InstrumentRefusal: SK-501 something is missing or wrong.
    """
    wrong = [
        f"{name} är inte ifyllt."
        for name, value in (("Instrumentets namn", draft.title), ("Utgivare", draft.publisher))
        if not value
    ]
    if not draft.statements:
        wrong.append("Ingen kolumn är vald som påstående.")
    instrument = to_instrument(draft)
    wrong = wrong or mistakes_in(instrument)
    if wrong:
        raise InstrumentRefusal(wrong)
    return instrument


def _offer_add(instrument: Instrument) -> None:
    if st.button("Lägg till instrumentet", type="primary"):
        with refusals_shown():
            _add(instrument)


def _add(instrument: Instrument) -> None:
    added = add_instrument(shared_database(), to_toml(instrument))
    st.session_state[_ADDED] = st.session_state.get(_ADDED, 0) + 1
    st.session_state.pop(_READ, None)
    choose_next(INSTRUMENT, [added.title])
    tell(f"”{added.title}” är tillagt och kan väljas när du läser in svar.")
