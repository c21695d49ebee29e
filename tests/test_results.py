"""Do results say what a statistician gets by hand? Small surveys as tables, worked out in comments.

Steps 1-4, "v" vet ej, "-" blank. k is 7. Index of one item: 100 (mean - 1) / 3. Distance: the mean
over pairs of different raters. Samsyn: 100 (1 - distance / 1.5). Agrees: steps 3 and 4.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from skolkval.errors import Refusal
from skolkval.examples import example_rounds
from skolkval.importing.plan import ImportOptions, read_plan
from skolkval.instruments.catalogue import built_in
from skolkval.results import By, Group, Selection, results
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.published import Published, read_published
from skolkval.store.rounds import RoundSpec
from tests.store.survey import Rater, bring, new_database, published

EVERYTHING = Selection()
GOLDEN = Path(__file__).parent / "golden"
STEP = {"v": 0, "-": -1}
FORM = {"Ask": "grundskola", "Björk": "grundskola", "Dal": "förskola", "·": ""}

# How many, level, unit ("·" is none), then a1 a2 b1 and, for leaders, b2.
SURVEY = """
3  larare  Ask    1 4 3
2  larare  Ask    2 4 v
4  larare  Ask    4 4 -
4  larare  Björk  2 1 v
3  larare  Dal    3 - 1
5  larare  Dal    4 - 2
8  larare  ·      4 3 v
6  ledare  ·      4 4 4 4
"""


def survey(text: str) -> list[Rater]:
    rows = []
    for line in text.strip().splitlines():
        n, level, unit, *answers = line.split()
        steps = tuple(int(STEP.get(answer, answer)) for answer in answers)
        rows += [Rater("" if unit == "·" else unit, steps, level, FORM[unit])] * int(n)
    return rows


@pytest.fixture(scope="module")
def what(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Atoms: Ask + Björk (9 + 4), Dal (8), no unit (8). The six leaders are hidden."""
    database = new_database(tmp_path_factory.mktemp("results"))
    bring(database, survey(SURVEY))
    shown = published(database)
    database.close()
    return shown


def rows_of(
    what: Published, by: By, *group: Group, selection: Selection = EVERYTHING
) -> pd.DataFrame:
    return results(what, selection, by, group)


def one(frame: pd.DataFrame, **where: object) -> dict[str, Any]:
    """The only row where the columns are so."""
    for column, value in where.items():
        frame = frame[[each == value for each in frame[column]]]
    assert len(frame) == 1
    return {str(name): value for name, value in frame.iloc[0].items()}


def item(
    what: Published, name: str, group: tuple[Group, ...] = (), **chosen: Any
) -> dict[str, Any]:
    return one(results(what, Selection(**chosen), "item", group), item_id=name)


def area(
    what: Published, name: str, group: tuple[Group, ...] = (), **chosen: Any
) -> dict[str, Any]:
    return one(results(what, Selection(**chosen), "area", group), area_id=name)


# One item


def test_the_numbers_of_an_item_by_hand(what: Published) -> None:
    row = item(what, "a1")
    # Step 1: 3. Step 2: 2 + 4. Step 3: 3. Step 4: 4 + 5 + 8.
    assert row["counts"] == (3, 6, 3, 17)
    assert (row["n"], row["not_applicable"], row["missing"]) == (29, 0, 0)
    # The sum is 3 + 12 + 9 + 68 = 92, so the mean is 92/29.
    assert row["index"] == pytest.approx(100 * (92 / 29 - 1) / 3)
    assert row["share_agree"] == pytest.approx(20 / 29)
    # Pairs 1 apart: 3*6 + 6*3 + 3*17 = 87, 2 apart: 3*3 + 6*17 = 111, 3 apart: 3*17 = 51.
    distance = (87 + 2 * 111 + 3 * 51) / (29 * 28 / 2)
    assert row["distance"] == pytest.approx(distance)
    assert row["agreement"] == pytest.approx(100 * (1 - distance / 1.5))
    # Esteban-Ray: each pair of steps i < j gives n_i n_j (n_i + n_j) times the steps between:
    # 18*9 + 18*9 + 51*20 = 1344, 2 (9*6 + 102*23) = 4800, 3 (51*20) = 3060; 9204 / 29^3 / 0.75.
    assert row["polarised"] is False and pytest.approx(0.503, abs=0.001) == 9204 / 29**3 / 0.75
    assert (row["kind"], row["level"], row["units"], row["suppressed"]) == (
        *("individual", None, None),
        False,
    )


