"""Who may read which comment: too few, hidden levels, corrected files, undo, deletion and backup."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from skolkval.store.database import Database
from skolkval.store.imports import Addition, add_imports, undo_import
from skolkval.store.published import read_published
from skolkval.store.rounds import delete_round, round_named
from skolkval.store.threshold import raise_threshold
from tests.store.survey import Answers, Rater, bring, dump, new_database, plan, raters, spec
from tests.store.test_comment_waves import cells


def writers(
    first: int, after: int, unit: str = "Ask", about: str | None = "a", **kind: str
) -> list[Rater]:
    """Raters with a comment each, "c3" from number 3; they answer alike."""
    return [
        Rater(unit, says=f"c{number}", about=about, **kind)  # type: ignore[arg-type]
        for number in range(first, after)
    ]


def read(database: Database, about: str | None = "a", title: str = "HT") -> set[str] | None:
    """What is shown about an area; None where nothing is asked about it."""
    found = read_published(database, title).comments.get(about)
    if found is None:
        return None
    assert len(set(found)) == len(found)
    return set(found)


def said(*numbers: int) -> set[str]:
    return {f"c{number}" for number in numbers}


def swap(database: Database, number: int, rows: list[Rater], title: str = "HT") -> int:
    """Put a file in the place of the import."""
    there = {each.import_id: each for each in round_named(database, title).imports}
    new = Addition(plan(rows, f"ny {number}.xlsx"), there[number])
    (import_id,) = add_imports(database, [new], spec(title))
    return import_id


def test_ten_must_have_written_about_an_area(database: Database) -> None:
    silent = raters(20, "Ask")
    first = bring(database, [*writers(0, 9), *writers(20, 31, about=None), *silent])
    assert read(database) == set(), "there is a column, and too few have written in it"
    assert read(database, None) == said(*range(20, 31))
    assert read(database, "b") is None, "no column is about it"
    undo_import(database, first)
    bring(database, [*writers(0, 10), *silent])
    assert read(database) == said(*range(10))
    assert read(database, None) is None


def test_a_higher_threshold_holds_for_comments_too(database: Database) -> None:
    bring(database, writers(0, 12), threshold=11)
    assert read_published(database, "HT").comment_limit == 11
    assert read(database) == said(*range(12))
    raise_threshold(database, "HT", 12)
    assert read(database) == said(*range(12))
    raise_threshold(database, "HT", 13)
    assert read(database) == set()


def test_late_comments_wait_until_they_are_ten(database: Database) -> None:
    bring(database, writers(0, 10))
    bring(database, writers(10, 19), name="sen.xlsx")
    assert read(database) == said(*range(10))
    bring(database, writers(19, 30, "Björk"), name="senare.xlsx")
    assert read(database) == said(*range(30))


def test_who_has_written_twice_counts_once(database: Database) -> None:
    what = plan(writers(0, 9))
    twice = (*what.comments, replace(what.comments[0], text="en gång till"))
    add_imports(database, [Addition(replace(what, comments=twice))], spec())
    assert read(database) == set()
    bring(database, writers(9, 10), name="en.xlsx")
    assert read(database) == said(*range(1, 10)) | {"c0\nen gång till"}


def test_a_level_that_is_hidden_neither_counts_nor_shows(database: Database) -> None:
    bring(database, [*writers(0, 9), *writers(50, 53, level="ledare")])
    assert read(database) == set(), "nine, and three that do not count"
    bring(database, writers(9, 10), name="tionde.xlsx")
    assert read(database) == said(*range(10))
    bring(database, writers(53, 57, level="ledare"), name="ledare.xlsx")
    assert read(database) == said(*range(10)), "seven who are shown now, and wait to be ten"
    bring(database, writers(57, 60), name="fler.xlsx")
    assert read(database) == said(*range(10), *range(50, 60))


def test_open_and_joint_levels_are_protected_alike(database: Database) -> None:
    bring(database, writers(0, 9, level="ledare"), openness="joint")
    assert read(database) == set()
    bring(database, writers(9, 10), name="larare.xlsx", openness="open")
    assert read(database) == said(*range(10))


def test_undoing_a_file_hides_what_would_tell_on_those_who_are_left(database: Database) -> None:
    bring(database, writers(0, 8))
    late = bring(database, writers(8, 17), name="sen.xlsx")
    assert read(database) == said(*range(17))
    undo_import(database, late)
    assert read(database) == set(), "the nine of the late file could be told from the eight"
    bring(database, writers(8, 17), name="sen igen.xlsx")
    assert read(database) == said(*range(17))


def test_undoing_enough_leaves_the_rest_when_they_are_enough(database: Database) -> None:
    bring(database, [*writers(0, 4), *raters(9)])
    late = bring(database, [*writers(4, 30)], name="sen.xlsx")
    undo_import(database, late)
    assert read(database) == set()
    first = bring(database, writers(40, 60), title="VT")
    bring(database, writers(60, 80), title="VT", name="sen.xlsx")
    assert read(database, title="VT") == said(*range(40, 80))
    undo_import(database, first)
    assert read(database, title="VT") == said(*range(60, 80))


def test_a_corrected_file_keeps_its_wave_whatever_the_order_of_its_rows(
    database: Database,
) -> None:
    # All answer alike, so nothing but what they wrote tells them from each other.
    rows = [*writers(0, 15), *raters(5, "Ask")]
    number = bring(database, rows)
    swap(database, number, [*raters(5, "Ask"), *reversed(rows[:15])])
    assert read(database) == said(*range(15))


def test_a_corrected_answer_is_no_other_comment(database: Database) -> None:
    rows = writers(0, 15)
    number = bring(database, rows)
    swap(database, number, [replace(rows[0], answers=(1, 1, 1)), *rows[1:]])
    assert read(database) == said(*range(15))


def test_of_those_who_wrote_the_same_it_matters_only_how_many_they_are(database: Database) -> None:
    rows = [*writers(0, 9), *[Rater("Ask", says="Bra!")] * 3]
    number = bring(database, rows)
    assert read_published(database, "HT").comments["a"].count("Bra!") == 3
    number = swap(database, number, [*rows[:9], *[Rater("Björk", says="Bra!")] * 3])
    assert len(read_published(database, "HT").comments["a"]) == 12
    swap(database, number, rows[:11])
    assert read_published(database, "HT").comments["a"] == ()


def test_a_changed_comment_takes_the_wave_with_it_until_it_is_back(database: Database) -> None:
    rows = writers(0, 15)
    number = bring(database, rows)
    number = swap(database, number, [replace(rows[0], says="annat"), *rows[1:]])
    assert read(database) == set()
    swap(database, number, rows)
    assert read(database) == said(*range(15))


def test_the_order_has_nothing_to_do_with_the_file(database: Database, tmp_path: Path) -> None:
    bring(database, writers(0, 30))
    other = new_database(tmp_path, "annan.db")
    bring(other, [*writers(20, 30, "Björk"), *reversed(writers(0, 20))])
    there, here = (read_published(each, "HT").comments["a"] for each in (database, other))
    other.close()
    assert there == here
    assert list(there) != sorted(there) != [f"c{each}" for each in range(30)]


def test_nothing_is_left_of_a_deleted_round(database: Database) -> None:
    bring(database, [*writers(0, 12), *writers(20, 22, about=None)])
    bring(database, writers(30, 45), title="VT")
    delete_round(database, "HT")
    left = {table: str(rows) for table, rows in dump(database).items() if rows}
    assert not any("c11" in rows or "c20" in rows for rows in left.values())
    with database.snapshot() as cursor:
        for table in ("raw.comment_waves", "published.comments", "published.comment_areas"):
            assert cursor.execute(f"SELECT DISTINCT round_id FROM {table}").fetchall() == [(2,)]
    assert read(database, title="VT") == said(*range(30, 45))


def test_a_wave_remembers_no_text(database: Database) -> None:
    undo_import(database, bring(database, writers(0, 12)))
    assert not any("c1" in str(rows) for rows in dump(database).values())
    assert dump(database)["raw.comment_waves"].total() == 12


def test_a_backup_holds_the_comments_and_what_is_remembered(
    database: Database, tmp_path: Path
) -> None:
    rows = writers(0, 15)
    number = bring(database, rows)
    before = dump(database, skip=["data_version"])
    database.backup(tmp_path / "kopia.db")
    swap(database, number, rows[1:])
    assert read(database) == set()
    database.restore(tmp_path / "kopia.db")
    assert dump(database, skip=["data_version"]) == before
    assert read(database) == said(*range(15))


@pytest.mark.parametrize("seed", range(12))
def test_no_story_of_files_singles_out_fewer_than_ten(database: Database, seed: int) -> None:
    """Files come, go, come back and are corrected; each text is one person's, so what is shown says
    who is in it. The Venn diagram of everything ever shown has no cell below ten."""
    rnd = random.Random(seed)
    number = count()
    live: dict[int, list[Rater]] = {}
    gone: list[list[Rater]] = []
    pictures: list[frozenset[tuple[int, int]]] = []

    def new(n: int) -> list[Rater]:
        answers: list[Answers] = [(3, 3, 3), (2, 3, 3), (1, 1, 4)]
        return [
            Rater(
                rnd.choice(["Ask", "Björk", ""]),
                rnd.choice(answers),
                rnd.choice(["larare", "larare", "ledare"]),
                says=f"c{next(number)}",
            )
            for _ in range(n)
        ]

    for step in range(10):
        drawn = rnd.random()
        if live and drawn < 0.25:
            which = rnd.choice(list(live))
            gone.append(live.pop(which))
            undo_import(database, which)
        elif live and drawn < 0.6:
            which = rnd.choice(list(live))
            rows = live.pop(which)
            rnd.shuffle(rows)
            rows = rows[rnd.choice([0, 1, 3, 11]) :] + new(rnd.choice([0, 1, 4, 11]))
            live[swap(database, which, rows or new(1))] = rows
        elif gone and drawn < 0.8:
            rows = gone.pop()
            live[bring(database, rows, name=f"{step}")] = rows
        else:
            rows = new(rnd.choice([4, 8, 14, 25]))
            live[bring(database, rows, name=f"{step}")] = rows
        if live:
            shown = read(database) or set()
            here = {row.says for rows in live.values() for row in rows}
            assert shown <= here
            pictures.append(frozenset((int(text[1:]), 0) for text in shown))
    assert all(len(cell) >= 10 for cell in cells(pictures))
