"""Do the same answers give the same plan in whatever tool's layout they come?"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skolkval.importing.plan import FileRefusal, ImportOptions, ImportPlan, read_plan
from skolkval.importing.reader import read_file
from tests.importing.exports import PLAIN, PLAIN_HEADER, STEPS, write_csv, write_xlsx

Rows = list[list[str]]
Answers = Sequence[Sequence[str]]
MOMENT = "2026-01-15 14:03:22"


def plain(answers: Answers) -> Rows:
    return [["Skola", *PLAIN_HEADER], *(["Ask", *row] for row in answers)]


def microsoft(answers: Answers) -> Rows:
    head = ["ID", "Starttid", "Slutförandetid", "E-post", "Namn", "Skola"]
    rows = (
        [str(n), MOMENT, MOMENT, "anonymous", "", "Ask", *row] for n, row in enumerate(answers, 1)
    )
    return [[*head, *(f"{n}. {text}" for n, text in enumerate(PLAIN_HEADER, 1))], *rows]


def google(answers: Answers) -> Rows:
    head = ["Tidstämpel", *(f"Hur är det? [{text}]" for text in PLAIN_HEADER), "Skola"]
    return [head, *([MOMENT, *row, "Ask"] for row in answers)]


def limesurvey(answers: Answers) -> Rows:
    codes = [f"G01Q01[p{n}]" for n in (1, 2, 3)]
    head = ["id", "submitdate", "lastpage", "startlanguage", "seed", "Skola", *codes]
    rows = ([str(n), MOMENT, "3", "sv", "903114", "Ask", *row] for n, row in enumerate(answers, 1))
    return [head, *rows]


def surveymonkey(answers: Answers) -> Rows:
    heads = [["Respondent ID", "Skola", "Hur är det?", "", ""], ["", "Response", *PLAIN_HEADER]]
    return [*heads, *([str(3292879998 + n), "Ask", *row] for n, row in enumerate(answers))]


def qualtrics(answers: Answers) -> Rows:
    ids = ["StartDate", "Skola", "Q3_1", "Q3_2", "Q3_3"]
    texts = ["Start Date", "Skola", *(f"Hur är det? - {text}" for text in PLAIN_HEADER)]
    imports = [json.dumps({"ImportId": name}) for name in ("startDate", *ids[1:])]
    return [ids, texts, imports, *([MOMENT, "Ask", *row] for row in answers)]


def under_titles(answers: Answers) -> Rows:
    titles = [["Rapport", "", "", ""], ["", "", "", ""]]
    end = [["", "", "", ""], ["Exporterad 2026-01-15", "", "", ""]]
    return [*titles, *plain(answers), *end]


def two_rows(answers: Answers) -> Rows:
    heads = [["Skola", "Hur är det?", "", ""], ["", *PLAIN_HEADER]]
    return [*heads, *(["Ask", *row] for row in answers)]


LAYOUTS: dict[Callable[[Answers], Rows], str] = {
    microsoft: "microsoft_forms",
    google: "google_forms",
    limesurvey: "limesurvey",
    surveymonkey: "surveymonkey",
    qualtrics: "qualtrics",
    under_titles: "table",
    two_rows: "table",
}
CELL = st.sampled_from([*STEPS, "Vet ej", "", "  "])
ODD = st.sampled_from(["7", "Kanske", "2026-01-01", "#N/A", "Vi följer upp.", "Skola", "1 = Ja"])
ANSWERS = st.lists(st.tuples(*[st.one_of(*[CELL] * 9, ODD)] * 3), min_size=1, max_size=8)


@pytest.fixture(autouse=True)
def _reader_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skolkval.importing.plan.read_table", read_file)


def outcome(path: Path) -> ImportPlan | FileRefusal:
    try:
        return read_plan(path, path.name, PLAIN, ImportOptions())
    except FileRefusal as refusal:
        return refusal


@settings(max_examples=40, deadline=None)
@given(answers=ANSWERS, layout=st.sampled_from(list(LAYOUTS)), excel=st.booleans())
def test_the_layout_changes_nothing_in_the_answers(
    answers: Answers, layout: Callable[[Answers], Rows], excel: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected = outcome(write_csv(Path(folder) / "a.csv", plain(answers)))
        rows = layout(answers)
        found = outcome(
            write_xlsx(Path(folder) / "b.xlsx", rows)
            if excel
            else write_csv(Path(folder) / "b.csv", rows, ",")
        )
    if isinstance(expected, FileRefusal):
        assert isinstance(found, FileRefusal)
        assert found.code == expected.code
        return
    assert isinstance(found, ImportPlan), found
    assert found.report.layout == LAYOUTS[layout]
    assert found.answers.tolist() == expected.answers.tolist()
    assert found.raters.equals(expected.raters)
    assert len(found.report.rejected) == len(expected.report.rejected)


SAMPLE = [["Stämmer", "Vet ej", ""], ["Stämmer inte", "Stämmer", "Stämmer till viss del"]]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), layout=st.sampled_from([plain, *LAYOUTS]), excel=st.booleans())
def test_bytes_gone_wrong_meet_a_code_or_are_read(
    seed: int, layout: Callable[[Answers], Rows], excel: bool
) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("a.xlsx" if excel else "a.csv")
        write_xlsx(path, layout(SAMPLE)) if excel else write_csv(path, layout(SAMPLE))
        data = bytearray(path.read_bytes())
        for _ in range(chance.randint(1, 20)):
            place = chance.randrange(len(data))
            how = chance.randrange(3)
            if how == 0:
                data[place] = chance.randrange(256)
            elif how == 1:
                del data[place : place + chance.randint(1, 40)]
            else:
                data[place:place] = data[place : place + chance.randint(1, 200)]
            data = data or bytearray(b";")
        path.write_bytes(data)
        found = outcome(path)
    if isinstance(found, FileRefusal):
        assert found.code.startswith(("SK-1", "SK-2"))
    else:
        report = found.report
        cells = report.answers + report.not_applicable + report.missing + report.not_asked
        held = sum(len({each.item_id}) for each in report.columns if each.item_id)
        assert cells + len(report.rejected) == report.rows_accepted * held
