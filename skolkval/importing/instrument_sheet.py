"""How does a filled-in Excel template become an instrument, or a list of mistakes with sheet and row?

The cells are read as those of any file that somebody hands in (`sandbox`); what the template looks
like is in `instruments.template`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from skolkval.errors import Refusal
from skolkval.importing.container import NOT_EXCEL, check_size
from skolkval.importing.limits import Limits
from skolkval.importing.sandbox import read_table
from skolkval.importing.text import listed, match_key, tidy
from skolkval.instruments import template
from skolkval.instruments.checks import MIN_STEPS, mistakes_in
from skolkval.instruments.draft import Draft, Statement, to_instrument
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import InstrumentRefusal


def read_instrument(path: Path, name: str, limits: Limits | None = None) -> Instrument:
    """The instrument in the filled-in template at `path`, called `name` by its owner.

    Raises:
        InstrumentRefusal: SK-501 with all mistakes at once, each with its sheet and row.
        Refusal: the file is no such workbook, or cannot be read safely (SK-1nn, SK-219).
    """
    limits = limits or Limits()
    check_size(path, limits)
    mistakes: list[str] = []
    facts = _Facts.read(_rows(path, name, template.FACTS_SHEET, limits), mistakes)
    statements = list(
        _statements(_rows(path, name, template.STATEMENTS_SHEET, limits), facts, mistakes)
    )
    mistakes += facts.unasked(statements)
    if mistakes:
        raise InstrumentRefusal(mistakes)
    instrument = to_instrument(facts.draft(statements))
    if mistakes := mistakes_in(instrument):
        raise InstrumentRefusal(mistakes)
    return instrument


_Row = tuple[int, list[str]]
"""The spreadsheet's own row number, and the cells as tidy text."""


def _rows(path: Path, name: str, sheet: str, limits: Limits) -> list[_Row]:
    """The rows of the sheet that have anything in them."""
    table = read_table(path, name, sheet, limits)
    if table.facts.sheet is None:
        raise Refusal(*NOT_EXCEL)
    columns = [[tidy(text) for text in column.texts()] for column in table.columns]
    rows = [list(cells) for cells in zip(*columns, strict=True)]
    return [
        (number, cells)
        for number, cells in zip(table.row_numbers.tolist(), rows, strict=True)
        if any(cells)
    ]


@dataclass(frozen=True)
class _Facts:
    """The sheet Instrument: the rows that are filled in, by what they say."""

    rows: dict[str, tuple[int, str]]

    @classmethod
    def read(cls, rows: Sequence[_Row], mistakes: list[str]) -> _Facts:
        known = {match_key(field): field for field in template.FACTS}
        filled: dict[str, tuple[int, str]] = {}
        standing: dict[str, int] = {}
        # The first row names the columns.
        for number, cells in rows[1:]:
            name, value = cells[0], cells[1] if len(cells) > 1 else ""
            field = known.get(match_key(name))
            if field is None:
                if value:
                    mistakes.append(_unknown_field(number, name))
                continue
            if field in standing:
                mistakes.append(f"{_at(number)}: {field} står också på rad {standing[field]}.")
            standing.setdefault(field, number)
            if value:
                filled.setdefault(field, (number, value))
        facts = cls(filled)
        for field in (template.TITLE, template.PUBLISHER):
            if field not in filled:
                where = _at(standing[field]) if field in standing else template.FACTS_SHEET
                mistakes.append(f"{where}: {field} är inte ifyllt.")
        mistakes += facts._mistakes()
        return facts

    def _mistakes(self) -> Iterator[str]:
        steps = len(self._values(template.STEPS))
        if steps < MIN_STEPS:
            given = "inga steg är ifyllda" if not steps else "bara ett steg är ifyllt"
            yield f"{template.FACTS_SHEET}: {given}. Skalan ska ha minst {MIN_STEPS} steg."
        for earlier, later in zip(template.STEPS, template.STEPS[1:], strict=False):
            if later in self.rows and earlier not in self.rows:
                yield f"{_at(self.rows[later][0])}: {later} är ifyllt men inte {earlier}."
        yield from self._repeated((*template.STEPS, *template.OUTSIDE))
        yield from self._repeated(template.LEVELS)

    def _repeated(self, fields: Sequence[str]) -> Iterator[str]:
        seen: dict[str, int] = {}
        for field in fields:
            if field in self.rows:
                number, label = self.rows[field]
                first = seen.setdefault(match_key(label), number)
                if first != number:
                    yield f"{_at(number)}: ”{label}” står redan på rad {first}."

    def _values(self, fields: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.rows[field][1] for field in fields if field in self.rows)

    @property
    def levels(self) -> tuple[str, ...]:
        return self._values(template.LEVELS)

    def unasked(self, statements: Sequence[Statement]) -> Iterator[str]:
        """The levels that no statement is for."""
        asked = {statement.level for statement in statements}
        for field in template.LEVELS:
            if asked and field in self.rows and not asked & {"", self.rows[field][1]}:
                number, level = self.rows[field]
                yield f"{_at(number)}: nivån ”{level}” har inga påståenden."

    def draft(self, statements: Sequence[Statement]) -> Draft:
        texts = {field: text for field, (_, text) in self.rows.items()}
        return Draft(
            title=texts[template.TITLE],
            publisher=texts[template.PUBLISHER],
            steps=self._values(template.STEPS),
            statements=tuple(statements),
            levels=self.levels,
            not_applicable=self._values(template.OUTSIDE),
            id=texts.get(template.ID, ""),
            version=texts.get(template.VERSION, "1"),
            short_title=texts.get(template.SHORT_TITLE, ""),
            source=texts.get(template.SOURCE, ""),
        )


