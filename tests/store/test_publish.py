"""Does `published` hold whole groups of at least k, through late files, undo and correction?

k is 7 unless a test says otherwise. `shown` reads what is published: atom -> counts of an item.
"""

from __future__ import annotations

from datetime import date

import pytest

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.imports import check_import, undo_import
from skolkval.store.rounds import RoundLevel, all_rounds, delete_round, describe_round
from tests.store.survey import (
    BLANK,
    VET_EJ,
    Rater,
    bring,
    dump,
    plan,
    published,
    raters,
    shown,
    spec,
)

COUNTERS = ("data_version", "imported")


def level(database: Database, name: str = "larare", title: str = "HT") -> RoundLevel:
    return next(each for each in published(database, title).round.levels if each.level == name)


# One file


def test_the_counts_of_an_atom_are_those_of_its_raters(database: Database) -> None:
    bring(database, raters(5, "Ask", (1, 2, VET_EJ)) + raters(4, "Ask", (4, BLANK, 3)))
    assert shown(database, "a1") == {"Ask": (5, 0, 0, 4)}
    # a2 and b1 were answered by 5 and 4, fewer than 7.
    assert shown(database, "a2") == {"Ask": None}
    assert shown(database, "b1") == {"Ask": None}


@pytest.mark.parametrize("answered", range(9))
def test_an_item_that_one_to_k_minus_1_answered_is_left_out(
    database: Database, answered: int
) -> None:
    rows = raters(answered, "Ask", (3, 4, 3)) + raters(9 - answered, "Ask", (3, VET_EJ, 3))
    bring(database, rows)
    expected = (0, 0, 0, answered) if answered in (0, 7, 8) else None
    assert shown(database, "a2") == {"Ask": expected}
    what = published(database)
    assert what.not_applicable[0, 1] == (-1 if expected is None else 9 - answered)
    assert what.missing[0, 1] == (-1 if expected is None else 0)


def test_an_item_hidden_in_one_atom_is_shown_in_another(database: Database) -> None:
    bring(database, raters(8, "Ask", (3, BLANK, 3)) + raters(9, "Björk", (3, 2, 3)))
    bring(database, raters(1, "Ask", (3, 1, 3)) + raters(7, "Ask", (3, BLANK, 3)))
    assert shown(database, "a2") == {"Ask": (0, 0, 0, 0), "Björk": (0, 9, 0, 0)}


def test_the_raters_of_an_area_are_those_with_an_answer_in_it(database: Database) -> None:
    rows = raters(4, "Ask", (3, BLANK, 1)) + raters(4, "Ask", (VET_EJ, 2, BLANK))
    bring(database, rows + raters(1, "Ask", (BLANK, VET_EJ, BLANK)))
    # Area a: 4 answered a1 and 4 others a2. Area b: 4, too few.
    assert published(database).area_raters.tolist() == [[8, -1]]


def test_what_a_level_is_not_asked_has_no_counts(database: Database) -> None:
    bring(database, raters(9, "Ask") + raters(9, "Ask", (1, 2, 3, 4), level="ledare"))
    assert shown(database, "b2") == {"Ask": None}
    assert shown(database, "b2", "ledare") == {"Ask": (0, 0, 0, 9)}


def test_a_level_with_k_raters_is_shown_and_one_with_a_rater_less_is_hidden(
    database: Database,
) -> None:
    bring(database, raters(7, "Ask") + raters(6, "Ask", level="ledare"))
    assert {atom.level for atom in published(database).atoms} == {"larare"}
    assert published(database).hidden_levels == {"ledare": "individual"}
    assert (level(database, "ledare").hidden, level(database, "ledare").raters) == (True, None)
    assert (level(database).hidden, level(database).raters) == (False, 7)


def test_levels_have_atoms_of_their_own(database: Database) -> None:
    small = raters(2, "Ask", level="ledare") + raters(6, "Björk", level="ledare")
    bring(database, raters(7, "Ask") + raters(7, "Björk") + small)
    assert list(shown(database)) == ["Ask", "Björk"]
    assert list(shown(database, level="ledare")) == ["Ask+Björk"]


def test_the_raters_of_the_organiser_are_an_atom_that_names_no_unit(database: Database) -> None:
    bring(database, raters(8) + raters(7, "Ask"))
    assert list(shown(database)) == ["-", "Ask"]
    assert published(database).units == ("Ask",)


