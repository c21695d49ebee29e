"""Where do the store's tests keep their database?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from skolkval.store.database import Database
from tests.store.survey import new_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path)
    yield database
    database.close()
