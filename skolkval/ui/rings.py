"""The tool's own picture: the areas as rings around the pupil's education, where it has one."""

from __future__ import annotations

from functools import partial

from skolkval.analysis.ringed import Ring, rings, rings_title
from skolkval.charts.rings import can_be_drawn, ring_chart
from skolkval.results import Selection
from skolkval.store.published import Published
from skolkval.swedish import number
from skolkval.ui import reading
from skolkval.ui.areas import AREA
from skolkval.ui.card import Card, Target, show_card
from skolkval.ui.data import kept
from skolkval.ui.frame import AREAS
from skolkval.ui.selection import Chosen, foot, shown_rows
from skolkval.ui.text import as_label

DRAWN_AS_RINGS = "larande-utveckling-halsa"
"""The instrument whose publisher draws its areas as rings, the first innermost."""


def show_rings(chosen: Chosen) -> None:
    """The card with the rings; nothing for instruments that are not drawn so."""
    instrument = chosen.published.instrument
    if instrument.id != DRAWN_AS_RINGS:
        return
    found, footer = kept(_found, chosen.published, chosen.selection)
    if not can_be_drawn(found) or not any(
        part.index is not None for ring in found for part in ring.parts
    ):
        return
    finding = rings_title(found)
    targets = {ring.area.id: Target(AREAS, {AREA: [ring.area.label]}) for ring in found}
    show_card(
        Card(
            key="rings",
            finding=finding,
            question="Index 0–100 per del av varje område, runt elevens utbildning. Mörkare är högre.",
            guess="Vilken del ligger högst, och vilken lägst?",
            footer=footer,
            how_to_read=reading.RINGS,
            alt=f"Områdena som ringar, delade i sina delar. {finding}. {footer}.",
            headers=["Område", "Del", "Index"],
            rows=partial(_rows, found),
            links=[(as_label(ring.area.label), targets[ring.area.id]) for ring in found],
        ),
        partial(ring_chart, found),
        narrow=True,
        go_to=lambda mark: targets.get(mark[0]),
    )


def _found(shown: Published, selection: Selection) -> tuple[tuple[Ring, ...], str]:
    items = shown_rows(Chosen(shown, selection), "item")
    return rings(items, shown.instrument), foot(Chosen(shown, selection), items)


def _rows(found: tuple[Ring, ...]) -> list[list[str]]:
    return [
        [ring.area.label, part.group.label, number(part.index, 0)]
        for ring in found
        for part in ring.parts
    ]