@pytest.mark.parametrize("kind", ["open", "joint"])
def test_a_level_that_is_open_or_joint_is_published_as_it_is(database: Database, kind: str) -> None:
    bring(database, raters(1, "Ask", (4, BLANK, 1)) + raters(2, "Björk"), openness=kind)
    assert shown(database) == {"Ask": (0, 0, 0, 1), "Björk": (0, 0, 2, 0)}
    assert {atom.kind for atom in published(database).atoms} == {
        "joint" if kind == "joint" else "individual"
    }


def test_one_level_may_be_open_beside_an_anonymous_one(database: Database) -> None:
    bring(database, raters(6, "Ask"))
    bring(database, raters(1, "Ask", level="ledare"), openness="open")
    assert shown(database) == {}
    assert shown(database, level="ledare") == {"Ask": (0, 0, 1, 0)}


# Late files


@pytest.mark.parametrize("late", range(1, 9))
def test_late_raters_wait_until_they_are_k(database: Database, late: int) -> None:
    bring(database, raters(9, "Ask"))
    bring(database, raters(late, "Ask", (1, 1, 1)))
    assert shown(database) == {"Ask": (late if late >= 7 else 0, 0, 9, 0)}
    assert level(database).waiting == (0 if late >= 7 else late)


def test_late_raters_of_several_files_are_shown_when_they_are_k_together(
    database: Database,
) -> None:
    bring(database, raters(9, "Ask"))
    bring(database, raters(3, "Ask", (1, 1, 1)))
    bring(database, raters(3, "Ask", (2, 2, 2)))
    assert shown(database) == {"Ask": (0, 0, 9, 0)}
    bring(database, raters(1, "Ask", (4, 4, 4)))
    assert shown(database) == {"Ask": (3, 3, 9, 1)}


def test_an_item_that_too_few_late_raters_answered_is_not_added_to(database: Database) -> None:
    bring(database, raters(9, "Ask"))
    bring(database, raters(6, "Ask", (1, 1, 1)) + raters(2, "Ask", (1, BLANK, 1)))
    assert shown(database, "a1") == {"Ask": (8, 0, 9, 0)}
    assert shown(database, "a2") == {"Ask": (0, 0, 9, 0)}


def test_a_late_small_unit_joins_another_and_waits_there(database: Database) -> None:
    bring(database, raters(9, "Ask") + raters(8, "Björk"))
    bring(database, raters(3, "Cypress", (1, 1, 1)))
    # Cypress is not named before any of its answers are shown.
    assert shown(database) == {"Ask": (0, 0, 9, 0), "Björk": (0, 0, 8, 0)}
    assert published(database).units == ("Ask", "Björk")
    bring(database, raters(30, "Cypress", (2, 2, 2)))
    assert shown(database) == {"Ask": (0, 0, 9, 0), "Björk+Cypress": (3, 30, 8, 0)}


def test_a_hidden_level_is_shown_once_it_has_k_raters(database: Database) -> None:
    bring(database, raters(4, "Ask"))
    bring(database, raters(2, "Björk"))
    assert shown(database) == {}
    bring(database, raters(1, "Björk"))
    assert shown(database) == {"Ask+Björk": (0, 0, 7, 0)}


# Undo


def test_undoing_a_file_gives_exactly_what_was_before_it(database: Database) -> None:
    bring(database, raters(9, "Ask") + raters(8, "Björk") + raters(3, "Dal", form="förskola"))
    bring(database, raters(4, "Ask"), name="nästa.xlsx")
    before = dump(database, skip=COUNTERS)
    last = bring(
        database,
        raters(5, "Ask", (1, 1, 1)) + raters(2, "Ek", form="förskola") + raters(8, level="ledare"),
    )
    assert dump(database, skip=COUNTERS)["published.atoms"] != before["published.atoms"]
    undo_import(database, last)
    after = dump(database, skip=COUNTERS)
    same = [name for name in before if name.startswith("published.")]
    assert same
    for name in [*same, "raw.raters", "raw.responses", "main.rounds", "main.imports"]:
        assert after[name] == before[name], name


def test_undoing_the_first_of_two_files_leaves_the_second(database: Database) -> None:
    first = bring(database, raters(9, "Ask"))
    bring(database, raters(8, "Ask", (1, 1, 1)))
    undo_import(database, first)
    assert shown(database) == {"Ask": (8, 0, 0, 0)}
    assert len(published(database).round.imports) == 1


