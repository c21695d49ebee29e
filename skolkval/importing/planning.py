"""From cells as text to raters and answers: each step in turn, and what the report says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.errors import Refusal
from skolkval.importing import notices
from skolkval.importing.background import filled_down, spelled_alike, too_long
from skolkval.importing.comments import Comment, areas_of_comments, take_comments
from skolkval.importing.layouts import recognise
from skolkval.importing.layouts.surveyxact import explained
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
from skolkval.importing.rows import Rows, answer_rows, within_header
from skolkval.importing.scales import BLANK, MERGED, Reading, read_answers
from skolkval.importing.signature import header_signature
from skolkval.importing.statements import Statements
from skolkval.importing.table import ReadFacts, Table, TextColumn
from skolkval.instruments.model import Instrument


def plan_table(
    table: Table, statements: Statements, options: ImportOptions, report: ImportReport
) -> tuple[pd.DataFrame, npt.NDArray[np.int8], tuple[Comment, ...]]:
    """Raters, answers and comments as `ImportPlan` describes them; fills `report` on the way.

    Raises:
        Refusal: with a code SK-2nn; the report holds what was found out so far.
    """
    instrument = statements.instrument
    notices.add_of_file(report, table.facts)
    table = explained(table)
    layout = recognise(table, statements.count, options.header_rows)
    if layout is None:
        raise _no_answers("Bladet är tomt.")
    table, layout, odd = within_header(table, layout)
    report.layout, report.sign = layout.name, layout.sign
    report.signature = header_signature(layout.name, [each.text for each in layout.headings])
    report.header_rows = table.row_numbers[list(layout.header_rows)].tolist()
    chosen = chosen_level(options.level, instrument)

    said: dict[str, Role] = dict.fromkeys(options.comments, "comment")
    roles = said | dict(options.columns)
    columns = match_columns(layout.headings, layout.meta, statements, roles, options.items)
    areas = areas_of_comments(columns, instrument, options.comments)
    report.columns = [column.as_reported(instrument) for column in columns]
    items_at = {column.index for column in columns if column.items}
    found = answer_rows(table, layout, items_at, odd)
    rows = found.kept
    report.rows_read = rows.size + len(found.skipped)
    report.rows_skipped = list(found.skipped)
    _refuse_unnamed(table, columns, rows)
    _refuse_personal(table, columns, rows)
    notices.add_of_doubtful(report, columns, instrument)
    columns, doubled = without_duplicates(columns, options.accept_partial)
    report.columns = [column.as_reported(instrument) for column in columns]
    items = [column for column in columns if column.items]
    if not items:
        raise Refusal("SK-226", notices.why_no_items(columns, report.header_rows))
    if not rows.size:
        raise _no_answers(notices.why_no_rows(found.skipped))

    texts = [table.columns[column.index].take(rows) for column in items]
    numbers = table.row_numbers[rows]
    reading = read_answers(
        texts,
        [column.letter for column in items],
        numbers,
        instrument,
        report,
        chosen=options.scale,
        legend=layout.legend,
    )
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
        raise _no_answers("Alla celler för svar är tomma eller går inte att läsa.")

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
    comments = take_comments(
        table, columns, rows[kept].tolist(), set(raters["unit"]), areas, report
    )
    notices.add_of_comments(report, instrument)
    notices.add_of_columns(report, columns)
    return raters, answers, comments


def _no_answers(why: str) -> Refusal:
    return Refusal("SK-215", f"Inga svar i filen. {why} Kontrollera att det är rätt fil.")


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
        if column.role in ("meta", "comment"):  # not read, and read without what is personal
            continue
        kind = personal_kind(table.columns[column.index].take(rows))
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