def test_vet_ej_and_blanks_are_counted_apart_and_outside_n(what: Published) -> None:
    # Ask + Björk: b1 was answered by 3, left out. No unit: all 8 say vet ej. Dal: 3 and 5.
    row = item(what, "b1")
    assert (row["n"], row["counts"]) == (8, (3, 5, 0, 0))
    assert (row["not_applicable"], row["missing"]) == (8, 0)


def test_no_answers_at_all_is_not_hidden_but_has_no_measures(what: Published) -> None:
    frame = rows_of(what, "item", "unit")
    row = one(frame, item_id="b1", units=())
    assert (row["n"], row["counts"], row["suppressed"]) == (0, (0, 0, 0, 0), False)
    assert row["not_applicable"] == 8
    for name in ("index", "share_agree", "distance", "agreement", "polarised"):
        assert row[name] is None or pd.isna(row[name])


def test_an_item_too_few_answered_is_a_row_without_numbers(what: Published) -> None:
    frame = rows_of(what, "item", "unit")
    row = one(frame, item_id="b1", units=("Ask", "Björk"))
    assert row["suppressed"]
    for name in ("n", "not_applicable", "missing", "counts", "index", "share_agree", "distance"):
        assert row[name] is None or pd.isna(row[name])


def test_items_that_no_visible_level_is_asked_have_no_row(what: Published) -> None:
    frame = rows_of(what, "item", "level")
    assert set(frame[frame["level"] == "larare"]["item_id"]) == {"a1", "a2", "b1"}
    assert set(results(what, Selection(levels=("larare",)), "item")["item_id"]) == {
        "a1",
        "a2",
        "b1",
    }


# Areas


def test_the_numbers_of_an_area_by_hand(what: Published) -> None:
    row = area(what, "a")
    # a1 as above. a2: Ask + Björk 9 on step 4 and 4 on step 1, Dal nobody, no unit 8 on step 3.
    assert row["counts"] == (3 + 4, 6, 3 + 8, 17 + 9)
    assert (row["n"], row["not_applicable"], row["missing"]) == (29, 0, 8)
    a1, a2 = 100 * (92 / 29 - 1) / 3, 100 * ((4 + 24 + 36) / 21 - 1) / 3
    assert row["index"] == pytest.approx((a1 + a2) / 2)
    assert row["share_agree"] == pytest.approx((20 + 17) / (29 + 21))
    # a2: pairs 1 apart 8*9, 2 apart 4*8, 3 apart 4*9.
    distances = 462 / 406, (72 + 2 * 32 + 3 * 36) / 210
    assert row["distance"] == pytest.approx(sum(distances) / 2)
    assert row["agreement"] == pytest.approx(100 * (1 - sum(distances) / 2 / 1.5))
    assert pd.isna(row["polarised"])


def test_an_area_counts_those_with_an_answer_and_its_visible_items(what: Published) -> None:
    row = area(what, "b")
    # Ask + Björk: 3 of 13 answered in the area, hidden. No unit: nobody. Dal: all 8.
    assert (row["n"], row["counts"]) == (8, (3, 5, 0, 0))
    assert (row["not_applicable"], row["missing"]) == (8, 0)


def test_an_area_shows_its_least_and_most_united_item(what: Published) -> None:
    row, a1, a2 = area(what, "a"), item(what, "a1"), item(what, "a2")
    # The mean distance is 1.14 in a1 and 1.16 in a2, so a2 is less united.
    assert a2["agreement"] < a1["agreement"]
    assert (row["agreement_min_item"], row["agreement_max_item"]) == ("a2", "a1")
    assert row["agreement_min"] == pytest.approx(a2["agreement"])
    assert row["agreement_max"] == pytest.approx(a1["agreement"])
    alone = area(what, "b")
    assert (alone["agreement_min_item"], alone["agreement_max_item"]) == ("b1", "b1")
    assert item(what, "a1")["agreement_min_item"] is None