def test_undoing_a_small_file_keeps_those_it_was_shown_with(database: Database) -> None:
    """Showing the 9 alone would lay bare the 3; the counts from before stand until 7 have changed."""
    first = bring(database, raters(3, "Ask", (1, 1, 1)))
    bring(database, raters(9, "Ask", (4, 4, 4)))
    assert shown(database) == {"Ask": (3, 0, 0, 9)}
    undo_import(database, first)
    assert shown(database) == {"Ask": (3, 0, 0, 9)}


def test_undo_and_redo_give_exactly_what_was_before(database: Database) -> None:
    first = bring(database, raters(3, "Ask", (1, 1, 1)))
    bring(database, raters(9, "Ask", (4, 4, 4)))
    before = dump(database, skip=(*COUNTERS, "main", "import_id"))
    undo_import(database, first)
    bring(database, raters(3, "Ask", (1, 1, 1)))
    assert dump(database, skip=(*COUNTERS, "main", "import_id")) == before
    bring(database, raters(4, "Ask", (2, 2, 2)))
    assert shown(database) == {"Ask": (3, 0, 0, 9)}, "four wait, nobody is counted twice"


def test_a_round_whose_files_are_all_undone_is_not_listed(database: Database) -> None:
    undo_import(database, bring(database, raters(9, "Ask")))
    assert all_rounds(database) == ()
    tables = dump(database)
    assert not any(tables[name] for name in tables if name.startswith("published."))
    assert not tables["raw.raters"] and not tables["raw.responses"]


def test_an_import_can_be_undone_once(database: Database) -> None:
    number = bring(database, raters(9, "Ask"))
    assert undo_import(database, number) == "HT"
    with pytest.raises(Refusal) as refused:
        undo_import(database, number)
    assert refused.value.code == "SK-313"


# Correction: undo, then the same file with some rows changed


ELEVEN = [*raters(4, "Ask", (1, 1, 1)), *raters(4, "Ask", (2, 2, 2)), *raters(3, "Ask", (4, 1, 4))]


@pytest.mark.parametrize(
    "corrected",
    [
        ELEVEN[1:],
        [*ELEVEN, *raters(1, "Ask", (4, 4, 4))],
        [*raters(1, "Ask", (4, 4, 4)), *ELEVEN[1:]],
        [*raters(6, "Ask", (4, 4, 4)), *ELEVEN[6:]],
    ],
    ids=["one gone", "one more", "one changed", "six changed"],
)
def test_a_file_corrected_in_fewer_than_k_rows_shows_what_was_shown_before(
    database: Database, corrected: list[Rater]
) -> None:
    first = bring(database, ELEVEN)
    before = dump(database)
    undo_import(database, first)
    bring(database, corrected)
    assert shown(database) == {"Ask": (4, 4, 0, 3)}
    for table in ("published.atoms", "published.counts", "published.areas"):
        assert dump(database)[table] == before[table]


def test_a_file_corrected_in_k_rows_is_shown_as_it_is_now(database: Database) -> None:
    undo_import(database, bring(database, raters(20, "Ask", (1, 1, 1))))
    bring(database, raters(13, "Ask", (1, 1, 1)) + raters(7, "Ask", (4, 4, 4)))
    assert shown(database) == {"Ask": (13, 0, 0, 7)}


def test_a_wrong_file_that_is_undone_leaves_no_trace_in_the_right_one(database: Database) -> None:
    undo_import(database, bring(database, raters(7, "Ask", (1, 1, 1))))
    # One of the 7 comes back by chance: with the 19 it would be known apart from the 6, so it waits.
    bring(database, raters(1, "Ask", (1, 1, 1)) + raters(19, "Ask", (4, 4, 4)))
    assert shown(database) == {"Ask": (0, 0, 0, 19)}


# Rounds after each other


def test_the_next_round_keeps_together_what_the_previous_counted_together(
    database: Database,
) -> None:
    small = raters(3, "Ask") + raters(8, "Björk") + raters(9, "Cypress")
    large = raters(30, "Ask") + raters(30, "Björk") + raters(30, "Cypress")
    bring(database, small, "HT 25", collected=date(2025, 10, 1))
    bring(database, large, "HT 26", collected=date(2026, 10, 1))
    bring(database, large, "HT 24", collected=date(2024, 10, 1))
    assert list(shown(database, title="HT 25")) == ["Ask+Björk", "Cypress"]
    assert list(shown(database, title="HT 26")) == ["Ask+Björk", "Cypress"]
    assert list(shown(database, title="HT 24")) == ["Ask", "Björk", "Cypress"]


