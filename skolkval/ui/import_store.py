"""How what was understood is stored, all of it or nothing, and how it is undone?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_status_container import StatusContainer

from skolkval.errors import Refusal
from skolkval.store.imports import Addition, add_imports, undo_imports
from skolkval.store.rounds import OPENNESS_WORDS, Openness, RoundSpec, round_title
from skolkval.store.shared import shared_database
from skolkval.swedish import number
from skolkval.ui.address import choose_next
from skolkval.ui.frame import OVERVIEW
from skolkval.ui.import_flow import Batch, Target, forget_batch
from skolkval.ui.import_report import account
from skolkval.ui.round_list import what_is_left
from skolkval.ui.selection import ROUND
from skolkval.ui.text import (
    RECEIPT,
    done,
    forget_receipt,
    note,
    notes,
    refusals_shown,
    show_html,
    show_told,
    tell,
)

_OPENNESS_HELP = (
    "Anonym: små grupper räknas ihop så att ingen kan pekas ut. Öppen: alla som svarat har sagt ja "
    "till att deras svar visas, till exempel en ledningsgrupp. Gemensam: varje rad är ett svar som "
    "en grupp enats om; det räknas aldrig ihop med enskildas."
)


@dataclass(frozen=True)
class Stored:
    """One file that was stored: its import, its name, what came of it, and whether it replaced one."""

    import_id: int
    name: str
    account: str
    replaced: bool


@dataclass(frozen=True)
class Receipt:
    """What was stored in one go, in which round."""

    title: str
    files: tuple[Stored, ...]


def _receipts() -> list[Receipt]:
    """The receipts of this visit to the page, the last of which is shown."""
    kept: list[Receipt] = st.session_state.setdefault(RECEIPT, [])
    return kept


def _batches() -> list[Receipt]:
    """Everything that was stored in this session."""
    kept: list[Receipt] = st.session_state.setdefault("sk_batches", [])
    return kept


def batch_number() -> int:
    """A number that is another once files have been stored."""
    return len(_batches())


def show_receipt() -> None:
    """What was stored last, with a way to undo it."""
    show_told()
    receipts = _receipts()
    if not receipts:
        return
    receipt = receipts[-1]
    lines = [f"{each.name} är inläst i ”{receipt.title}”: {each.account}" for each in receipt.files]
    done("\n".join(lines))
    if any(each.replaced for each in receipt.files):
        note(
            "Den tidigare inläsningen är ersatt och finns inte kvar. Ångrar du den nya, läs in den "
            "tidigare filen igen om den ska gälla."
        )
    with st.container(horizontal=True):
        if st.button("Se resultatet", type="primary"):
            choose_next(ROUND, [receipt.title])
            forget_receipt()
            st.switch_page(OVERVIEW)
        several = len(receipt.files) > 1
        name = f"Ångra alla {len(receipt.files)}" if several else "Ångra inläsningen"
        if st.button(name):
            _undo(receipt, receipt.files)
        for order, file in enumerate(receipt.files if several else (), start=1):
            if st.button(f"Ångra fil {order}", key=f"sk_undo_{file.import_id}"):
                _undo(receipt, [file])


def _undo(receipt: Receipt, files: Sequence[Stored]) -> None:
    with refusals_shown():
        undo_imports(shared_database(), [each.import_id for each in files])
        left = tuple(each for each in receipt.files if each not in files)
        if left:
            _receipts()[-1] = replace(receipt, files=left)
            names = ", ".join(each.name for each in files)
            tell(f"Inläsningen av {names} är ångrad. Resten är kvar i ”{receipt.title}”.")
        forget_receipt()
        if any(each.replaced for each in files):
            tell(f"Inläsningen är ångrad. Den fil som ersattes finns inte i ”{receipt.title}”.")
        tell(f"Inläsningen är ångrad. {what_is_left(receipt.title)}")


def ask_and_store(batch: Batch, target: Target) -> None:
    """Ask how open each level is, then store on the button."""
    additions = batch.additions
    if additions:
        openness = _ask_openness(additions, target)
        _show_total(batch)
    if batch.undecided:
        note("Välj först vad som ska göras med den rättade filen.")
    if not additions or not st.button(
        "Läs in svaren", type="primary", disabled=batch.undecided > 0
    ):
        return
    with refusals_shown():
        spec = RoundSpec(
            title=round_title(target.title),
            instrument_id=additions[0].plan.instrument.id,
            collected=target.collected,
            openness_of=openness,
            threshold=target.threshold,
        )
        _store(additions, spec)
        forget_batch()
        st.rerun()


def _store(additions: Sequence[Addition], spec: RoundSpec) -> None:
    kept = _receipts(), _batches()
    with st.status("Sparar …") as status, _nothing_stored(status):

        def tell_progress(stored: int) -> None:
            # A second click stops this run here, inside the transaction: nothing is then stored,
            # and the next run begins again.
            last = stored == len(additions)
            status.update(
                label="Räknar fram det som får visas …"
                if last
                else f"Sparar fil {stored + 1} av {len(additions)} …"
            )

        import_ids = add_imports(shared_database(), additions, spec, tell_progress)
        # Nothing of Streamlit's between storing and this, or a second click could come between.
        receipt = Receipt(spec.title, tuple(map(_stored, import_ids, additions)))
        for receipts in kept:
            receipts.append(receipt)


@contextmanager
def _nothing_stored(status: StatusContainer) -> Iterator[None]:
    """Lets go of what was being done where it was refused."""
    try:
        yield
    except Refusal:
        status.update(label="Inget har sparats", state="error")
        raise


def _stored(import_id: int, addition: Addition) -> Stored:
    report = addition.plan.report
    return Stored(import_id, report.file.name, account(report), addition.replaces is not None)


def _show_total(batch: Batch) -> None:
    files = len(batch.additions)
    lines = []
    if files > 1:
        whole = account(*(each.plan.report for each in batch.additions))
        lines.append(f"Tillsammans {number(files)} filer: {whole}")
    if batch.left_out:
        count = "1 fil" if batch.left_out == 1 else f"{number(batch.left_out)} filer"
        lines.append(f"{count} läses inte in.")
    if lines:
        notes(lines)


def _ask_openness(additions: Sequence[Addition], target: Target) -> dict[str, Openness]:
    known = (
        {each.level: each.openness for each in target.existing.levels} if target.existing else {}
    )
    instrument = additions[0].plan.instrument
    raters = pd.concat([each.plan.raters["level"] for each in additions]).value_counts()
    present = [level for level in instrument.level_ids if level in raters.index]
    answers: dict[str, Openness] = {}
    show_html("<h3>{}</h3>", "Hur öppna är svaren?")
    note(_OPENNESS_HELP)
    for level, place in zip(present, st.columns(max(3, len(present))), strict=False):
        with place:
            settled = known.get(level)
            name = f"{instrument.level_label[level]}, {number(raters[level])} svarande"
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
