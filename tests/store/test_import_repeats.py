"""Are answers that another round has already refused, and other answers let in?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from skolkval.errors import Refusal
from skolkval.importing.plan import ImportPlan
from skolkval.store.database import Database
from skolkval.store.imports import add_import, check_import, undo_import
from skolkval.store.instruments import add_instrument
from skolkval.store.rounds import RoundSpec
from tests.store.attack import PATTERNS, Person, plan, toml
from tests.store.survey import bring, dump, new_database, raters

PEOPLE = 20


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "prov.db", create=True)
    add_instrument(database, toml(PEOPLE))
    yield database
    database.close()


def file(after: int, first: int = 0, number: int = 1, unit: str = "A") -> ImportPlan:
    """Persons of 40 answers each, none alike."""
    everybody = range(first, after)
    rows = [Person(each, unit, "g", "l", (True,) * PATTERNS) for each in everybody]
    return plan(rows, PEOPLE, number)


def spec(title: str) -> RoundSpec:
    return RoundSpec(title, "attack")


def refused(database: Database, what: ImportPlan, title: str = "HT igen") -> str | None:
    """The code of the refusal, which comes before anything is stored and when it is."""
    before = dump(database)
    try:
        check_import(database, what, spec(title))
    except Refusal as refusal:
        with pytest.raises(Refusal) as again:
            add_import(database, what, spec(title))
        assert again.value.code == refusal.code
        assert dump(database) == before
        return refusal.code
    return None


def test_the_same_people_and_one_more_are_refused_in_another_round(database: Database) -> None:
    add_import(database, file(12), spec("HT"))
    assert refused(database, file(13, number=2)) == "SK-402"
    assert refused(database, file(11, number=2)) == "SK-402"
    assert refused(database, file(13, number=2), "HT") is None
    # 12 of 14 are fewer than nine tenths, and so are 10 of 12.
    assert refused(database, file(14, number=2)) is None
    assert refused(database, file(10, number=2)) is None
    assert refused(database, file(20, first=8, number=2)) is None
    assert refused(database, file(12, number=2, unit="B")) is None


def test_one_of_the_files_of_a_round_is_known_and_so_are_all_of_them_together(
    database: Database,
) -> None:
    add_import(database, file(8), spec("HT"))
    add_import(database, file(18, first=8, number=2), spec("HT"))
    assert refused(database, file(18, first=8, number=3)) == "SK-402"
    assert refused(database, file(18, number=3)) == "SK-402"
    assert refused(database, file(14, first=4, number=3)) is None


def test_what_is_undone_or_made_up_does_not_stand_in_the_way(database: Database) -> None:
    undo_import(database, add_import(database, file(12), spec("fel omgång")))
    assert refused(database, file(12)) is None
    add_import(database, file(12), replace(spec("exempel"), example=True))
    assert refused(database, file(12)) is None


def test_fewer_than_k_and_those_who_wait_are_not_compared(database: Database) -> None:
    add_import(database, file(6), spec("HT"))
    assert refused(database, file(6)) is None
    assert refused(database, file(7)) is None


def test_short_answers_may_be_alike(tmp_path: Path) -> None:
    database = new_database(tmp_path, "kort.db")
    bring(database, raters(12, "Ask"), "HT")
    bring(database, raters(12, "Ask"), "VT")
    database.close()
