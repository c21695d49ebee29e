"""Does axe find anything serious on any page: light and dark, empty, with answers, and with an error?"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import WAIT
from tests.running import ROOT, Running

ADDRESSES = sorted(page.stem.replace("oversikt", "") for page in (ROOT / "pages").glob("*/*.py"))
"""The overview is the first page, at the bare address."""
GRAVE = {"serious", "critical"}
Scheme = Literal["light", "dark"]


@pytest.fixture(params=["light", "dark"])
def in_colours(request: pytest.FixtureRequest, browser: Browser) -> Page:
    """A page whose system asks for light or for dark."""
    scheme: Scheme = request.param
    context = browser.new_context(
        locale="sv-SE", viewport={"width": 1440, "height": 900}, color_scheme=scheme
    )
    request.addfinalizer(context.close)
    return context.new_page()


def open_at(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("h1", timeout=WAIT)
    page.wait_for_function(
        "!document.querySelector('[data-testid=stStatusWidget], [data-stale=true]')", timeout=WAIT
    )
    page.wait_for_timeout(300)


def grave_faults(page: Page, where: str) -> list[str]:
    """What axe calls serious or critical, one line each, with the place."""
    found = Axe().run(page).response["violations"]
    return [
        f"{where}: {rule['id']} ({rule['help']}): {node['html'][:160]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"][:3]
    ]


def test_axe_finds_nothing_serious_with_answers(examples: Running, in_colours: Page) -> None:
    faults = []
    for address in ADDRESSES:
        open_at(in_colours, f"{examples.url}/{address}")
        faults += grave_faults(in_colours, address)
    assert not faults, "\n".join(faults)


def test_axe_finds_nothing_serious_on_empty_pages(server: Running, in_colours: Page) -> None:
    faults = []
    for address in ADDRESSES:
        open_at(in_colours, f"{server.url}/{address}")
        faults += grave_faults(in_colours, address)
    assert not faults, "\n".join(faults)


def test_axe_finds_nothing_serious_beside_an_error(
    server: Running, in_colours: Page, tmp_path: Path
) -> None:
    broken = tmp_path / "tom.xlsx"
    broken.write_bytes(b"")
    open_at(in_colours, f"{server.url}/las_in")
    in_colours.set_input_files("input[type=file]", broken)
    in_colours.wait_for_selector("[role=alert]", timeout=WAIT)
    faults = grave_faults(in_colours, "las_in")
    assert not faults, "\n".join(faults)
