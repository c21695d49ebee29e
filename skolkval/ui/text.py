"""How words reach the screen: always as text, never as the markdown or HTML they may contain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NoReturn

import streamlit as st


def safe(template: str, *values: str) -> str:
    """`template` (ours, HTML) with each `{}` replaced by a value that is escaped.

    >>> safe("<b>{}</b>", "<i>")
    '<b>&lt;i&gt;</b>'
    """
    return template.format(*(escape(value) for value in values))


def show_html(template: str, *values: str) -> None:
    """Show `template` with the values as text."""
    st.html(safe(template, *values))


def lead(text: str) -> None:
    """The sentence under the page's name."""
    show_html('<p class="sk-lead">{}</p>', text)


def note(text: str) -> None:
    """A quiet line."""
    show_html('<p class="sk-note">{}</p>', text)


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


_TOLD = "sk_told"


def tell(text: str) -> NoReturn:
    """Run the page again as it is now, and say `text` at its top."""
    st.session_state[_TOLD] = text
    st.rerun()


def show_told() -> None:
    """What the last run of the page wanted said, once."""
    if _TOLD in st.session_state:
        done(st.session_state.pop(_TOLD))


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> None:
    """A table that can be read aloud, copied and printed. Cells from the second on are numbers."""
    head = "".join(safe('<th scope="col">{}</th>', header) for header in headers)
    body = "".join(
        "<tr>"
        + safe('<th scope="row">{}</th>', row[0])
        + "".join(safe("<td>{}</td>", cell) for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    st.html(
        f'<div class="sk-table" tabindex="0"><table>{safe("<caption>{}</caption>", caption)}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
