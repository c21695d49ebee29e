"""What stands in a list of statements: a name that leads to the answers, what is said of it, and if that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skolkval.swedish import number
from skolkval.ui.address import link_to
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
    shown, rest = entries[:first], entries[len(entries[:first]) :]
    html = f'<ol class="sk-list">{"".join(map(_entry, shown))}</ol>'
    if not rest:
        return html
    more = f'<ol class="sk-list" start="{len(shown) + 1}">{"".join(map(_entry, rest))}</ol>'
    count = number(len(rest))
    summary = f'<summary data-folded="och {count} till">Visa {count} till</summary>'
    return f'{html}<details class="sk-more">{summary}{more}</details>'


def _entry(entry: Entry) -> str:
    # Followed within the page by static/adress.js, and as any link where that is not there.
    href = link_to(entry.target.page, entry.target.address)
    firm = safe(' <em class="sk-holds">{}</em>', entry.holds) if entry.holds else ""
    link = safe('<a class="sk-go" href="{}">{}</a>', href, entry.name)
    return f"<li>{link}{safe('<span>{}</span>', entry.about)}{firm}</li>"
