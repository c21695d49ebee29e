"""Does a card do what it promises: lead on and back, fill a wall, become a picture, turn dark and be printed?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import WAIT, heading
from tests.running import Running

WALL = ".st-key-sk-wall"
CELL = ".st-key-sk-card-heatmap .heatmaplayer .hm"
RADAR = ".st-key-sk-card-radar .js-plotly-plot"
AREAS, LEVELS = 7, 3
# Every text of the chart with its size on the screen, and the part of it outside its chart.
TEXTS = """(within) => [...document.querySelectorAll(`${within} .js-plotly-plot`)]
  .filter(plot => plot.checkVisibility()).flatMap(plot => {
    const room = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('text')].filter(each =>
        each.textContent.trim() && each.getBoundingClientRect().width > 1).map(each => {
      const box = each.getBoundingClientRect();
      const scale = room.width / plot.offsetWidth;
      return {
        text: each.textContent,
        size: parseFloat(getComputedStyle(each).fontSize) * scale,
        outside: Math.max(room.left - box.left, box.right - room.right,
                          room.top - box.top, box.bottom - room.bottom),
      };
    });
  })"""


def overview(page: Page, examples: Running) -> None:
    """The overview with its heatmap drawn."""
    page.goto(examples.url)
    expect(page.locator(CELL)).to_have_count(1, timeout=WAIT)
    expect(page.locator(".st-key-sk-card-dots .js-plotly-plot .points")).not_to_have_count(0)


def middle_of_cell(page: Page, area: int, level: int) -> tuple[float, float]:
    """Where the cell is on the screen, both counted from 0."""
    page.locator(CELL).scroll_into_view_if_needed()
    box = page.locator(CELL).bounding_box()
    assert box
    x = box["x"] + box["width"] * (level + 0.5) / LEVELS
    return x, box["y"] + box["height"] * (area + 0.5) / AREAS


def on_the_wall(page: Page, examples: Running, address: str, key: str) -> None:
    """The card `key` of a page, on the wall."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{examples.url}{address}?vagg={key}")
    whole_wall(page)


def whole_wall(page: Page) -> None:
    """Wait for a wall with a chart, and for its foot, which comes last and answers to the keys."""
    expect(page.locator(f"{WALL} .js-plotly-plot .main-svg").first).to_be_visible(timeout=WAIT)
    expect(page.locator(".st-key-sk-wall-key-on button")).to_have_count(1, timeout=WAIT)
    page.wait_for_timeout(300)


