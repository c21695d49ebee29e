"""From cells as text to raters and answers: each step in turn, and what the report says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.errors import Refusal
from skolkval.importing import notices
from skolkval.importing.background import filled_down, spelled_alike, too_long
from skolkval.importing.layouts import Layout, recognise
from skolkval.importing.levels import (
    UNDECIDED,
    UNKNOWN,
    RaterLevels,
    chosen_level,
    levels_of_rows,
)
from skolkval.importing.matching import (
    MatchedColumn,
    match_columns,
    missing_items,
    without_duplicates,
)
from skolkval.importing.options import ImportOptions
from skolkval.importing.personal import MASK, personal_kind, shown
from skolkval.importing.placing import place_answers
from skolkval.importing.report import ImportReport, Role, SkippedRow
from skolkval.importing.scales import BLANK, MERGED, Reading, read_answers
from skolkval.importing.table import ReadFacts, Table, TextColumn
from skolkval.instruments.model import Instrument

Rows = npt.NDArray[np.intp]
NO_ANSWERS = "Inga svar i filen."


def choose_sheet(facts: ReadFacts, instrument: Instrument, report: ImportReport) -> str:
    """The only visible sheet whose first row holds statements of the instrument.

    Raises:
        Refusal: SK-215 when no visible sheet has cells, SK-218 when several or none could be meant.
    """
    visible = [sheet for sheet in facts.sheets if sheet.state == "visible" and sheet.cells]
    if not visible:
        raise Refusal("SK-215", f"{NO_ANSWERS} Alla synliga blad är tomma.")
    fitting = [
        sheet.name
        for sheet in visible
        if any(
            column.items for column in match_columns(sheet.first_row, frozenset(), instrument, {})
        )
    ]
    names = ", ".join(f"”{sheet.name}”" for sheet in visible)
    if len(fitting) != 1:
        raise Refusal("SK-218", f"Filen har flera blad: {names}. Välj vilket som ska läsas in.")
    notices.add(report, "SK-W07", f"Bladet ”{fitting[0]}” lästes in. Filens synliga blad: {names}.")
    return fitting[0]


def plan_table(
    table: Table, instrument: Instrument, options: ImportOptions, report: ImportReport
) -> tuple[pd.DataFrame, npt.NDArray[np.int8]]:
    """Raters and answers as `ImportPlan` describes them; fills `report` on the way.

    Raises:
        Refusal: with a code SK-2nn; the report holds what was found out so far.
    """
    notices.add_of_file(report, table.facts)
    layout = recognise(table)
    if layout is None:
        raise Refusal("SK-215", NO_ANSWERS)
    report.layout = layout.name
    report.header_rows = table.row_numbers[list(layout.header_rows)].tolist()
    chosen = chosen_level(options.level, instrument)

    columns = match_columns(layout.headers, layout.meta, instrument, options.columns)
    report.columns = [column.as_reported(instrument) for column in columns]
    rows = _data_rows(table, layout)
    report.rows_read = rows.size + len(table.facts.ragged)
    report.rows_skipped = [SkippedRow(row, "SK-203") for row, _ in table.facts.ragged]
    _refuse_unnamed(table, columns, rows)
    _refuse_personal(table, columns, rows)
    columns, doubled = without_duplicates(columns, options.accept_partial)
    report.columns = [column.as_reported(instrument) for column in columns]
    items = [column for column in columns if column.items]
    if not items:
        raise Refusal(
            "SK-226",
            "Inget av instrumentets påståenden finns i rubrikraden "
            f"(rad {report.header_rows[0]}). Kontrollera att rätt instrument är valt och att "
            "rubrikerna står på arkets första rad.",
        )
    if not rows.size:
        raise Refusal("SK-215", f"{NO_ANSWERS} Bara rubrikraden är ifylld.")

    texts = [table.columns[column.index].take(rows) for column in items]
    reading = read_answers(texts, [column.letter for column in items], instrument)
    numbers = table.row_numbers[rows]
    _mark_merged(reading, items, numbers, table.facts)
    background = _background(table, columns, rows)
    levels = levels_of_rows(
        instrument, background.get("level"), chosen, items, reading.codes, numbers
    )
    kept = _kept_rows(levels, background, numbers, instrument, report)
    positions = levels.positions[kept]
    lacking = _missing(instrument, columns, positions)
    if lacking and not options.accept_partial:
        raise Refusal("SK-206", f"{lacking} Rätta rubrikerna, eller läs in utan dem.")

    answers = place_answers(
        instrument,
        items,
        [text.take(kept) for text in texts],
        reading.codes[kept],
        positions,
        numbers[kept],
        report,
    )
    report.rows_accepted = kept.size
    if not (report.answers or report.not_applicable):
        raise Refusal(
            "SK-215", f"{NO_ANSWERS} Alla celler för svar är tomma eller går inte att läsa."
        )

    raters = pd.DataFrame(
        {"level": pd.Series([instrument.level_ids[own] for own in positions], dtype=object)}
    )
    defaults: dict[Role, str | None] = {"unit": options.unit, "school_form": options.school_form}
    for role in ("unit", "school_form", "role"):
        column = background.get(role, _blank_column(rows.size)).take(kept)
        texts_of_role, several = spelled_alike(column, defaults.get(role))
        raters[role] = pd.Series(texts_of_role, dtype=object)
        notices.add_of_spellings(report, several)
    notices.add_of_reading(report, reading, answers, doubled, lacking)
    if levels.inferred:
        notices.add_of_levels(report, raters["level"], instrument)
    notices.add_of_columns(report, columns)
    return raters, answers


def _data_rows(table: Table, layout: Layout) -> Rows:
    """Positions of the rows of answers; rows without any filled cell are no rows."""
    filled = np.zeros(table.row_numbers.size, bool)
    for column in table.columns:
        filled |= ~column.blank
    filled[: layout.first_data] = False
    return np.flatnonzero(filled)


def _letters_where(
    columns: Sequence[MatchedColumn], test: Callable[[MatchedColumn], object]
) -> str:
    return ", ".join(column.letter for column in columns if test(column))


def _refuse_unnamed(table: Table, columns: Sequence[MatchedColumn], rows: Rows) -> None:
    unnamed = _letters_where(
        columns,
        lambda column: (
            not column.header
            and column.role == "ignored"
            and not table.columns[column.index].take(rows).blank.all()
        ),
    )
    if unnamed:
        raise Refusal(
            "SK-205",
            f"Kolumn {unnamed} har innehåll men ingen rubrik. Skriv en rubrik, eller ta bort den.",
        )


def _refuse_personal(table: Table, columns: Sequence[MatchedColumn], rows: Rows) -> None:
    for column in columns:
        kind = column.role != "meta" and personal_kind(table.columns[column.index].take(rows))
        if kind:
            header = shown(column.header)
            named = f" (”{header}”)" if header not in ("", MASK) else ""
            raise Refusal(
                "SK-217",
                f"Kolumn {column.letter}{named} ser ut att innehålla {kind}. Ta bort kolumnen i "
                "filen, eller säg att den inte ska läsas.",
            )


def _mark_merged(
    reading: Reading,
    items: Sequence[MatchedColumn],
    numbers: npt.NDArray[np.int32],
    facts: ReadFacts,
) -> None:
    """Mark the cells that a merged range hides: one answer is not several persons' answer."""
    for first_row, first_column, last_row, last_column in facts.merged:
        inside = (numbers >= first_row) & (numbers <= last_row)
        for index, column in enumerate(items):
            if first_column <= column.index + 1 <= last_column:
                hidden = inside & (reading.codes[:, index] == BLANK)
                reading.codes[hidden, index] = MERGED


