"""Is an instrument of one's own removed only where no round uses it?"""

from __future__ import annotations

import pytest

from skolkval.errors import Refusal
from skolkval.instruments.draft import Draft, Statement, to_instrument
from skolkval.instruments.toml_text import to_toml
from skolkval.store.database import Database
from skolkval.store.instruments import (
    add_instrument,
    all_instruments,
    delete_instrument,
    own_instruments,
)
from tests.pages.made_up import TITLE, store_round

OWN = to_toml(to_instrument(Draft("Eget", "U", ("Nej", "Ja"), (Statement("Ett", "Vi vet."),))))


def test_one_that_no_round_uses_is_removed(database: Database) -> None:
    before = all_instruments(database)
    add_instrument(database, OWN)
    assert own_instruments(database)["eget"] == ()
    delete_instrument(database, "eget")
    assert all_instruments(database) == before
    assert "eget" not in own_instruments(database)


def test_one_that_a_round_uses_stays(database: Database) -> None:
    add_instrument(database, OWN)
    store_round(database, {("", "Alskolan"): 8}, instrument_id="eget", step=2)
    assert own_instruments(database)["eget"] == (TITLE,)
    with pytest.raises(Refusal) as refusal:
        delete_instrument(database, "eget")
    assert (refusal.value.code, TITLE in refusal.value.text) == ("SK-504", True)
    assert "eget" in own_instruments(database)


@pytest.mark.parametrize("instrument_id", ["framgangsrika-skolkommuner", "finns-inte"])
def test_one_that_is_nobodys_own_is_not_removed(database: Database, instrument_id: str) -> None:
    with pytest.raises(Refusal) as refusal:
        delete_instrument(database, instrument_id)
    assert refusal.value.code == "SK-502"