def test_a_cell_answers_to_its_edges(examples: Running, page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    overview(page, examples)
    page.locator(CELL).scroll_into_view_if_needed()
    box = page.locator(CELL).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / LEVELS, box["y"] + box["height"] * 3.5 / AREAS
    for level, beside in (("Huvudman", x - 6), ("Rektor", x + 6), ("Huvudman", x - 6)):
        page.mouse.move(beside, y)
        shown = page.locator(".hoverlayer .hovertext")
        expect(shown).to_contain_text("Kompetent ledarskap")
        expect(shown).to_contain_text(level)
    page.mouse.down()
    page.mouse.up()
    heading(page, "Faktorer")
    expect(page).to_have_url(re.compile(r"niva=Huvudman"), timeout=WAIT)


def test_a_cell_leads_to_its_area_and_level_and_back_leads_to_the_same_heatmap(
    examples: Running, page: Page
) -> None:
    overview(page, examples)
    x, y = middle_of_cell(page, area=3, level=1)
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer .hovertext")).to_contain_text("Kompetent ledarskap")
    cursor = "([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor"
    assert page.evaluate(cursor, [x, y]) == "pointer"
    page.mouse.click(x, y)
    heading(page, "Faktorer")
    expect(page).to_have_url(re.compile(r"/faktorer\?.*faktor=Kompetent\+ledarskap"), timeout=WAIT)
    expect(page).to_have_url(re.compile(r"niva=Rektor"), timeout=WAIT)
    expect(page.locator(".st-key-sk-card-bars-0")).to_be_visible()
    # Back before the page has finished is asked in test_back.py.
    expect(page.get_by_role("heading", name="Prata om det här")).to_be_visible(timeout=WAIT)

    page.go_back()
    heading(page, "Översikt")
    expect(page.locator(CELL)).to_have_count(1, timeout=WAIT)
    # The click does not fire again, and the choice it made does not stay behind.
    page.wait_for_timeout(1000)
    expect(page).to_have_url(re.compile(r"/\?omgang=[^&]*$"), timeout=WAIT)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_mark_of_the_radar_leads_to_its_area_and_back_leads_to_the_radar(
    examples: Running, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(examples.url)
    marks = page.locator(f"{RADAR} .points path:visible")
    # Every level has a mark in every area, and the first once more where its line closes.
    expect(marks).to_have_count(LEVELS * (AREAS + 1), timeout=WAIT)
    page.wait_for_timeout(1000)
    third_of_last_level = marks.nth((LEVELS - 1) * (AREAS + 1) + 2)
    third_of_last_level.scroll_into_view_if_needed()
    box = third_of_last_level.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer .hovertext")).to_contain_text("Kompensatoriska insatser")
    # A drag neither zooms nor turns what is drawn.
    page.mouse.down()
    page.mouse.move(x - 50, y - 50, steps=5)
    page.mouse.up()
    page.wait_for_timeout(500)
    assert third_of_last_level.bounding_box() == box
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    heading(page, "Faktorer")
    address = re.compile(r"/faktorer\?.*faktor=Kompensatoriska\+insatser")
    expect(page).to_have_url(address, timeout=WAIT)
    # Back before the page has finished is asked in test_back.py.
    expect(page.get_by_role("heading", name="Prata om det här")).to_be_visible(timeout=WAIT)

    page.go_back()
    heading(page, "Översikt")
    expect(marks).to_have_count(LEVELS * (AREAS + 1), timeout=WAIT)
    page.wait_for_timeout(1000)
    expect(page).to_have_url(re.compile(r"/\?omgang=[^&]*$"), timeout=WAIT)


def test_where_clicks_lead_can_be_reached_without_a_mouse(examples: Running, page: Page) -> None:
    overview(page, examples)
    page.locator(".st-key-sk-card-heatmap").get_by_role("button", name="Gå vidare").press("Enter")
    opened = page.get_by_test_id("stPopoverBody")
    opened.get_by_role("button", name="Kompensatoriska insatser").press("Enter")
    expect(page).to_have_url(re.compile(r"/faktorer\?.*faktor=Kompensatoriska"), timeout=WAIT)


def test_the_wall_shows_one_card_alone_in_large_letters_and_arrows_lead_through_the_page(
    examples: Running, page: Page
) -> None:
    on_the_wall(page, examples, "/", "heatmap")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glappet är störst")
    for behind in ("stSidebar", "stHeader"):
        expect(page.get_by_test_id(behind)).not_to_be_visible()
    texts = page.evaluate(TEXTS, WALL)
    assert len(texts) > AREAS * LEVELS
    assert min(text["size"] for text in texts) >= 24
    assert max(text["outside"] for text in texts) <= 1
    assert page.evaluate(f"document.querySelector('{WALL}').scrollHeight") <= 1080

    expect(page.get_by_text("1 av 3", exact=True)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("2 av 3", exact=True)).to_be_visible(timeout=WAIT)
    page.keyboard.press("PageDown")
    expect(page.get_by_text("3 av 3", exact=True)).to_be_visible(timeout=WAIT)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("2 av 3", exact=True)).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("vagg=radar"), timeout=WAIT)
    page.keyboard.press("Escape")
    expect(page.locator(WALL)).to_have_count(0, timeout=WAIT)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    expect(page).not_to_have_url(re.compile("vagg="), timeout=WAIT)


HELD = """
  const receive = WebSocket.prototype.addEventListener;
  window.held = null;
  WebSocket.prototype.addEventListener = function (type, hear, ...how) {
    const wait = event => window.held ? window.held.push(() => hear.call(this, event)) : hear.call(this, event);
    receive.call(this, type, type === "message" ? wait : hear, ...how);
  };
"""
"""While `window.held` is a list, what the server says waits there; what the viewer does reaches the server."""
HEAR = "() => { const held = window.held; window.held = null; held.forEach(hear => hear()); }"


@pytest.mark.parametrize(
    ("start", "after_one", "key", "card", "place"),
    [("heatmap", "radar", "ArrowRight", "dots", 3), ("radar", "dots", "ArrowLeft", "radar", 2)],
)
def test_a_key_counts_though_the_browser_has_not_heard_what_the_last_one_did(
    examples: Running, page: Page, start: str, after_one: str, key: str, card: str, place: int
) -> None:
    sent: list[bytes | str] = []

    def wait_for(address: bytes) -> None:
        for _ in range(WAIT // 20):
            if any(address in frame for frame in sent if isinstance(frame, bytes)):
                return
            page.wait_for_timeout(20)
        pytest.fail(f"the server never wrote {address!r}")

    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(frame))
    )
    page.add_init_script(HELD)
    on_the_wall(page, examples, "/", start)
    expect(page).to_have_url(re.compile("omgang="), timeout=WAIT)
    page.evaluate("() => { window.held = []; }")
    page.keyboard.press("ArrowRight")
    wait_for(f"vagg={after_one}".encode())
    assert f"vagg={start}" in page.url
    sent.clear()
    page.keyboard.press(key)
    wait_for(f"vagg={card}".encode())
    page.evaluate(HEAR)
    expect(page.get_by_text(f"{place} av 3", exact=True)).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile(f"vagg={card}"), timeout=WAIT)
    page.wait_for_timeout(500)
    expect(page).to_have_url(re.compile(f"vagg={card}"))


