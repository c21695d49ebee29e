"""How was a file with these headers read last time, so that next term's goes straight through?

Only headers' signatures and the analyst's choices are kept, nothing of what a file's cells hold but
the answers' words that the analyst explained.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import duckdb

from skolkval.importing.limits import Limits
from skolkval.importing.options import ImportOptions
from skolkval.importing.report import ImportReport
from skolkval.importing.signature import header_signature
from skolkval.instruments.model import Instrument
from skolkval.store.database import Database
from skolkval.store.queries import one

SWEDEN = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True)
class Mapping:
    """What was said of a file. `entry` is what the file looks like before anything is said of it
    (see `entry_of`), `signature` what it looks like with `said`; `remembered` is Swedish time."""

    entry: str
    signature: str
    said: ImportOptions
    remembered: datetime | None = None


def now() -> datetime:
    """The time in Sweden, as the database keeps it."""
    return datetime.now(SWEDEN).replace(tzinfo=None, microsecond=0)


def entry_of(alone: ImportReport) -> str | None:
    """What a file is recognised by, given how it reads when nothing is said of it.

    Its headers; or its sheets, where nobody can tell which of them it is.
    """
    return alone.signature or (header_signature("sheets", alone.sheets) if alone.sheets else None)


def mapping_of(alone: ImportReport, report: ImportReport, said: ImportOptions) -> Mapping | None:
    """What there is to remember of a file that reads as `alone` by itself and as `report` now."""
    entry = entry_of(alone)
    return Mapping(entry, report.signature, said) if entry and report.signature else None


def remember(cursor: duckdb.DuckDBPyConnection, instrument: Instrument, mapping: Mapping) -> None:
    """Keep the mapping instead of what was said of such a file before; nothing if nothing was."""
    _forget(cursor, instrument, mapping.entry)
    said = _as_json(mapping.said)
    if said != _as_json(ImportOptions()):
        cursor.execute(
            "INSERT INTO mappings VALUES ($entry, $id, $version, $signature, $said, $now)",
            {
                **_key(instrument, mapping.entry),
                "signature": mapping.signature,
                "said": said,
                "now": now(),
            },
        )


def recall(database: Database, instrument: Instrument, entry: str | None) -> Mapping | None:
    """What was said last time of a file that looks like this before anything is said of it."""
    if entry is None:
        return None
    with database.snapshot() as cursor:
        row = one(
            cursor,
            f"SELECT entry, signature, said, remembered FROM mappings WHERE {_SAME}",
            _key(instrument, entry),
        )
    return None if row is None else Mapping(row[0], row[1], _from_json(row[2]), row[3])


def recall_where(
    database: Database,
    instrument: Instrument,
    alone: ImportReport,
    read: Callable[[ImportOptions], ImportReport],
) -> Mapping | None:
    """The mapping that fits a file; `read` tells how the file reads with what was said then."""
    mapping = recall(database, instrument, entry_of(alone))
    if mapping is None or read(mapping.said).signature != mapping.signature:
        return None
    return mapping


def forget(database: Database, instrument: Instrument, entry: str) -> None:
    """Read such files by themselves again."""
    with database.transaction() as cursor:
        _forget(cursor, instrument, entry)


_SAME = "entry = $entry AND instrument_id = $id AND instrument_version = $version"


def _key(instrument: Instrument, entry: str) -> dict[str, str]:
    return {"entry": entry, "id": instrument.id, "version": instrument.version}


def _forget(cursor: duckdb.DuckDBPyConnection, instrument: Instrument, entry: str) -> None:
    cursor.execute(f"DELETE FROM mappings WHERE {_SAME}", _key(instrument, entry))


def _as_json(said: ImportOptions) -> str:
    # The limits are the operator's word about this load, not about files with such headers.
    kept = asdict(replace(said, limits=Limits()))
    del kept["limits"]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _from_json(text: str) -> ImportOptions:
    kept = json.loads(text)
    names = {field.name for field in fields(ImportOptions)} & kept.keys()
    said = {name: kept[name] for name in names}
    return ImportOptions(**said | {"header_rows": tuple(kept.get("header_rows", ()))})