# The threshold


def test_a_higher_threshold_joins_atoms_and_hides_items(database: Database) -> None:
    bring(database, raters(5, "Ask", (1, 1, 1)) + raters(9, "Björk"), threshold=5)
    assert list(shown(database)) == ["Ask", "Björk"]
    bring(database, raters(1, "Björk"), threshold=8)
    assert shown(database) == {"Ask+Björk": (5, 0, 9, 0)}
    assert published(database).round.threshold == 8


def test_an_item_with_fewer_answers_than_the_raised_threshold_is_left_out(
    database: Database,
) -> None:
    bring(database, raters(5, "Ask") + raters(4, "Ask", (3, BLANK, 3)), threshold=5)
    assert shown(database, "a2") == {"Ask": (0, 0, 5, 0)}
    bring(database, raters(1, "Ask"), threshold=6)
    assert shown(database, "a2") == {"Ask": None}


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ({"threshold": 6}, "SK-312"),
        ({"threshold": 4}, "SK-401"),
        ({"openness": "open"}, "SK-311"),
        ({"openness": "joint"}, "SK-311"),
        ({"invited": {"larare": 0}}, "SK-309"),
    ],
)
def test_what_would_weaken_the_protection_is_refused_and_changes_nothing(
    database: Database, says: dict[str, object], code: str
) -> None:
    bring(database, raters(9, "Ask"), threshold=7)
    before = dump(database)
    with pytest.raises(Refusal) as refused:
        bring(database, raters(8, "Ask"), **says)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert dump(database) == before


def test_a_new_round_with_a_threshold_below_5_is_refused(database: Database) -> None:
    with pytest.raises(Refusal) as refused:
        bring(database, raters(9, "Ask"), threshold=4)
    assert refused.value.code == "SK-401"
    assert all_rounds(database) == ()


def test_the_same_file_is_refused_until_its_import_is_undone(database: Database) -> None:
    first = bring(database, raters(9, "Ask"))
    before = dump(database)
    with pytest.raises(Refusal) as refused:
        bring(database, raters(9, "Ask"))
    assert refused.value.code == "SK-216"
    with pytest.raises(Refusal) as refused:
        check_import(database, plan(raters(9, "Ask")), spec())
    assert refused.value.code == "SK-216"
    assert dump(database) == before
    bring(database, raters(9, "Ask"), "another round")
    undo_import(database, first)
    bring(database, raters(9, "Ask"))
    assert shown(database) == {"Ask": (0, 0, 9, 0)}


def test_checking_an_import_stores_nothing(database: Database) -> None:
    before = dump(database)
    check_import(database, plan(raters(9, "Ask")), spec())
    assert dump(database) == before


# Deletion


def test_deleting_a_round_leaves_nothing_of_it(database: Database) -> None:
    empty = dump(database, skip=COUNTERS)
    bring(database, raters(9, "Ask"), "HT", invited={"larare": 20})
    bring(database, raters(3, "Ask", (1, 1, 1)), "HT")
    undo_import(database, bring(database, raters(8, "Ask", (2, 2, 2)), "HT"))
    describe_round(database, "HT", collected=date(2026, 1, 1), invited={"ledare": 4})
    delete_round(database, "HT")
    assert dump(database, skip=COUNTERS) == empty


def test_deleting_a_round_leaves_the_others_alone(database: Database) -> None:
    bring(database, raters(9, "Ask"), "kvar")
    before = dump(database, skip=COUNTERS)
    bring(database, raters(9, "Ask"), "bort")
    delete_round(database, "bort")
    assert dump(database, skip=COUNTERS) == before
    with pytest.raises(Refusal) as refused:
        delete_round(database, "bort")
    assert refused.value.code == "SK-308"


def test_names_that_look_like_sql_are_names(database: Database) -> None:
    for number, name in enumerate(['"; DROP TABLE raw.raters; --', "'||'", "$$", "%", "\\"]):
        bring(database, raters(7 + number, name), title=name)
        assert shown(database, title=name) == {name: (0, 0, 7 + number, 0)}
    assert len(all_rounds(database)) == 5