def _background(
    table: Table, columns: Sequence[MatchedColumn], rows: Rows
) -> dict[Role, TextColumn]:
    """The columns that tell of the raters themselves, by role."""
    return {
        column.role: filled_down(
            table.columns[column.index].take(rows),
            column.index,
            table.row_numbers[rows],
            table.facts.merged,
        )
        for column in columns
        if column.role in ("level", "unit", "school_form", "role")
    }


def _blank_column(rows: int) -> TextColumn:
    return TextColumn(np.zeros(rows, np.int32), ("",))


def _kept_rows(
    levels: RaterLevels,
    background: dict[Role, TextColumn],
    numbers: npt.NDArray[np.int32],
    instrument: Instrument,
    report: ImportReport,
) -> Rows:
    """Positions of the rows that are taken in; the others are reported with the reason."""
    long = np.zeros(numbers.size, bool)
    for column in background.values():
        long |= too_long(column)
    reasons = {
        "SK-214": long,
        "SK-220": ~long & (levels.positions == UNDECIDED),
        "SK-221": ~long & (levels.positions == UNKNOWN),
    }
    kept = ~np.logical_or.reduce(list(reasons.values()))
    for code, skipped in reasons.items():
        report.rows_skipped += [SkippedRow(row, code) for row in numbers[skipped].tolist()]
    report.rows_skipped.sort(key=lambda skipped: skipped.row)
    level = background.get("level", _blank_column(numbers.size))
    unknown = level.take(np.flatnonzero(reasons["SK-221"]))
    if not kept.any():
        code = max(reasons, key=lambda code: int(reasons[code].sum()))
        if code == "SK-221":
            raise Refusal(code, notices.why_no_level(unknown, instrument))
        raise Refusal(code, notices.WHY_ALL_SKIPPED[code])
    notices.add_of_unknown_levels(report, unknown, instrument)
    return np.flatnonzero(kept)


def _missing(
    instrument: Instrument, columns: Sequence[MatchedColumn], positions: npt.NDArray[np.int8]
) -> str:
    """A sentence about the statements that levels in the file are asked and no column holds."""
    present = [instrument.level_ids[own] for own in sorted(set(positions.tolist()))]
    held = {item for column in columns for item in column.items}
    asked = {item.id for level in present for item in instrument.items_asked(level)}
    lacking = [
        item
        for index, item in enumerate(instrument.items)
        if item.id in asked and index not in held
    ]
    return missing_items(columns, lacking) if lacking else ""