def test_the_wall_can_hide_the_answer_until_the_room_has_guessed(
    examples: Running, page: Page
) -> None:
    on_the_wall(page, examples, "/faktorer", "bars-0")
    finding = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("h")
    expect(page.locator(".js-plotly-plot")).to_have_count(0, timeout=WAIT)
    assert finding not in page.locator("body").inner_text()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Hur svarade varje nivå om ”.+”: Stämmer inte, .* eller Stämmer")
    )
    page.keyboard.press("h")
    expect(page.get_by_role("heading", level=1)).to_have_text(finding, timeout=WAIT)
    expect(page.locator(f"{WALL} .js-plotly-plot .main-svg").first).to_be_visible()


def test_a_smaller_screen_shows_the_same_wall_smaller(examples: Running, page: Page) -> None:
    on_the_wall(page, examples, "/faktorer", "bars-0")
    large = page.evaluate(TEXTS, WALL)
    page.set_viewport_size({"width": 1280, "height": 720})
    # As somebody who connects to a small projector, and opens the page there.
    page.reload()
    expect(page.locator(f"{WALL} .js-plotly-plot .main-svg").first).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(1000)
    small = page.evaluate(TEXTS, WALL)
    assert [text["text"] for text in small] == [text["text"] for text in large]
    assert max(text["outside"] for text in small) <= 1
    # 24 px of 1080, as large a part of the screen.
    assert min(text["size"] for text in small) == pytest.approx(
        min(text["size"] for text in large) * 2 / 3, abs=0.1
    )
    wall = page.locator(WALL).bounding_box()
    assert wall and (wall["width"], wall["height"]) == (1280, 720)


def test_a_card_becomes_a_picture_with_its_words(
    examples: Running, page: Page, tmp_path: Path
) -> None:
    overview(page, examples)
    # Plotly's own button would do the same without the words, and be one more stop for who tabs.
    expect(page.locator(".modebar-btn")).to_have_count(0)
    page.evaluate("""() => {
      const made = URL.createObjectURL;
      URL.createObjectURL = blob => {
        if (blob.type.startsWith('image/svg')) blob.text().then(text => window.drawn = text);
        return made(blob);
      };
    }""")
    with page.expect_download(timeout=WAIT) as download:
        page.locator(".st-key-sk-card-heatmap").get_by_role("button", name="Hämta PNG").press(
            "Enter"
        )
    assert download.value.suggested_filename.startswith("glappet-ar-storst")
    picture = download.value.path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    drawn = page.evaluate("window.drawn")
    # With the page's own font: in another, words would be wider than the room they were given.
    assert re.search(r'@font-face \{[^}]*"Source Sans"[^}]*url\("data:font/woff2;base64,', drawn)
    for words in ("Glappet är störst", "Mörkare är högre", "lärmiljö", "huvudman 9, rektor 15"):
        assert words in drawn
    chart = page.locator(".st-key-sk-card-heatmap .js-plotly-plot").bounding_box()
    # Twice the pixels of the chart, with room for title and foot; 16-23 are width and height.
    width, height = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    assert chart and width > 2 * chart["width"] and height > 2 * chart["height"] + 100


@pytest.mark.parametrize(("label", "least"), [("Tabell", 200), ("Gå vidare", 120)])
def test_what_a_card_opens_at_the_foot_of_the_window_can_be_seen(
    examples: Running, page: Page, label: str, least: int
) -> None:
    overview(page, examples)
    button = page.locator(".st-key-sk-card-heatmap").get_by_role("button", name=label)
    button.evaluate("""each => {
      const below = innerHeight - each.getBoundingClientRect().bottom;
      document.querySelector('.stMain').scrollTop -= below - 70;
    }""")
    button.click()
    expect(page.get_by_test_id("stPopoverBody").locator("table, button").first).to_be_visible()
    page.wait_for_timeout(1000)
    box = page.get_by_test_id("stPopoverBody").bounding_box()
    assert box and box["height"] >= least
    assert box["y"] >= 0 and box["y"] + box["height"] <= 900


def test_a_dark_system_gets_dark_pages_and_charts(examples: Running, dark_page: Page) -> None:
    overview(dark_page, examples)
    background = "selector => getComputedStyle(document.querySelector(selector)).backgroundColor"
    assert dark_page.evaluate(background, ".stApp") == "rgb(15, 18, 22)"
    assert dark_page.evaluate(background, ".st-key-sk-card-heatmap") == "rgb(23, 27, 32)"
    label = dark_page.locator(".st-key-sk-card-dots .annotation-text").first
    assert label.evaluate("each => getComputedStyle(each).fill") == "rgb(241, 244, 247)"


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("address", ["/", "/faktorer"])
def test_no_label_is_clipped(examples: Running, page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(examples.url + address)
    expect(page.locator(".js-plotly-plot .main-svg:visible").first).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(1500)
    texts = page.evaluate(TEXTS, "body")
    assert texts
    assert [text for text in texts if text["outside"] > 1 or round(text["size"], 1) < 14] == []


def test_an_unknown_address_has_a_way_home(examples: Running, page: Page) -> None:
    answer = page.goto(f"{examples.url}/finns_inte")
    assert answer and answer.status == 404
    page.get_by_role("link", name="Till översikten").click()
    heading(page, "Översikt")
