"""Which made-up rounds come with the product, and where are their files?"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "data" / "examples"


@dataclass(frozen=True)
class ExampleRound:
    """One made-up export and what the analyst would say of it. `invited`: people per level id."""

    path: Path
    title: str
    date: datetime.date
    instrument_id: str
    invited: Mapping[str, int]


def example_rounds() -> tuple[ExampleRound, ...]:
    """The example rounds, oldest first, as listed in `data/examples/rounds.toml`."""
    manifest = tomllib.loads((_FOLDER / "rounds.toml").read_text(encoding="utf-8"))
    return tuple(
        ExampleRound(
            path=_FOLDER / entry["file"],
            title=entry["title"],
            date=entry["date"],
            instrument_id=entry["instrument"],
            invited=entry["invited"],
        )
        for entry in manifest["round"]
    )
