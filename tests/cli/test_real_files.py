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
from tests.real_files import AGREEMENT, FOOD, TEACHERS, needs_files, rows_of

pytestmark = needs_files
REGION = "Location (Census Region)"
K = 7


def instrument_toml(folder: Path, areas: Mapping[str, Sequence[str]], steps: Sequence[str]) -> Path:
    """An instrument file with these statements per area, and no levels."""
    lines = ['id = "verklig"', 'version = "1"', 'title = "Verklig"', 'publisher = "Prov"']
    lines += ["[scale]", 'not_applicable = ["N/A"]', "[scale.steps]"]
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
    row: Mapping[str, Any], cells: Sequence[str], steps: Sequence[str], *, hidden_below: int = K
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
    assert (row["n"], row["not_applicable"], row["missing"]) == (n, found["N/A"], found[""])
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
