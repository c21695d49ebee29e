"""What pages load: the shared database, and published results kept until something is written.

Not by Streamlit's caches, which take longer to make a key than many of these take to be made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

import streamlit as st

from skolkval.results import Selection
from skolkval.store.examples import load_example, missing_examples
from skolkval.store.published import Published, read_published
from skolkval.store.rounds import Round, all_rounds
from skolkval.store.shared import shared_database
from skolkval.swedish import date_text

T = TypeVar("T")


def rounds() -> tuple[Round, ...]:
    """Every round, the latest collected first."""
    database = shared_database()
    return _rounds(str(database.path), database.data_version())


def published(title: str) -> Published:
    """What is published of the round called `title`.

    Raises:
        Refusal: SK-308 there is no such round.
    """
    database = shared_database()
    return _published(str(database.path), database.data_version(), title)


def earlier_rounds(shown: Published) -> list[Published]:
    """The rounds before this one with the same instrument, the latest first."""
    before = [
        each
        for each in rounds()
        if each.instrument_id == shown.round.instrument_id
        and (each.collected, each.round_id) < (shown.round.collected, shown.round.round_id)
    ]
    in_order = sorted(before, key=lambda each: (each.collected, each.round_id), reverse=True)
    return [published(each.title) for each in in_order]


def told_apart(earlier: Published, later: Published) -> tuple[str, str]:
    """What two rounds are called: by their dates, or by their titles where both are of the same day."""
    both = (earlier.round, later.round)
    if earlier.round.collected == later.round.collected:
        first, second = (f"”{each.title}”" for each in both)
    else:
        first, second = (date_text(each.collected) for each in both)
    return first, second


def since(earlier: Published, later: Published) -> str:
    """ "sedan 24 oktober 2025"."""
    return f"sedan {told_apart(earlier, later)[0]}"


def kept(make: Callable[..., T], shown: Published, selection: Selection, *more: Hashable) -> T:
    """What `make(shown, selection, *more)` gives, made once for all viewers of that selection.

    `make` is a function of a module. What it gives is shared: never change it.
    """
    found: T = _kept(make, shown, selection, *more)
    return found


# A round that was read again is another `Published`, so nothing old is found.
@lru_cache(maxsize=128)
def _kept(make: Callable[..., Any], shown: Published, selection: Selection, *more: Hashable) -> Any:
    return make(shown, selection, *more)


# The arguments are the key; the objects are immutable, so all sessions share them.
@lru_cache(maxsize=4)
def _rounds(path: str, version: int) -> tuple[Round, ...]:
    return all_rounds(shared_database())


@lru_cache(maxsize=16)
def _published(path: str, version: int, title: str) -> Published:
    return read_published(shared_database(), title)


def load_examples() -> None:
    """Read the made-up example rounds in, and say how far it has come."""
    database = shared_database()
    missing = missing_examples(database)
    with st.status("Läser in exempeldata …") as status:
        for number, example in enumerate(missing, start=1):
            status.update(label=f"Läser in {example.title} ({number} av {len(missing)}) …")
            load_example(database, example)
        status.update(label="Exempeldata är inläst.", state="complete")
