"""What a file was understood as, before anything is stored: every column, row and cell."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from skolkval.importing.notices import about
from skolkval.importing.reasons import REASONS
from skolkval.importing.report import Column, CommentColumn, ImportReport, Match, Role
from skolkval.instruments.model import Instrument
from skolkval.swedish import number, percent
from skolkval.ui.text import notice, table

BACKGROUND: dict[Role, str] = {"level": "nivå", "unit": "enhet", "school_form": "skolform"}
ROLES: dict[Role, str] = {
    **BACKGROUND,
    "item": "påstående",
    "role": "roll",
    "comment": "kommentar",
    "meta": "uppgifter från enkätverktyget, läses inte",
    "ignored": "används inte",
}
_HOW: dict[Match, str] = {
    "exact": "ordagrant",
    "normalised": "så när som på skiljetecken, nummer och mellanslag",
    "contained": "påståendet står i rubriken, eller början av det",
    "label": "påståendets korta namn",
    "fuzzy": "liknar påståendet",
    "chosen": "valt av dig",
}
_MOST_LISTED = 200


def show_understanding(report: ImportReport, instrument: Instrument) -> None:
    """What every column, row and cell was taken for."""
    items = [column for column in report.columns if column.role == "item"]
    if items:
        with st.expander(f"Svar: {_count(len(items), 'kolumn', 'kolumner')}"):
            rows = [
                (each.letter, each.header, _taken_for(each, instrument), *_how(each))
                for each in items
            ]
            heads = ["Kolumn", "Rubrik i filen", "Tolkas som", "Hur", "Säkert"]
            table(heads, rows, "Svar", words=True)
    others: tuple[tuple[str, tuple[Role, ...]], ...] = (
        ("Bakgrund", ("level", "unit", "school_form", "role")),
        ("Kommentarer", ("comment",)),
        ("Inte svar", ("meta", "ignored")),
    )
    for title, roles in others:
        members = [column for column in report.columns if column.role in roles]
        if not members:
            continue
        with st.expander(f"{title}: {_count(len(members), 'kolumn', 'kolumner')}"):
            told = {each.letter: _as_comments(each, instrument) for each in report.comments}
            plain = [
                (each.letter, each.header, told.get(each.letter) or _taken_for(each, instrument))
                for each in members
            ]
            table(["Kolumn", "Rubrik i filen", "Tolkas som"], plain, title, words=True)
    if report.rejected or report.rows_skipped:
        with st.expander(f"Tas inte med: {_left_out(report)}"):
            table(
                ["Var", "Värde", "Varför"],
                [
                    *(
                        (f"rad {row.row}", row.detail or "hela raden", _why(row.code))
                        for row in report.rows_skipped[:_MOST_LISTED]
                    ),
                    *(
                        (cell.cell, cell.value, _why(cell.code))
                        for cell in report.rejected[:_MOST_LISTED]
                    ),
                ],
                "Rader och celler som inte tas med",
                words=True,
            )


def show_notices(report: ImportReport) -> None:
    """What there is to know of how the file was read."""
    for message in report.messages:
        # The doubtful columns are asked about where the page shows them.
        if message.code.startswith("SK-W") and message.code != "SK-W17":
            notice(f"{message.text} ({message.code})")


def _taken_for(column: Column, instrument: Instrument) -> str:
    if column.candidates:
        return "tveksam, läses inte"
    if column.item_id is None:
        return ROLES[column.role]
    return item_in_words(instrument, column.item_id)


def _as_comments(column: CommentColumn, instrument: Instrument) -> str:
    if column.background:
        return "uppgift om den som svarat, läses inte"
    return f"{_count(column.taken, 'kommentar', 'kommentarer')} till {about(column, instrument)}"


def _how(column: Column) -> tuple[str, str]:
    return _HOW.get(column.match, ""), percent(column.confidence)


def item_in_words(instrument: Instrument, item_id: str) -> str:
    """The statement, after the name of the level that alone is asked it."""
    item = instrument.item_by_id[item_id]
    return f"{instrument.level_label[item.level]}: {item.text}" if item.level else item.text


def columns_in_words(columns: Iterable[Column]) -> dict[str, str]:
    """Per letter, the column as a list shows it."""
    return {column.letter: f"{column.letter}: {column.header}" for column in columns}


def _why(code: str) -> str:
    return f"{REASONS[code]} ({code})"


def _count(n: int, one: str, several: str) -> str:
    return f"{number(n)} {one if n == 1 else several}"


def account(*reports: ImportReport) -> str:
    """One sentence on exactly what would be stored of the files together."""
    parts = [
        f"{number(sum(each.rows_accepted for each in reports))} svarande",
        f"{number(sum(each.answers for each in reports))} svar",
        f"{number(sum(each.not_applicable for each in reports))} vet ej",
        f"{number(sum(each.missing for each in reports))} tomma",
    ]
    if comments := sum(each.comments_taken for each in reports):
        parts.append(_count(comments, "kommentar", "kommentarer"))
    left_out = _left_out(*reports)
    return ", ".join(parts) + (f"; {left_out} tas inte med." if left_out else ". Allt tas med.")


def _left_out(*reports: ImportReport) -> str:
    rows = sum(len(each.rows_skipped) for each in reports)
    cells = sum(len(each.rejected) for each in reports)
    parts = [_count(rows, "rad", "rader")] * bool(rows)
    parts += [_count(cells, "cell", "celler")] * bool(cells)
    return " och ".join(parts)
