"""Which instruments are there, what do they ask, and how is one's own added?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skolkval.commands.answers import (
    NOT_SAID,
    AsJson,
    DatabasePath,
    answer,
    existing_file,
    opened,
    opened_or_empty,
    table,
)
from skolkval.instruments.describe import describe
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import decode_toml, load_toml
from skolkval.store.instruments import add_instrument, all_instruments, instrument_named


def list_instruments(database: DatabasePath = NOT_SAID, as_json: AsJson = False) -> None:
    """Visa vilka instrument som finns."""
    with opened_or_empty(database) as store:
        known = all_instruments(store)
    document = {
        "instruments": [
            {
                "id": instrument.id,
                "version": instrument.version,
                "title": instrument.title,
                "publisher": instrument.publisher,
                "levels": [level.id for level in instrument.levels],
                "steps": instrument.scale.size,
                "items": len(instrument.items),
            }
            for instrument in known
        ]
    }
    rows = [(each.id, each.title, str(len(each.items))) for each in known]
    answer(as_json, document, table(("Id", "Titel", "Påståenden"), rows))


def show_instrument(
    instrument_id: Annotated[str, typer.Argument(metavar="ID", help="Instrumentets id.")],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Visa ett instruments skala, nivåer och påståenden."""
    with opened_or_empty(database) as store:
        instrument = instrument_named(store, instrument_id)
    answer(as_json, describe(instrument), _summary(instrument))


def add_own_instrument(
    file: Annotated[
        Path,
        typer.Argument(metavar="FIL", help="Instrumentet som TOML.", parser=existing_file),
    ],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Lägg till ett eget instrument."""
    text = decode_toml(file.read_bytes())
    load_toml(text)
    with opened(database, create=True) as store:
        instrument = add_instrument(store, text)
    added = f"Instrumentet ”{instrument.title}” ({instrument.id}) har lagts till."
    answer(as_json, describe(instrument), added)


def _summary(instrument: Instrument) -> str:
    steps = ", ".join(f"{step.value} {step.label}" for step in instrument.scale.steps)
    lines = [
        instrument.title,
        f"Utgivare: {instrument.publisher}",
        f"Version: {instrument.version}",
        f"Nivåer: {', '.join(level.label for level in instrument.levels) or 'inga'}",
        f"Skala: {steps}",
        f"Utanför skalan: {', '.join(instrument.scale.not_applicable) or 'inget'}",
    ]
    for area in instrument.areas:
        lines += ["", area.label]
        lines += [
            f"  {item.id}  {item.text}" for item in instrument.items if item.area_id == area.id
        ]
    return "\n".join(lines)
