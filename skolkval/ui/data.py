"""What pages load: the shared database, and published results kept until something is written."""

from __future__ import annotations

import streamlit as st

from skolkval.examples import example_rounds
from skolkval.importing.plan import ImportOptions, read_plan
from skolkval.store import imports
from skolkval.store.instruments import instrument_named
from skolkval.store.published import Published, read_published
from skolkval.store.rounds import Round, RoundSpec, all_rounds
from skolkval.store.shared import shared_database


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


# The arguments are the key; the objects are immutable, so all sessions share them.
@st.cache_resource(max_entries=4, show_spinner=False)
def _rounds(path: str, version: int) -> tuple[Round, ...]:
    return all_rounds(shared_database())


@st.cache_resource(max_entries=16, show_spinner=False)
def _published(path: str, version: int, title: str) -> Published:
    return read_published(shared_database(), title)


def load_examples() -> None:
    """Read the made-up example rounds, through the same importer as any file."""
    database = shared_database()
    known = {each.title for each in all_rounds(database)}
    examples = [each for each in example_rounds() if each.title not in known]
    with st.status("Läser in exempeldata …") as status:
        for number, example in enumerate(examples, start=1):
            status.update(label=f"Läser in {example.title} ({number} av {len(examples)}) …")
            instrument = instrument_named(database, example.instrument_id)
            plan = read_plan(example.path, example.path.name, instrument, ImportOptions())
            spec = RoundSpec(
                title=example.title,
                instrument_id=instrument.id,
                collected=example.date,
                invited=example.invited,
                example=True,
            )
            imports.add_import(database, plan, spec)
        status.update(label="Exempeldata är inläst.", state="complete")
