"""Which rounds are there, and how is an import undone or a round deleted?"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from skolkval.commands.answers import (
    NOT_SAID,
    AsJson,
    DatabasePath,
    answer,
    opened,
    table,
    whole_number,
)
from skolkval.store.imports import undo_import
from skolkval.store.rounds import OPENNESS_WORDS, Round, all_rounds, delete_round
from skolkval.store.threshold import raise_threshold
from skolkval.swedish import number


def list_rounds(database: DatabasePath = NOT_SAID, as_json: AsJson = False) -> None:
    """Visa omgångarna, deras nivåer och inläsningar."""
    with opened(database) as store:
        rounds = all_rounds(store)
    text = "\n\n".join(map(_text, rounds)) or "Inga omgångar."
    answer(as_json, {"rounds": [_document(each) for each in rounds]}, text)


def undo(
    import_id: Annotated[
        int,
        typer.Argument(metavar="NUMMER", help="Inläsningens nummer i listan.", parser=whole_number),
    ],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Ångra en inläsning: dess svar tas bort ur omgången."""
    with opened(database) as store:
        title = undo_import(store, import_id)
    text = f"Inläsning {import_id} är ångrad och borttagen ur ”{title}”."
    answer(as_json, {"import_id": import_id, "round": title}, text)


def threshold(
    title: Annotated[str, typer.Argument(metavar="TITEL", help="Omgångens namn.")],
    fewest: Annotated[
        int,
        typer.Argument(metavar="ANTAL", help="Minsta grupp, högre än förut.", parser=whole_number),
    ],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Höj gränsen för minsta grupp i en omgång. Den kan aldrig sänkas."""
    with opened(database) as store:
        raise_threshold(store, title, fewest)
    text = f"Omgången ”{title}” visar nu ingen grupp med färre än {fewest} svar."
    answer(as_json, {"round": title, "threshold": fewest}, text)


def delete(
    title: Annotated[str, typer.Argument(metavar="TITEL", help="Omgångens namn.")],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Ta bort en omgång och alla dess svar."""
    with opened(database) as store:
        delete_round(store, title)
    answer(as_json, {"round": title}, f"Omgången ”{title}” är borttagen.")


def _document(the_round: Round) -> dict[str, Any]:
    return {
        "title": the_round.title,
        "instrument": the_round.instrument_id,
        "instrument_version": the_round.instrument_version,
        "date": the_round.collected.isoformat(),
        "threshold": the_round.threshold,
        "example": the_round.example,
        "levels": [
            {
                "level": level.level or None,
                "openness": level.openness,
                "invited": level.invited,
                "raters": level.raters,
                "hidden": level.hidden,
                "waiting": level.waiting,
            }
            for level in the_round.levels
        ],
        "imports": [
            {
                "import_id": record.import_id,
                "file": record.file_name,
                "sha256": record.sha256,
                "imported": record.imported.isoformat(),
                "raters": record.raters,
                "answers": record.answers,
            }
            for record in the_round.imports
        ],
    }


def _text(the_round: Round) -> str:
    levels = [
        (
            level.level or "alla",
            OPENNESS_WORDS[level.openness] if level.openness else "inga svar",
            "dolt" if level.hidden else number(level.raters),
            number(level.waiting),
            number(level.invited),
        )
        for level in the_round.levels
    ]
    imports = [
        (
            str(each.import_id),
            each.file_name,
            f"{each.imported:%Y-%m-%d %H.%M}",
            number(each.raters),
        )
        for each in the_round.imports
    ]
    return "\n".join(
        [
            the_round.title + (" – påhittade data" if the_round.example else ""),
            f"{the_round.collected}, {the_round.instrument_id}, minsta grupp {the_round.threshold}",
            table(("Nivå", "Svaren är", "Svarande", "Väntar", "Inbjudna"), levels),
            table(("Inläsning", "Fil", "Inläst", "Svarande"), imports),
        ]
    )
