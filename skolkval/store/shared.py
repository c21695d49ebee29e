"""Which database this process uses: one, opened once and shared by the server and all its pages."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from skolkval.store.database import Database

ENVIRONMENT = "SKOLKVAL_DATABASE"
DEFAULT = Path(__file__).parents[2] / "var" / "skolkval.db"

_opening = threading.Lock()
_shared: Database | None = None


def default_path() -> Path:
    """Where the database is unless `--database` says otherwise."""
    return Path(os.environ.get(ENVIRONMENT) or DEFAULT)


def shared_database(path: Path | None = None) -> Database:
    """The database of this process, opened (and made) at the first call, at `path` or the default.

    Raises:
        Refusal: SK-303, SK-304 or SK-305 it cannot be opened.
    """
    global _shared
    with _opening:
        if _shared is None:
            _shared = Database.open(path or default_path(), create=True)
        return _shared


def close_shared() -> None:
    """Close the database of this process, if it was opened."""
    global _shared
    with _opening:
        if _shared is not None:
            _shared.close()
            _shared = None
