"""What the viewer has chosen to look at: the round and the selection, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from skolkval.analysis import words
from skolkval.analysis.records import Row
from skolkval.results import By, Selection, answered, reach, result_rows
from skolkval.store.published import Atom, Published
from skolkval.swedish import date_text, listing, number, percent, sort_key
from skolkval.ui.address import ask_one, ask_several, choose_next, say_if_unknown
from skolkval.ui.data import kept, load_examples, published, rounds
from skolkval.ui.frame import IMPORT
from skolkval.ui.text import lead, note, show_html

ROUND, LEVEL, UNIT, FORM = "omgang", "niva", "enhet", "skolform"
NAMED_UNITS = 3
"""So many chosen units are named in a foot; more are counted."""


@dataclass(frozen=True)
class Chosen:
    """The round that is looked at, and what of it."""

    published: Published
    selection: Selection


def choose() -> Chosen:
    """The selection bar at the top of a page; ends the page with an invitation if there is no round."""
    if not rounds():
        _invite()
        st.stop()
    with st.container(horizontal=True, key="sk-selection", vertical_alignment="bottom"):
        shown = choose_round()
        labels = [level.label for level in shown.instrument.levels]
        levels = _several("Nivåer", LEVEL, labels, "Alla nivåer")
        units = _several("Enheter", UNIT, sorted(shown.units, key=sort_key), "Alla enheter")
        forms = _several(
            "Skolformer", FORM, sorted(shown.school_forms, key=sort_key), "Alla skolformer"
        )
    ids = {level.label: level.id for level in shown.instrument.levels}
    chosen = Chosen(shown, Selection(tuple(ids[level] for level in levels), units, forms))
    _say(chosen)
    return chosen


def choose_round() -> Published:
    """The round that is looked at; there must be one."""
    return published(ask_one("Omgång", ROUND, [each.title for each in rounds()]))


def _several(label: str, name: str, options: list[str], everything: str) -> tuple[str, ...]:
    """A choice of several; left out where there is nothing to choose between."""
    return ask_several(label, name, options, everything) if len(options) > 1 else ()


def say_if_made_up(shown: Published) -> None:
    """Nobody may take the example data for real answers."""
    if shown.round.example:
        show_html(
            '<p class="sk-example">{}</p>',
            "Påhittade exempeldata. Kommunen, enheterna och svaren finns inte.",
        )


def _say(chosen: Chosen) -> None:
    """Whether the data is made up, and what the selection leaves out."""
    say_if_made_up(chosen.published)
    say_if_unknown()
    for tell in (left_out, always_in):
        for sentence in kept(tell, chosen.published, chosen.selection):
            note(sentence)
    whole = whole_groups(chosen.published, chosen.selection)
    if whole:
        st.button("Ta med hela grupperna", on_click=choose_next, args=(UNIT, whole))


def left_out(shown: Published, selection: Selection) -> list[str]:
    """What the selection does not show, and why, in sentences."""
    k = shown.round.threshold
    label = shown.instrument.level_label
    sentences = [
        f"{label[level]} visas inte: färre än {k} svar."
        for level in shown.hidden_levels
        if not selection.levels or level in selection.levels
    ]
    with_statements = {row["level"] for row in shown_rows(Chosen(shown, selection), "item")}
    sentences += [
        f"{label[level]} visas inte: {number(raters)} har svarat, men inget påstående har minst {k} svar på skalan."
        for level, raters in kept(answered, shown, selection).items()
        if raters and level not in with_statements
    ]
    units = set(selection.units)
    for atom in cut_atoms(shown, selection):
        mine = sorted((unit for unit in atom.named_units if unit in units), key=sort_key)
        others = sorted((unit for unit in atom.named_units if unit not in units), key=sort_key)
        who = f"{listing(mine)} räknas" if mine else "Små enheter i flera skolformer räknas"
        with_whom = f" med {listing(others)}" if mine else ""
        sentences.append(
            f"{label[atom.level]}: {who} ihop{with_whom} för att ingen ska kunna pekas ut, "
            "och är därför inte med i urvalet."
        )
    sentences += [
        f"{unit} hör inte till {listing(selection.school_forms, 'eller')}."
        for unit in selection.units
        if selection.school_forms and _is_elsewhere(shown, unit, selection)
    ]
    return list(dict.fromkeys(sentences))


def _is_elsewhere(shown: Published, unit: str, selection: Selection) -> bool:
    """Whether a unit has other school forms than those chosen."""
    forms = {form for atom in shown.atoms if unit in atom.units for form in atom.school_forms}
    return bool(forms) and forms.isdisjoint(selection.school_forms)


def always_in(shown: Published, selection: Selection) -> list[str]:
    """The levels whose raters belong to no unit, and so are part of every choice of units and forms."""
    if not (selection.units or selection.school_forms):
        return []
    label = shown.instrument.level_label
    with_units = {atom.level for atom in shown.atoms if atom.named_units}
    levels = dict.fromkeys(shown.atoms[place].level for place in reach(shown, selection).whole)
    return [
        f"{label[level]}: de som svarat hör inte till någon enhet, och är med i varje urval."
        for level in levels
        if level not in with_units
    ]


def shown_rows(chosen: Chosen, by: By) -> Sequence[Row]:
    """Results by level, without the levels that the selection cuts; none if nothing can be shown.

    Why a cut level is not there stands under the selection; a level with too few answers in all
    keeps its hidden rows.
    """
    return kept(_shown_rows, chosen.published, chosen.selection, by)


def _shown_rows(shown: Published, selection: Selection, by: By) -> tuple[Row, ...]:
    rows = result_rows(shown, selection, by, ["level"])
    with_answers = {row["level"] for row in rows if not row["suppressed"]}
    keeps = with_answers.union(shown.hidden_levels) if with_answers else ()
    return tuple(row for row in rows if row["level"] in keeps)


def show_nothing(chosen: Chosen) -> None:
    """What stands where no group is whole in the selection, or nothing has answers enough."""
    with st.container(border=True, key="sk-panel-nothing"):
        if chosen.selection == Selection():
            show_html("<h2>{}</h2>", "Det finns inga svar som kan visas i omgången")
            note(f"Ett påstående visas från {chosen.published.round.threshold} svar på skalan.")
        else:
            show_html("<h2>{}</h2>", "Det finns inget att visa med det här urvalet")
            note("Välj fler enheter eller nivåer, eller ta bort något ur urvalet.")


def cut_atoms(shown: Published, selection: Selection) -> list[Atom]:
    """The atoms that the selection has a part of, and that are therefore in no total."""
    return [shown.atoms[place] for place in reach(shown, selection).cut]


def whole_groups(shown: Published, selection: Selection) -> list[str]:
    """The chosen units and those they are counted with; empty where no group is cut."""
    cut = cut_atoms(shown, selection)
    if not cut or not selection.units:
        return []
    named = {unit for atom in cut for unit in atom.named_units}
    return sorted(named | set(selection.units), key=sort_key)


def tally(rows: Sequence[Row]) -> tuple[int, int, int]:
    """How many answers, vet ej and blanks the shown ones of `rows` hold."""
    shown = [row for row in rows if not row["suppressed"]]
    answers = sum(sum(row["counts"]) for row in shown)
    outside, blank = (sum(row[name] for row in shown) for name in ("not_applicable", "missing"))
    return answers, outside, blank


def who_answered(chosen: Chosen, rows: Sequence[Row]) -> str:
    """How many have answered at each level that `rows` are of: "huvudman 9, rektor 24".

    Of the selection, so that a level has one number on every page.
    """
    shown = chosen.published
    raters = kept(answered, shown, chosen.selection)
    levels = {row["level"] for row in rows}
    mine = {level: n for level, n in raters.items() if level in levels}
    return words.answered_text(mine, shown.instrument, shown.round.threshold)


def foot(chosen: Chosen, rows: Sequence[Row], who: str = "") -> str:
    """What is chosen, who answered, in which round, and the share of vet ej: the foot of a card that
    shows `rows`. On a wall and on paper nothing else says what is chosen. `who` answered, where
    others than those of the selection are shown."""
    the_round = chosen.published.round
    answers, outside, blank = tally(rows)
    asked = answers + outside + blank
    parts = [
        *_chosen_in_words(chosen.selection),
        f"Svarande: {who or who_answered(chosen, rows)}",
        f"{the_round.title}, {date_text(the_round.collected)}",
        f"vet ej {percent(outside / asked)}" if asked else "",
        "påhittade data" if the_round.example else "",
    ]
    return " · ".join(filter(None, parts))


def _chosen_in_words(selection: Selection) -> list[str]:
    """The chosen units and school forms; units by number where they are many."""
    units = sorted(selection.units, key=sort_key)
    named = listing(units) if len(units) <= NAMED_UNITS else f"{number(len(units))} enheter"
    return [part for part in (named, listing(selection.school_forms)) if part]


def _invite() -> None:
    """The empty state: what to do first."""
    lead(
        "Här ser ni hur ni har värderat ert eget arbete: var ni står, var ni är eniga och var bilden är delad."
    )
    with st.container(border=True, key="sk-invitation"):
        show_html("<h2>{}</h2>", "Det finns inga svar än")
        note("Läs in en export från ert enkätverktyg, eller titta först på påhittade exempeldata.")
        with st.container(horizontal=True):
            if st.button("Visa med exempeldata", type="primary"):
                load_examples()
                st.rerun()
            if st.button("Läs in en fil"):
                st.switch_page(IMPORT)
