"""What the page of samsyn begins with: the plane, what lies in its four fields, and the two camps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from functools import partial

import streamlit as st

from skolkval.analysis import words
from skolkval.analysis.fields import (
    CAMPS_QUESTION,
    FEW_BELOW,
    FIELDS,
    Cuts,
    Field,
    Placed,
    beside,
    examples,
    finding,
    place,
    with_level,
)
from skolkval.analysis.records import Row
from skolkval.charts.plane import plane, plane_hovers
from skolkval.instruments.model import Instrument
from skolkval.swedish import NO_NUMBER, listing, number, small_number
from skolkval.ui import reading
from skolkval.ui.address import ask_one, say_if_unknown
from skolkval.ui.areas import AREA, statement_target
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.entries import Entry, list_html
from skolkval.ui.frame import AREAS
from skolkval.ui.selection import Chosen
from skolkval.ui.text import note, safe, show_html

LEVEL_SHOWN, INDEX_CUT, AGREEMENT_CUT = "i_planet", "gransindex", "granssamsyn"
EVERY_LEVEL = "Alla nivåer"
INDEX_CUTS = ("50", "55", "60", "65", "70")
AGREEMENT_CUTS = ("35", "40", "45", "50", "55")
"""Where the cuts may be put."""
SHOWN = 4
"""How many statements of a field are listed before one asks for the rest."""


def choose_cuts_and_level(items: Sequence[Row]) -> tuple[Cuts, Sequence[Row]]:
    """The cuts, and the rows of `items` that the plane is to show; in the address."""
    labels = list(dict.fromkeys(row["level_label"] for row in items))
    with st.container(horizontal=True, key="sk-choices-plane"):
        if len(labels) > 1:
            shown = ask_one("Visa i planet", LEVEL_SHOWN, [EVERY_LEVEL, *labels])
            if shown != EVERY_LEVEL:
                items = [row for row in items if row["level_label"] == shown]
        strong, united = (number(cut) for cut in astuple(Cuts()))
        index = ask_one("Stark från index", INDEX_CUT, INDEX_CUTS, strong)
        agreement = ask_one("Enig från samsyn", AGREEMENT_CUT, AGREEMENT_CUTS, united)
    say_if_unknown()
    return Cuts(float(index), float(agreement)), items


def clicked_statement(instrument: Instrument, item_id: str) -> Target | None:
    """Where a click on a statement leads: to all its answers; nowhere from a round chosen before."""
    return statement_target(instrument, item_id) if item_id in instrument.item_by_id else None


def show_plane(chosen: Chosen, items: Sequence[Row], cuts: Cuts, footer: str) -> list[Placed]:
    """The card with every statement on the plane; `footer` says who answered. Returns the marks."""
    instrument = chosen.published.instrument
    marks = place(items, cuts)
    if instrument.scale.size == 2:
        _say_why_no_plane(instrument)
        return marks
    title = finding(marks, several_levels=len({row["level"] for row in items}) > 1)
    hovers = plane_hovers(marks, cuts)
    told = cuts.words
    if any(mark.few for mark in marks):
        told += f" Rubriken räknar påståenden med minst {FEW_BELOW} svar."
    areas = [instrument.area_by_id[area] for area in {mark.row["area_id"]: None for mark in marks}]
    show_card(
        Card(
            key="plane",
            finding=title,
            guess="Vad är vi mest eniga om, och vad minst?",
            question=f"Ett märke per påstående{_per_level(instrument)}. Högt upp är vi eniga, långt "
            f"till höger tycker vi att det stämmer. {told}",
            footer=" · ".join(filter(None, [footer, _left_out(items, marks)])),
            how_to_read=reading.PLANE,
            alt=f"Plan med index och samsyn för {len(marks)} märken. {title}. {_counted(marks)}. "
            f"{footer}.",
            headers=_headers(instrument),
            rows=partial(plane_rows, marks, instrument, cuts),
            links=[(area.label, Target(AREAS, {AREA: [area.label]})) for area in areas],
        ),
        lambda look: plane(marks, instrument, cuts, look, hovers),
        narrow=True,
        go_to=partial(clicked_statement, instrument),
    )
    return marks


def _say_why_no_plane(instrument: Instrument) -> None:
    """On two steps every statement lies on one curve, whatever was answered."""
    steps = listing([f"”{step.label}”" for step in instrument.scale.steps])
    with st.container(border=True, key="sk-panel-no-plane"):
        show_html("<h2>{}</h2>", "Index och samsyn säger samma sak på två steg")
        note(
            f"När svaren bara kan vara {steps} följer samsynen av index: ju närmare 50, desto mindre är den. "
            "Därför visas inget plan med index och samsyn."
        )


def show_fields(chosen: Chosen, marks: Sequence[Placed], cuts: Cuts) -> None:
    """The four fields as they lie in the plane, each with its question and its statements."""
    several = _several_levels(marks)
    for upper in (FIELDS[:2], FIELDS[2:]):
        for column, field in zip(st.columns(2), upper, strict=True):
            with (
                column,
                st.container(border=True, key=f"sk-panel-field-{field.id}", height="stretch"),
            ):
                entries = [
                    _entry(chosen, mark, _about(mark, cuts), several)
                    for mark in examples(marks, field)
                ]
                _show_field(field, entries)


def show_camps(chosen: Chosen, marks: Sequence[Placed]) -> None:
    """The statements whose answers pull two ways, in words."""
    several = _several_levels(marks)
    camps = sorted((mark for mark in marks if mark.camps), key=lambda mark: mark.agreement)
    with st.container(border=True, key="sk-panel-camps"):
        count = f" · {number(len(camps))}" if camps else ""
        head = safe("<h2>{}</h2>", f"Två läger{count}")
        if not camps:
            none = "Inget påstående har två läger. Det kan bara synas där minst tio har svarat."
            st.html(head + safe('<p class="sk-note">{}</p>', none))
            return
        entries = [
            _entry(chosen, mark, f"Svaren drar åt två håll: {words.camps_text(mark.row)}", several)
            for mark in camps
        ]
        question = safe('<p class="sk-question">{}</p>', CAMPS_QUESTION)
        st.html(head + question + list_html(entries, SHOWN))


def show_how_united(marks: Sequence[Placed], cuts: Cuts) -> None:
    """Per level, on how many statements it is united."""
    counts: dict[str, list[bool]] = {}
    for mark in marks:
        counts.setdefault(str(mark.row["level_label"]), []).append(mark.field.united)
    about = f"Påståenden med samsyn {number(cuts.agreement)} eller mer, inom varje grupp:"
    entries = "".join(
        safe(
            "<li><strong>{}</strong><span>{}</span></li>",
            name,
            f"{number(sum(united))} av {number(len(united))} påståenden",
        )
        for name, united in counts.items()
    )
    with st.container(border=True, key="sk-panel-united"):
        head = safe("<h2>{}</h2><p class='sk-question'>{}</p>", "Hur mycket är vi eniga om?", about)
        nothing = safe('<p class="sk-note">{}</p>', "För få svar för att säga något om samsyn.")
        st.html(head + (f'<ul class="sk-list">{entries}</ul>' if entries else nothing))


def _show_field(field: Field, entries: Sequence[Entry]) -> None:
    head = safe(
        "<h2>{}</h2><p class='sk-question'>{}</p>",
        f"{field.name} · {number(len(entries))}",
        field.question,
    )
    empty = safe('<p class="sk-note">{}</p>', "Inget påstående ligger här.")
    st.html(head + (list_html(entries, SHOWN) if entries else empty))


def _several_levels(marks: Sequence[Placed]) -> bool:
    return len({mark.row["level"] for mark in marks}) > 1


def _entry(chosen: Chosen, mark: Placed, about: str, several: bool) -> Entry:
    """A mark in a list, with its level where the marks are of several."""
    name = with_level(mark.row) if several else str(mark.row["item_label"])
    instrument = chosen.published.instrument
    return Entry(name, statement_target(instrument, str(mark.row["item_id"])), about)


def _about(mark: Placed, cuts: Cuts) -> str:
    index, agreement = beside(mark.index, cuts.index), beside(mark.agreement, cuts.agreement)
    facts = [f"index {index}, samsyn {agreement}"]
    if mark.camps:
        facts.append(words.camps_text(mark.row))
    if mark.few:
        facts.append(f"bara {small_number(int(mark.row['n']))} svar")
    text = " · ".join(facts)
    return text[:1].upper() + text[1:]


def _counted(marks: Sequence[Placed]) -> str:
    counts = [(field.name, sum(mark.field == field for mark in marks)) for field in FIELDS]
    return ", ".join(f"{name}: {number(count)}" for name, count in counts)


def _left_out(items: Sequence[Row], marks: Sequence[Placed]) -> str:
    """How many rows have no place, and why, where the level as such is shown."""
    joint = sum(row["kind"] == "joint" for row in items if not row["suppressed"])
    few = sum(not row["suppressed"] for row in items) - joint - len(marks)
    told = [f"{number(few)} utan plats: för få svar"] * bool(few)
    told += [f"{number(joint)} utan plats: gemensamma svar"] * bool(joint)
    return " · ".join(told)


def _per_level(instrument: Instrument) -> str:
    return " och nivå" if any(item.level is None for item in instrument.items) else ""


def _headers(instrument: Instrument) -> list[str]:
    level = ["Nivå"] if instrument.levels else []
    return ["Påstående", "Lydelse", *level, "Svar", "Index", "Samsyn", "Fält", "Två läger"]


def plane_rows(marks: Sequence[Placed], instrument: Instrument, cuts: Cuts) -> list[list[str]]:
    """The plane as a table: one row per mark."""
    return [
        [
            str(mark.row["item_label"]),
            str(mark.row["item_text"]),
            *([str(mark.row["level_label"])] if instrument.levels else []),
            number(int(mark.row["n"])),
            beside(mark.index, cuts.index),
            beside(mark.agreement, cuts.agreement),
            mark.field.name,
            _camps(mark),
        ]
        for mark in marks
    ]


def _camps(mark: Placed) -> str:
    """What the table says of two camps; "–" where the answers are too few to tell."""
    if mark.camps:
        return words.camps_text(mark.row)
    return "nej" if mark.row["polarised"] is False else NO_NUMBER
