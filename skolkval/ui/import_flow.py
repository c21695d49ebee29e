"""How files are read in on the page: what each is understood as, and what is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from skolkval.errors import Refusal
from skolkval.importing.options import ImportOptions
from skolkval.importing.plan import FileRefusal, ImportPlan
from skolkval.instruments.model import Instrument
from skolkval.store.import_corrections import Difference, corrected
from skolkval.store.imports import Addition, check_import
from skolkval.store.instruments import all_instruments
from skolkval.store.mappings import Mapping, forget, mapping_of, recall_where
from skolkval.store.rounds import (
    DEFAULT_THRESHOLD,
    LOWEST_THRESHOLD,
    MOST_TITLE,
    Round,
    RoundSpec,
    round_title,
)
from skolkval.store.shared import shared_database
from skolkval.swedish import date_text, number
from skolkval.ui.data import rounds
from skolkval.ui.import_files import Outcome, forget_files, read, read_all
from skolkval.ui.import_questions import ask_columns, ask_place, ask_scale
from skolkval.ui.import_report import account, show_notices, show_understanding
from skolkval.ui.text import note, notice, refused, safe, show_html

NEW_ROUND = "Ny omgång"
# What the analyst may accept and read the rest: a statement that stands twice, or is missing.
_PARTIAL = ("SK-204", "SK-206")
_REPLACE, _BESIDE, _LEAVE = "Ersätt den inläsningen", "Läs in svaren som nya", "Läs inte in filen"


@dataclass(frozen=True)
class Target:
    """Where the answers go: an existing round, or a new one to be made."""

    existing: Round | None
    title: str
    collected: date | None
    threshold: int | None


@dataclass(frozen=True)
class Batch:
    """What the files come to: those to store, and how many are left to decide on or left out."""

    additions: tuple[Addition, ...]
    undecided: int
    left_out: int


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
    if title.strip() in available:
        note("Omgången finns redan. Svaren läggs till i den.")
    existing = available.get(title.strip())
    return Target(existing, title, collected, threshold), instruments[chosen]


def understand(files: Sequence[UploadedFile], target: Target, instrument: Instrument) -> Batch:
    """Show each file in a panel of its own, and ask about it; a refused one stops no other."""
    read_all(files, instrument)
    additions: list[Addition] = []
    undecided = left_out = 0
    seen: set[str] = set()
    for file in files:
        with st.container(border=True, gap="xsmall", key=f"sk-panel-{file.file_id}"):
            show_html("<h2>{}</h2>", file.name)
            head = st.container(gap="xsmall")
            outcome, mapping = _understand_one(file, instrument, head)
            if isinstance(outcome, FileRefusal):
                left_out += 1
                continue
            sha256 = outcome.report.file.sha256
            with head:
                if sha256 in seen:
                    refused("SK-216", f"{file.name} är samma fil som en ovanför. Ta bort den.")
                    addition: Addition | str | None = _LEAVE
                else:
                    addition = _decide(outcome, mapping, target, file.file_id)
            seen.add(sha256)
        if isinstance(addition, Addition):
            additions.append(addition)
        elif addition == _LEAVE:
            left_out += 1
        else:
            undecided += 1
    return Batch(tuple(additions), undecided, left_out)


def _understand_one(
    file: UploadedFile, instrument: Instrument, head: DeltaGenerator
) -> tuple[Outcome, Mapping | None]:
    """The file as it reads with what is said of it, and what there is to remember of that.

    What comes of it is shown in `head`, over the questions. What is asked stands on how the file reads without the answers, so an answer never changes the
    questions.
    """
    alone = read(file, instrument, ImportOptions())
    before = recall_where(
        shared_database(),
        instrument,
        alone.report,
        lambda said: read(file, instrument, said).report,
    )
    said = before.said if before else ImportOptions()
    key = f"{file.file_id}_{instrument.id}_{before.remembered if before else ''}"
    sheet, rows = ask_place(alone.report, _code(alone), said, key)
    key += f"_{sheet}_{rows}"
    base = read(file, instrument, ImportOptions(sheet=sheet, header_rows=rows))
    options = replace(
        ask_columns(base.report, _code(base), instrument, said, key), sheet=sheet, header_rows=rows
    )
    unexplained = read(file, instrument, options)
    scale = ask_scale(unexplained.report, _code(unexplained), instrument, said, key)
    options = replace(options, scale=scale)
    outcome = read(file, instrument, options)
    partial = _code(outcome) in _PARTIAL and st.checkbox(
        "Läs in resten ändå", said.accept_partial, key=f"sk_partial_{key}"
    )
    if partial:
        options = replace(options, accept_partial=True)
        outcome = read(file, instrument, options)
    with head:
        _show_outcome(outcome)
        if before:
            _show_remembered(before, instrument, key)
        show_notices(outcome.report)
    show_understanding(outcome.report, instrument)
    return outcome, mapping_of(alone.report, outcome.report, options)


def _code(outcome: Outcome) -> str | None:
    return outcome.code if isinstance(outcome, FileRefusal) else None


def _show_outcome(outcome: Outcome) -> None:
    if isinstance(outcome, FileRefusal):
        refused(outcome.code, outcome.text)
    else:
        show_html('<p class="sk-lead">{}</p>', account(outcome.report))
    if outcome.report.sign:
        note(outcome.report.sign)


def _show_remembered(before: Mapping, instrument: Instrument, key: str) -> None:
    assert before.remembered is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        words = f"Tolkad som förra gången, {date_text(before.remembered.date())}."
        st.html(safe('<p class="sk-note">{}</p>', words), width="content")
        if st.button("Glöm", key=f"sk_forget_{key}", help="Läs filen som om den vore ny."):
            forget(shared_database(), instrument, before.entry)
            st.rerun()


def _decide(
    plan: ImportPlan, mapping: Mapping | None, target: Target, key: str
) -> Addition | str | None:
    """What to store of a file that can be read; `_LEAVE`, or None while that is not decided."""
    if target.existing is None:
        return Addition(plan, mapping=mapping)
    settled = {
        each.level: each.openness for each in target.existing.levels if each.openness is not None
    }
    spec = RoundSpec(round_title(target.title), plan.instrument.id, openness_of=settled)
    try:
        check_import(shared_database(), plan, spec)
    except Refusal as refusal:
        refused(refusal.code, refusal.text)
        return _LEAVE
    difference = _difference(plan, spec.title)
    if difference is None:
        return Addition(plan, mapping=mapping)
    _show_difference(difference)
    decision = st.radio(
        "Vad ska göras med den?",
        [_REPLACE, _BESIDE, _LEAVE],
        index=None,
        key=f"sk_corrects_{difference.earlier.import_id}_{key}",
    )
    if decision in (None, _LEAVE):
        return decision
    return Addition(plan, difference.earlier if decision == _REPLACE else None, mapping)


def _difference(plan: ImportPlan, title: str) -> Difference | None:
    """How the file differs from one in the round, worked out once for each state of both."""
    database = shared_database()
    key = (id(plan), title, database.data_version())
    kept: dict[tuple[int, str, int], tuple[ImportPlan, Difference | None]]
    kept = st.session_state.setdefault("sk_differences", {})
    if key not in kept:
        # The plan is kept too: its id is its own only for as long as it lives.
        kept[key] = plan, corrected(database, plan, title)
        for other in [each for each in kept if each[2] != key[2]]:
            del kept[other]
    return kept[key][1]


def _show_difference(difference: Difference) -> None:
    earlier = difference.earlier
    notice(
        f"Filen ser ut att vara en rättad version av {earlier.file_name}, inläst "
        f"{date_text(earlier.imported.date())}: {difference.in_words}."
    )
    if difference.few:
        note(
            f"Hur många sägs inte, så att ingen kan pekas ut. Där svaren är anonyma visas ändringen "
            f"när minst {number(difference.k)} i samma grupp har ändrats."
        )


def forget_batch() -> None:
    """Let go of the files, once they are stored."""
    forget_files()
    st.session_state.pop("sk_differences", None)
