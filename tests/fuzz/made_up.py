"""Which instruments and answers are read? Any number of statements, steps and raters, by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from skolkval.importing.plan import MISSING, NOT_APPLICABLE
from skolkval.instruments.model import Instrument
from tests.importing.exports import LEVELS, STEPS, instrument

NOT_APPLICABLE_LABEL = "Vet ej"
SCALES = {
    2: ("Nej", "Ja"),
    4: STEPS,
    5: ("Aldrig", "Sällan", "Ibland", "Ofta", "Alltid"),
    6: (
        *("Stämmer inte alls", "Stämmer dåligt", "Stämmer mindre bra"),
        *("Stämmer ganska bra", "Stämmer bra", "Stämmer helt"),
    ),
}
_WHO = ("Vi", "Jag", "Rektor", "Huvudmannen", "Hos oss", "Eleverna", "Vårt arbetslag")
_DOES = ("följer upp", "planerar", "diskuterar", "förstår", "utvecklar inte", "har tid för")
_WHAT = (
    *("undervisningen", "elevernas lärande", "målen för läsåret", "1–3 nya arbetssätt"),
    *("hälsa, trygghet & studiero", "”det som fungerar”", "stödet: extra anpassningar"),
    *("kollegornas erfarenheter", "resultaten (även betygen)", "lokalerna"),
)
STATEMENTS = [f"{who} {does} {what}." for who in _WHO for does in _DOES for what in _WHAT]
ODD = (
    "17",
    "Kanske",
    "2026-01-01",
    "#N/A",
    "Skola",
    "1 = Ja",
    "=1+1",
    "3,5",
    "\t",
    "🙂",
    "x" * 300,
)


@dataclass(frozen=True)
class Answers:
    """What was answered, before any tool has exported it.

    `cells`: a text per rater and item: a step's label, "Vet ej", blank, or something odd. `levels`
    and `units` have a text per rater; no instrument has levels where `levels` is blank.
    """

    instrument: Instrument = field(repr=False)
    levels: Sequence[str]
    units: Sequence[str]
    cells: Sequence[Sequence[str]]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(step.label for step in self.instrument.scale.steps)

    @property
    def is_odd(self) -> bool:
        return any(self.code(cell) is None for row in self.cells for cell in row)

    def code(self, cell: str) -> int | None:
        """What the cell is to be read as, None where it is nothing we know."""
        known = {label: value for value, label in enumerate(self.labels, 1)}
        known |= {NOT_APPLICABLE_LABEL: NOT_APPLICABLE, "": MISSING}
        return known.get(cell.strip())


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    """1 to 12 items, 2 to 6 steps, 1 to 9 raters; in one of three some cells are odd."""
    items = draw(st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=12, unique=True))
    steps = SCALES[draw(st.sampled_from(list(SCALES)))]
    levelled = draw(st.booleans())
    made = instrument(
        [(text, None) for text in items],
        levels=LEVELS if levelled else (),
        steps=steps,
        not_applicable=[NOT_APPLICABLE_LABEL],
    )
    cell = st.sampled_from([*steps, *steps, NOT_APPLICABLE_LABEL, ""])
    if draw(st.sampled_from([False, False, True])):
        cell = st.one_of(*[cell] * 9, st.sampled_from(ODD))
    rater = st.tuples(
        st.sampled_from([level.label for level in LEVELS]) if levelled else st.just(""),
        # A row without any text is no row.
        st.sampled_from(["Ask", "Björk", "Östra skolan; F–6", *([""] if levelled else [])]),
        st.tuples(*[cell] * len(items)),
    )
    raters = draw(st.lists(rater, min_size=1, max_size=9))
    return Answers(made, *(list(column) for column in zip(*raters, strict=True)))
