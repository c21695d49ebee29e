"""Does back lead to what was seen before: the same choices, the same place on the page, the same button?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_cards import CELL, WALL, middle_of_cell, overview, whole_wall
from tests.browser.test_pages import WAIT, heading
from tests.running import Running

DONE = "() => !document.querySelector('[data-testid=stStatusWidget]')"
LINK = "a.sk-go"
PLACE = "document.querySelector('.stMain').scrollTop"


def scroll_to(page: Page, selector: str) -> int:
    """Scroll until it stands in the middle. Returns how far the page is scrolled then."""
    page.locator(selector).evaluate("each => each.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    place: int = page.evaluate(PLACE)
    return place


@pytest.mark.parametrize("pause", [0, 100, 200, 300, 500, 1000])
def test_back_leads_to_the_same_choices_however_soon_it_is_pressed(
    examples: Running, page: Page, pause: int
) -> None:
    overview(page, examples)
    page.wait_for_function(DONE)
    before = page.url
    page.mouse.click(*middle_of_cell(page, area=3, level=1))
    page.wait_for_url(re.compile("/faktorer"), timeout=WAIT, wait_until="commit")
    page.wait_for_timeout(pause)
    page.go_back(wait_until="commit")
    heading(page, "Översikt")
    expect(page.locator(CELL)).to_have_count(1, timeout=WAIT)
    page.wait_for_function(DONE, timeout=WAIT)
    page.wait_for_timeout(2000)
    assert page.url == before
    heading(page, "Översikt")
    expect(page.locator(".st-key-sk-selection [data-tag]")).to_have_count(0)
    expect(page.get_by_text("huvudman 9, rektor 15 och undervisning 272").first).to_be_visible()
    # And a choice that is made now changes that alone.
    page.get_by_role("combobox", name="Nivåer").click()
    page.get_by_role("option", name="Undervisning").click()
    expect(page).to_have_url(f"{before}&niva=Undervisning", timeout=WAIT)


def test_back_leads_to_the_same_place_on_the_page(examples: Running, page: Page) -> None:
    overview(page, examples)
    page.wait_for_function(DONE)
    place = scroll_to(page, f"{LINK} >> nth=0")
    assert place > 300
    page.evaluate("window.loaded = 'once'")
    page.locator(LINK).first.click()
    heading(page, "Faktorer")
    expect(page.get_by_role("heading", name="Prata om det här")).to_be_visible(timeout=WAIT)
    page.wait_for_function(DONE, timeout=WAIT)
    page.go_back()
    heading(page, "Översikt")
    page.wait_for_function(f"() => Math.abs({PLACE} - {place}) < 3", timeout=WAIT)
    page.wait_for_timeout(2000)
    assert page.evaluate(PLACE) == pytest.approx(place, abs=3)
    assert page.evaluate("window.loaded") == "once"
    expect(page.locator(LINK).first).to_be_focused()


def test_a_statement_of_a_folded_list_is_opened_by_keyboard_and_found_again(
    examples: Running, page: Page
) -> None:
    page.goto(f"{examples.url}/samsyn")
    expect(page.locator(".sk-more").first).to_be_visible(timeout=WAIT)
    page.wait_for_function(DONE, timeout=WAIT)
    page.locator(".sk-more summary").nth(1).press("Enter")
    link = page.locator(".sk-more").nth(1).locator(LINK).nth(5)
    name = link.inner_text().split(" (")[0]
    link.press("Enter")
    heading(page, "Faktorer")
    expect(page.get_by_text(f"{name} · det ni öppnade")).to_be_visible(timeout=WAIT)
    page.wait_for_function(DONE, timeout=WAIT)
    page.go_back()
    heading(page, "Samsyn")
    expect(link).to_be_focused(timeout=WAIT)


def in_a_tab_of_its_own(page: Page, link: Locator) -> Page:
    """The tab that the link is opened in by who holds the key for it."""
    expect(link).to_be_visible(timeout=WAIT)
    page.wait_for_function(DONE, timeout=WAIT)
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    return opened.value


def test_a_link_opened_in_a_tab_of_its_own_shows_what_is_chosen(
    examples: Running, page: Page
) -> None:
    page.goto(f"{examples.url}/samsyn?niva=Undervisning")
    other = in_a_tab_of_its_own(page, page.locator(LINK).first)
    heading(other, "Faktorer")
    expect(other).to_have_url(re.compile("niva=Undervisning.*pastaende="), timeout=WAIT)
    expect(other.locator(".st-key-sk-selection [data-tag]")).to_have_text(
        re.compile("Undervisning")
    )
    heading(page, "Samsyn")


def test_a_page_of_the_menu_opened_in_a_tab_of_its_own_shows_what_is_chosen(
    examples: Running, page: Page
) -> None:
    page.goto(f"{examples.url}/faktorer?niva=Undervisning&vagg=bars-0")
    whole_wall(page)
    page.keyboard.press("Escape")
    other = in_a_tab_of_its_own(page, page.get_by_role("link", name="Samsyn"))
    heading(other, "Samsyn")
    expect(other).to_have_url(re.compile("niva=Undervisning"), timeout=WAIT)
    expect(other.locator(".st-key-sk-selection [data-tag]")).to_have_text(
        re.compile("Undervisning")
    )


def test_who_went_on_by_keyboard_comes_back_to_what_led_there(
    examples: Running, page: Page
) -> None:
    overview(page, examples)
    page.wait_for_function(DONE)
    onward = page.locator(".st-key-sk-links-heatmap button")
    onward.press("Enter")
    page.locator("[data-testid=stPopoverBody] button").nth(2).press("Enter")
    heading(page, "Faktorer")
    expect(page.get_by_role("heading", name="Prata om det här")).to_be_visible(timeout=WAIT)
    page.wait_for_function(DONE, timeout=WAIT)
    page.go_back()
    heading(page, "Översikt")
    expect(onward).to_be_focused(timeout=WAIT)


def test_the_wall_leads_back_to_the_button_that_led_there(examples: Running, page: Page) -> None:
    overview(page, examples)
    page.wait_for_function(DONE)
    place = scroll_to(page, ".st-key-sk-to-wall-dots")
    assert place > 300
    page.locator(".st-key-sk-to-wall-dots button").press("Enter")
    whole_wall(page)
    expect(page).to_have_url(re.compile("vagg=dots"), timeout=WAIT)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-sk-to-wall-dots button")).to_be_focused(timeout=WAIT)
    page.wait_for_timeout(1000)
    assert page.evaluate(PLACE) == pytest.approx(place, abs=3)
    expect(page.locator(".st-key-sk-to-wall-dots button")).to_be_focused()


@pytest.mark.parametrize("by", ["the back button", "Escape"])
def test_a_wall_is_a_step_of_its_own_and_gone_when_it_is_closed(
    examples: Running, page: Page, by: str
) -> None:
    overview(page, examples)
    page.get_by_role("link", name="Samsyn").click()
    heading(page, "Samsyn")
    button = page.locator(".st-key-sk-to-wall-distances button")
    button.press("Enter")
    whole_wall(page)
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("vagg=groups"), timeout=WAIT)
    page.keyboard.press("h")
    expect(page.locator(".sk-guess")).to_be_visible(timeout=WAIT)
    if by == "Escape":
        page.keyboard.press("Escape")
    else:
        page.go_back()
    heading(page, "Samsyn")
    expect(page.locator(WALL)).to_have_count(0, timeout=WAIT)
    expect(page).not_to_have_url(re.compile("vagg"), timeout=WAIT)
    expect(page.locator(".st-key-sk-to-wall-groups button")).to_be_focused(timeout=WAIT)
    # What was hidden is not hidden the next time.
    button.press("Enter")
    whole_wall(page)
    expect(page.locator(".sk-guess")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(WALL)).to_have_count(0, timeout=WAIT)
    expect(page).not_to_have_url(re.compile("vagg"), timeout=WAIT)
    page.go_back()
    heading(page, "Översikt")


def test_back_closes_a_thread_and_stays_on_the_page(examples: Running, page: Page) -> None:
    page.goto(f"{examples.url}/styrkedjan")
    heading(page, "Styrkedjan")
    page.locator(".st-key-sk-links-chain button").click(timeout=WAIT)
    page.locator("[data-testid=stPopoverBody] button").first.click(timeout=WAIT)
    # It would lie over the dialog.
    expect(page.locator("[data-testid=stPopoverBody]")).to_have_count(0, timeout=WAIT)
    thread = page.get_by_role("heading", name="Analys av resultat och orsaker")
    expect(thread).to_be_visible(timeout=WAIT)
    expect(page).to_have_url(re.compile("punkt="), timeout=WAIT)
    page.go_back()
    expect(thread).to_have_count(0, timeout=WAIT)
    expect(page).to_have_url(re.compile(r"/styrkedjan\?(?!.*punkt=)"), timeout=WAIT)
