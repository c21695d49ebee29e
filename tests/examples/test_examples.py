"""Are the example files what their script writes, and is there something to find in them?"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest
from openpyxl import load_workbook

from skolkval.examples import example_rounds
from skolkval.instruments.catalogue import built_in
from skolkval.instruments.model import Instrument

ROOT = Path(__file__).parents[2]
STEP = {
    "Stämmer inte": 1,
    "Stämmer till viss del": 2,
    "Stämmer till stor del": 3,
    "Stämmer": 4,
}
ROUNDS = {example.path.stem: example for example in example_rounds()}
INSTRUMENTS = {instrument.id: instrument for instrument in built_in()}
AUTUMN_25, AUTUMN_26 = "sjalvvardering-ht-2025", "sjalvvardering-ht-2026"
SPRING_26 = "larande-utveckling-halsa-vt-2026"

Rater = dict[str, object]


@cache
def raters(stem: str) -> list[Rater]:
    """One dict per row of the file: header -> cell."""
    rows = load_workbook(ROUNDS[stem].path, read_only=True)["Sheet1"].iter_rows(values_only=True)
    header = [str(name) for name in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def instrument_of(stem: str) -> Instrument:
    return INSTRUMENTS[ROUNDS[stem].instrument_id]


def counts(stem: str, level: str, item_id: str) -> list[int]:
    """How many raters of the level (as the file writes it) chose step 1, 2, 3 and 4."""
    text = instrument_of(stem).item_by_id[item_id].text
    answers = Counter(rater[text] for rater in raters(stem) if rater["Nivå"] == level)
    return [answers[label] for label in STEP]


def area_index(stem: str, level: str, area_id: str) -> float:
    """The mean over the area's items of 100 (mean step - 1) / 3, for one level."""
    instrument = instrument_of(stem)
    indices = []
    for item in instrument.items_asked(level.lower()):
        if item.area_id == area_id:
            chosen = counts(stem, level, item.id)
            mean = sum(step * n for step, n in enumerate(chosen, 1)) / sum(chosen)
            indices.append(100 * (mean - 1) / 3)
    return sum(indices) / len(indices)


@pytest.fixture(scope="module")
def written_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for hash_seed, folder in enumerate(folders):
        subprocess.run(
            [sys.executable, ROOT / "data" / "examples" / "make_examples.py", folder],
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(hash_seed)},
            check=True,
        )
    return folders


def test_the_script_writes_the_same_bytes_every_time(written_twice: tuple[Path, Path]) -> None:
    first, second = written_twice
    for example in example_rounds():
        name = example.path.name
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_files_in_the_product_are_the_ones_the_script_writes(
    written_twice: tuple[Path, Path],
) -> None:
    """Compared as XML: how it is packed and in which words depends on the libraries of a machine."""
    for example in example_rounds():
        with (
            zipfile.ZipFile(example.path) as kept,
            zipfile.ZipFile(written_twice[0] / example.path.name) as fresh,
        ):
            assert kept.namelist() == fresh.namelist()
            for name in kept.namelist():
                assert canonicalize(kept.read(name)) == canonicalize(fresh.read(name)), name


@pytest.mark.parametrize("stem", ROUNDS)
def test_a_file_is_laid_out_like_a_swedish_microsoft_forms_export(stem: str) -> None:
    rows = raters(stem)
    instrument = instrument_of(stem)
    statements = [item.text for item in instrument.items]
    asked = [f"Kommentera gärna: {area.label}" for area in instrument.areas]
    background = ["ID", "Starttid", "Slutförandetid", "E-post", "Namn", "Nivå", "Enhet", "Skolform"]
    assert [name for name in rows[0] if name not in asked] == [
        *background,
        *statements,
        "Övriga kommentarer",
    ]
    assert [name for name in rows[0] if name in asked] == asked
    assert [row["ID"] for row in rows] == list(range(1, len(rows) + 1))
    assert {(row["E-post"], row["Namn"]) for row in rows} == {("anonymous", None)}
    assert {row[text] for row in rows for text in statements} == {*STEP, "Vet ej", None}
    assert ROUNDS[stem].path.stat().st_size < 300_000


