"""What every browser test gets: a real server, and a page that may not call anybody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.running import Running, free_port, running, running_widgets

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything in this folder, so that no test forgets to."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's own Chromium."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        reason = "no Chromium on this machine, and no right to install it (see `make chromium`)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Chromium refuses its own sandbox to root, which is who runs tests in a container.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        # With scrollbars that take room, as in most people's windows.
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox"] if root else [],
            ignore_default_args=["--hide-scrollbars"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """`skolkval run` on a database of its own that does not exist yet."""
    port, database = free_port(), tmp_path / "prov.db"
    command = ["-m", "skolkval", "run", "--port", str(port), "--database", str(database)]
    with running(command, port, database) as up:
        yield up


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`skolkval run` with the example data, for tests that change nothing."""
    port, database = free_port(), tmp_path_factory.mktemp("examples") / "prov.db"
    subprocess.run(
        [sys.executable, "-m", "skolkval", "examples", "--database", str(database)],
        check=True,
        capture_output=True,
    )
    command = ["-m", "skolkval", "run", "--port", str(port), "--database", str(database)]
    with running(command, port, database) as up:
        yield up


@pytest.fixture(scope="session")
def widgets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The small app with every widget."""
    with running_widgets(tmp_path_factory.mktemp("widgets")) as up:
        yield up


@pytest.fixture
def fresh_widgets(tmp_path: Path) -> Iterator[Running]:
    """The same app on a server that nobody has visited."""
    with running_widgets(tmp_path) as up:
        yield up


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test if anything asks another host, or breaks the content policy."""
    # An English browser: what is Swedish must be so by our doing.
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on(
        "console",
        lambda message: (
            broken.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    context.close()
    outside = [
        url
        for url in asked
        if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
    ]
    assert not outside, f"asked outside the own origin: {outside}"
    assert not broken, broken


@pytest.fixture
def dark_page(browser: Browser) -> Iterator[Page]:
    """A page of somebody whose system is dark."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()
