"""Do files that nobody here wrote come in through the page, cell by cell as counted by hand?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from skolkval.store.database import Database
from skolkval.store.instruments import add_instrument
from skolkval.store.rounds import all_rounds
from skolkval.swedish import number
from tests.cli.test_real_files import LIMESURVEY_SCALES, instrument_toml
from tests.pages.conftest import Open
from tests.pages.test_import_page import give, press
from tests.pages.test_overview import text_of
from tests.real_files import (
    AGREEMENT,
    FOOD,
    LIMESURVEY,
    OBSERVATIONS,
    QUALTRICS,
    STAR_WARS,
    SURVEYXACT,
    TEACHERS,
    needs_files,
    rows_of,
    rows_of_sheet,
)

pytestmark = needs_files


@dataclass(frozen=True)
class Case:
    """A file as another library reads it: the statements' columns, the rows, and the scale.

    `labels` are the steps as the cells have them, where the instrument words them otherwise.
    """

    file: Path
    statements: Sequence[str]
    columns: Sequence[int]
    rows: Sequence[Sequence[str]]
    steps: Sequence[str]
    not_applicable: str = "N/A"
    labels: Sequence[str] = ()


def limesurvey(name: str) -> Case:
    german, english, columns = LIMESURVEY_SCALES["agreement"]
    file = LIMESURVEY / name
    if name.endswith("xlsx"):
        _, subs, *rows = rows_of_sheet(file, "Data")
    else:
        _, subs, *rows = rows_of(file, "utf-8-sig", ";")
    words, other = (english, "No answer") if "translated" in name else (german, "Keine Angabe")
    return Case(file, [subs[at] for at in columns], list(columns), rows, words, other)


def observations() -> Case:
    header, *rows = rows_of(OBSERVATIONS, "utf-8-sig")
    columns = [at for at, text in enumerate(header) if text.endswith("]")]
    steps = ("Not Yet", "Somewhat", "Mostly", "Yes")
    return Case(OBSERVATIONS, [header[at] for at in columns], columns, rows, steps)


def teachers() -> Case:
    header, *rows = rows_of(TEACHERS, "utf-8-sig")
    columns = [
        at
        for at in range(len(header))
        if (cells := {row[at].strip() for row in rows} - {""}) and cells <= set(AGREEMENT)
    ]
    return Case(TEACHERS, [header[at] for at in columns], columns, rows, AGREEMENT)


def cuisines() -> Case:
    header, *rows = rows_of(FOOD, "cp1252")
    columns = [at for at, text in enumerate(header) if text.startswith("Please rate")]
    return Case(FOOD, [header[at] for at in columns], columns, rows, ("1", "2", "3", "4", "5"))


def star_wars() -> Case:
    questions, subs, *rows = rows_of(STAR_WARS, "cp1252")
    first = next(at for at, text in enumerate(questions) if text.startswith("Please state"))
    columns = list(range(first, first + 14))
    steps = (
        *("Very unfavorably", "Somewhat unfavorably"),
        "Neither favorably nor unfavorably (neutral)",
        *("Somewhat favorably", "Very favorably"),
    )
    return Case(
        *(STAR_WARS, [subs[at] for at in columns], columns, rows, steps), "Unfamiliar (N/A)"
    )


def climate() -> Case:
    codes, texts, _, *rows = rows_of(QUALTRICS, "utf-8-sig")
    column = codes.index("Impressiveness")
    words = [f"{word} impressive" for word in ("Not very", "A bit", "Quite", "Very", "Extremely")]
    labels = [f"{place} - {word}" for place, word in enumerate(words, 1)]
    return Case(QUALTRICS, [texts[column]], [column], rows, words, labels=labels)


def battery() -> Case:
    header, *rows = rows_of_sheet(SURVEYXACT, "Complete")
    columns = [at for at, text in enumerate(header) if text.startswith("Question battery")]
    steps = ("Low (1)", "(2)", "Medium (3)", "(4)", "High (5)")
    return Case(SURVEYXACT, [header[at] for at in columns], columns, rows, steps)


CASES: dict[str, Callable[[], Case]] = {
    "LimeSurvey xlsx": lambda: limesurvey("results-survey.xlsx"),
    "LimeSurvey csv": lambda: limesurvey("results-survey.csv"),
    "LimeSurvey csv in English": lambda: limesurvey("results-survey-translated.csv"),
    "Google Forms observations": observations,
    "Google Forms teachers": teachers,
    "SurveyMonkey cuisines": cuisines,
    "SurveyMonkey Star Wars": star_wars,
    "Qualtrics": climate,
    "SurveyXact": battery,
}


@pytest.mark.parametrize("name", CASES)
def test_a_real_file_comes_in_through_the_page(
    open_page: Open, database: Database, tmp_path: Path, name: str
) -> None:
    case = CASES[name]()
    areas = {"Område": case.statements}
    toml = instrument_toml(tmp_path, areas, case.steps, case.not_applicable)
    add_instrument(database, toml.read_text(encoding="utf-8"))
    app = open_page("las_in")
    give(app, (case.file.name, case.file.read_bytes()), instrument="verklig")

    cells = [row[at].strip() for row in case.rows for at in case.columns]
    steps = set(case.labels or case.steps)
    answers = sum(cell in steps for cell in cells)
    other, blank = cells.count(case.not_applicable), cells.count("")
    assert answers + other + blank == len(cells)
    assert (
        f"{number(len(case.rows))} svarande, {number(answers)} svar, {number(other)} vet ej, "
        f"{number(blank)} tomma. Allt tas med."
    ) in text_of(app)
    press(app, "Läs in svaren")
    (stored,) = all_rounds(database)[0].imports
    assert (stored.raters, stored.answers) == (len(case.rows), answers)
