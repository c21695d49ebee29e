"""One card on the wall: alone and large, hidden until the room has guessed, and on to the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import streamlit as st

from skolkval.charts.look import Look
from skolkval.charts.theme import config
from skolkval.ui.address import choose_next, chosen_last, follows_link, keep
from skolkval.ui.look import page_theme
from skolkval.ui.text import safe, show_html

if TYPE_CHECKING:
    from skolkval.ui.card import Card, Draw

CARD, ROW = "vagg", "rad"
SMALLEST, LARGEST = 24, 30
"""Text sizes in px of a chart on a wall of 1920 x 1080; a smaller screen shrinks the whole."""
_ROOM, _TITLE_LINE, _TITLE_CHARACTERS = 780, 54, 78
_QUESTION_CHARACTERS = 120
"""Room in px for the chart under a title of one line; more for each further line of the title."""
_GUESS = "Vad tror ni? Säg er gissning innan svaret visas."
_PAGE = "sk_wall_page"  # the page that the last run showed
_CARDS = "sk_cards"  # the keys of the page's cards, in the order they are shown
_PLACE = "sk_wall_place"  # where the card on the wall is drawn
_FOOT = "sk_wall_foot"  # where its foot is drawn, which answers to the keys
_SHOWN = "sk_wall_shown"  # what of it is drawn
_WALK = "sk_wall_walk"  # the cards and what was shown when the page was last whole
_HIDDEN = "sk_wall_hidden"  # whether the room is still guessing


@dataclass(frozen=True)
class _Shown:
    """Of which card, from which row, how many rows at a time, of how many; and its foot."""

    key: str = ""
    first: int = 0
    most: int = 1
    rows: int = 1
    footer: str = ""


def begin_wall(page: str) -> None:
    """Make room for the card on the wall, if there is one. Once per run, before the page called `page`."""
    state = st.session_state
    if state.get(_PAGE, page) != page and not follows_link():
        leave_wall()
    state[_PAGE], state[_CARDS], state[_SHOWN] = page, [], _Shown()
    if on_wall():
        wall = st.container(key="sk-wall")
        state[_PLACE] = wall.container()
        # Made now, for its buttons to stay where they are: a card may have more in it than the last one.
        state[_FOOT] = wall.container(
            key="sk-wall-foot", horizontal=True, vertical_alignment="center"
        )
    else:
        state[_HIDDEN] = False


def on_wall() -> str:
    """The key of the card that is on the wall; "" where there is none."""
    return next(iter(chosen_last(CARD)), "")


def put_on_wall(key: str, row: int = 0) -> None:
    """Show the card `key` on the wall from now on, from its row at the place `row`."""
    choose_next(CARD, [key])
    choose_next(ROW, [str(row + 1)] if row else [])


def leave_wall() -> None:
    """Show the page again."""
    choose_next(CARD, [])
    choose_next(ROW, [])


def takes_card(card: Card, draw: Draw) -> bool:
    """Whether there is a wall: then `card` is drawn on it, or not at all."""
    st.session_state[_CARDS].append(card.key)
    if card.key == on_wall():
        with st.session_state[_PLACE]:
            _show(card, draw)
    return bool(on_wall())


def end_wall() -> None:
    """The foot of the wall: on, back, hide and away. Once per run, after the page."""
    state = st.session_state
    if not on_wall():
        return
    keep(CARD)
    keep(ROW)
    state[_WALK] = state[_CARDS], state[_SHOWN]
    if not state[_SHOWN].key:
        with state[_PLACE]:
            show_html("<h1>{}</h1>", "Det som skulle visas här finns inte i urvalet")
    with state[_FOOT]:
        _foot()


def _show(card: Card, draw: Draw) -> None:
    hidden = st.session_state.get(_HIDDEN, False)
    first = min(_first(), max(0, card.chart_rows - 1))
    figure, most = fitting(card, draw, first)
    st.session_state[_SHOWN] = _Shown(
        card.key, first, most or 1, max(1, card.chart_rows), card.footer
    )
    if card.kicker:
        show_html('<p class="sk-kicker">{}</p>', card.kicker)
    if hidden:
        show_html("<h1>{}</h1><p class='sk-guess'>{}</p>", card.guess or card.question, _GUESS)
        return
    show_html("<h1>{}</h1><p class='sk-question'>{}</p>", card.finding, card.under_finding)
    st.plotly_chart(
        figure,
        theme=None,
        key=f"sk-wall-chart-{card.key}",
        alt=card.alt,
        config=config(),
    )


def fitting(card: Card, draw: Draw, first: int) -> tuple[go.Figure, int]:
    """The chart as large as there is room for, and how many of its rows it shows at a time."""
    theme = page_theme()
    lines = -(-len(card.finding) // _TITLE_CHARACTERS)
    asked = -(-len(card.under_finding) // _QUESTION_CHARACTERS)
    room = _ROOM - _TITLE_LINE * (lines - 1 + (asked - 1 + bool(card.kicker)) * 0.7)
    most = min(card.wall_rows, card.chart_rows)

    def drawn(size: int, start: int) -> Any:
        return draw(Look(theme.scaled(size), first=start, most=most or None))

    # By the first rows, so that stepping back comes to the same rows as stepping on did.
    height = drawn(SMALLEST, 0).layout.height
    while most > 1 and height > room:
        most = min(most - 1, int(most * room / height)) or 1
        height = drawn(SMALLEST, 0).layout.height
    figure = drawn(SMALLEST, first)
    if figure.layout.height > room:  # one that has no rows to leave out is drawn lower
        figure.layout.height = room
    larger = min(LARGEST, int(SMALLEST * room / figure.layout.height))
    return (drawn(larger, first) if larger > SMALLEST else figure), most


def _first() -> int:
    """The place of the first row that is shown, from 0."""
    asked = next(iter(chosen_last(ROW)), "1")
    return int(asked) - 1 if re.fullmatch(r"[1-9]\d{0,5}", asked, re.ASCII) else 0


def _foot() -> None:
    cards, shown = st.session_state[_WALK]
    hidden = st.session_state.get(_HIDDEN, False)
    where = f"{cards.index(shown.key) + 1} av {len(cards)}" if shown.key else ""
    if shown.most < shown.rows:
        last = min(shown.first + shown.most, shown.rows)
        rows = f"{shown.first + 1}–{last}" if last > shown.first + 1 else str(last)
        where += f" · rad {rows} av {shown.rows}"
    first, final = (_after(step) == (on_wall(), _first()) for step in (-1, 1))

    show_html('<p class="sk-wall-note">{}</p>', shown.footer)
    _button("◀ Förra", "back", "Left", _walk, -1, first)
    st.html(safe('<p class="sk-wall-note" role="status">{}</p>', where), width="content")
    _button("Nästa ▶", "on", "Right", _walk, 1, final)
    _button("Visa (H)" if hidden else "Dölj (H)", "hide", "H", _hide, not hidden)
    _button("Stäng (Esc)", "close", "Escape", leave_wall)
    # What a presenter's remote control sends. Nobody sees these.
    _button("Förra", "key-back", "PageUp", _walk, -1, first)
    _button("Nästa", "key-on", "PageDown", _walk, 1, final)


def _walk(step: int) -> None:
    put_on_wall(*_after(step))


def _after(step: int) -> tuple[str, int]:
    """The card and row one `step` (1 or -1) on: more rows first, then the next card, or where we are.

    Worked out when the key is pressed: a second press comes before the first has been drawn.
    """
    cards, shown = st.session_state[_WALK]
    key, first = on_wall(), _first()
    row = first + step * shown.most
    if key == shown.key and (row < shown.rows if step > 0 else first > 0):
        return key, max(0, row)
    place = cards.index(key) + step if key in cards else -1
    return (cards[place], 0) if 0 <= place < len(cards) else (key, first)


def _button(
    label: str,
    key: str,
    shortcut: str,
    action: Callable[..., None],
    argument: Any = None,
    disabled: bool = False,
) -> None:
    st.button(
        label,
        key=f"sk-wall-{key}",
        type="tertiary",
        on_click=action,
        args=() if argument is None else (argument,),
        disabled=disabled,
        shortcut=shortcut,
    )


def _hide(hidden: bool) -> None:
    st.session_state[_HIDDEN] = hidden
