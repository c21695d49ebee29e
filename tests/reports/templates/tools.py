"""What would each tool export, once a round was set up in it with the template and answered?

Every export is made from the template file itself, not from the instrument: what the template does
not say, the export does not have. How the exports look is described in `docs/templates.md`.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from docx import Document
from openpyxl import Workbook, load_workbook

from skolkval.importing.plan import MISSING, NOT_APPLICABLE, NOT_ASKED
from skolkval.instruments.model import Instrument
from skolkval.reports.templates import questions

UNITS = ("Alskolan", "Bokskolan norra")
FORM = "Grundskola"
RATERS_PER_LEVEL = 4
Cells = dict[str, str]
AnswerTo = Callable[[str], str]


@dataclass(frozen=True)
class Rater:
    """One made-up rater: what is answered to each item, as a step, 0 for vet ej or -1 for blank."""

    number: int
    level: str
    unit: str
    answers: dict[str, int]


def raters(instrument: Instrument) -> list[Rater]:
    """Some raters of every level whose answers run through all steps, vet ej and blank."""
    many = [level for level in instrument.level_ids for _ in range(RATERS_PER_LEVEL)]
    size = instrument.scale.size
    return [
        Rater(
            number,
            level,
            UNITS[number % 2],
            {
                item.id: (number * 5 + place) % (size + 2) - 1
                for place, item in enumerate(instrument.items_asked(level))
            },
        )
        for number, level in enumerate(many)
    ]


def stored(instrument: Instrument, people: Sequence[Rater]) -> npt.NDArray[np.int8]:
    """What must be stored of the raters: `ImportPlan.answers`, reversed items turned."""
    size = instrument.scale.size
    rows = [
        [
            NOT_ASKED
            if item.id not in rater.answers
            else {-1: MISSING, 0: NOT_APPLICABLE}.get(
                rater.answers[item.id],
                size + 1 - rater.answers[item.id] if item.reversed else rater.answers[item.id],
            )
            for item in instrument.items
        ]
        for rater in people
    ]
    return np.array(rows, np.int8)


def said(instrument: Instrument, rater: Rater) -> AnswerTo:
    """What the rater answers to a question, by its words: a label, "" where it is not answered."""
    labels = {step.value: step.label for step in instrument.scale.steps}
    labels |= {0: instrument.scale.not_applicable[0], -1: ""}
    by_text = {
        item.text: labels[rater.answers[item.id]]
        for item in instrument.items
        if item.id in rater.answers
    }
    background = {
        questions.LEVEL_QUESTION: instrument.level_label[rater.level],
        questions.UNIT_QUESTION: rater.unit,
        questions.FORM_QUESTION: FORM,
        "Nivå": instrument.level_label[rater.level],
        "Enhet": rater.unit,
        "Skolform": FORM,
    }
    return lambda question: (by_text | background).get(question, "")


def filled_in(template: bytes, instrument: Instrument, people: Sequence[Rater], to: Path) -> Path:
    """The answer sheet itself, filled in by hand."""
    workbook = load_workbook(io.BytesIO(template))
    sheet = workbook["Svar"]
    headers = [str(cell.value) for cell in sheet[1]]
    for row, rater in enumerate(people, 2):
        answer = said(instrument, rater)
        for column, header in enumerate(headers, 1):
            if text := answer(header):
                sheet.cell(row, column, text)
    workbook.save(to)
    return to


def from_forms(template: bytes, instrument: Instrument, people: Sequence[Rater], to: Path) -> Path:
    """Microsoft Forms' workbook, of the questions that stand in the Word document."""
    lines = [paragraph.text for paragraph in Document(io.BytesIO(template)).paragraphs]
    asked = [match[1] for line in lines if (match := re.fullmatch(r"\d+\. (.+)", line))]
    options = {match[1] for line in lines if (match := re.fullmatch(r"[a-z]+\. (.+)", line))}
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["ID", "Starttid", "Slutförandetid", "E-post", "Namn"])
    for column, title in enumerate(asked, 6):
        sheet.cell(1, column).value = title
        sheet.cell(1, column).data_type = "s"
    for row, rater in enumerate(people, 2):
        answer = said(instrument, rater)
        moment = f"2026-11-22 10:{rater.number:02}:00"
        sheet.append([rater.number + 1, moment, moment, "anonymous", None])
        for column, title in enumerate(asked, 6):
            if text := answer(title):
                assert text in options or title == questions.UNIT_QUESTION
                sheet.cell(row, column, text)
    workbook.save(to)
    return to


