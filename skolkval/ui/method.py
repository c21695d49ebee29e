"""How is each number made? In plain Swedish, each with an example that the product itself computes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from skolkval.swedish import listing
from skolkval.ui.text import note, show_html

STAFF = (2, 5, 14, 9)
"""Made-up answers to one statement, four steps: the example that most measures share."""
SPLIT = (10, 2, 3, 15)
"""As many, pulling two ways."""
BOARD = (0, 0, 1, 4)
SEATS = ((8, 21, 11, 5), (1, 3, 8, 3))


@dataclass(frozen=True)
class Method:
    """One number: what it answers, how it is made, a computed example, and when it is not given."""

    title: str
    answers: str
    made: str
    example: Callable[[], str]
    not_given: str = ""


def show_example() -> None:
    """The answers that most examples are made of."""
    note(f"Exemplen bygger på påhittade svar på ett påstående: {told(STAFF)}.")


def show_methods(title: str, methods: Sequence[Method]) -> None:
    """The methods two by two, under a title."""
    show_html("<h2>{}</h2>", title)
    for first in range(0, len(methods), 2):
        for column, method in zip(st.columns(2), methods[first : first + 2], strict=False):
            with column:
                _show(method, f"{len(methods)}-{methods.index(method)}")


def _show(method: Method, key: str) -> None:
    with st.container(border=True, key=f"sk-panel-method-{key}", height="stretch"):
        show_html(
            "<h3>{}</h3><p class='sk-question'>{}</p><p>{}</p>"
            "<p><strong>Exempel.</strong> {}</p><p class='sk-note'>{}</p>",
            method.title,
            method.answers,
            method.made,
            method.example(),
            method.not_given,
        )


def told(counts: Sequence[int]) -> str:
    """How many chose each step, in words."""
    return listing([f"{n} svar på steg {step}" for step, n in enumerate(counts, 1)])
