"""Does any table in any tool's layout give its answers, whatever the instrument?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from skolkval.importing.plan import NOT_ASKED, FileRefusal, ImportPlan
from tests.fuzz.checks import FUZZ, LESS, outcome
from tests.fuzz.made_up import Answers, answers
from tests.fuzz.tools import FOOTNOTES, ROWS, Rows, surveyxact, write_csv, write_xlsx

# A few odd cells can be another scale's, and blank rows no answers at all.
_MAY_REFUSE = {"SK-215", "SK-224", "SK-225"}
_SANDBOXED = st.sampled_from([False] * 24 + [True])


Tool = Callable[[Answers], object]


def check(found: ImportPlan | FileRefusal, made: Answers, tool: Tool, layout: str) -> None:
    """The file gives exactly the answers that were written into it."""
    codes = [[made.code(cell) for cell in row] for row in made.cells]
    if isinstance(found, FileRefusal):
        allowed = made.is_odd or not any(
            code is not None and code >= 0 for row in codes for code in row
        )
        assert allowed and found.code in _MAY_REFUSE, found
        return
    report = found.report
    # A single statement is too little to tell some tools by.
    assert report.layout == layout or len(made.instrument.items) == 1
    if len(report.rows_skipped) > FOOTNOTES.get(tool, 0):
        assert made.is_odd
        return
    expected = [[NOT_ASKED if code is None else code for code in row] for row in codes]
    assert found.answers.tolist() == expected
    assert len(report.rejected) == sum(row.count(None) for row in codes)
    assert found.raters["unit"].fillna("").tolist() == list(made.units)
    labels = made.instrument.level_label
    if made.instrument.levels:
        assert [labels[level] for level in found.raters["level"]] == list(made.levels)


@FUZZ
@given(
    made=answers(),
    tool=st.sampled_from(list(ROWS)),
    form=st.sampled_from(["xlsx", ";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    sandboxed=_SANDBOXED,
)
def test_a_table_gives_its_answers_in_every_layout(
    made: Answers, tool: Callable[[Answers], Rows], form: str, encoding: str, sandboxed: bool
) -> None:
    rows = tool(made)
    with tempfile.TemporaryDirectory() as folder:
        if form == "xlsx":
            path = write_xlsx(Path(folder) / "a.xlsx", {"Svar": rows})
        else:
            path = write_csv(Path(folder) / "a.csv", rows, form, encoding)
        check(outcome(path, made.instrument, sandboxed), made, tool, ROWS[tool])


@LESS
@given(made=answers(), sandboxed=_SANDBOXED)
def test_a_workbook_that_explains_its_codes_gives_its_answers(
    made: Answers, sandboxed: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "a.xlsx", surveyxact(made))
        check(outcome(path, made.instrument, sandboxed), made, surveyxact, "surveyxact")
