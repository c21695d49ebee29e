"""Do files that nobody here wrote give the results that counting their cells by hand gives?

From an instrument file built of the headers, through the commands, to published results.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
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
REGION = "Location (Census Region)"
K = 7


def instrument_toml(
    folder: Path,
    areas: Mapping[str, Sequence[str]],
    steps: Sequence[str],
    not_applicable: str = "N/A",
) -> Path:
    """An instrument file with these statements per area, and no levels."""
    lines = ['id = "verklig"', 'version = "1"', 'title = "Verklig"', 'publisher = "Prov"']
    lines += ["[scale]", f"not_applicable = [{json.dumps(not_applicable)}]", "[scale.steps]"]
    lines += [f"{value} = {json.dumps(label)}" for value, label in enumerate(steps, 1)]
    number = 0
    for area_no, (label, statements) in enumerate(areas.items()):
        lines += ["[[area]]", f'id = "omrade-{area_no}"', f"label = {json.dumps(label)}"]
        for text in statements:
            number += 1
            lines += ["[[area.item]]", f'id = "p{number}"', f"text = {json.dumps(text)}"]
            lines += [f'label = "Fråga {number}"']
    path = folder / "verklig.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def check(
    row: Mapping[str, Any],
    cells: Sequence[str],
    steps: Sequence[str],
    *,
    not_applicable: str = "N/A",
    hidden_below: int = K,
) -> None:
    """A result row is what counting `cells` by hand gives; 1 to 6 answers are not shown."""
    found = Counter(cell.strip() for cell in cells)
    counts = [found[step] for step in steps]
    n = sum(counts)
    if 0 < n < hidden_below:
        assert row["suppressed"] is True
        assert row["counts"] is row["n"] is row["index"] is None
        return
    assert row["counts"] == counts
    assert (row["n"], row["not_applicable"], row["missing"]) == (
        *(n, found[not_applicable], found[""]),
    )
    if n:
        mean = Fraction(sum(count * step for step, count in enumerate(counts, 1)), n)
        assert row["index"] == pytest.approx(float(100 * (mean - 1) / (len(steps) - 1)), abs=1e-9)


def parts_of_the_world(headers: Sequence[str]) -> dict[str, list[str]]:
    """The forty statements under five areas; which land is where is ours to say."""
    places = {
        "Afrika": ("Algeria", "Cameroon", "Ghana", "Ivory Coast", "Nigeria", "Ethiopia"),
        "Amerika": (
            *("Argentina", "Brazil", "Chile", "Colombia", "Costa Rica", "Ecuador", "Honduras"),
            *("Mexico", "United States", "Uruguay", "Cuba"),
        ),
        "Asien": ("Iran", "Japan", "South Korea", "China", "India", "Thailand", "Vietnam"),
        "Oceanien": ("Australia",),
    }
    areas: dict[str, list[str]] = defaultdict(list)
    for text in headers:
        part = next(
            (part for part, lands in places.items() if any(each in text for each in lands)),
            "Europa",
        )
        areas[part].append(text)
    return areas


def test_forty_cuisines_with_a_unit_per_region(run: Run, tmp_path: Path) -> None:
    header, *rows = rows_of(FOOD, "cp1252")
    statements = [text for text in header if text.startswith("Please rate")]
    areas = parts_of_the_world(statements)
    assert (len(statements), len(rows), len(areas)) == (40, 1373, 5)
    steps = ("1", "2", "3", "4", "5")
    run("instruments", "add", str(instrument_toml(tmp_path, areas, steps)), "--json")
    imported = run(
        *("import", str(FOOD), "--round", "Mat", "--instrument", "verklig"),
        *("--column", f"{REGION}=unit", "--json"),
    ).json
    assert imported["rows"]["accepted"] == 1373
    assert imported["cells"]["rejected"] == []

    column_of = {text: header.index(text) for text in statements}
    in_order = [text for texts in areas.values() for text in texts]
    text_of = {f"p{number}": text for number, text in enumerate(in_order, 1)}
    region = header.index(REGION)
    by_region: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for each in rows:
        by_region[(each[region].strip(),) if each[region].strip() else ()].append(each)
    assert min(map(len, by_region.values())) >= K

    items = run("results", "--round", "Mat", "--by", "item", "--group", "unit", "--json").json[
        "rows"
    ]
    assert len(items) == 40 * len(by_region)
    for row in items:
        members = by_region[tuple(row["units"])]
        check(row, [each[column_of[text_of[row["item_id"]]]] for each in members], steps)

    # A total leaves out the regions where 1 to 6 answered.
    for row in run("results", "--round", "Mat", "--by", "item", "--json").json["rows"]:
        column = column_of[text_of[row["item_id"]]]
        kept = [
            each[column]
            for members in by_region.values()
            if not 0 < sum(member[column] in steps for member in members) < K
            for each in members
        ]
        check(row, kept, steps)


def test_seventeen_teachers_on_six_steps(run: Run, tmp_path: Path) -> None:
    header, *rows = rows_of(TEACHERS, "utf-8-sig")
    used = [
        number
        for number in range(len(header))
        if (cells := {row[number].strip() for row in rows} - {""}) and cells <= set(AGREEMENT)
    ]
    assert (len(rows), len(used)) == (17, 11)
    areas = {"Undervisning": [header[number] for number in used]}
    run("instruments", "add", str(instrument_toml(tmp_path, areas, AGREEMENT)), "--json")
    run("import", str(TEACHERS), "--round", "Lärare", "--instrument", "verklig", "--json")
    items = run("results", "--round", "Lärare", "--by", "item", "--json").json["rows"]
    assert len(items) == 11
    for row, number in zip(items, used, strict=True):
        check(row, [each[number] for each in rows], AGREEMENT)


def check_through_the_command(
    run: Run,
    folder: Path,
    file: Path,
    statements: Sequence[str],
    columns: Sequence[int],
    rows: Sequence[Sequence[str]],
    steps: Sequence[str],
    *more: str,
    not_applicable: str = "N/A",
    labels: Sequence[str] = (),
    hidden_below: int = K,
) -> dict[str, Any]:
    """Import `file` with an instrument of these statements; every count is that of the cells.

    `rows` and `columns` are the file as another library reads it, `labels` the steps as the cells
    have them where the instrument words them otherwise.
    """
    toml = instrument_toml(folder, {"Område": statements}, steps, not_applicable)
    assert run("instruments", "add", toml).code == 0
    ran = run("import", file, "--round", "R", "--instrument", "verklig", "--json", *more)
    assert ran.code == 0, ran.json["messages"]
    report: dict[str, Any] = ran.json
    assert report["cells"]["rejected"] == []
    assert report["rows"] == {"read": len(rows), "accepted": len(rows), "skipped": []}
    results = run("results", "--round", "R", "--by", "item", "--json").json["rows"]
    assert [row["item_id"] for row in results] == [f"p{n}" for n, _ in enumerate(columns, 1)]
    for row, column in zip(results, columns, strict=True):
        cells = [each[column] for each in rows]
        check(
            *(row, cells, labels or steps),
            not_applicable=not_applicable,
            hidden_below=hidden_below,
        )
    return report


GERMAN = ("gar nicht", "eher nicht", "eher", "vollständig")
LIMESURVEY_SCALES = {
    "agreement": (
        tuple(f"Stimme {word} zu" for word in GERMAN),
        ("disagree at all", "rather not agree", "rather agree", "agree at all"),
        range(30, 37),
    ),
    "frequency": (
        ("gar nicht", "selten", "eher selten", "eher häufig", "sehr häufig"),
        ("not at all", "rarely", "rather rarely", "rather often", "very often"),
        (*range(7, 11), *range(12, 17), *range(18, 22)),
    ),
}


@pytest.mark.parametrize("scale", LIMESURVEY_SCALES)
@pytest.mark.parametrize(
    "name", ["results-survey.xlsx", "results-survey.csv", "results-survey-translated.csv"]
)
def test_forty_five_engineers_under_two_header_rows(
    run: Run, tmp_path: Path, name: str, scale: str
) -> None:
    german, english, columns = LIMESURVEY_SCALES[scale]
    file = LIMESURVEY / name
    if name.endswith("xlsx"):
        _, subs, *rows = rows_of_sheet(file, "Data")
    else:
        _, subs, *rows = rows_of(file, "utf-8-sig", ";")
    assert len(rows) == 45
    translated = "translated" in name
    report = check_through_the_command(
        *(run, tmp_path, file, [subs[at] for at in columns], list(columns), rows),
        english if translated else german,
        not_applicable="No answer" if translated else "Keine Angabe",
    )
    assert report["header_rows"] == [1, 2]
    assert report["sheet"] == ("Data" if name.endswith("xlsx") else None)
    assert report["columns"][columns[0]]["header"].endswith(f"[{subs[columns[0]].strip()}]")


def test_fourteen_observed_lessons_from_google_forms(run: Run, tmp_path: Path) -> None:
    header, *rows = rows_of(OBSERVATIONS, "utf-8-sig")
    columns = [at for at, text in enumerate(header) if text.endswith("]")]
    assert (len(rows), len(columns)) == (14, 15)
    report = check_through_the_command(
        *(run, tmp_path, OBSERVATIONS, [header[at] for at in columns], columns, rows),
        ("Not Yet", "Somewhat", "Mostly", "Yes"),
    )
    assert report["layout"] == "google_forms"


def test_a_thousand_star_wars_viewers_under_two_header_rows(run: Run, tmp_path: Path) -> None:
    questions, subs, *rows = rows_of(STAR_WARS, "cp1252")
    first = next(at for at, text in enumerate(questions) if text.startswith("Please state"))
    columns = list(range(first, first + 14))
    assert (len(rows), subs[columns[0]], subs[columns[-1]]) == (1186, "Han Solo", "Yoda")
    steps = (
        "Very unfavorably",
        "Somewhat unfavorably",
        "Neither favorably nor unfavorably (neutral)",
        "Somewhat favorably",
        "Very favorably",
    )
    report = check_through_the_command(
        *(run, tmp_path, STAR_WARS, [subs[at] for at in columns], columns, rows, steps),
        not_applicable="Unfamiliar (N/A)",
    )
    assert (report["layout"], report["header_rows"]) == ("surveymonkey", [1, 2])


def test_four_hundred_on_climate_scientists_under_three_header_rows(
    run: Run, tmp_path: Path
) -> None:
    codes, texts, _, *rows = rows_of(QUALTRICS, "utf-8-sig")
    column = codes.index("Impressiveness")
    words = (
        "Not very impressive",
        "A bit impressive",
        "Quite impressive",
        "Very impressive",
        "Extremely impressive",
    )
    report = check_through_the_command(
        *(run, tmp_path, QUALTRICS, [texts[column]], [column], rows, words),
        labels=[f"{number} - {word}" for number, word in enumerate(words, 1)],
    )
    assert (len(rows), report["layout"], report["header_rows"]) == (452, "qualtrics", [1, 2, 3])


@pytest.mark.parametrize("sheet", [None, "Complete", "Dataset"])
def test_three_on_a_battery_from_surveyxact(run: Run, tmp_path: Path, sheet: str | None) -> None:
    header, *rows = rows_of_sheet(SURVEYXACT, "Complete")
    columns = [at for at, text in enumerate(header) if text.startswith("Question battery")]
    assert (len(rows), len(columns)) == (3, 3)
    report = check_through_the_command(
        *(run, tmp_path, SURVEYXACT, [header[at] for at in columns], columns, rows),
        ("Low (1)", "(2)", "Medium (3)", "(4)", "High (5)"),
        "--open",
        *(() if sheet is None else ("--sheet", sheet)),
        hidden_below=1,
    )
    assert (report["layout"], report["sheet"]) == ("surveyxact", sheet or "Complete")
