"""What could they talk about? Questions made by rule from an area's answers, never claiming why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skolkval.analysis.fields import Cuts, Placed, in_sentence, place
from skolkval.analysis.gap import widest_by
from skolkval.analysis.outside import unsure, unsure_text
from skolkval.analysis.records import Row
from skolkval.instruments.model import Instrument

ALWAYS = "Vad bygger vi bilden på, och vad talar emot den?"


def prompts(items: Sequence[Row], instrument: Instrument, cuts: Cuts) -> list[str]:
    """At most five questions about the rows of one area (one per item and level).

    About the most split statement, the widest named gap, the most vet ej, and the one they are most
    united on; the last is always the same. Rows with few answers give none, but of vet ej.
    """
    return [*_questions(items, instrument, cuts), ALWAYS]


def _questions(items: Sequence[Row], instrument: Instrument, cuts: Cuts) -> Iterator[str]:
    marks = [mark for mark in place(items, cuts) if not mark.few]
    split = min(
        (mark for mark in marks if not mark.field.united or mark.camps),
        key=lambda mark: (not mark.camps, mark.agreement),
        default=None,
    )
    if split is not None:
        yield f"{_who(split)} svarar olika om {_quoted(split.row)}. Vad ser den ena som den andra inte ser?"
    yield from _gap_question(items, instrument)
    for row in unsure(items)[:1]:
        yield (
            f"Många svarar vet ej om {_quoted(row)} ({unsure_text(row)}). Vem behöver veta, "
            "och hur blir det synligt?"
        )
    united = max(
        (mark for mark in marks if mark.field.united and not mark.camps),
        key=lambda mark: mark.agreement,
        default=None,
    )
    if united is not None:
        yield f"{_who(united)} svarar lika om {_quoted(united.row)}. {united.field.question}"


def _gap_question(items: Sequence[Row], instrument: Instrument) -> Iterator[str]:
    """The same statement, or the same duty where every level has a wording of its own."""
    duties = {item.id: item.point_id or item.id for item in instrument.items}

    def duty(row: Row) -> str:
        return duties.get(row["item_id"]) or str(row["item_id"])

    rows = [row for row in items if row["kind"] == "individual"]
    gaps = widest_by(rows, duty, instrument.level_ids)
    named = {name: gap for name, gap in gaps.items() if gap.named}
    if named:
        name = max(named, key=lambda name: abs(named[name].difference))
        of, to = (instrument.level_label[level] for level in (named[name].of, named[name].to))
        about = _quoted(next(row for row in rows if duty(row) == name))
        yield f"{of} och {to.lower()} ser olika på {about}. Vilka exempel tänker var och en på?"


def _who(mark: Placed) -> str:
    return str(mark.row["level_label"]) if mark.row["level"] else "Gruppen"


def _quoted(row: Row) -> str:
    return f"”{in_sentence(str(row['item_label']))}”"
