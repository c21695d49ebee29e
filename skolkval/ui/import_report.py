"""What a file was understood as, before anything is stored: every column, row and cell."""

from __future__ import annotations

import streamlit as st

from skolkval.importing.report import Column, ImportReport, Role
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


def show_understanding(report: ImportReport) -> None:
    """What every column, row and cell was taken for."""
    if report.rows_read:
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
        with st.expander(f"{title}: {number(len(members))} kolumner"):
            table(
                ["Kolumn", "Rubrik i filen", "Tolkas som"],
                [(column.letter, column.header, _taken_for(column)) for column in members],
                title,
            )
    if report.rejected or report.rows_skipped:
        with st.expander(f"Tas inte med: {_left_out(report)}"):
            table(
                ["Var", "Värde", "Varför"],
                [
                    *(
                        (f"rad {row.row}", "hela raden", row.code)
                        for row in report.rows_skipped[:_MOST_LISTED]
                    ),
                    *(
                        (cell.cell, cell.value, cell.code)
                        for cell in report.rejected[:_MOST_LISTED]
                    ),
                ],
                "Rader och celler som inte tas med",
            )
    for message in report.messages:
        if message.code.startswith("SK-W"):
            notice(f"{message.text} ({message.code})")


def _taken_for(column: Column) -> str:
    if column.role != "item":
        return ROLES[column.role]
    how = {"exact": "exakt", "normalised": "så när som på skiljetecken och mellanslag"}
    return f"{column.item_id} ({how.get(column.match, column.match)})"


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
    parts = [f"{number(rows)} rader"] * bool(rows) + [f"{number(cells)} celler"] * bool(cells)
    return " och ".join(parts)
