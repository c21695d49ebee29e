"""What has been written about an area, beside its numbers: the comments that enough have written to show."""

from __future__ import annotations

import re

import streamlit as st

from skolkval.store.published import Published
from skolkval.swedish import number
from skolkval.ui.address import choose_next, chosen_last, keep
from skolkval.ui.areas import View
from skolkval.ui.selection import Chosen
from skolkval.ui.text import note, safe, show_html
from skolkval.ui.wall import on_wall

SHOW = "kommentarer"
ALL = "alla"
FIRST = 5
"""As many as are shown until all are asked for."""
SEARCHED_FROM = 12
"""From so many on there is something to search."""
MOST = 300
"""More at a time nobody reads, and no browser shows well."""
_ABOUT = (
    "Namn, nummer, adresser och enheters namn är borttagna. Kommentarer följer inte urvalet: de är "
    "från alla som svarat, i en ordning som inte säger vem som skrev."
)


def show_comments(chosen: Chosen, view: View) -> None:
    """The panel with the comments on the area and on the whole survey; nothing where the round has
    not asked for any, and not on the wall."""
    shown = chosen.published
    parts = [
        (title, shown.comments[area_id])
        for title, area_id in (("Kommentarer", view.area.id), ("Övriga kommentarer", None))
        # Under the area's own, what is about all of it stands only where there is any.
        if area_id in shown.comments
        and (area_id or shown.comments[None] or view.area.id not in shown.comments)
    ]
    if on_wall() or not parts:
        return
    with st.container(border=True, key="sk-panel-comments"):
        everything = ALL in chosen_last(SHOW)
        sought = ""
        for place, (title, texts) in enumerate(parts):
            show_html('<h2 class="{}">{}</h2>', "sk-next" if place else "", title)
            if not place:
                sought = _ask(shown, view, sum(len(texts) for _, texts in parts))
            _show(shown, texts, sought, everything)
        if any(len(texts) > FIRST for _, texts in parts) and not sought:
            _offer(everything)
        keep(SHOW)
        if any(texts for _, texts in parts):
            note(_ABOUT)


def _ask(shown: Published, view: View, n: int) -> str:
    """What is sought among the comments; "" for all of them."""
    if n < SEARCHED_FROM:
        return ""
    key = f"sk_sought_{shown.round.round_id}_{view.area.id}"
    return st.text_input("Sök i kommentarerna", key=key, max_chars=100).strip()


def _show(shown: Published, texts: tuple[str, ...], sought: str, everything: bool) -> None:
    if not texts:
        note(f"Kommentarer visas när minst {number(shown.comment_limit)} har skrivit.")
        return
    count = f"{number(len(texts))} kommentarer"
    if sought:
        looks_like = re.compile(re.escape(sought), re.IGNORECASE)
        texts = tuple(text for text in texts if looks_like.search(text))
        count = f"{number(len(texts))} av {count} innehåller ”{sought}”"
    elif not everything:
        texts = texts[:FIRST]
    if len(texts) > MOST:
        count += f", de {number(MOST)} första visas: sök för att hitta andra"
        texts = texts[:MOST]
    quotes = "".join(f"<li>{_marked(text, sought)}</li>" for text in texts)
    # Announced, so that a search is heard too.
    head = safe('<p class="sk-note" role="status">{}</p>', count)
    st.html(head + (f'<ul class="sk-quotes">{quotes}</ul>' if quotes else ""))


def _marked(text: str, sought: str) -> str:
    """The text, escaped, with what is sought marked."""
    if not sought:
        return safe("{}", text)
    parts = re.split(f"({re.escape(sought)})", text, flags=re.IGNORECASE)
    return "".join(
        safe("<mark>{}</mark>" if place % 2 else "{}", part) for place, part in enumerate(parts)
    )


def _offer(everything: bool) -> None:
    """The button that shows the rest, or hides it again."""
    st.button(
        "Visa färre kommentarer" if everything else "Visa alla kommentarer",
        key="sk-all-comments",
        on_click=choose_next,
        args=(SHOW, [] if everything else [ALL]),
    )