def test_an_item_with_four_answers_is_no_extreme_of_its_area(tmp_path: Path) -> None:
    what = read(tmp_path, ("open", "4 larare Ask 1 1 1\n4 larare Ask 4 - 1"))
    row = area(what, "a")
    # a2 has four answers, all alike; a1 eight.
    assert (row["agreement_min_item"], row["agreement_max_item"]) == ("a1", "a1")


# Groups and selections


def test_there_is_one_row_per_atom_and_a_pool_says_so(what: Published) -> None:
    frame = rows_of(what, "area", "unit")
    rows = frame[(frame["area_id"] == "a") & (frame["level"] == "larare")]
    assert [(row["units"], row["pooled"], row["n"]) for _, row in rows.iterrows()] == [
        ((), False, 8),
        (("Ask", "Björk"), True, 13),
        (("Dal",), False, 8),
    ]


def test_a_selection_that_cuts_an_atom_shows_it_whole_but_in_no_total(what: Published) -> None:
    assert item(what, "a1", units=("Ask",))["n"] == 8, "only those without a unit"
    frame = rows_of(what, "item", "unit", selection=Selection(units=("Ask",)))
    rows = frame[(frame["item_id"] == "a1") & (frame["level"] == "larare")]
    assert [(row["units"], row["n"]) for _, row in rows.iterrows()] == [
        ((), 8),
        (("Ask", "Björk"), 13),
    ]
    assert item(what, "a1", units=("Ask", "Björk"))["n"] == 8 + 13


def test_school_forms_are_groups_and_the_organiser_is_part_of_every_choice(what: Published) -> None:
    frame = rows_of(what, "item", "school_form")
    rows = frame[frame["item_id"] == "a1"]
    forms = rows["school_form"].fillna("ingen enhet")
    assert dict(zip(forms, rows["n"], strict=True)) == {
        "ingen enhet": 8,
        "grundskola": 13,
        "förskola": 8,
    }
    assert item(what, "a1", school_forms=("förskola",))["n"] == 8 + 8


@pytest.mark.parametrize("by", ["area", "item"])
@pytest.mark.parametrize("group", [("level",), ("unit",)])
def test_a_hidden_level_gives_rows_without_numbers(
    what: Published, by: By, group: tuple[Group, ...]
) -> None:
    frame = results(what, Selection(), by, group)
    rows = frame[frame["level"] == "ledare"]
    assert len(rows) == (2 if by == "area" else 4)
    assert rows["suppressed"].all()
    assert rows[["n", "not_applicable", "missing", "counts", "index"]].isna().all().all()
    assert item(what, "a1")["n"] == 29, "and is in no total"


def test_a_choice_that_nothing_fits_gives_a_frame_without_rows_of_the_same_kinds(
    tmp_path: Path,
) -> None:
    database = new_database(tmp_path)
    bring(database, survey("8 larare Ask 1 2 3"))
    frame = results(published(database), Selection(levels=("ledare",)))
    database.close()
    assert len(frame) == 0
    assert list(frame[~frame["suppressed"]]["n"]) == []


def test_what_does_not_exist_in_the_round_is_refused(what: Published) -> None:
    Selection(("larare",), ("Ask",), ("förskola",)).check(what)
    for wrong in (
        Selection(("rektor",)),
        Selection(units=("Oxel",)),
        Selection(school_forms=("x",)),
    ):
        with pytest.raises(Refusal) as refused:
            wrong.check(what)
        assert refused.value.code == "SK-315"


# Levels side by side, and small numbers


def read(folder: Path, *files: tuple[str, str]) -> Published:
    """What is published of files given as (openness, survey)."""
    database = new_database(folder)
    for openness, text in files:
        bring(database, survey(text), openness=openness)
    shown = published(database)
    database.close()
    return shown


