"""What every page test gets: the app as it is served, on a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from skolkval.store.database import Database
from skolkval.store.instruments import add_instrument
from skolkval.store.shared import ENVIRONMENT, close_shared, shared_database
from tests.cli.conftest import INSTRUMENT

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An empty database that the pages use."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "skolkval.db"))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    yield shared_database()
    close_shared()


@pytest.fixture
def open_page(database: Database) -> Open:
    """Runs the app at an address: `open_page("faktorer", niva=["Rektor"])`."""

    def run(address: str = "", **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        if address:
            page = next((ROOT / "pages").glob(f"*/{address}.py"))
            app.switch_page(str(page.relative_to(ROOT)))
        app.run()
        assert not app.exception, app.exception
        return app

    return run


@pytest.fixture
def small(open_page: Open, database: Database) -> AppTest:
    """The page with a round to be, and an instrument of three statements."""
    add_instrument(database, INSTRUMENT)
    return open_page("las_in")
