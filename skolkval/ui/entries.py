"""What stands in a list of statements: a name that leads to the answers, what is said of it, and if that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skolkval.swedish import number
from skolkval.ui.address import chosen_query, link_to
from skolkval.ui.card import Target
from skolkval.ui.text import safe


@dataclass(frozen=True)
class Entry:
    """`holds` is whether what is said is stable or fragile, where that is known."""

    name: str
    target: Target
    about: str
    holds: str = ""


def list_html(entries: Sequence[Entry], first: int | None = None) -> str:
    """The entries as a numbered list, those after the `first` ones behind a word."""
    lines = [_line(entry) for entry in entries]
    shown, rest = lines[:first], lines[len(lines[:first]) :]
    html = f'<ol class="sk-list">{"".join(shown)}</ol>'
    if rest:
        count = number(len(rest))
        summary = f'<summary data-folded="och {count} till">Visa {count} till</summary>'
        more = f'<ol class="sk-list" start="{len(shown) + 1}">{"".join(rest)}</ol>'
        html += f'<details class="sk-more">{summary}{more}</details>'
    # Fifty units in each of two hundred links would be most of the page. static/adress.js puts them there.
    return safe('<div data-chosen="{}">', chosen_query()) + f"{html}</div>"


def _line(entry: Entry) -> str:
    line = '<li><a class="sk-go" href="{}">{}</a><span>{}</span>'
    href = link_to(entry.target.page, entry.target.address)
    told = safe(line, href, entry.name, entry.about)
    return told + (
        safe(' <em class="sk-holds">{}</em></li>', entry.holds) if entry.holds else "</li>"
    )
