"""Can a person do the main job in a real browser: see charts, import a file, and share what they see?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.running import ROOT, Running

EXAMPLE = ROOT / "data" / "examples" / "sjalvvardering-ht-2026.xlsx"
WAIT = 60_000
PAGES = {
    "/": "Översikt",
    "/faktorer": "Faktorer",
    "/styrkedjan": "Styrkedjan",
    "/enheter": "Enheter",
    "/samsyn?vy=För analytikern": "Samsyn",
    "/utveckling": "Utveckling",
    "/las_in": "Läs in",
    "/omgangar": "Omgångar",
    "/instrument": "Instrument",
    "/metod": "Metod",
    "/integritet": "Integritet",
    "/tillganglighet": "Tillgänglighet",
}
ENGLISH = re.compile(
    r"\b(Upload|Browse|Drag and drop|per file|Choose|Select|Running|required|Press|Deploy|Rerun|"
    r"Settings|Close|Search|Download|Fullscreen|Loading|Page not found|Error)\b"
)


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=WAIT)


def settled(page: Page, url: str, name: str) -> None:
    """Open the page called `name` and wait until nothing more arrives."""
    page.goto(url)
    heading(page, name)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)


def test_a_newcomer_sees_heatmap_and_radar_after_one_click(server: Running, page: Page) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Visa med exempeldata").click(timeout=WAIT)
    expect(page.locator(".heatmaplayer .hm").first).to_be_visible(timeout=WAIT)
    expect(page.locator(".st-key-sk-card-radar path.js-line").first).to_be_visible()
    expect(page.get_by_text("Påhittade exempeldata.")).to_be_visible()
    expect(page.get_by_role("heading", name="Glappet är störst")).to_be_visible()

    # The address says which round is shown, and so does that of the next page.
    expect(page).to_have_url(re.compile(r"omgang="))
    page.get_by_role("link", name="Faktorer").click()
    heading(page, "Faktorer")
    expect(page).to_have_url(re.compile(r"/faktorer\?omgang=.*faktor="), timeout=WAIT)
    # However many choices are made there, back leads to the page before.
    page.get_by_role("combobox", name="Nivåer").click()
    page.get_by_role("option", name="Rektor").click()
    expect(page).to_have_url(re.compile(r"niva=Rektor"), timeout=WAIT)
    page.go_back()
    heading(page, "Översikt")
    expect(page).to_have_url(re.compile(r"/\?omgang="), timeout=WAIT)


def test_a_file_is_imported_through_the_page_and_its_link_shows_the_same_to_a_colleague(
    server: Running, page: Page
) -> None:
    page.goto(f"{server.url}/las_in")
    heading(page, "Läs in")
    page.set_input_files("input[type=file]", str(EXAMPLE))
    expect(page.get_by_text("296 svarande, 7\xa0127 svar")).to_be_visible(timeout=WAIT)
    page.get_by_label("Omgångens namn").fill("Vår omgång")
    page.get_by_label("Omgångens namn").press("Enter")
    page.get_by_role("button", name="Läs in svaren").click(timeout=WAIT)
    expect(page.get_by_role("status").filter(has_text="är inläst i")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Se resultatet").click()
    heading(page, "Översikt")
    expect(page.locator(".heatmaplayer .hm").first).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("Påhittade exempeldata.")).to_have_count(0)

    page.goto(
        f"{server.url}/faktorer?omgang=V%C3%A5r+omg%C3%A5ng&faktor=Kompetent+ledarskap&niva=Rektor"
    )
    heading(page, "Faktorer")
    area = page.get_by_role("combobox", name="Område")
    expect(area).to_have_value("Kompetent ledarskap", timeout=WAIT)
    expect(page.get_by_text("rektor 15").first).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("undervisning 272")).to_have_count(0)


def test_a_cold_deep_link_of_a_fresh_server_shows_its_page(server: Running, page: Page) -> None:
    page.goto(f"{server.url}/omgangar")
    heading(page, "Omgångar")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Det finns inga omgångar än.")).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_no_english_is_left_and_no_page_scrolls_sideways_on_a_phone(
    examples: Running, page: Page, address: str
) -> None:
    settled(page, examples.url + address, PAGES[address])
    words = page.evaluate(
        """() => [document.body.innerText, ...[...document.querySelectorAll(
             '[aria-label],[title],[placeholder],[alt]')].flatMap(e => ['aria-label', 'title',
             'placeholder', 'alt'].map(a => e.getAttribute(a) || ''))].join('\\n')"""
    )
    assert not ENGLISH.search(words), ENGLISH.findall(words)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(1000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
