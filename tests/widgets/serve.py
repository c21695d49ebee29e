"""Serves the small app through the real server: `serve.py PORT DATABASE HOST`, as the command would."""

import os
import sys
from pathlib import Path

from skolkval.errors import Refusal
from skolkval.server import serve


def copy(target: Path) -> None:
    """A backup whose target name tells what is to happen to it."""
    if target.name == "full.db":
        raise Refusal("SK-301", "Lagringsutrymmet är slut. Ingenting har sparats.")
    if target.name == "krasch.db":
        raise ValueError("hemligt cellvärde")
    target.write_text("en kopia")


def put_back(source: Path) -> None:
    """A restore that copies a text."""
    Path(database).write_text(source.read_text())


port, database, host = sys.argv[1:]
serve(
    database=Path(database),
    ask_database=lambda: not Path(f"{database}.sjuk").exists(),
    tasks={"backup": copy, "restore": put_back},
    host=host,
    port=int(port),
    password=os.environ.get("SKOLKVAL_PASSWORD"),
    script=Path(__file__).with_name("app.py"),
    start_page="start",
)
print("stängd")
