"""Can the charts be read at every width: is the figure that is shown the one that fits, and drawn to fit?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import WAIT, settled
from tests.running import Running

WIDTHS = (1440, 1280, 1024, 390)
READY = """prefix => {
  const cards = [...document.querySelectorAll(`[class*="st-key-sk-card-${prefix}"]`)];
  const drawn = card => [...card.querySelectorAll('.js-plotly-plot')].some(
    plot => plot.checkVisibility() && plot._fullLayout?._size);
  return cards.length && cards.every(drawn);
}"""
CARDS = """prefix => [...document.querySelectorAll(`[class*="st-key-sk-card-${prefix}"]`)].map(card => {
  const shown = kind => card.querySelector(`[class*="-${kind}-"]`).checkVisibility();
  const plot = [...card.querySelectorAll('.js-plotly-plot')].find(each => each.checkVisibility());
  const wide = plot.getBoundingClientRect();
  const size = plot._fullLayout._size;
  return {
    figures: [shown('wide'), shown('narrow')].filter(Boolean).length,
    shapes: Math.max(0, ...[...plot.querySelectorAll('.shapelayer path')].map(
      shape => shape.getBoundingClientRect().width)),
    bars: size.w,
    room: plot.closest('.stElementContainer').getBoundingClientRect().width,
    drawn: plot.querySelector('.main-svg').getBoundingClientRect().width,
  };
})"""


def drawn(page: Page, url: str, name: str, width: int, prefix: str) -> list[dict[str, float]]:
    """Each card whose key begins with `prefix`: figures shown, and sizes in px."""
    page.set_viewport_size({"width": width, "height": 900})
    settled(page, url, name)
    page.wait_for_function(READY, arg=prefix, timeout=WAIT)
    cards: list[dict[str, float]] = page.evaluate(CARDS, prefix)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [card["figures"] for card in cards] == [1] * len(cards)
    assert [card["drawn"] for card in cards] == [
        pytest.approx(card["room"], abs=1) for card in cards
    ]
    return cards


def test_on_a_phone_the_menu_closes_over_the_page_that_was_chosen_in_it(
    examples: Running, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    settled(page, examples.url, "Översikt")
    page.get_by_test_id("stExpandSidebarButton").click()
    link = page.get_by_role("link", name="Samsyn", exact=True)
    expect(link).to_be_in_viewport()
    link.click()
    expect(page.get_by_role("heading", name="Samsyn", exact=True)).to_be_visible(timeout=WAIT)
    expect(link).not_to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_radar_is_large_enough_to_read(examples: Running, page: Page, width: int) -> None:
    cards = drawn(page, examples.url, "Översikt", width, "radar")
    assert min(card["shapes"] for card in cards) >= 120


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bars_have_room_beside_their_words(examples: Running, page: Page, width: int) -> None:
    cards = drawn(page, f"{examples.url}/faktorer", "Faktorer", width, "bars-")
    assert min(card["bars"] for card in cards) >= (100 if width == 390 else 150)


def test_a_figure_that_was_hidden_is_drawn_to_fit_once_shown(examples: Running, page: Page) -> None:
    drawn(page, f"{examples.url}/faktorer", "Faktorer", 1440, "bars-")
    page.set_viewport_size({"width": 1024, "height": 900})
    page.wait_for_timeout(1500)
    page.wait_for_function(READY, arg="bars-", timeout=WAIT)
    for card in page.evaluate(CARDS, "bars-"):
        assert card["figures"] == 1
        assert card["drawn"] == pytest.approx(card["room"], abs=1)
        assert card["bars"] >= 150
