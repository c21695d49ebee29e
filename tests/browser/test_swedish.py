"""Is any of Streamlit's English left on the screen, in sight or read aloud?"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.running import Running

# Words that Streamlit, its libraries and Plotly use, and that no Swedish text of ours has.
_ENGLISH = re.compile(
    r"\b(add|app pages|apply|arrow keys|available|autoscale|autosize|browse|calendar|choose|clear"
    r"|close|collapse|column|connection|copy|date range|day|decrement|dismiss|download|drag|drop"
    r"|end date|enter to|error|expand|file upload|files?|fullscreen|heading|hide|icon|increment"
    r"|loading|main content|menu|month|next|notifications?|open|option|options|page|pan|per file"
    r"|pin|plot|press|previous|remove|reset|results?|running|search|select|selected|show|sidebar"
    r"|skip|smaller|sort ascending|sort descending|start date|stop|submit|type to|upload|use|values"
    r"|view|year|your|zoom in|zoom out|january|march)\b",
    re.IGNORECASE,
)
_SEEN = """() => {
  const seen = [];
  const names = ["aria-label", "aria-valuetext", "title", "placeholder", "alt", "data-title"];
  const all = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
  const walker = document.createTreeWalker(document.body, all);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE)
      for (const name of names) seen.push(node.getAttribute(name));
    // An icon is written as its name in a font of pictures, and a test page may say anything.
    else if (!node.parentElement.closest('[data-testid="stIconMaterial"], script, style, .as-is'))
      seen.push(node.data);
  }
  return seen.filter((text) => text && text.trim());
}"""


def _english(page: Page) -> list[str]:
    # Replacement happens in the same turn as the change, so a short wait is for the change itself.
    page.wait_for_timeout(300)
    return [text for text in page.evaluate(_SEEN) if _ENGLISH.search(text)]


def _file(name: str, kind: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


def test_no_english_word_is_left_on_any_widget_in_any_state(
    widgets: Running, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{widgets.url}/reglage")
    expect(page.get_by_test_id("stPlotlyChart")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Välj datum").first).to_be_attached()
    assert _english(page) == []

    page.get_by_test_id("stSelectbox").first.locator("input").click()
    page.keyboard.type("zzz")
    expect(page.get_by_text("Inga träffar")).to_be_visible()
    assert _english(page) == []
    page.keyboard.press("Escape")

    page.get_by_test_id("stMultiSelect").first.locator("input").click()
    expect(page.get_by_text("Välj alla")).to_be_visible()
    assert _english(page) == []
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Välj datum").first.click()
    expect(page.get_by_role("button", name="Nästa månad")).to_be_visible()
    expect(page.get_by_text("mars 2026").first).to_be_attached()
    assert _english(page) == []
    page.keyboard.press("Escape")

    for name in ("Namn", "Anteckning", "I blankett"):
        page.get_by_role("textbox", name=name, exact=True).fill("abc")
        expect(page.get_by_text(re.compile("Tryck (Ctrl[+])?Enter")).first).to_be_visible()
        assert _english(page) == []

    chooser = page.locator("input[type=file]")
    chooser.first.set_input_files(_file("svar.csv", "text/csv", b"a;b\n1;2\n"))
    expect(page.get_by_role("button", name="Ta bort svar.csv")).to_be_visible()
    chooser.first.set_input_files(_file("x.bin", "image/x", b"a"))
    expect(page.get_by_text("Filtypen image/x tas inte emot.")).to_be_attached()
    big = tmp_path / "stor.csv"
    big.write_bytes(b"a" * (26 * 2**20))
    chooser.nth(1).set_input_files(big)
    expect(page.get_by_text("Filen får vara högst 25 MB.")).to_be_attached()
    assert _english(page) == []

    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    grid.hover()
    page.get_by_role("button", name="Visa eller dölj kolumner").first.click()
    assert _english(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sök").first.click()
    expect(page.get_by_role("button", name="Stäng sökningen").first).to_be_visible()
    assert _english(page) == []
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Öppna dialog").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert _english(page) == []
    page.get_by_role("button", name="Stäng").last.click()

    page.get_by_role("button", name="Visa toast").click()
    expect(page.get_by_text("Sparat")).to_be_visible()
    page.get_by_role("button", name="Vänta", exact=True).click()
    expect(page.get_by_text("Räknar …")).to_be_visible()
    assert _english(page) == []

    # The button is there for the mouse only while it is over the panel.
    page.get_by_test_id("stSidebar").hover()
    page.get_by_role("button", name="Dölj sidopanelen").click()
    expect(page.get_by_role("button", name="Visa sidopanelen")).to_be_visible()
    assert _english(page) == []


def test_words_that_people_wrote_stay_as_they_are(widgets: Running, page: Page) -> None:
    page.goto(f"{widgets.url}/ord")

    expect(page.get_by_role("heading", name="Search")).to_be_visible(timeout=20_000)
    for word in ("Close", "Upload", "Open", "Stop"):
        expect(page.get_by_text(word, exact=True).first).to_be_attached()
    page.get_by_test_id("stMultiSelect").locator("input").click()
    expect(page.get_by_role("option", name="Error", exact=True)).to_be_visible()


def test_a_server_that_goes_away_is_told_of_in_swedish(fresh_widgets: Running, page: Page) -> None:
    page.goto(f"{fresh_widgets.url}/reglage")
    expect(page.get_by_test_id("stPlotlyChart")).to_be_visible(timeout=30_000)

    fresh_widgets.stop()

    expect(page.get_by_role("dialog")).to_contain_text("Servern svarar inte", timeout=20_000)
    assert _english(page) == []
