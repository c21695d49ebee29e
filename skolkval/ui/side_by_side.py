"""Any two groups side by side: which there are, the choice of two, and their largest gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from skolkval.analysis.records import Row
from skolkval.analysis.side_by_side import (
    MOST,
    Pair,
    compare,
    differently_worded,
    finding,
    widest,
)
from skolkval.charts.look import Look
from skolkval.charts.side_by_side import (
    Side,
    gap_text,
    interval_text,
    rows_of_pairs,
    side_by_side,
)
from skolkval.instruments.model import NO_LEVEL
from skolkval.results import Group, Selection, result_rows
from skolkval.store.published import Atom, Published
from skolkval.swedish import date_text, listing, number, small_number, sort_key
from skolkval.ui import reading
from skolkval.ui.address import ask_one
from skolkval.ui.agreement import clicked_statement
from skolkval.ui.areas import statement_target
from skolkval.ui.card import Card, show_card
from skolkval.ui.data import kept
from skolkval.ui.selection import Chosen
from skolkval.ui.text import as_label, note, show_html
from skolkval.ui.wall import on_wall

GROUP_A, GROUP_B = "grupp", "mot"
LEVELS: tuple[Group, ...] = ("level",)
EVERYTHING = Selection()
_NAMED = 3
"""How many of the units that are counted together are named."""


@dataclass(frozen=True)
class Party:
    """A group that can be compared: whole atoms (their places) of one level.

    `units` or `school_form` says which part of the level; both None for all of it.
    """

    name: str
    level: str
    atoms: frozenset[int]
    units: tuple[str, ...] | None = None
    school_form: str | None = None

    @property
    def asked(self) -> tuple[Selection, tuple[Group, ...]]:
        """What to ask for to get the party's rows, among others."""
        if self.units is not None:
            levels = () if self.level == NO_LEVEL else (self.level,)
            return Selection(levels=levels, units=self.units), ("unit",)
        return Selection(), LEVELS if self.school_form is None else (*LEVELS, "school_form")

    def rows(self, asked: Iterable[Row]) -> list[Row]:
        """The party's rows of the item frame that was `asked` for, one per statement."""
        return [
            row
            for row in asked
            if row["kind"] == "individual"
            and row["level"] == self.level
            and (self.units is None or row["units"] == self.units)
            and (self.school_form is None or row["school_form"] == self.school_form)
        ]


def parties(published: Published) -> list[Party]:
    """Every group that has another one to be compared with: levels, then forms, then units.

    The levels are in chain order, and within a level forms and units in Swedish alphabetical order.
    """
    atoms = [
        (place, atom) for place, atom in enumerate(published.atoms) if atom.kind == "individual"
    ]
    found: list[list[Party]] = [[], [], []]
    label = published.instrument.level_label
    for level in published.instrument.level_ids:
        mine = [(place, atom) for place, atom in atoms if atom.level == level]
        everybody = frozenset(place for place, _ in mine)
        if not mine:
            continue
        found[0].append(Party(label[level], level, everybody))
        prefix = "" if level == NO_LEVEL else f"{label[level]}, "
        forms: dict[str, set[int]] = {}
        for place, atom in mine:
            if atom.form_name:
                forms.setdefault(atom.form_name, set()).add(place)
            if len(mine) > 1:
                name = f"{prefix}{_units_text(atom)}"
                found[2].append(Party(name, level, frozenset({place}), units=atom.named_units))
        if len(forms) > 1:
            found[1] += [
                Party(f"{prefix}{form}", level, frozenset(places), school_form=form)
                for form, places in forms.items()
            ]
    place_of = published.instrument.level_ids.index
    for kind in found[1:]:
        kind.sort(key=lambda party: (place_of(party.level), sort_key(party.name)))
    return [party for kind in found for party in kind if len(party.atoms) < len(atoms)]


def _units_text(atom: Atom) -> str:
    units = atom.named_units
    if not units:
        return "utan enhet"
    if len(units) <= _NAMED:
        return listing(units)
    return f"{', '.join(units[:_NAMED])} och {len(units) - _NAMED} till"