@pytest.mark.parametrize("stem", ROUNDS)
def test_nobody_answers_an_item_of_another_level(stem: str) -> None:
    for rater in raters(stem):
        for item in instrument_of(stem).items:
            if item.level not in (None, str(rater["Nivå"]).lower()):
                assert rater[item.text] is None


@pytest.mark.parametrize("stem", ROUNDS)
def test_a_round_invited_at_least_those_who_answered(stem: str) -> None:
    example = ROUNDS[stem]
    answered = Counter(str(rater["Nivå"]).lower() for rater in raters(stem))
    assert answered["huvudman"] == 9
    assert list(example.invited) == list(instrument_of(stem).level_ids)
    assert all(answered[level] <= example.invited[level] for level in example.invited)


def test_some_of_the_twelve_units_are_too_small_to_be_shown_alone() -> None:
    teaching = [rater for rater in raters(AUTUMN_25) if rater["Nivå"] == "Undervisning"]
    sizes = Counter(rater["Enhet"] for rater in teaching)
    assert len(sizes) == 12
    assert sorted(sizes.values())[:4] == [3, 4, 5, 5]
    assert len({rater["Skolform"] for rater in teaching}) == 5


@pytest.mark.parametrize("stem", [AUTUMN_25, AUTUMN_26])
def test_the_chain_of_quality_work_breaks_on_its_way_to_the_classroom(stem: str) -> None:
    top, middle, classroom = (
        area_index(stem, level, "systematiskt-kvalitetsarbete")
        for level in ("Huvudman", "Rektor", "Undervisning")
    )
    assert top > middle > classroom
    assert top - classroom > 30


@pytest.mark.parametrize(
    ("stem", "item_id"),
    [
        (AUTUMN_25, "hl2-undervisning"),
        (AUTUMN_26, "hl2-undervisning"),
        (SPRING_26, "delaktighet-utbildning-2"),
    ],
)
def test_one_statement_has_two_camps(stem: str, item_id: str) -> None:
    chosen = counts(stem, "Undervisning", item_id)
    shares = [n / sum(chosen) for n in chosen]
    pairs = [(i, j) for i in range(4) for j in range(4)]
    # Esteban and Ray, scaled so that half and half at the ends is 1; flagged from 0.55.
    polarisation = sum(shares[i] ** 2 * shares[j] * abs(i - j) for i, j in pairs) / 0.75
    assert polarisation > 0.6


def test_compensatory_work_improved_in_the_classrooms_and_the_broken_chain_did_not() -> None:
    before, after = (
        area_index(stem, "Undervisning", "kompensatoriska-insatser")
        for stem in (AUTUMN_25, AUTUMN_26)
    )
    assert after - before > 10
    before, after = (
        area_index(stem, "Undervisning", "systematiskt-kvalitetsarbete")
        for stem in (AUTUMN_25, AUTUMN_26)
    )
    assert abs(after - before) < 5


@pytest.mark.parametrize("stem", ROUNDS)
def test_some_say_vet_ej_and_for_a_few_statements_many_do(stem: str) -> None:
    instrument = instrument_of(stem)
    teaching = [rater for rater in raters(stem) if rater["Nivå"] == "Undervisning"]
    unsure = {
        item.id: sum(rater[item.text] == "Vet ej" for rater in teaching) / len(teaching)
        for item in instrument.items_asked("undervisning")
    }
    usual = sorted(unsure.values())[len(unsure) // 2]
    assert 0.02 < usual < 0.06
    assert 1 <= sum(share >= 0.2 for share in unsure.values()) <= 3


@pytest.mark.parametrize("stem", ROUNDS)
def test_some_write_comments_and_in_the_latest_round_enough_do_in_every_area(stem: str) -> None:
    instrument = instrument_of(stem)
    for header in [
        "Övriga kommentarer",
        *(f"Kommentera gärna: {a.label}" for a in instrument.areas),
    ]:
        written = [str(rater[header]) for rater in raters(stem) if rater[header]]
        told = [text for text in written if len(text) > 20]
        assert len(set(told)) == len(told) < len(written), "nobody writes what another has written"
        assert len(told) >= (10 if stem == AUTUMN_26 else 7)
