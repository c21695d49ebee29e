"""Is a page printed as it is seen, whole and on white, and is it afterwards as it was?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from skolkval.charts.paper import paper_colours
from tests.browser.test_pages import WAIT
from tests.running import Running

# No chart is told that it has another size: while a page is printed nothing can be drawn anew.
TELL_NOTHING = """() => {
  window.observers = [];
  window.ResizeObserver = class extends window.ResizeObserver {
    constructor(...given) { super(...given); window.observers.push(this); }
  };
  window.addEventListener('resize', event => window.printing && event.stopImmediatePropagation(), true);
}"""
# The texts that lie wholly inside the picture they belong to.
WHOLE_TEXTS = """() => [...document.querySelectorAll('.svg-container')]
  .filter(picture => picture.checkVisibility()).flatMap(picture => {
    const room = picture.getBoundingClientRect();
    return [...picture.querySelectorAll('text')].filter(each => {
      const box = each.getBoundingClientRect();
      return each.textContent.trim() && box.width > 1 && box.left > room.left - 3 &&
        box.right < room.right + 3 && box.top > room.top - 3 && box.bottom < room.bottom + 3;
    }).map(each => each.textContent);
  }).sort()"""
PRESSED = """() => [...document.querySelectorAll('button, input')]
  .filter(each => each.checkVisibility()).map(each => each.outerHTML)"""
PRINT = """() => {
  window.printing = true;
  window.observers.forEach(each => each.disconnect());
  dispatchEvent(new Event('beforeprint'));
}"""


@pytest.mark.parametrize(
    "address", ["/", "/faktorer", "/styrkedjan", "/enheter", "/samsyn", "/utveckling"]
)
def test_a_page_is_printed_as_it_is_seen_with_whole_charts_and_nothing_to_press(
    examples: Running, page: Page, address: str
) -> None:
    page.add_init_script(f"({TELL_NOTHING})()")
    page.goto(examples.url + address)
    expect(page.locator(".js-plotly-plot .main-svg:visible").first).to_be_visible(timeout=WAIT)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    seen = page.evaluate(WHOLE_TEXTS)

    page.evaluate(PRINT)
    page.emulate_media(media="print")
    # A4 in CSS px, less the browser's own margins.
    page.set_viewport_size({"width": 718, "height": 1047})
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    assert page.evaluate(WHOLE_TEXTS) == seen
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert page.evaluate(PRESSED) == []
    if address == "/":
        expect(page.locator("a.sk-go:visible")).not_to_have_count(0)
    if address == "/samsyn":
        told = "all => all.map(each => getComputedStyle(each, '::after').content)"
        assert '"och 24 till"' in page.locator(".sk-more summary").evaluate_all(told)
    expect(page.locator('[class*="st-key-sk-foot-"] .sk-note').first).to_be_visible()


def test_a_printed_page_is_afterwards_as_it_was(examples: Running, page: Page) -> None:
    page.goto(f"{examples.url}/styrkedjan")
    expect(page.locator(".js-plotly-plot .main-svg:visible").first).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(1500)
    before = page.locator(".stMain .js-plotly-plot").first.evaluate("each => each.outerHTML")
    page.evaluate("addEventListener('afterprint', () => { window.printed = true; })")
    # The page's name with a few words on one page, and a chart that is longer than one.
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 2
    page.wait_for_function("window.printed")
    assert (
        page.locator(".stMain .js-plotly-plot").first.evaluate("each => each.outerHTML") == before
    )
    expect(page.locator("[data-sk-print]")).to_have_count(0)


IN_DARK_COLOURS = """dark => {
  const rgb = hex => `rgb(${[1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
  const left = new Set(dark.map(rgb));
  return [...document.querySelectorAll('.stApp, .stApp *')].filter(each => {
    const {color, fill, stroke, backgroundColor} = getComputedStyle(each);
    const drawn = each instanceof SVGElement ? [fill, stroke] : [color, backgroundColor];
    return each.checkVisibility() && drawn.some(colour => left.has(colour));
  }).map(each => `${each.tagName}.${each.getAttribute('class')}`);
}"""


@pytest.mark.parametrize("address", ["/", "/faktorer", "/styrkedjan", "/samsyn", "/utveckling"])
def test_a_dark_page_is_printed_on_white_and_is_dark_afterwards(
    examples: Running, dark_page: Page, address: str
) -> None:
    page = dark_page
    page.add_init_script(f"({TELL_NOTHING})()")
    page.goto(examples.url + address)
    expect(page.locator(".js-plotly-plot .main-svg:visible").first).to_be_visible(timeout=WAIT)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    dark = [one for one, other in paper_colours().items() if one != other]
    seen = page.evaluate(IN_DARK_COLOURS, dark)
    assert len(seen) > 50

    page.evaluate(PRINT)
    page.emulate_media(media="print")
    assert page.evaluate(IN_DARK_COLOURS, dark) == []
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.evaluate(IN_DARK_COLOURS, dark) == seen
