"""Where does each level stand, area by area? The heatmap, and the radar beside the dot plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from skolkval.analysis import words
from skolkval.analysis.claims import Finding
from skolkval.analysis.holds import holds
from skolkval.analysis.records import Row
from skolkval.charts.cells import levels_shown
from skolkval.charts.dots import dot_plot
from skolkval.charts.heatmap import heatmap
from skolkval.charts.radar import can_be_drawn, radar
from skolkval.instruments.model import Area, Instrument
from skolkval.results import Selection
from skolkval.store.published import Published
from skolkval.swedish import number
from skolkval.ui import reading
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, Draw, Target, show_card
from skolkval.ui.cuts import chosen_cuts
from skolkval.ui.data import kept
from skolkval.ui.frame import AREAS
from skolkval.ui.rings import show_rings
from skolkval.ui.selection import LEVEL, Chosen, foot, shown_rows
from skolkval.ui.tables import area_headers, area_table
from skolkval.ui.text import as_label


def show_area_charts(chosen: Chosen, cells: Sequence[Row]) -> None:
    """The heatmap, and the radar beside the dot plot that says the same."""
    charts = _Charts(chosen, cells, chosen_cuts().index)
    charts.show(*charts.heatmap)
    show_rings(chosen)
    if not can_be_drawn(cells):
        charts.show(*charts.dots)
        return
    left, right = st.columns(2)
    with left:
        charts.show(*charts.radar, narrow=True, beside=True)
    with right:
        charts.show(*charts.dots, beside=True)


@dataclass(frozen=True)
class _Charts:
    """The cards of the areas: of the `cells` of an area frame, where an index is strong from `cut`."""

    chosen: Chosen
    cells: Sequence[Row]
    cut: float

    @property
    def heatmap(self) -> tuple[Card, Draw]:
        """Every index, as a colour and a number."""
        guess = (
            "Vilket område ligger högst, och var skiljer sig nivåerna mest?"
            if self._several
            else "Vilket område ligger högst, och vilket lägst?"
        )
        question = f"Index 0–100 per område{self._per_level}. Mörkare är högre."
        card = self._card(
            "heatmap", "Värmekarta", self._says.heatmap, (question, guess, reading.HEATMAP)
        )
        return card, lambda look: heatmap(*self._drawn, look)

    @property
    def dots(self) -> tuple[Card, Draw]:
        """How far apart the levels are, or where one level alone stands."""
        guess = (
            "I vilka områden ligger nivåerna längst isär?"
            if self._several
            else f"Hur många områden når index {number(self.cut)}?"
        )
        question = f"Index 0–100, {'störst glapp' if self._several else 'högst'} överst."
        card = self._card("dots", "Punktdiagram", self._says.dots, (question, guess, reading.DOTS))
        return card, lambda look: dot_plot(*self._drawn, look, self.cut)

    @property
    def radar(self) -> tuple[Card, Draw]:
        """The same numbers as a shape."""
        guess = (
            "Vilken nivå ligger högst i flest områden?"
            if self._several
            else "Hur långt är det mellan högsta och lägsta område?"
        )
        question = "Index 0–100. Samma tal som i punktdiagrammet."
        card = self._card(
            "radar", "Radardiagram", self._says.radar, (question, guess, reading.RADAR)
        )
        return card, lambda look: radar(*self._drawn, theme=look.theme, narrow=look.narrow)

    def show(self, card: Card, draw: Draw, *, narrow: bool = False, beside: bool = False) -> None:
        """Show a card whose marks lead to their areas."""
        show_card(card, draw, narrow=narrow, beside=beside, go_to=self._to_cell)

    def _card(self, key: str, kind: str, said: tuple[str, str], told: tuple[str, str, str]) -> Card:
        """The card: `said` is its title and whether that holds, `told` its question, guess and reading."""
        (finding, firm), (question, guess, how_to_read) = said, told
        instrument, footer = self.chosen.published.instrument, self._says.footer
        return Card(
            key=key,
            finding=finding,
            question=question,
            guess=guess,
            holds=firm,
            footer=footer,
            how_to_read=how_to_read,
            alt=f"{kind} över index per område{self._per_level}. {finding}. {footer}.",
            headers=area_headers(instrument),
            rows=lambda: area_table(self.cells, instrument),
            # A radar has no rows.
            chart_rows=len(self._areas) if key != "radar" else 0,
            links=[(as_label(area.label), _to_area(area)) for area in self._areas.values()],
        )

    @cached_property
    def _says(self) -> _Says:
        return kept(_says, self.chosen.published, self.chosen.selection, self.cut)

    @property
    def _drawn(self) -> tuple[Sequence[Row], Instrument, int]:
        published = self.chosen.published
        return self.cells, published.instrument, published.round.threshold

    @cached_property
    def _areas(self) -> dict[str, Area]:
        shown = {row["area_id"] for row in self.cells}
        return {
            area.id: area for area in self.chosen.published.instrument.areas if area.id in shown
        }

    @cached_property
    def _several(self) -> bool:
        """Whether two levels have numbers, so that there can be gaps."""
        return len(levels_shown(self.cells, self.chosen.published.instrument.level_ids)) > 1

    @property
    def _per_level(self) -> str:
        return " och nivå" if self._several else ""

    def _to_cell(self, mark: list[str]) -> Target:
        """The area of a cell, as its level sees it."""
        instrument = self.chosen.published.instrument
        levels = [instrument.level_label[mark[1]]] if instrument.levels else []
        return _to_area(self._areas[mark[0]], levels)


@dataclass(frozen=True)
class _Says:
    """What the cards say of the areas: a title each, whether it holds, and who answered."""

    heatmap: tuple[str, str]
    dots: tuple[str, str]
    radar: tuple[str, str]
    footer: str


def _says(shown: Published, selection: Selection, cut: float) -> _Says:
    chosen, instrument = Chosen(shown, selection), shown.instrument
    cells, items = shown_rows(chosen, "area"), shown_rows(chosen, "item")

    def said(finding: Finding) -> tuple[str, str]:
        stability = holds(finding.claims, items)
        return finding.text, f"Rubriken är {stability.words}." if stability else ""

    return _Says(
        said(words.heatmap_finding(cells, instrument)),
        said(words.dot_plot_finding(cells, instrument, cut)),
        said(words.radar_finding(cells, instrument)),
        foot(chosen, cells),
    )


def _to_area(area: Area, levels: Sequence[str] | None = None) -> Target:
    """The page of `area`; with `levels`, only those are chosen there."""
    address = {AREA: [area.label]}
    return Target(AREAS, address if levels is None else address | {LEVEL: levels})