def _at(row: int, sheet: str = template.FACTS_SHEET) -> str:
    return f"{sheet}, rad {row}"


def _unknown_field(row: int, name: str) -> str:
    near = difflib.get_close_matches(name, template.FACTS, 1)
    hint = f" Menade du ”{near[0]}”?" if near else ""
    return f"{_at(row)}: okänd uppgift ”{name}”.{hint}"


def _statements(rows: Sequence[_Row], facts: _Facts, mistakes: list[str]) -> Iterator[Statement]:
    """The statements of the sheet Påståenden, as far as they can be read; the rest are mistakes."""
    sheet = template.STATEMENTS_SHEET
    if not rows:
        mistakes.append(f"{sheet}: bladet är tomt.")
        return
    head, *filled = rows
    places = _places(head, mistakes)
    if not filled:
        mistakes.append(f"{sheet}: inga påståenden är ifyllda.")
    levels = {match_key(level): level for level in facts.levels}
    seen = _Seen()
    for number, cells in filled:
        values = {name: cells[place] for name, place in places.items()}
        where, level = _at(number, sheet), values.get(template.LEVEL, "")
        wrong = [
            f"{where}: {name} är inte ifyllt."
            for name in template.NEEDED_COLUMNS
            if name in places and not values[name]
        ]
        if level and match_key(level) not in levels:
            has = f"De nivåer som finns: {listed(list(facts.levels))}." if levels else ""
            wrong.append(
                f"{where}: nivån ”{level}” står inte på bladet {template.FACTS_SHEET}. {has}".strip()
            )
        turned = match_key(values.get(template.REVERSED, ""))
        if turned not in ("", template.YES, template.NO):
            wrong.append(
                f"{where}: Omvänt ska vara {template.YES}, {template.NO} eller tomt, "
                f"inte ”{values[template.REVERSED]}”."
            )
        statement = Statement(
            area=values.get(template.AREA, ""),
            text=values.get(template.TEXT, ""),
            group=values.get(template.GROUP, ""),
            level=levels.get(match_key(level), "") if level else "",
            label=values.get(template.LABEL, ""),
            reversed=turned == template.YES,
        )
        wrong += [f"{where}: {text}" for text in seen.clashes(number, statement)]
        mistakes += wrong
        yield statement


def _places(head: _Row, mistakes: list[str]) -> dict[str, int]:
    """In which column each header stands."""
    number, cells = head
    known = {match_key(column): column for column in template.COLUMNS}
    where = _at(number, template.STATEMENTS_SHEET)
    places: dict[str, int] = {}
    for place, header in enumerate(cells):
        column = known.get(match_key(header)) if header else None
        if column in places:
            mistakes.append(f"{where}: kolumnen ”{column}” finns två gånger.")
        elif column:
            places[column] = place
        elif header:
            mistakes.append(f"{where}: okänd kolumn ”{header}”. Ta bort den.")
    mistakes += [
        f"{where}: kolumnen ”{column}” saknas."
        for column in template.NEEDED_COLUMNS
        if column not in places
    ]
    return places


class _Seen:
    """What earlier rows said, so that a later row can be told what it clashes with."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], tuple[int, str]] = {}
        self._texts: dict[str, list[tuple[int, str]]] = {}

    def clashes(self, number: int, statement: Statement) -> Iterator[str]:
        area, group = match_key(statement.area), match_key(statement.group)
        names = ((("område", area), statement.area), (("grupp", area, group), statement.group))
        for key, name in names:
            row, first = self._names.setdefault(key, (number, name))
            if first != name:
                yield f"”{name}” skrivs på ett annat sätt på rad {row}: ”{first}”."
        for kind, text in (("påstående", statement.text), ("kortnamn", statement.label)):
            if not text:
                continue
            earlier = self._texts.setdefault(f"{kind}{match_key(text)}", [])
            for row, level in earlier:
                if not level or not statement.level or level == statement.level:
                    yield f"samma {kind} står på rad {row}: ”{text}”."
                    break
            earlier.append((number, statement.level))
