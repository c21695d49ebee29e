"""How the made-up example rounds are read in: through the same importer as any file."""

from __future__ import annotations

from skolkval.examples import ExampleRound, example_rounds
from skolkval.importing.plan import ImportOptions, read_plan
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.instruments import instrument_named
from skolkval.store.rounds import RoundSpec, all_rounds


def missing_examples(database: Database) -> tuple[ExampleRound, ...]:
    """The example rounds whose title is not yet in use, oldest first."""
    known = {each.title for each in all_rounds(database)}
    return tuple(example for example in example_rounds() if example.title not in known)


def load_example(database: Database, example: ExampleRound) -> int:
    """Read one example round in, marked as made up. Returns the id of the import."""
    instrument = instrument_named(database, example.instrument_id)
    plan = read_plan(example.path, example.path.name, instrument, ImportOptions())
    spec = RoundSpec(
        title=example.title,
        instrument_id=instrument.id,
        collected=example.date,
        invited=example.invited,
        example=True,
    )
    return add_import(database, plan, spec)
