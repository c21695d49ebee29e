"""Does a real browser get the right page, in Swedish, from a server that has just started?"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.running import Running


def test_a_cold_deep_link_shows_its_page_without_a_not_found_box(
    fresh_widgets: Running, page: Page
) -> None:
    page.goto(f"{fresh_widgets.url}/reglage")

    expect(page.get_by_role("heading", name="Reglage")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == f"{fresh_widgets.url}/reglage"


def test_the_product_itself_answers_a_cold_deep_link_and_its_start_page(
    server: Running, page: Page
) -> None:
    page.goto(f"{server.url}/omgangar")
    expect(page.get_by_role("heading", name="Omgångar", level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.goto(f"{server.url}/oversikt")
    expect(page.get_by_role("heading", name="Översikt", level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_start_pages_own_address_leads_to_it_without_a_not_found_box(
    widgets: Running, page: Page
) -> None:
    page.goto(f"{widgets.url}/start?omgang=1")

    expect(page.get_by_role("heading", name="Början")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == f"{widgets.url}/?omgang=1"


def test_the_document_is_swedish_and_titled(widgets: Running, page: Page) -> None:
    page.goto(widgets.url)

    expect(page).to_have_title("SkolKval")
    assert page.get_attribute("html", "lang") == "sv"


def test_a_crash_shows_a_code_that_the_log_has_too_and_nothing_of_what_was_in_it(
    widgets: Running, page: Page
) -> None:
    frames: list[bytes | str] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: frames.append(frame)))
    page.goto(f"{widgets.url}/fel?hur=krasch")

    message = page.get_by_role("alert").filter(has_text="Något gick fel. Kod")
    expect(message).to_be_visible(timeout=20_000)
    code = message.inner_text().split("Kod ")[1][:4]
    assert f"Kod {code}: ValueError" in widgets.output
    assert "hemligt" not in widgets.output
    sent = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in frames)
    assert sent
    assert b"hemligt" not in sent
    assert b"Traceback" not in sent
    assert page.get_by_role("link", name="Google").count() == 0


def test_a_refusal_shows_its_words_as_text_even_when_they_hold_markdown(
    widgets: Running, page: Page
) -> None:
    page.goto(f"{widgets.url}/fel?hur=vagran")

    message = page.get_by_role("alert").filter(has_text="SK-204")
    expect(message).to_contain_text(
        "Kolumnen ':red[Svar]' ![x](http://example.org/x.png) :smile: finns två gånger.",
        timeout=20_000,
    )
    assert message.locator("img").count() == 0