def from_limesurvey(
    template: bytes,
    instrument: Instrument,
    people: Sequence[Rater],
    to: Path,
    *,
    headings: str,
    full_answers: bool,
) -> Path:
    """LimeSurvey's csv with headings of `code` or `full`, answers as labels or codes."""
    rows = list(csv.DictReader(io.StringIO(template.decode("utf-8-sig")), delimiter="\t"))
    columns: list[tuple[str, str, Cells, str]] = []
    relevance = "1"
    question: Cells = {}
    codes: Cells = {}
    for row in rows:
        text = html.unescape(row["text"])
        if row["class"] == "G":
            relevance = row["relevance"]
        elif row["class"] == "Q":
            question, codes = row | {"text": text}, {}
            if row["type/scale"] != "F":
                columns.append((row["name"], text, codes, relevance))
        elif row["class"] == "SQ":
            code = f"{question['name']}[{row['name']}]"
            columns.append((code, f"{question['text']} [{text}]", codes, relevance))
        elif row["class"] == "A":
            codes[text] = row["name"]
    own = ("id", "submitdate", "lastpage", "startlanguage", "seed")
    head = [*own, *(code if headings == "code" else text for code, text, _, _ in columns)]
    lines = []
    for rater in people:
        answer = said(instrument, rater)
        cells = [str(rater.number + 1), f"2026-11-22 10:{rater.number:02}:00", "4", "sv", "12345"]
        level = next((c[answer(t)] for n, t, c, _ in columns if n == questions.LEVEL_CODE), "")
        for _, text, codes, shown in columns:
            inside = re.fullmatch(r".*? \[(.+)\]", text, re.DOTALL)
            label = answer(inside[1] if inside else text)
            if shown != "1" and f'{questions.LEVEL_CODE} == "{level}"' not in shown.split(" or "):
                assert not label, f"{text} is asked of {rater.level}, but would not be shown"
            cells.append(codes.get(label, label) if not full_answers else label)
        lines.append(cells)
    return _csv(to, [head, *lines])


def from_kobo(
    template: bytes,
    instrument: Instrument,
    people: Sequence[Rater],
    to: Path,
    *,
    labels: bool,
    groups: bool = False,
) -> Path:
    """KoboToolbox's csv with labels, or names (of groups too) in headings and answers."""
    workbook = load_workbook(io.BytesIO(template))
    names = {
        (str(row[0].value), str(row[2].value)): str(row[1].value)
        for row in workbook["choices"].iter_rows(min_row=2)
    }
    group = ""
    columns: list[tuple[str, str, str]] = []
    for row in workbook["survey"].iter_rows(min_row=2):
        kind, name, label = (str(cell.value or "") for cell in row[:3])
        if kind == "begin_group":
            group = f"{name}/"
        elif kind == "end_group":
            group = ""
        else:
            choices = kind.removeprefix("select_one ") if kind.startswith("select_one ") else ""
            columns.append((f"{group if groups else ''}{name}", label, choices))
    added = (
        *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"),
        *("_submitted_by", "__version__", "_tags", "_index"),
    )
    head = [label if labels else name for name, label, _ in columns]
    lines = []
    for rater in people:
        answer = said(instrument, rater)
        cells = []
        for _, label, choices in columns:
            text = answer(label.replace("\N{ZERO WIDTH SPACE}", ""))
            cells.append(names[choices, text] if choices and text and not labels else text)
        number = rater.number + 1
        uuid = f"7c9e6679-7425-40de-944b-e07fc1f9{number:04}"
        cells += [str(412345670 + number), uuid, f"2026-11-22T10:{number:02}:00", "", ""]
        lines.append([*cells, "submitted_via_web", "", "vQ8xk", "", str(number)])
    return _csv(to, [[*head, *added], *lines])


def _csv(to: Path, rows: Iterable[Sequence[str]]) -> Path:
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    return to