def test_every_level_weighs_the_same_in_an_area_however_many_answer(tmp_path: Path) -> None:
    what = read(tmp_path, ("anonymous", "90 larare Ask 1 1 1\n10 ledare Ask 4 4 4 2"))
    # Area a: 0 for the teachers, 100 for the leaders. Area b: 0, and (100 + 33.3) / 2.
    assert area(what, "a")["index"] == pytest.approx(50)
    assert area(what, "b")["index"] == pytest.approx((100 + 100 / 3) / 4)
    assert area(what, "a")["n"] == 100
    assert [area(what, "a", levels=(level,))["index"] for level in ("larare", "ledare")] == [0, 100]


@pytest.mark.parametrize(
    ("n", "distance", "agreement", "polarised"),
    [
        (1, False, False, False),
        (2, True, False, False),
        (4, True, False, False),
        (5, True, True, False),
        (9, True, True, False),
        (10, True, True, True),
    ],
)
def test_few_answers_give_fewer_measures(
    tmp_path: Path, n: int, distance: bool, agreement: bool, polarised: bool
) -> None:
    what = read(tmp_path, ("open", f"{n} larare Ask 3 4 1"))
    for row in (item(what, "a1"), area(what, "a")):
        assert row["index"] is not None
        assert pd.isna(row["distance"]) != distance
        assert pd.isna(row["agreement"]) != agreement
    assert (item(what, "a1")["polarised"] is not None) == polarised


def test_two_camps_are_flagged_from_ten_answers(tmp_path: Path) -> None:
    what = read(tmp_path, ("anonymous", "5 larare Ask 1 2 1\n5 larare Ask 4 3 2"))
    # Half at each end is 1, half and half next to each other 1/3.
    assert (item(what, "a1")["polarised"], item(what, "a2")["polarised"]) == (True, False)
    # The floor: 25 of 45 pairs are 3 steps apart, 1.67 in the mean, more than 1.5.
    assert item(what, "a1")["distance"] == pytest.approx(75 / 45)
    assert item(what, "a1")["agreement"] == 0


def test_a_joint_answer_has_rows_of_its_own_and_is_in_no_total(tmp_path: Path) -> None:
    what = read(tmp_path, ("anonymous", "8 larare Ask 1 1 1"), ("joint", "1 ledare Ask 4 4 4 4"))
    for frame in (results(what, Selection(), "item"), results(what, Selection(), "area")):
        assert set(frame["kind"]) == {"individual", "joint"}
    frame = results(what, Selection(), "item")
    assert one(frame, item_id="a1", kind="individual")["counts"] == (8, 0, 0, 0)
    assert one(frame, item_id="a1", kind="joint")["counts"] == (0, 0, 0, 1)
    assert one(frame, item_id="b2")["kind"] == "joint"


# A golden round: from the export to numbers a person can read


def golden(database: Database) -> str:
    """Area x level of the autumn 2026 example, index and samsyn with one decimal."""
    example = next(each for each in example_rounds() if each.path.stem == "sjalvvardering-ht-2026")
    instrument = next(each for each in built_in() if each.id == example.instrument_id)
    plan = read_plan(example.path, example.path.name, instrument, ImportOptions())
    add_import(database, plan, RoundSpec(example.title, instrument.id, example.date))
    frame = rows_of(read_published(database, example.title), "area", "level")
    lines = ["area_id;level;n;not_applicable;missing;1;2;3;4;index;share_agree;agreement"]
    for row in frame.to_dict("records"):
        whole = (row[name] for name in ("area_id", "level", "n", "not_applicable", "missing"))
        measures = f"{row['index']:.1f};{row['share_agree']:.3f};{row['agreement']:.1f}"
        lines.append(";".join(map(str, [*whole, *row["counts"], measures])))
    return "\n".join(lines) + "\n"


def test_the_example_round_gives_the_numbers_it_always_gave(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "golden.db", create=True)
    ours = golden(database)
    database.close()
    file = GOLDEN / "sjalvvardering-ht-2026.csv"
    assert ours == file.read_text(encoding="utf-8")
