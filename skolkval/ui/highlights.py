"""What stands out: three lists of statements, each with whether it holds, and what moved since last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

import streamlit as st

from skolkval.analysis import holds, words
from skolkval.analysis.fields import FEW_BELOW, Cuts, beside
from skolkval.analysis.lists import Line, Shortlist, shortlists
from skolkval.analysis.records import Row
from skolkval.errors import Refusal
from skolkval.instruments.model import Instrument
from skolkval.results import Selection, change_rows
from skolkval.store.published import Published
from skolkval.swedish import number, small_number
from skolkval.ui.address import go_to_page
from skolkval.ui.areas import AREA, statement_target
from skolkval.ui.card import Target
from skolkval.ui.cuts import chosen_cuts
from skolkval.ui.data import earlier_rounds, kept, published, since
from skolkval.ui.entries import Entry, list_html
from skolkval.ui.frame import AGREEMENT, AREAS, DEVELOPMENT
from skolkval.ui.selection import LEVEL, Chosen, shown_rows
from skolkval.ui.text import note, show_html
from skolkval.ui.wall import on_wall

LIST_LENGTH = 3
MOST_MOVES = 4


def show_lists(chosen: Chosen) -> None:
    """What we are united in, what we all want to develop, and where the picture is split."""
    if on_wall():
        return
    cuts = chosen_cuts()
    limits = [str(cut) for cut in astuple(cuts)]
    found = kept(_shortlists, chosen.published, chosen.selection, *limits)
    placed = any(each.total or each.few for each in found)
    nothing = "Inget påstående ligger här." if placed else "För få svar för att avgöra."
    for place, (column, shortlist) in enumerate(zip(st.columns(3), found, strict=True)):
        with (
            column,
            st.container(border=True, key=f"sk-panel-list-{place}", height="stretch", gap="xsmall"),
        ):
            _show_list(chosen, cuts, shortlist, nothing)
    with st.container(horizontal=True, vertical_alignment="center"):
        note(f"{cuts.words} Påståenden med färre än {FEW_BELOW} svar räknas inte här.")
        if st.button(
            "Se alla på Samsyn, och ändra gränserna", key="sk-to-agreement", type="tertiary"
        ):
            go_to_page(AGREEMENT)


def _shortlists(
    shown: Published, selection: Selection, index: str, agreement: str
) -> tuple[Shortlist, ...]:
    items = shown_rows(Chosen(shown, selection), "item")
    return shortlists(items, Cuts(float(index), float(agreement)), LIST_LENGTH)


def _show_list(chosen: Chosen, cuts: Cuts, shortlist: Shortlist, nothing: str) -> None:
    count = f" · {number(shortlist.total)}" if shortlist.total else ""
    show_html(
        "<h2>{}</h2><p class='sk-question'>{}</p>", f"{shortlist.name}{count}", shortlist.question
    )
    if not shortlist.lines:
        note(
            f"{_statements(shortlist.few)} ligger här, men på färre än {FEW_BELOW} svar."
            if shortlist.few
            else nothing
        )
    if shortlist.lines:
        instrument = chosen.published.instrument
        st.html(list_html([_entry(line, instrument, cuts) for line in shortlist.lines]))


def _statements(count: int) -> str:
    return "Ett påstående" if count == 1 else f"{small_number(count).capitalize()} påståenden"


def _entry(line: Line, instrument: Instrument, cuts: Cuts) -> Entry:
    mark = line.mark
    level = f"{mark.row['level_label']}: " if mark.row["level"] else ""
    index, agreement = beside(mark.index, cuts.index), beside(mark.agreement, cuts.agreement)
    facts = f"index {index}, samsyn {agreement}"
    if mark.camps:
        facts += f", {words.camps_text(mark.row)}"
    text = level + facts
    return Entry(
        name=str(mark.row["item_label"]),
        target=statement_target(instrument, str(mark.row["item_id"])),
        about=text[:1].upper() + text[1:],
        holds=line.stability.words if line.stability else "",
    )


def show_moves(chosen: Chosen) -> None:
    """What has moved beyond doubt since the round before, if there is one."""
    before = earlier_rounds(chosen.published)
    if not before or on_wall():
        return
    earlier = before[0].round
    when = since(before[0], chosen.published)
    with st.container(border=True, key="sk-panel-moves", gap="xsmall"):
        show_html("<h2>{}</h2>", f"Vad har ändrats {when}?")
        try:
            moves, said = kept(_moves, chosen.published, chosen.selection, earlier.title)
        except Refusal as refusal:
            note(refusal.text)
            return
        note(said)
        if moves:
            st.html(list_html(moves))
        if st.button("Se hela utvecklingen", key="sk-to-development", type="tertiary"):
            go_to_page(DEVELOPMENT)


def _moves(
    shown: Published, selection: Selection, earlier_title: str
) -> tuple[tuple[Entry, ...], str]:
    """The largest sure moves of areas per level, and how many there are of how many compared.

    Raises:
        Refusal: SK-317 to SK-319 the rounds cannot be compared.
    """
    earlier = published(earlier_title)
    compared = change_rows(earlier, shown, selection, "area", ["level"])
    sure = [row for row in compared if row["named"]]
    if not compared:
        return (), "Inget i urvalet har svar som kan visas i båda omgångarna."
    if not sure:
        few = all(row["few"] for row in compared)
        said = words.TOO_FEW_TO_CHANGE if few else "Inget område har tydligt ändrats"
        return (), f"{said}."
    items = change_rows(earlier, shown, selection, "item", ["level"])
    sure.sort(key=lambda row: -abs(row["difference"]))
    moves = tuple(_move(row, items, shown) for row in sure[:MOST_MOVES])
    level = " och nivå" if shown.instrument.levels else ""
    counted = f"{number(len(sure))} av {number(len(compared))}"
    return (
        moves,
        f"{counted} index per område{level} har tydligt ändrats. Störst förändring, räknad på oavrundade tal:",
    )


def _move(row: Row, items: Sequence[Row], shown: Published) -> Entry:
    level = [str(row["level_label"])] if row["level"] else []
    mine = [
        item
        for item in items
        if item["area_id"] == row["area_id"] and item["level"] == row["level"]
    ]
    moved = words.move_text(row)
    by_whom = ", mest för att andra har svarat" if row["by_composition"] else ""
    text = f"{': '.join([*level, moved])}{by_whom}"
    found = holds.of_change(mine)
    return Entry(
        name=str(row["area_short"]),
        target=Target(AREAS, {AREA: [str(row["area_label"])], LEVEL: level}),
        about=text[:1].upper() + text[1:],
        holds=found.words if found else "",
    )
