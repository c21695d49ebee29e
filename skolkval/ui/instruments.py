"""How are instruments shown: what they ask of whom, what to ask it with, and how one's own is removed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from skolkval.instruments.model import Instrument, Item
from skolkval.reports.templates import TEMPLATES
from skolkval.store.instruments import all_instruments, delete_instrument, own_instruments
from skolkval.store.shared import shared_database
from skolkval.swedish import listing, number
from skolkval.ui.address import ask_one, say_if_unknown
from skolkval.ui.text import note, refusals_shown, safe, show_html, tell

INSTRUMENT = "instrument"


def choose_instrument() -> Instrument:
    """The instrument that is looked at, kept in the address."""
    known = all_instruments(shared_database())
    titles = Counter(each.title for each in known)
    names = {
        each.title if titles[each.title] == 1 else f"{each.title} ({each.id})": each
        for each in known
    }
    chosen = names[ask_one("Instrument", INSTRUMENT, list(names))]
    say_if_unknown()
    return chosen


def show_instrument(instrument: Instrument, key: str = "sk-panel-instrument") -> None:
    """What the instrument is, and everything that it asks, exactly as published."""
    with st.container(border=True, key=key):
        show_html("<h2>{}</h2>", instrument.title)
        note(" · ".join(_facts(instrument)))
        if instrument.source:
            note(instrument.source)
        _show_scale(instrument)
        st.html("".join(_area(instrument, area.id) for area in instrument.areas))


def _facts(instrument: Instrument) -> Iterator[str]:
    yield instrument.publisher
    yield f"version {instrument.version}"
    yield _count(len(instrument.items), "påstående", "påståenden")
    yield _count(len(instrument.areas), "område", "områden")
    if instrument.levels:
        yield f"nivåer: {listing([level.label for level in instrument.levels])}"


def _count(n: int, one: str, several: str) -> str:
    return f"{number(n)} {one if n == 1 else several}"


def _show_scale(instrument: Instrument) -> None:
    steps = "".join(safe("<li>{}</li>", step.label) for step in instrument.scale.steps)
    st.html(f'<h3>Skala, från lägst till högst</h3><ol class="sk-scale">{steps}</ol>')
    if instrument.scale.not_applicable:
        note(f"Utanför skalan: {listing(instrument.scale.not_applicable, 'eller')}.")


def _area(instrument: Instrument, area_id: str) -> str:
    """One area, to be opened: its groups, and the statements in them."""
    items = [item for item in instrument.items if item.area_id == area_id]
    groups: list[tuple[str, Sequence[Item]]] = [
        ("", [item for item in items if item.group_id is None])
    ]
    groups += [
        (group.label, [item for item in items if item.group_id == group.id])
        for group in instrument.groups
        if group.area_id == area_id
    ]
    inside = "".join(
        (safe("<h4>{}</h4>", label) if label else "") + _statements(instrument, members)
        for label, members in groups
        if members
    )
    summary = safe(
        "<summary><strong>{}</strong> <span>{}</span></summary>",
        instrument.area_by_id[area_id].label,
        _count(len(items), "påstående", "påståenden"),
    )
    return f'<details class="sk-area">{summary}{inside}</details>'


def _statements(instrument: Instrument, items: Sequence[Item]) -> str:
    rows = "".join(
        safe("<dt>{}</dt><dd>{}</dd>", _who(instrument, item), item.text) for item in items
    )
    return f'<dl class="sk-statements">{rows}</dl>'


def _who(instrument: Instrument, item: Item) -> str:
    """Who is asked, the statement's short name, and whether its answers are turned."""
    who = instrument.level_label[item.level] if item.level else "Alla" if instrument.levels else ""
    name = item.label if item.label != item.text else ""
    return " · ".join(filter(None, [who, name, "omvänt" if item.reversed else ""]))


def show_templates(instrument: Instrument) -> None:
    """The files that a round can be set up with."""
    with st.container(border=True, key="sk-panel-templates"):
        show_html("<h2>{}</h2>", "Ställ frågorna i ert eget verktyg")
        note(
            "Filerna innehåller påståendena, skalan och frågor om nivå, enhet och skolform. "
            "Svaren kan sedan läsas in som de är."
        )
        written = st.text_area(
            "Enheter att välja på, en per rad (valfritt)",
            key=f"sk_units_{instrument.id}",
            placeholder="Alskolan\nBokskolan",
            height=104,
            max_chars=20_000,
        )
        units = tuple(dict.fromkeys(filter(None, map(str.strip, written.splitlines()))))
        for column, (form, template) in zip(st.columns(4), TEMPLATES.items(), strict=True):
            with column:
                show_html("<h3>{}</h3>", template.tool)
                note(template.purpose)
                st.download_button(
                    f"Hämta {template.file}",
                    partial(template.make, instrument, units),
                    template.name(instrument),
                    template.media_type,
                    key=f"sk_template_{form}",
                    on_click="ignore",
                )


def offer_delete(instrument: Instrument) -> None:
    """A way to remove an instrument of one's own, or why there is none."""
    own = own_instruments(shared_database())
    if instrument.id not in own:
        return
    used = own[instrument.id]
    if used:
        note(
            f"Instrumentet används i {listing([f'”{title}”' for title in used])} och kan inte tas bort."
        )
        return
    with st.popover("Ta bort instrumentet"):
        note(f"”{instrument.title}” tas bort. Ingen omgång använder det.")
        if not st.button("Ja, ta bort", type="primary", key=f"sk_remove_{instrument.id}"):
            return
        with refusals_shown():
            delete_instrument(shared_database(), instrument.id)
            tell(f"”{instrument.title}” är borttaget.")
