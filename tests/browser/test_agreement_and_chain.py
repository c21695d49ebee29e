"""Do the charts of Samsyn and Styrkedjan keep their words apart, and lead where they point?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_cards import TEXTS, on_the_wall
from tests.browser.test_pages import WAIT, heading
from tests.running import Running

# Pairs of texts that lie over each other, and texts that a row's line strikes through.
COLLISIONS = """() => [...document.querySelectorAll('.js-plotly-plot')]
  .filter(plot => plot.checkVisibility()).flatMap(plot => {
    const boxes = [...plot.querySelectorAll('text')]
      .filter(each => each.textContent.trim() && each.getBoundingClientRect().width > 1)
      .map(each => ({text: each.textContent, ...each.getBoundingClientRect().toJSON()}));
    const rows = [...plot.querySelectorAll('.x2y .scatterlayer path.js-line')]
      .flatMap(each => {
        const box = each.getBoundingClientRect(), ends = each.getBBox();
        const down = box.height / (ends.height || 1);
        return [...each.getAttribute('d').matchAll(/M[^,]+,([\\d.]+)/g)]
          .map(found => box.top + (found[1] - ends.y) * down);
      });
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return [
      ...boxes.flatMap((a, at) => boxes.slice(at + 1).filter(b => meet(a, b))
        .map(b => `${a.text} | ${b.text}`)),
      ...boxes.filter(a => rows.some(y => a.top + 1 < y && y < a.bottom - 1))
        .map(a => `${a.text} | line`),
      ...(rows.length > 1 ? [] : ['no lines']),
    ];
  })"""


def of_the_chain(page: Page) -> None:
    """Nothing in the drawn chain lies over anything else or outside the chart."""
    page.wait_for_timeout(1500)
    assert page.evaluate(COLLISIONS) == []
    texts = page.evaluate(TEXTS, "body")
    assert [text["text"] for text in texts if text["text"] == "* färre än 10 svar"]
    assert [text for text in texts if text["outside"] > 1] == []


@pytest.mark.parametrize("width", [1440, 1280, 1024, 390])
def test_no_words_of_the_chain_lie_over_others(examples: Running, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{examples.url}/styrkedjan")
    expect(page.locator(".js-plotly-plot .main-svg:visible").first).to_be_visible(timeout=WAIT)
    of_the_chain(page)


def test_nor_do_they_on_the_wall(examples: Running, page: Page) -> None:
    on_the_wall(page, examples, "/styrkedjan", "chain")
    of_the_chain(page)


def test_a_mark_of_the_plane_opens_its_statement_and_so_does_the_way_on(
    examples: Running, page: Page
) -> None:
    page.goto(f"{examples.url}/samsyn")
    marks = page.locator(".st-key-sk-card-plane .points path:visible")
    expect(marks.first).to_be_visible(timeout=WAIT)
    # The hand says that a click leads somewhere, which it does not in the matrix.
    matrix = page.locator(".st-key-sk-card-distances .nsewdrag").first
    expect(matrix).to_be_attached(timeout=WAIT)
    assert matrix.evaluate("each => getComputedStyle(each).cursor") == "default"

    links = page.locator(".st-key-sk-card-groups").get_by_role("button", name="Gå vidare")
    links.press("Enter")
    page.get_by_role("button", name="Samsyn om mål och riktlinjer").press("Enter")
    expect(page).to_have_url(re.compile(r"/faktorer\?.*pastaende="), timeout=WAIT)
    heading(page, "Faktorer")

    page.goto(f"{examples.url}/samsyn")
    expect(marks.first).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(1500)
    box = marks.first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"/faktorer\?.*pastaende="), timeout=WAIT)
