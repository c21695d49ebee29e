"""How is the server started, and how is its database copied out and put back?"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from skolkval.commands.answers import (
    NOT_SAID,
    AsJson,
    DatabasePath,
    answer,
    empty,
    opened,
    whole_number,
)
from skolkval.errors import Refusal
from skolkval.store.shared import close_shared, shared_database


def run(
    host: Annotated[
        str,
        typer.Option(
            metavar="ADRESS",
            help="Annars 127.0.0.1, bara den här datorn. En annan kräver lösenord.",
            show_default=False,
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            metavar="NUMMER",
            help="Annars 8501. 0 tar en ledig port.",
            parser=whole_number,
            show_default=False,
        ),
    ] = 8501,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAMN", help="Servern nås även så. Kan upprepas."),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FIL", help="Gemensamt lösenord på första raden. Annars SKOLKVAL_PASSWORD."
        ),
    ] = None,
    database: DatabasePath = NOT_SAID,
) -> None:
    """Starta SkolKval i webbläsaren."""
    # Streamlit takes a second to load, which no other command should wait for.
    from skolkval.server import serve
    from skolkval.serving.login import read_password

    password = read_password(os.environ.get("SKOLKVAL_PASSWORD"), password_file)
    # The pages ask for this same one.
    store = shared_database(database)
    try:
        serve(
            database=store.path,
            ask_database=store.ping,
            tasks={"backup": store.backup, "restore": store.restore},
            host=host,
            port=port,
            password=password,
            names=names or (),
            announce=_announce,
        )
    finally:
        close_shared()


def backup(
    target: Annotated[Path, typer.Argument(metavar="SÖKVÄG", help="Säkerhetskopians nya fil.")],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Säkerhetskopiera databasen, även medan servern är igång."""
    from skolkval.serving.control import request_backup

    if not request_backup(database, target):
        with opened(database) as store:
            store.backup(target)
    document = {"backup": str(target.absolute()), "bytes": target.stat().st_size}
    answer(as_json, document, f"Databasen är kopierad till {target}.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="SÖKVÄG", help="En säkerhetskopia.")],
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Ersätt databasen med en säkerhetskopia. Det som fanns sparas bredvid."""
    from skolkval.serving.control import request_backup, request_restore

    # Nothing is moved or made before the copy has shown that it can be read.
    with empty() as trial:
        trial.restore(source)
    kept = _beside(database)
    if not (request_backup(database, kept) and request_restore(database, source)):
        _keep(database, kept)
        with opened(database, create=True) as store:
            store.restore(source)
    document = {"restored": str(source.absolute()), "kept": None}
    text = f"Databasen är återställd från {source}."
    if kept.exists():
        document["kept"] = str(kept.absolute())
        text += f" Det som fanns innan ligger i {kept}."
    answer(as_json, document, text)


def _keep(database: Path, kept: Path) -> None:
    """Keep what is there, if anything, as `kept`: a copy, or where it is damaged the files."""
    try:
        with opened(database) as store:
            store.backup(kept)
    except Refusal as refusal:
        if refusal.code not in ("SK-304", "SK-305") or database.is_dir():
            raise
        for ending in ("", ".wal"):
            part = database.with_name(database.name + ending)
            if part.exists():
                part.rename(kept.with_name(kept.name + ending))


def _beside(database: Path) -> Path:
    return database.with_name(f"{database.stem}.fore-{datetime.now():%Y%m%d-%H%M%S}.db")


def _announce(url: str) -> None:
    print(f"SkolKval är igång: {url}\nStoppa med Ctrl+C.", flush=True)
