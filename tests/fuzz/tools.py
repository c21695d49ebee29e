"""How does each survey tool lay out the same answers? Sheets of rows of text, by tool."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell

from tests.fuzz.made_up import NOT_APPLICABLE_LABEL, Answers

Rows = list[list[str]]
Sheets = dict[str, Rows]
MOMENT = "2026-01-15 14:03:22"


def _background(made: Answers) -> Rows:
    """The columns about the rater, each with its heading first."""
    columns = [["Skola", *made.units]]
    return [["Nivå", *made.levels], *columns] if made.instrument.levels else columns


def _rows(*columns: Sequence[str]) -> Rows:
    return [list(row) for row in zip(*columns, strict=True)]


def _texts(made: Answers) -> list[str]:
    return [item.text for item in made.instrument.items]


def _columns(made: Answers, headings: Sequence[str]) -> Rows:
    """The answers' columns, each with its heading first."""
    cells = zip(*made.cells, strict=True)
    return [[text, *column] for text, column in zip(headings, cells, strict=True)]


def _same(made: Answers, heading: str, text: str) -> list[str]:
    return [heading, *[text] * len(made.cells)]


def _counted(made: Answers, heading: str, first: int = 1) -> list[str]:
    return [heading, *(str(first + at) for at in range(len(made.cells)))]


def plain(made: Answers) -> Rows:
    return _rows(*_background(made), *_columns(made, _texts(made)))


def microsoft(made: Answers) -> Rows:
    own = (
        _counted(made, "ID"),
        *(_same(made, heading, MOMENT) for heading in ("Starttid", "Slutförandetid")),
        _same(made, "E-post", "anonymous"),
        _same(made, "Namn", ""),
    )
    return _rows(*own, *_background(made), *_columns(made, _texts(made)))


def google(made: Answers) -> Rows:
    headings = [f"Hur är det hos er? [{text}]" for text in _texts(made)]
    time = _same(made, "Tidstämpel", MOMENT)
    return _rows(time, *_columns(made, headings), *_background(made))


def _limesurvey(made: Answers, heading: Callable[[int, str], str]) -> Rows:
    own = (
        _counted(made, "id"),
        _same(made, "submitdate", MOMENT),
        _same(made, "lastpage", "3"),
        _same(made, "startlanguage", "sv"),
        _same(made, "seed", "903114"),
    )
    headings = [heading(at, text) for at, text in enumerate(_texts(made), 1)]
    return _rows(*own, *_background(made), *_columns(made, headings))


def limesurvey_code(made: Answers) -> Rows:
    return _limesurvey(made, lambda at, text: f"G01Q01[p{at}]")


def limesurvey_full(made: Answers) -> Rows:
    return _limesurvey(made, lambda at, text: f"Hur är det hos er? [{text}]")


def limesurvey_codetext(made: Answers) -> Rows:
    return _limesurvey(made, lambda at, text: f"G01Q01[p{at}]. {text}")


def surveymonkey(made: Answers) -> Rows:
    background = _background(made)
    items = _columns(made, _texts(made))
    first = ["Respondent ID", *(column[0] for column in background), "Hur är det hos er?"]
    second = ["", *("Response" for _ in background), *(column[0] for column in items)]
    first += [""] * (len(second) - len(first))
    ids = _counted(made, "", 3292879998)
    return [first, second, *_rows(ids, *background, *items)[1:]]


def qualtrics(made: Answers) -> Rows:
    background = _background(made)
    items = _columns(made, [f"Hur är det hos er? - {text}" for text in _texts(made)])
    columns = [_same(made, "Start Date", MOMENT), *background, *items]
    ids = ["StartDate", *(column[0] for column in background)]
    ids += [f"Q3_{at}" for at in range(1, len(items) + 1)]
    imports = [json.dumps({"ImportId": f"QID{at}"}) for at in range(len(ids))]
    imports[0] = json.dumps({"ImportId": "startDate"})
    heads, *rows = _rows(*columns)
    return [ids, heads, imports, *rows]


def under_titles(made: Answers) -> Rows:
    table = plain(made)
    blank = [""] * len(table[0])
    title, end = ["Rapport över läsåret", *blank[1:]], ["Exporterad 2026-01-15", *blank[1:]]
    return [title, blank, *table, blank, end]


def two_rows(made: Answers) -> Rows:
    background = _background(made)
    heads = [[column[0] for column in background], ["" for _ in background]]
    heads[0] += ["Hur är det hos er?", *[""] * (len(made.cells[0]) - 1)]
    heads[1] += _texts(made)
    return [*heads, *plain(made)[1:]]


def three_rows(made: Answers) -> Rows:
    first, second, *rows = two_rows(made)
    many = len(first) - len(made.cells[0])
    above = ["Bakgrund", *[""] * (many - 1), "Enkäten", *[""] * (len(made.cells[0]) - 1)]
    return [above, first, second, *rows]


ROWS: Mapping[Callable[[Answers], Rows], str] = {
    plain: "table",
    under_titles: "table",
    two_rows: "table",
    three_rows: "table",
    microsoft: "microsoft_forms",
    google: "google_forms",
    limesurvey_code: "limesurvey",
    limesurvey_full: "limesurvey",
    limesurvey_codetext: "limesurvey",
    surveymonkey: "surveymonkey",
    qualtrics: "qualtrics",
}
"""The tools that give one sheet, and the layout it is to be recognised as."""


FOOTNOTES: Mapping[Callable[[Answers], object], int] = {under_titles: 1}
"""How many rows of a tool's table are no answers."""


def surveyxact(made: Answers) -> Sheets:
    """A workbook that explains itself: answers as codes and as labels, variables, codes."""
    table = _rows(_counted(made, "Løbenr."), *plain_columns(made))
    questions = table[0]
    variables = ["respondent", *(f"s_{at}" for at in range(1, len(questions)))]
    labels = [*made.labels, NOT_APPLICABLE_LABEL]
    codes = {label: str(code) for code, label in enumerate(labels, 1)}
    items = range(len(questions) - len(made.cells[0]), len(questions))
    coded = [
        [codes.get(cell, cell) if at in items else cell for at, cell in enumerate(row)]
        for row in table[1:]
    ]
    return {
        "Dataset": [variables, *coded],
        "Structure": [["Variable", "Question"], *_rows(variables, questions)],
        "Labels": [[variables[at], code, label] for at in items for label, code in codes.items()],
        "Complete": table,
    }


def plain_columns(made: Answers) -> Rows:
    """The table of `plain`, column by column."""
    return [*_background(made), *_columns(made, _texts(made))]


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook with these sheets; every cell is text, whatever it begins with."""
    workbook = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            cells = [WriteOnlyCell(sheet, text) for text in row]
            for cell in cells:
                cell.data_type = "s" if cell.value else "n"
            sheet.append([cell if cell.value else None for cell in cells])
    workbook.save(path)
    return path


def write_csv(path: Path, rows: Rows, delimiter: str, encoding: str) -> Path:
    """A csv file; a character that the encoding lacks becomes a question mark."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return path
