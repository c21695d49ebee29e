"""How words reach the screen: always as text, never as the markdown or HTML they may contain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import NoReturn

import streamlit as st

from skolkval.errors import Refusal

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")  # every sign that can mean something in markdown


def safe(template: str, *values: str) -> str:
    """`template` (ours, HTML) with each `{}` replaced by a value that is escaped.

    >>> safe("<b>{}</b>", "<i>")
    '<b>&lt;i&gt;</b>'
    """
    return template.format(*(escape(value) for value in values))


def as_label(text: str) -> str:
    """`text` as the label of a button, which Streamlit would read as markdown.

    >>> as_label("![a](b) _c_")
    '\\\\!\\\\[a\\\\]\\\\(b\\\\) \\\\_c\\\\_'
    """
    return _MARKDOWN.sub(r"\\\1", text)


def show_html(template: str, *values: str) -> None:
    """Show `template` with the values as text."""
    st.html(safe(template, *values))


def lead(text: str) -> None:
    """The sentence under the page's name."""
    show_html('<p class="sk-lead">{}</p>', text)


def ask_the_room() -> None:
    """The questions that only the people in the room can answer."""
    lead("Var är vi eniga? Var skiljer vi oss? Vad kan det bero på?")


def note(text: str) -> None:
    """A quiet line."""
    show_html('<p class="sk-note">{}</p>', text)


def notes(texts: Iterable[str]) -> None:
    """Quiet paragraphs."""
    st.html("".join(safe('<p class="sk-note">{}</p>', text) for text in texts))


def done(text: str) -> None:
    """Something worked; announced to screen readers."""
    show_html('<div class="sk-message sk-done" role="status">{}</div>', text)


def notice(text: str) -> None:
    """Something to know before going on."""
    show_html('<div class="sk-message sk-notice" role="status">{}</div>', text)


def refused(code: str, text: str) -> None:
    """Something was refused; announced at once."""
    show_html(
        '<div class="sk-message sk-refused" role="alert"><strong>Det gick inte.</strong> {}'
        '<span class="sk-code">{}</span></div>',
        text,
        code,
    )


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Show a refusal of what is done inside, where it is done; nothing after it is carried out."""
    try:
        yield
    except Refusal as refusal:
        refused(refusal.code, refusal.text)


_TOLD = "sk_told"
RECEIPT = "sk_receipt"


def tell(text: str) -> NoReturn:
    """Run the page again as it is now, and say `text` at its top."""
    st.session_state[_TOLD] = text
    st.rerun()


def forget_receipt() -> None:
    """What was stored last is said on the page where it was stored, until the page is left."""
    st.session_state.pop(RECEIPT, None)


def show_told() -> None:
    """What the last run of the page wanted said, once."""
    if _TOLD in st.session_state:
        done(st.session_state.pop(_TOLD))


_LONG = 60
"""Characters from which a table's first column is running text, and needs room as such."""


def table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], caption: str, *, words: bool = False
) -> None:
    """A table that can be read aloud, copied and printed.

    A column stands left where every cell begins with a letter, and right as numbers do where not;
    with `words` they all stand left.
    """
    long = any(len(row[0]) > _LONG for row in rows)
    look = f"sk-table{' sk-words' * words}{' sk-long' * long}"
    sides = [
        ' class="sk-word"' if all(cell[:1].isalpha() for cell in column) else ""
        for column in zip(*rows, strict=True)
    ] or [""] * len(headers)
    head = "".join(
        safe(f'<th scope="col"{side}>{{}}</th>', header)
        for side, header in zip(sides, headers, strict=True)
    )
    body = "".join(
        "<tr>"
        + safe('<th scope="row">{}</th>', row[0])
        + "".join(
            safe(f"<td{side}>{{}}</td>", cell)
            for side, cell in zip(sides[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in rows
    )
    title = safe("<caption><span>{}</span></caption>", caption)
    st.html(
        f'<div class="{look}" tabindex="0"><table>{title}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
