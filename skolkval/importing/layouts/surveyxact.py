"""Is this SurveyXact's workbook: codes on one sheet, what they mean on others?

One sheet lists variables and their questions, one the codes of each variable and their labels, one
holds the answers as codes and one as labels. The sheets are known by what stands in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from skolkval.importing.layouts.model import Sign, View
from skolkval.importing.table import ReadFacts, SheetFacts, Table, TextColumn
from skolkval.importing.text import tidy

_MOST = 0.9


def sign(view: View) -> Sign | None:
    """Known by a sheet that lists the headings, or the variables behind them, in a column."""
    if questions_of(view.grid.facts.sheets, view.texts) is None:
        return None
    text = "SurveyXact: variabler och svarskoder förklaras på egna blad i arbetsboken"
    return Sign("surveyxact", text)


def explaining_sheets(facts: ReadFacts) -> set[str]:
    """The sheets that explain another: the list of its headings, and the codes of its labels."""
    found = set()
    for sheet in facts.sheets:
        first = list(sheet.head[0]) if sheet.head else []
        for listing in facts.sheets:
            pairs = _listed(listing, first)
            if not pairs:
                continue
            found.add(listing.name)
            texts = list(pairs.values())
            if list(pairs) == first and any(
                list(other.head[0]) == texts for other in facts.sheets if other.head
            ):
                found.add(sheet.name)
    return found


def explained(table: Table) -> Table:
    """The table with questions for variables and labels for codes, where the workbook has both."""
    if not table.columns or not table.facts.sheets:
        return table
    first = [column[0] for column in table.columns]
    questions = questions_of(table.facts.sheets, first)
    if not questions or list(questions) != first:
        return table
    labels = _labels(table.facts.sheets, questions)
    columns = [
        _explained(column, question, labels.get(variable, {}))
        for column, (variable, question) in zip(table.columns, questions.items(), strict=True)
    ]
    return replace(table, columns=tuple(columns))


def questions_of(sheets: Sequence[SheetFacts], headings: Sequence[str]) -> Mapping[str, str] | None:
    """The question of each variable, where a sheet of two columns lists all the headings."""
    return next((pairs for sheet in sheets if (pairs := _listed(sheet, headings))), None)


def _listed(sheet: SheetFacts, headings: Sequence[str]) -> Mapping[str, str] | None:
    """The sheet's second column by its first, where one of them is these headings in order."""
    wanted = [text for text in headings if text]
    if len(wanted) < 3 or len(sheet.head) != len(wanted) + 1:
        return None
    pairs = {row[0]: row[1] for row in sheet.head[1:] if len(row) == 2 and all(row)}
    return pairs if wanted in (list(pairs), list(pairs.values())) else None


def _labels(
    sheets: Sequence[SheetFacts], variables: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """The labels of each variable by code, from a sheet of variable, code and label."""
    for sheet in sheets:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in sheet.head:
            if len(row) == 3 and row[0] in variables:
                found[row[0]][row[1]] = row[2]
        if sheet.head and sum(map(len, found.values())) >= _MOST * len(sheet.head):
            return found
    return {}


def _explained(column: TextColumn, question: str, labels: Mapping[str, str]) -> TextColumn:
    """The column under its question, its codes as labels; its first cell is the heading."""
    values = tuple(labels.get(tidy(value)) or value for value in column.values)
    codes = column.codes.copy()
    codes[0] = len(values)
    return TextColumn(codes, (*values, question))