def show_side_by_side(chosen: Chosen) -> None:
    """The choice of two groups, kept in the address, and the card with their largest gaps.

    The groups are of the whole round, whatever is chosen of it.
    """
    published = chosen.published
    there_is = kept(_parties, published, EVERYTHING)
    names = list(there_is)
    show_html("<h2>{}</h2>", "Två grupper sida vid sida")
    if not names:
        note("Det behövs två grupper med enskilda svar som kan visas.")
        return
    with st.container(horizontal=True, key="sk-choices-groups"):
        a = there_is[ask_one("Grupp", GROUP_A, names)]
        others = [name for name in names if not there_is[name].atoms & a.atoms]
        b = there_is[ask_one("Jämför med", GROUP_B, others)]
    _show_card(published, a, b, kept(_compared, published, EVERYTHING, a, b))


# The groups are of the whole round, so all of these are the same whatever is chosen of it.
def _parties(published: Published, _everything: Selection) -> dict[str, Party]:
    # Of groups that are called alike, the first.
    there_is = {party.name: party for party in reversed(parties(published))}
    return dict(reversed(there_is.items()))


def _compared(published: Published, _everything: Selection, a: Party, b: Party) -> list[Pair]:
    """The statements of both groups beside each other."""
    return compare(_rows_of(published, a), _rows_of(published, b), published.instrument)


def _drawn(
    published: Published, everything: Selection, a: Party, b: Party, look: Look
) -> go.Figure:
    pairs = kept(_compared, published, everything, a, b)
    return side_by_side(*_sides(a, b), *widest(pairs), published.instrument, look)


def _sides(a: Party, b: Party) -> tuple[Side, Side]:
    return Side(a.name, a.level), Side(b.name, b.level)


def _rows_of(published: Published, party: Party) -> list[Row]:
    selection, group = party.asked
    return party.rows(kept(_asked, published, selection, *group))


def _asked(published: Published, selection: Selection, *group: Group) -> list[Row]:
    return result_rows(published, selection, "item", group)


def _show_card(
    published: Published,
    a: Party,
    b: Party,
    pairs: Sequence[Pair],
) -> None:
    instrument, the_round = published.instrument, published.round
    higher_a, higher_b = widest(pairs)
    sides = _sides(a, b)
    title = finding(pairs, a.name, b.name)
    raters = [
        f"{party.name} {number(sum(published.atoms[place].raters for place in party.atoms))} svarande"
        for party in (a, b)
    ]
    question = (
        f"Index 0–100. De {small_number(MOST)} största skillnaderna åt varje håll, med intervall."
    )
    if not on_wall():
        question += " Grupperna väljs här, oberoende av urvalet överst."
    if differently_worded(pairs):
        question += (
            " Nivåerna har egna formuleringar, så här jämförs punkt för punkt: en skillnad kan "
            "också bero på orden."
        )
    foot = [*raters, f"{the_round.title}, {date_text(the_round.collected)}"]
    if the_round.example:
        foot.append("påhittade data")
    show_card(
        Card(
            key="groups",
            finding=title,
            guess=f"Var skiljer sig {a.name} och {b.name} mest?",
            question=question,
            footer=" · ".join(foot),
            how_to_read=reading.SIDE_BY_SIDE,
            alt=f"Punktdiagram över två grupper. {title}. Svarande: {listing(raters)}.",
            headers=[
                "Påstående",
                f"Index {a.name}",
                f"Index {b.name}",
                "Skillnad",
                "Intervall",
                "Bedömning",
            ],
            rows=lambda: [_row(pair) for pair in pairs],
            chart_rows=rows_of_pairs(*sides, higher_a, higher_b),
            wall_rows=wall_rows_of_pairs(len(higher_a)),
            links=[
                (as_label(pair.label), statement_target(instrument, pair.a["item_id"]))
                for pair in (*higher_a, *higher_b)
            ],
        ),
        partial(kept, _drawn, published, EVERYTHING, a, b),
        narrow=True,
        go_to=partial(clicked_statement, instrument),
    )


def wall_rows_of_pairs(higher_a: int) -> int:
    """How many rows a wall shows at a time: as many as one way has at most, or one less, so that none
    ends on the heading that stands after the first `higher_a` pairs and their own.

    >>> [wall_rows_of_pairs(pairs) for pairs in range(6)]
    [6, 6, 6, 6, 5, 6]
    """
    return MOST + (0 if (higher_a + 2) % (MOST + 1) == 0 else 1)


def _row(pair: Pair) -> list[str]:
    return [
        pair.label,
        number(pair.a["index"], 0),
        number(pair.b["index"], 0),
        gap_text(pair),
        interval_text(pair),
        pair.gap.words,
    ]
