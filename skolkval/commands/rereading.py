"""How does a command read a file as it was read last time, and tell a corrected file from a new one?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from skolkval.errors import Refusal
from skolkval.importing.plan import FileRefusal, ImportOptions, ImportPlan, read_plan
from skolkval.importing.report import ImportReport, Message
from skolkval.instruments.model import Instrument
from skolkval.store.database import Database
from skolkval.store.import_corrections import corrected
from skolkval.store.mappings import Mapping, mapping_of, recall_where
from skolkval.store.rounds import ImportRecord, round_named
from skolkval.swedish import date_text


@dataclass(frozen=True)
class Reading:
    """A file that can be stored, and what there is to remember of how it was read."""

    plan: ImportPlan
    mapping: Mapping | None


def read_as_before(
    store: Database, file: Path, instrument: Instrument, said: ImportOptions
) -> Reading:
    """The file as `said`, which goes before what was said of such a file last time.

    Raises:
        FileRefusal: the file cannot be read so.
    """
    read: dict[str, ImportPlan | FileRefusal] = {}

    def outcome(options: ImportOptions) -> ImportPlan | FileRefusal:
        key = repr(options)
        if key not in read:
            try:
                read[key] = read_plan(file, file.name, instrument, options)
            except FileRefusal as refusal:
                read[key] = refusal
        return read[key]

    # Only these two change what the headers are, so without them the file is read once.
    elsewhere = said.sheet is not None or said.header_rows
    alone = outcome(ImportOptions() if elsewhere else said).report
    before = recall_where(store, instrument, alone, lambda then: outcome(_both(then, said)).report)
    options = _both(before.said, said) if before else said
    result = outcome(options)
    if before and before.remembered:
        _tell_first(result.report, before)
    if isinstance(result, FileRefusal):
        raise result
    return Reading(result, mapping_of(alone, result.report, options))


def _both(then: ImportOptions, said: ImportOptions) -> ImportOptions:
    """What was said then, but for what is said now."""
    return replace(
        said,
        level=said.level or then.level,
        unit=said.unit or then.unit,
        school_form=said.school_form or then.school_form,
        sheet=said.sheet or then.sheet,
        header_rows=said.header_rows or then.header_rows,
        columns={**then.columns, **said.columns},
        items={**then.items, **said.items},
        comments={**then.comments, **said.comments},
        scale={**then.scale, **said.scale},
        accept_partial=said.accept_partial or then.accept_partial,
    )


def _tell_first(report: ImportReport, before: Mapping) -> None:
    """A refusal stands last among the messages."""
    assert before.remembered is not None
    day = date_text(before.remembered.date())
    report.messages.insert(0, Message("SK-W18", f"Tolkad som förra gången, {day}."))


def import_to_replace(store: Database, title: str, import_id: int) -> ImportRecord:
    """The import of the round that is to be replaced.

    Raises:
        Refusal: SK-308 there is no such round, SK-313 it has no such import.
    """
    records = {each.import_id: each for each in round_named(store, title).imports}
    if import_id not in records:
        has = ", ".join(f"{each.import_id} ({each.file_name})" for each in records.values())
        raise Refusal(
            "SK-313",
            f"Omgången ”{title}” har ingen inläsning med nummer {import_id}. Den har: {has}. Ange "
            "en av dem.",
        )
    return records[import_id]


def refuse_correction(store: Database, plan: ImportPlan, title: str) -> None:
    """Raise SK-320 if the file seems to be a corrected version of one that the round holds."""
    found = corrected(store, plan, title)
    if found:
        earlier = found.earlier
        raise Refusal(
            "SK-320",
            f"{plan.report.file.name} ser ut att vara en rättad version av {earlier.file_name}, "
            f"inläsning {earlier.import_id}, inläst {date_text(earlier.imported.date())}: "
            f"{found.in_words}. Ersätt den med --replace "
            f"{earlier.import_id}, eller läs in svaren som nya med --add.",
        )
