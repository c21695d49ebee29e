"""What a file was understood as, before anything is stored: every column, row and cell."""

from __future__ import annotations

import streamlit as st

from skolkval.importing.reasons import REASONS
from skolkval.importing.report import Column, ImportReport, Role
from skolkval.instruments.model import Instrument
from skolkval.swedish import number
from skolkval.ui.text import notice, show_html, table

BACKGROUND: dict[Role, str] = {"level": "nivå", "unit": "enhet", "school_form": "skolform"}
ROLES: dict[Role, str] = {
    **BACKGROUND,
    "item": "påstående",
    "role": "roll",
    "comment": "kommentar, lagras inte",
    "meta": "uppgifter från enkätverktyget, läses inte",
    "ignored": "används inte",
}
_MOST_LISTED = 200


def show_understanding(report: ImportReport, instrument: Instrument, *, readable: bool) -> None:
    """What every column, row and cell was taken for; what would be stored if it is `readable`."""
    if readable:
        show_html('<p class="sk-lead">{}</p>', account(report))
    groups: tuple[tuple[str, tuple[Role, ...]], ...] = (
        ("Påståenden", ("item",)),
        ("Bakgrund", ("level", "unit", "school_form", "role")),
        ("Inte svar", ("comment", "meta", "ignored")),
    )
    for title, roles in groups:
        members = [column for column in report.columns if column.role in roles]
        if not members:
            continue
        with st.expander(f"{title}: {_count(len(members), 'kolumn', 'kolumner')}"):
            rows = [(each.letter, each.header, _taken_for(each, instrument)) for each in members]
            table(["Kolumn", "Rubrik i filen", "Tolkas som"], rows, title, words=True)
    if report.rejected or report.rows_skipped:
        with st.expander(f"Tas inte med: {_left_out(report)}"):
            table(
                ["Var", "Värde", "Varför"],
                [
                    *(
                        (f"rad {row.row}", "hela raden", _why(row.code))
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
    for message in report.messages:
        if message.code.startswith("SK-W"):
            notice(f"{message.text} ({message.code})")


def _taken_for(column: Column, instrument: Instrument) -> str:
    if column.item_id is None:
        return ROLES[column.role]
    item = instrument.item_by_id[column.item_id]
    level = f"{instrument.level_label[item.level]}: " if item.level else ""
    exact = "" if column.match == "exact" else " (så när som på skiljetecken och mellanslag)"
    return f"{level}{item.label}{exact}"


def _why(code: str) -> str:
    return f"{REASONS[code]} ({code})"


def _count(n: int, one: str, several: str) -> str:
    return f"{number(n)} {one if n == 1 else several}"


def account(report: ImportReport) -> str:
    """One sentence on exactly what would be stored."""
    parts = [
        f"{number(report.rows_accepted)} svarande",
        f"{number(report.answers)} svar",
        f"{number(report.not_applicable)} vet ej",
        f"{number(report.missing)} tomma",
    ]
    left_out = _left_out(report)
    return ", ".join(parts) + (f"; {left_out} tas inte med." if left_out else ". Allt tas med.")


def _left_out(report: ImportReport) -> str:
    rows, cells = len(report.rows_skipped), len(report.rejected)
    parts = [_count(rows, "rad", "rader")] * bool(rows)
    parts += [_count(cells, "cell", "celler")] * bool(cells)
    return " och ".join(parts)
