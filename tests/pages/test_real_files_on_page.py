"""Do files that nobody here wrote go in through the page, and give what counting their cells gives?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from skolkval.importing.text import column_letter
from skolkval.results import Selection, results
from skolkval.store.database import Database
from skolkval.store.instruments import add_instrument
from skolkval.store.published import read_published
from skolkval.store.rounds import all_rounds
from tests.cli.test_real_files import LIMESURVEY_SCALES, REGION, K, instrument_toml
from tests.pages.conftest import Open
from tests.pages.importing import box, press, upload
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
class Real:
    """A file as another library reads it: its rows, and the columns that hold answers.

    `labels` are the steps as the cells have them, `steps` as the instrument words them. `unit` is
    the column whose cells the analyst says are units, `outside` the answer beside the scale.
    """

    file: Path
    rows: Sequence[Sequence[str]]
    statements: Sequence[str]
    columns: Sequence[int]
    steps: Sequence[str]
    labels: Sequence[str] = ()
    outside: str = "N/A"
    unit: int | None = None
    is_open: bool = False


def food() -> Real:
    header, *rows = rows_of(FOOD, "cp1252")
    columns = [at for at, text in enumerate(header) if text.startswith("Please rate")]
    steps = ("1", "2", "3", "4", "5")
    texts = [header[at] for at in columns]
    return Real(FOOD, rows, texts, columns, steps, unit=header.index(REGION))


def teachers() -> Real:
    header, *rows = rows_of(TEACHERS, "utf-8-sig")
    cells = [{row[at].strip() for row in rows} - {""} for at in range(len(header))]
    columns = [at for at, found in enumerate(cells) if found and found <= set(AGREEMENT)]
    return Real(TEACHERS, rows, [header[at] for at in columns], columns, AGREEMENT)


def observations() -> Real:
    header, *rows = rows_of(OBSERVATIONS, "utf-8-sig")
    columns = [at for at, text in enumerate(header) if text.endswith("]")]
    steps = ("Not Yet", "Somewhat", "Mostly", "Yes")
    return Real(OBSERVATIONS, rows, [header[at] for at in columns], columns, steps)


def limesurvey(name: str, scale: str) -> Real:
    german, english, columns = LIMESURVEY_SCALES[scale]
    file = LIMESURVEY / name
    excel = name.endswith("xlsx")
    _, subs, *rows = rows_of_sheet(file, "Data") if excel else rows_of(file, "utf-8-sig", ";")
    translated = "translated" in name
    return Real(
        *(file, rows, [subs[at] for at in columns], list(columns)),
        english if translated else german,
        outside="No answer" if translated else "Keine Angabe",
    )


def star_wars() -> Real:
    questions, subs, *rows = rows_of(STAR_WARS, "cp1252")
    first = next(at for at, text in enumerate(questions) if text.startswith("Please state"))
    steps = (
        *("Very unfavorably", "Somewhat unfavorably"),
        "Neither favorably nor unfavorably (neutral)",
        *("Somewhat favorably", "Very favorably"),
    )
    columns = range(first, first + 14)
    texts = [subs[at] for at in columns]
    return Real(STAR_WARS, rows, texts, columns, steps, outside="Unfamiliar (N/A)")


def climate() -> Real:
    codes, texts, _, *rows = rows_of(QUALTRICS, "utf-8-sig")
    column = codes.index("Impressiveness")
    how = ("Not very", "A bit", "Quite", "Very", "Extremely")
    steps = [f"{word} impressive" for word in how]
    labels = [f"{number} - {step}" for number, step in enumerate(steps, 1)]
    return Real(QUALTRICS, rows, [texts[column]], [column], steps, labels)


def surveyxact() -> Real:
    header, *rows = rows_of_sheet(SURVEYXACT, "Complete")
    columns = [at for at, text in enumerate(header) if text.startswith("Question battery")]
    steps = ("Low (1)", "(2)", "Medium (3)", "(4)", "High (5)")
    texts = [header[at] for at in columns]
    return Real(SURVEYXACT, rows, texts, columns, steps, is_open=True)


FILES: dict[str, tuple[Callable[..., Real], Sequence[str]]] = {
    "SurveyMonkey csv, food": (food, ()),
    "SurveyMonkey csv, Star Wars": (star_wars, ()),
    "Google Forms csv, teachers": (teachers, ()),
    "Google Forms csv, lessons": (observations, ()),
    "Qualtrics csv": (climate, ()),
    "SurveyXact xlsx": (surveyxact, ()),
    **{
        f"LimeSurvey {name}, {scale}": (limesurvey, (name, scale))
        for name, scale in (
            ("results-survey.xlsx", "agreement"),
            ("results-survey.csv", "frequency"),
            ("results-survey-translated.csv", "agreement"),
        )
    },
}


@pytest.mark.parametrize("which", FILES)
def test_a_real_file_gives_its_counts_through_the_page(
    open_page: Open, database: Database, tmp_path: Path, which: str
) -> None:
    make, arguments = FILES[which]
    real = make(*arguments)
    areas = {"Område": real.statements}
    toml = instrument_toml(tmp_path, areas, real.steps, real.outside)
    add_instrument(database, toml.read_text(encoding="utf-8"))

    app = upload(open_page("las_in"), (real.file.name, real.file.read_bytes()))
    app.selectbox(key="sk_instrument").set_value("verklig")
    app.text_input(key="sk_title").set_value("Verklig").run()
    if real.unit is not None:
        box(app, "selectbox", "Kolumn för enhet").set_value(column_letter(real.unit)).run()
    if real.is_open:
        app.button_group[0].set_value("open").run()
    assert "SK-2" not in text_of(app)
    press(app, "Läs in svaren")

    (stored,) = all_rounds(database)
    assert [each.raters for each in stored.imports] == [len(real.rows)]
    check(real, database)


def check(real: Real, database: Database) -> None:
    """Every item's published counts are those of the cells, less the units that are hidden."""
    frame = results(read_published(database, "Verklig"), Selection(), "item")
    labels = real.labels or real.steps
    assert frame["item_id"].tolist() == [f"p{at}" for at, _ in enumerate(real.columns, 1)]
    shown = 0
    for row, column in zip(frame.to_dict("records"), real.columns, strict=True):
        units: dict[str, list[str]] = {}
        for each in real.rows:
            unit = "" if real.unit is None else each[real.unit].strip()
            units.setdefault(unit, []).append(each[column].strip())
        least = 1 if real.is_open else K
        counted = Counter(
            cell
            for cells in units.values()
            if sum(cell in labels for cell in cells) >= least
            for cell in cells
        )
        if not counted:
            assert row["suppressed"]
            continue
        assert list(row["counts"]) == [counted[label] for label in labels]
        assert (row["not_applicable"], row["missing"]) == (counted[real.outside], counted[""])
        shown += 1
    assert shown
