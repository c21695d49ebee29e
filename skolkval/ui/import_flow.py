"""How a file is read in on the page: choose, see what was understood, store, and undo."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from skolkval.importing.options import ImportOptions
from skolkval.importing.plan import FileRefusal, ImportPlan, read_plan
from skolkval.importing.report import Column, ImportReport, Role
from skolkval.instruments.model import Instrument
from skolkval.store import imports
from skolkval.store.instruments import all_instruments
from skolkval.store.rounds import (
    DEFAULT_THRESHOLD,
    LOWEST_THRESHOLD,
    MOST_TITLE,
    OPENNESS_WORDS,
    Openness,
    Round,
    RoundSpec,
    round_title,
)
from skolkval.store.shared import shared_database
from skolkval.swedish import number
from skolkval.ui.address import choose_next
from skolkval.ui.data import rounds
from skolkval.ui.frame import OVERVIEW
from skolkval.ui.import_report import BACKGROUND, account
from skolkval.ui.selection import ROUND
from skolkval.ui.text import (
    RECEIPT,
    done,
    forget_receipt,
    note,
    refusals_shown,
    refused,
    safe,
    show_html,
    show_told,
    tell,
)

NEW_ROUND = "Ny omgång"
READ = "sk_read"
FILES_READ = "sk_files_read"
OPENNESS_HELP = (
    "Anonym: små grupper räknas ihop så att ingen kan pekas ut. Öppen: alla som svarat har sagt ja "
    "till att deras svar visas, till exempel en ledningsgrupp. Gemensam: varje rad är ett svar som "
    "en grupp enats om; det räknas aldrig ihop med enskildas."
)
# What the analyst may accept and read the rest: a statement that stands twice, or is missing.
PARTIAL = ("SK-204", "SK-206")


@dataclass(frozen=True)
class Target:
    """Where the answers go: an existing round, or a new one to be made."""

    existing: Round | None
    title: str
    collected: date | None
    threshold: int | None


def show_receipt() -> None:
    """What was stored last, with a way to undo it."""
    show_told()
    receipt = st.session_state.get(RECEIPT)
    if receipt is None:
        return
    import_id, title, text = receipt
    done(text)
    with st.container(horizontal=True):
        if st.button("Se resultatet", type="primary"):
            choose_next(ROUND, [title])
            forget_receipt()
            st.switch_page(OVERVIEW)
        if st.button("Ångra inläsningen"):
            forget_receipt()
            with refusals_shown():
                imports.undo_import(shared_database(), import_id)
                tell(f"Inläsningen är ångrad. ”{title}” är som den var innan.")


def ask_for_file() -> UploadedFile | None:
    """The file to read. Nothing is stored by choosing it."""
    # The key is new after each import, which empties the field.
    return st.file_uploader(
        "Export från enkätverktyget (xlsx eller csv)",
        key=f"sk_file_{st.session_state.get(FILES_READ, 0)}",
    )


def show_what_is_needed() -> None:
    """What a file looks like, while there is none."""
    with st.container(border=True, key="sk-panel-needed"):
        show_html("<h2>{}</h2>", "Så ska filen se ut")
        points = (
            "En rad per svarande och en kolumn per påstående, med påståendet som rubrik.",
            "Svaren som text (Stämmer till viss del) eller som siffror (1–4). Vet ej och tomt är två olika saker.",
            "Gärna kolumner för nivå, enhet och skolform. De kan också anges för hela filen.",
            "Namn, e-post och andra uppgifter om personer som verktyget lägger till läses aldrig in.",
        )
        st.html(
            f'<ul class="sk-list">{"".join(safe("<li>{}</li>", point) for point in points)}</ul>'
        )


def ask_for_target() -> tuple[Target, Instrument]:
    """Which round the answers belong to, and which instrument they answer."""
    available = {each.title: each for each in rounds() if not each.example}
    instruments = {each.id: each for each in all_instruments(shared_database())}
    left, right = st.columns(2)
    with left:
        choice = st.selectbox("Omgång", [NEW_ROUND, *available], key="sk_round")
    existing = available.get(choice or NEW_ROUND)
    if existing is not None:
        instrument = instruments[existing.instrument_id]
        with right:
            st.text_input("Instrument", instrument.title, disabled=True)
        return Target(existing, existing.title, None, None), instrument
    with right:
        chosen = st.selectbox(
            "Instrument",
            list(instruments),
            format_func=lambda each: instruments[each].title,
            key="sk_instrument",
        )
    first, second, third = st.columns(3)
    with first:
        title = st.text_input(
            "Omgångens namn",
            placeholder="Självvärdering VT 2027",
            key="sk_title",
            max_chars=MOST_TITLE,
        )
    with second:
        collected = st.date_input("Datum", value="today", format="YYYY-MM-DD", key="sk_date")
    with third:
        threshold = st.number_input(
            "Minsta grupp som visas",
            min_value=LOWEST_THRESHOLD,
            value=DEFAULT_THRESHOLD,
            key="sk_threshold",
            help="Färre svar än så visas aldrig för sig. Gränsen kan höjas senare, men inte sänkas.",
        )
    return Target(None, title, collected, threshold), instruments[chosen]


def understand(
    file: UploadedFile, instrument: Instrument
) -> tuple[ImportPlan | None, ImportReport]:
    """Read the file with what the analyst says of it; show the refusal if there is one.

    What is asked stands on how the file reads by itself, so an answer never changes the questions.
    """
    sheet = None
    alone = _read(file, instrument, ImportOptions())
    if _code(alone) == "SK-218":
        sheet = st.text_input("Blad", key=f"sk_sheet_{file.file_id}").strip() or None
        alone = _read(file, instrument, ImportOptions(sheet=sheet))
    options = _ask_options(file, instrument, alone.report, sheet)
    outcome = _read(file, instrument, options)
    if _code(outcome) in PARTIAL and st.checkbox(
        "Läs in resten ändå", key=f"sk_partial_{file.file_id}"
    ):
        outcome = _read(file, instrument, replace(options, accept_partial=True))
    if isinstance(outcome, ImportPlan):
        return outcome, outcome.report
    refused(outcome.code, outcome.text)
    return None, outcome.report


def _code(outcome: ImportPlan | FileRefusal) -> str | None:
    return outcome.code if isinstance(outcome, FileRefusal) else None


def _read(
    file: UploadedFile, instrument: Instrument, options: ImportOptions
) -> ImportPlan | FileRefusal:
    """What the file reads as, each way only once."""
    known: dict[tuple[str, ...], ImportPlan | FileRefusal] = st.session_state.setdefault(READ, {})
    key = (file.file_id, instrument.id, instrument.version, repr(options))
    if key not in known:
        for other in [each for each in known if each[0] != file.file_id]:
            del known[other]
        with st.spinner("Läser filen …"):
            known[key] = _read_safely(file, instrument, options)
    return known[key]


def _read_safely(
    file: UploadedFile, instrument: Instrument, options: ImportOptions
) -> ImportPlan | FileRefusal:
    handle, name = tempfile.mkstemp(prefix="skolkval-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(file.getbuffer())
        return read_plan(path, file.name, instrument, options)
    except FileRefusal as refusal:
        return refusal
    finally:
        path.unlink(missing_ok=True)


def _ask_options(
    file: UploadedFile, instrument: Instrument, alone: ImportReport, sheet: str | None
) -> ImportOptions:
    """Which columns are what, one value for the whole file, and what is not to be read at all."""
    if not alone.columns:
        return ImportOptions(sheet=sheet)
    columns: dict[str, Role] = {}
    whole: dict[Role, str | None] = {}
    key = f"{file.file_id}_{sheet}"
    with st.expander("Nivå, enhet och skolform"):
        note("Välj kolumn, eller ange ett värde som gäller alla rader i filen.")
        for place, (role, label) in zip(st.columns(3), BACKGROUND.items(), strict=True):
            with place:
                columns |= _ask_for_column(alone.columns, role, label, key)
                whole[role] = _ask_for_value(instrument, role, label, key)
        names = {column.letter: f"{column.letter}: {column.header}" for column in alone.columns}
        unread = st.multiselect(
            "Kolumner som inte ska läsas alls",
            [column.letter for column in alone.columns if column.role != "item"],
            format_func=lambda letter: names[letter],
            placeholder="Inga",
            key=f"sk_unread_{key}",
        )
        columns |= dict.fromkeys(unread, "meta")
    return ImportOptions(
        level=whole["level"],
        unit=whole["unit"],
        school_form=whole["school_form"],
        sheet=sheet,
        columns=columns,
    )


def _ask_for_column(columns: Sequence[Column], role: Role, label: str, key: str) -> dict[str, Role]:
    """What the analyst changes of the column that was found for `role`."""
    candidates = {column.letter: column for column in columns if column.role != "item"}
    found = next((letter for letter, column in candidates.items() if column.role == role), "")
    options = ["", *candidates]
    chosen = st.selectbox(
        f"Kolumn för {label}",
        options,
        index=options.index(found),
        format_func=lambda letter: (
            f"{letter}: {candidates[letter].header}" if letter else "Ingen kolumn"
        ),
        key=f"sk_column_{role}_{key}",
    )
    if chosen == found:
        return {}
    changed: dict[str, Role] = {found: "ignored"} if found else {}
    return changed | ({chosen: role} if chosen else {})


def _ask_for_value(instrument: Instrument, role: Role, label: str, key: str) -> str | None:
    name = f"{label.capitalize()} för hela filen"
    if role == "level":
        return st.selectbox(
            name,
            [level.id for level in instrument.levels],
            index=None,
            format_func=lambda level: instrument.level_label[level],
            placeholder="Står i filen",
            key=f"sk_whole_level_{key}",
        )
    value = st.text_input(name, key=f"sk_whole_{role}_{key}", placeholder="Står i filen")
    return value.strip() or None


def ask_and_store(plan: ImportPlan, target: Target) -> None:
    """Ask how open each level is, then store on the button."""
    openness = _ask_openness(plan, target)
    if not st.button("Läs in svaren", type="primary"):
        return
    with refusals_shown():
        spec = RoundSpec(
            title=round_title(target.title),
            instrument_id=plan.instrument.id,
            collected=target.collected,
            openness_of=openness,
            threshold=target.threshold,
        )
        with st.spinner("Sparar svaren …"):
            import_id = imports.add_import(shared_database(), plan, spec)
        st.session_state[RECEIPT] = (
            import_id,
            spec.title,
            f"{plan.report.file.name} är inläst i ”{spec.title}”: {account(plan.report)}",
        )
        st.session_state[FILES_READ] = st.session_state.get(FILES_READ, 0) + 1
        st.session_state.pop(READ, None)
        st.rerun()


def _ask_openness(plan: ImportPlan, target: Target) -> dict[str, Openness]:
    known = (
        {each.level: each.openness for each in target.existing.levels} if target.existing else {}
    )
    raters = plan.raters["level"].value_counts()
    present = [level for level in plan.instrument.level_ids if level in raters.index]
    answers: dict[str, Openness] = {}
    show_html("<h3>{}</h3>", "Hur öppna är svaren?")
    note(OPENNESS_HELP)
    for level, place in zip(present, st.columns(max(3, len(present))), strict=False):
        with place:
            settled = known.get(level)
            name = f"{plan.instrument.level_label[level]}, {number(raters[level])} svarande"
            show_html("<p>{}</p>", name)
            answers[level] = st.segmented_control(
                name,
                label_visibility="collapsed",
                options=list(OPENNESS_WORDS),
                default=settled or "anonymous",
                format_func=lambda each: OPENNESS_WORDS[each].capitalize(),
                required=True,
                disabled=settled is not None,
                key=f"sk_openness_{level}_{settled}",
            )
    return answers
