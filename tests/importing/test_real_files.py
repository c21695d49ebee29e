"""Do files that nobody here wrote come in with the same counts as an independent count gives?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from skolkval.importing.plan import ImportOptions, ImportPlan, read_plan
from skolkval.instruments.model import Area, Instrument, Item, Scale, Step
from tests.real_files import AGREEMENT, FOOD, TEACHERS, needs_files, rows_of

PARTS_OF_THE_WORLD = ("Afrika", "Amerika", "Asien", "Europa", "Oceanien")


def instrument_of(headers: Sequence[str], steps: Sequence[str], areas: Sequence[str]) -> Instrument:
    """An instrument whose statements are these headers, dealt out on the areas in turn."""
    return Instrument(
        id="verklig",
        version="1",
        title="Verklig",
        short_title="Verklig",
        publisher="Prov",
        source="Prov",
        levels=(),
        scale=Scale(tuple(Step(n, label) for n, label in enumerate(steps, 1)), ("N/A",)),
        areas=tuple(Area(f"o{n}", label, label) for n, label in enumerate(areas)),
        groups=(),
        items=tuple(
            Item(f"p{n}", header, header[-30:], f"o{n % len(areas)}", None, None, None)
            for n, header in enumerate(headers)
        ),
    )


def check_counts(
    plan: ImportPlan, rows: Sequence[Sequence[str]], columns: Sequence[int], steps: Sequence[str]
) -> None:
    """Every item's counts in the plan are those of the file's own cells."""
    for item, column in enumerate(columns):
        cells = Counter(row[column].strip() for row in rows)
        expected = [cells[label] for label in steps] + [cells["N/A"], cells[""]]
        answers = plan.answers[:, item]
        found = [int((answers == value).sum()) for value in (*range(1, len(steps) + 1), 0, -1)]
        assert found == expected
        assert sum(found) == len(rows)


@needs_files
def test_forty_cuisines_from_surveymonkey() -> None:
    header, *rows = rows_of(FOOD, "cp1252")
    columns = [n for n, text in enumerate(header) if text.startswith("Please rate")]
    assert (len(columns), len(rows)) == (40, 1373)
    steps = ("1", "2", "3", "4", "5")
    instrument = instrument_of([header[n] for n in columns], steps, PARTS_OF_THE_WORLD)
    plan = read_plan(
        FOOD,
        FOOD.name,
        instrument,
        ImportOptions(columns={"Location (Census Region)": "unit"}),
    )
    check_counts(plan, rows, columns, steps)
    regions = Counter(row[header.index("Location (Census Region)")] or None for row in rows)
    assert Counter(plan.raters["unit"]) == regions
    assert plan.report.rejected == []
    assert plan.report.file.encoding == "Windows-1252"
    assert plan.report.columns[0].role == "meta"


@needs_files
def test_cuisines_are_found_by_plain_headers_too() -> None:
    header, *rows = rows_of(FOOD, "cp1252")
    columns = [n for n, text in enumerate(header) if text.startswith("Please rate")]
    plain = [header[n].rstrip(".:").upper() for n in columns]
    steps = ("1", "2", "3", "4", "5")
    plan = read_plan(
        FOOD, FOOD.name, instrument_of(plain, steps, PARTS_OF_THE_WORLD), ImportOptions()
    )
    assert {plan.report.columns[n].match for n in columns} == {"normalised"}
    check_counts(plan, rows, columns, steps)


@needs_files
def test_seventeen_teachers_from_google_forms() -> None:
    header, *rows = rows_of(TEACHERS, "utf-8")
    columns = [n for n, text in enumerate(header) if "level of agreement" in text]
    columns += [
        n for n, text in enumerate(header) if text.startswith("To what extent do you agree")
    ]
    assert (len(columns), len(rows)) == (11, 17)
    statements = [header[n][header[n].index("[") + 1 : -1] for n in columns]
    plan = read_plan(
        TEACHERS, TEACHERS.name, instrument_of(statements, AGREEMENT, ["Skola"]), ImportOptions()
    )
    check_counts(plan, rows, columns, AGREEMENT)
    assert plan.report.layout == "google_forms"
    assert plan.report.rejected == []
    assert {plan.report.columns[n].role for n in (1, 2, 3)} <= {"meta", "ignored"}
