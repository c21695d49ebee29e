"""What are we united in as strengths, what do we all want to develop, and where is the picture split?

The fields and their cuts are those of the plane, see `skolkval.analysis.fields`, and every line says
how many answers must change before the statement leaves its list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skolkval.analysis import holds, stability
from skolkval.analysis.fields import FIELDS, Cuts, Placed, examples, place
from skolkval.analysis.records import Row
from skolkval.analysis.stability import Stability


@dataclass(frozen=True)
class Line:
    """A statement in a list, and what it takes for it not to belong there; None of what is unknown."""

    mark: Placed
    stability: Stability | None


@dataclass(frozen=True)
class Shortlist:
    """The clearest statements of one kind; `total` is how many there are, and `few` how many more
    there are with few answers."""

    name: str
    question: str
    lines: tuple[Line, ...]
    total: int
    few: int


def shortlists(items: Sequence[Row], cuts: Cuts, length: int) -> tuple[Shortlist, ...]:
    """The three lists, at most `length` lines each, from a row per item and level.

    Rows with few answers are no lines: a handful of people always holds the extremes. In the split
    list those with two camps come first, then those with the lowest samsyn.
    """
    marks = place(items, cuts)
    by_id = {field.id: field for field in FIELDS}

    def of_field(mark: Placed) -> Stability | None:
        return holds.of_field(mark.row["counts"], cuts)

    found = []
    for field in (by_id["united_strong"], by_id["united_weak"]):
        mine = examples(marks, field)
        found.append(_shortlist(field.name, field.question, mine, length, of_field))
    split = sorted(
        (mark for mark in marks if not mark.field.united),
        key=lambda mark: (not mark.camps, mark.agreement),
    )
    question = "Vad ser den ena som den andra inte ser?"

    def of_split(mark: Placed) -> Stability | None:
        side = stability.of_agreement_side(mark.row["counts"], cuts.agreement)
        camps = [stability.of_camps(mark.row["counts"])] if mark.camps else []
        return holds.weakest([side, *camps])

    found.append(_shortlist("Delad bild", question, split, length, of_split))
    return tuple(found)


def _shortlist(
    name: str,
    question: str,
    marks: Sequence[Placed],
    length: int,
    stability_of: Callable[[Placed], Stability | None],
) -> Shortlist:
    enough = [mark for mark in marks if not mark.few]
    lines = [Line(mark, stability_of(mark)) for mark in enough[:length]]
    return Shortlist(name, question, tuple(lines), len(enough), len(marks) - len(enough))
