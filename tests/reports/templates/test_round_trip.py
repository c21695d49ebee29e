"""Does what comes back from each tool go in without a question, with every answer in its place?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from skolkval.importing.plan import ImportOptions, ImportPlan, read_plan
from skolkval.instruments.model import Instrument
from skolkval.reports.templates import TEMPLATES
from tests.reports.templates import tools
from tests.reports.templates.tools import FORM, UNITS, Rater, raters, stored


def check(instrument: Instrument, people: Sequence[Rater], export: Path) -> ImportPlan:
    """Read the export as it is; every rater and every answer must be where it belongs."""
    plan = read_plan(export, export.name, instrument, ImportOptions())
    assert plan.raters["level"].tolist() == [rater.level for rater in people]
    assert np.array_equal(plan.answers, stored(instrument, people))
    assert not plan.report.rejected
    assert not plan.report.rows_skipped
    return plan


def check_background(plan: ImportPlan, people: Sequence[Rater]) -> None:
    assert plan.raters["unit"].tolist() == [rater.unit for rater in people]
    assert set(plan.raters["school_form"]) == {FORM}


@pytest.mark.parametrize("units", [(), UNITS], ids=["written", "chosen"])
def test_the_answer_sheet_is_read_as_it_is(
    instrument: Instrument, units: tuple[str, ...], tmp_path: Path
) -> None:
    people = raters(instrument)
    template = TEMPLATES["excel"].make(instrument, units)
    export = tools.filled_in(template, instrument, people, tmp_path / "svar.xlsx")
    check_background(check(instrument, people, export), people)


def test_the_form_made_of_the_word_document_is_read(instrument: Instrument, tmp_path: Path) -> None:
    people = raters(instrument)
    template = TEMPLATES["word"].make(instrument, UNITS)
    export = tools.from_forms(template, instrument, people, tmp_path / "forms.xlsx")
    plan = check(instrument, people, export)
    check_background(plan, people)
    assert plan.report.layout == "microsoft_forms"


@pytest.mark.parametrize("headings", ["code", "full"])
@pytest.mark.parametrize("full_answers", [True, False], ids=["labels", "codes"])
def test_the_limesurvey_survey_is_read(
    instrument: Instrument, headings: str, full_answers: bool, tmp_path: Path
) -> None:
    people = raters(instrument)
    template = TEMPLATES["limesurvey"].make(instrument, ())
    export = tools.from_limesurvey(
        *(template, instrument, people, tmp_path / "results-survey.csv"),
        headings=headings,
        full_answers=full_answers,
    )
    plan = check(instrument, people, export)
    assert plan.raters["unit"].tolist() == [rater.unit for rater in people]


@pytest.mark.parametrize(
    ("labels", "groups"),
    [(True, False), (False, False), (False, True)],
    ids=["labels", "names", "names-in-groups"],
)
def test_the_form_in_kobotoolbox_is_read(
    instrument: Instrument, labels: bool, groups: bool, tmp_path: Path
) -> None:
    people = raters(instrument)
    template = TEMPLATES["xlsform"].make(instrument, UNITS)
    export = tools.from_kobo(
        template, instrument, people, tmp_path / "kobo.csv", labels=labels, groups=groups
    )
    check_background(check(instrument, people, export), people)
