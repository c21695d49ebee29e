"""Which instruments are there, what do they ask, how is one's own made, and how are they asked?"""

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
    whole_number,
)
from skolkval.importing.export_columns import as_draft, read_columns
from skolkval.importing.instrument_sheet import read_instrument
from skolkval.instruments.describe import describe
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import decode_toml, load_toml
from skolkval.instruments.toml_text import to_toml
from skolkval.reports.templates import TEMPLATES, Form, instrument_template
from skolkval.store.instruments import (
    add_instrument,
    all_instruments,
    delete_instrument,
    instrument_named,
)


def _new_file(text: str) -> Path:
    """The file a command is to write.

    Raises:
        typer.BadParameter: there is one already, or no folder for it.
    """
    path = Path(text)
    if path.exists():
        raise typer.BadParameter(f"filen {text} finns redan.")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"det finns ingen mapp {path.parent}.")
    return path


InstrumentId = Annotated[str, typer.Argument(metavar="ID", help="Instrumentets id.")]
NewFile = Annotated[Path, typer.Argument(metavar="FIL", help="Filen som skrivs.", parser=_new_file)]


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
    instrument_id: InstrumentId,
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
        typer.Argument(
            metavar="FIL",
            help="Instrumentet som ifylld Excelmall eller TOML.",
            parser=existing_file,
        ),
    ],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Lägg till ett eget instrument."""
    if file.suffix.lower() == ".toml":
        text = decode_toml(file.read_bytes())
        load_toml(text)
    else:
        text = to_toml(read_instrument(file, file.name))
    with opened(database, create=True) as store:
        instrument = add_instrument(store, text)
    added = f"Instrumentet ”{instrument.title}” ({instrument.id}) har lagts till."
    answer(as_json, describe(instrument), added)


def remove_own_instrument(
    instrument_id: InstrumentId, database: DatabasePath = NOT_SAID, as_json: AsJson = False
) -> None:
    """Ta bort ett eget instrument som ingen omgång använder."""
    with opened(database) as store:
        delete_instrument(store, instrument_id)
    answer(as_json, {"removed": instrument_id}, f"Instrumentet {instrument_id} är borttaget.")


def write_template(
    instrument_id: InstrumentId,
    file: NewFile,
    form: Annotated[
        Form, typer.Option("--form", help="Vilket verktyg filen är till.", show_default=False)
    ],
    units: Annotated[
        list[str] | None,
        typer.Option(
            "--unit", metavar="ENHET", help="En enhet att välja på. Kan anges flera gånger."
        ),
    ] = None,
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Skriv en mall att ställa frågorna med."""
    with opened_or_empty(database) as store:
        instrument = instrument_named(store, instrument_id)
    file.write_bytes(TEMPLATES[form].make(instrument, units or ()))
    answer(as_json, {"file": str(file), "form": form}, f"{file} är skriven.")


def write_blank(
    file: NewFile,
    export: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="EXPORT",
            help="Fyll i mallen med påståendena och skalan i en export.",
            parser=existing_file,
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="BLAD", help="Bladet i exporten.")
    ] = None,
    header_rows: Annotated[
        str,
        typer.Option(
            "--header-rows",
            metavar="RADER",
            help="Exportens rubrikrader, till exempel 4 eller 1,2.",
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Skriv en Excelmall för ett eget instrument."""
    draft = None
    if export is not None:
        draft = as_draft(read_columns(export, export.name, sheet, _row_numbers(header_rows)))
    file.write_bytes(instrument_template(draft))
    statements = len(draft.statements) if draft else 0
    text = f"{file} är skriven. Fyll i den och lägg till den med skolkval instruments add."
    answer(as_json, {"file": str(file), "statements": statements}, text)


def _row_numbers(text: str) -> list[int]:
    try:
        return [whole_number(row.strip()) for row in text.split(",") if row.strip()]
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint="--header-rows") from error


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
            f"  {item.id}  {item.text}{' (omvänt)' if item.reversed else ''}"
            for item in instrument.items
            if item.area_id == area.id
        ]
    return "\n".join(lines)
