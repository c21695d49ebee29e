"""What may a round be called, how many may be invited to it, and does it stay one round?"""

from __future__ import annotations

from datetime import date

import pytest

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.imports import check_import, undo_import
from skolkval.store.rounds import (
    MOST_INVITED,
    MOST_TITLE,
    all_rounds,
    delete_round,
    describe_round,
    round_named,
    round_title,
)
from tests.store.survey import bring, dump, plan, raters, spec


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Höst", "Höst"),
        (" Höst \u00a0 2026\r\n", "Höst 2026"),
        ("Höst\t2026", "Höst 2026"),
        ("Ho\u0308st", "Höst"),
        ("å" * MOST_TITLE, "å" * MOST_TITLE),
        ("<b>Höst</b> & \N{MAPLE LEAF}", "<b>Höst</b> & \N{MAPLE LEAF}"),
    ],
)
def test_a_title_is_what_a_reader_sees(text: str, title: str) -> None:
    assert round_title(text) == title
    assert round_title(title) == title


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "SK-314"),
        (" \n\t\u00a0", "SK-314"),
        ("å" * (MOST_TITLE + 1), "SK-316"),
        ("Höst \u202e6202", "SK-316"),
        ("Höst\u2066 2026", "SK-316"),
        ("Hö\u200bst", "SK-316"),
        ("Höst\x00", "SK-316"),
        ("Höst\x1b[31m", "SK-316"),
        ("Höst\udcff", "SK-316"),
    ],
)
def test_a_title_that_is_unseen_or_too_long_is_refused(
    database: Database, text: str, code: str
) -> None:
    before = dump(database)
    with pytest.raises(Refusal) as refused:
        round_title(text)
    assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        check_import(database, plan(raters(9, "Ask")), spec(text))
    assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        bring(database, raters(9, "Ask"), text)
    assert refused.value.code == code
    assert dump(database) == before


def test_a_title_with_other_spaces_is_the_same_round(database: Database) -> None:
    bring(database, raters(9, "Ask"), "Höst 2026")
    bring(database, raters(8, "Ask"), " Ho\u0308st  2026 ")
    with pytest.raises(Refusal) as refused:
        check_import(database, plan(raters(9, "Ask")), spec("Höst 2026 "))
    assert refused.value.code == "SK-216"
    (the_round,) = all_rounds(database)
    assert (the_round.title, len(the_round.imports)) == ("Höst 2026", 2)
    assert round_named(database, "Höst\n2026 ") == the_round
    delete_round(database, " Höst 2026")
    assert all_rounds(database) == ()


@pytest.mark.parametrize("title", ["", "Höst\u202e", "å" * 5000])
def test_a_title_that_no_round_can_have_is_an_unknown_round(database: Database, title: str) -> None:
    for look_up in (round_named, delete_round):
        with pytest.raises(Refusal) as refused:
            look_up(database, title)
        assert refused.value.code == "SK-308"


def test_as_many_may_be_invited_as_live_in_a_large_town(database: Database) -> None:
    bring(database, raters(9, "Ask"), invited={"larare": MOST_INVITED, "ledare": 1})
    assert {each.level: each.invited for each in all_rounds(database)[0].levels} == {
        "larare": 1_000_000,
        "ledare": 1,
    }


@pytest.mark.parametrize("n", [-1, 0, 1_000_001, 99_999_999_999])
def test_a_number_of_invited_that_cannot_be_is_refused(database: Database, n: int) -> None:
    bring(database, raters(9, "Ask"), invited={"larare": 20})
    before = dump(database)
    with pytest.raises(Refusal) as refused:
        describe_round(database, "HT", collected=date(2026, 1, 1), invited={"larare": n})
    assert refused.value.code == "SK-309"
    assert "mellan 1 och 1\u00a0000\u00a0000" in refused.value.text
    with pytest.raises(Refusal) as refused:
        check_import(database, plan(raters(8, "Ask")), spec(invited={"larare": n}))
    assert refused.value.code == "SK-309"
    assert dump(database) == before


def test_a_round_that_is_remembered_says_how_it_is_forgotten(database: Database) -> None:
    undo_import(database, bring(database, raters(9, "Ask"), threshold=8))
    with pytest.raises(Refusal) as refused:
        bring(database, raters(9, "Ask"), threshold=7)
    assert refused.value.code == "SK-312"
    assert "”HT” har använts förut, med gränsen 8" in refused.value.text
    assert 'skolkval rounds delete "HT"' in refused.value.text
    delete_round(database, "HT")
    bring(database, raters(9, "Ask"), threshold=7)
    with pytest.raises(Refusal) as refused:
        bring(database, raters(8, "Ask"), threshold=6)
    assert refused.value.code == "SK-312"
    assert "har använts förut" not in refused.value.text, "what it holds is seen in the list"
