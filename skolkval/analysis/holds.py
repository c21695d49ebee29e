"""Håller bilden? For each claim that is made in words: how many answers must change to end it?

Answers are taken from rows, one per item and level (`result_rows(..., "item", ("level",))`), of the
same selection as the claim; of an area they are those to its items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from skolkval.analysis import stability
from skolkval.analysis.change import NAMED_FROM as CHANGE_FROM
from skolkval.analysis.claims import (
    CampsClaim,
    Claim,
    EndClaim,
    GapClaim,
    Key,
    Place,
    SideClaim,
)
from skolkval.analysis.fields import Cuts
from skolkval.analysis.records import Row
from skolkval.analysis.stability import Stability

Counts = npt.NDArray[np.int64]


def holds(claims: Sequence[Claim], items: Sequence[Row]) -> Stability | None:
    """What it takes to end a finding: the fewest changes that end any of its claims.

    None where nothing is claimed, or the answers do not bear it (another selection's).
    """
    answers = _Answers(items)
    return weakest(_holds(claim, answers) for claim in claims)


def weakest(found: Iterable[Stability | None]) -> Stability | None:
    """The one that the fewest changes end, the fragile first; None of none, or if one does not stand.

    >>> weakest([Stability(4, 30), Stability(2, 90)])
    Stability(changes=2, answers=90, exact=True)
    """
    every = list(found)
    known = [each for each in every if each is not None]
    if not known or len(known) < len(every):
        return None
    return min(known, key=lambda each: (each.label == "stabil", each.changes))


def of_field(counts: npt.ArrayLike, cuts: Cuts) -> Stability | None:
    """Of the field an item has in the plane of index and samsyn, from `[K]`.

    None with fewer than two answers. Of ten on step 4 of 4 one that goes to step 1 leaves samsyn at
    60 and two at 29; index 60 is passed by the fifth.

    >>> of_field([0, 0, 0, 10], Cuts(60, 45))
    Stability(changes=2, answers=10, exact=True)
    """
    by_agreement = stability.of_agreement_side(counts, cuts.agreement)
    by_index = stability.of_side(np.atleast_2d(np.asarray(counts)), cuts.index)
    sides = [side for side in (by_agreement, by_index) if side is not None]
    return weakest(sides) if by_agreement is not None else None


def of_change(rows: Sequence[Row]) -> Stability | None:
    """Of a named change, from the rows of its items in `skolkval.results.change`; None if unnamed.

    `rows` are of one level, or of raters without one: an area's items, or the one row of an item.
    """
    both = [row for row in rows if row["comparable"]]
    if not both:
        return None
    earlier, later = ([row[name] for row in both] for name in ("earlier_counts", "later_counts"))
    return stability.of_gap(earlier, later, CHANGE_FROM)


class _Answers:
    """The counts `[items, K]` of each place, looked up once."""

    def __init__(self, items: Sequence[Row]) -> None:
        self._rows: dict[tuple[Key, str], list[Row]] = defaultdict(list)
        for row in items:
            if row["kind"] == "individual" and not row["suppressed"]:
                self._rows["area_id", row["area_id"]].append(row)
                self._rows["item_id", row["item_id"]].append(row)
        self._found: dict[Place, Counts] = {}

    def of(self, place: Place) -> Counts:
        """The counts of its items; none where several levels would be added up."""
        if place not in self._found:
            rows = self._rows[place.key, place.name]
            if place.level is not None:
                rows = [row for row in rows if row["level"] == place.level]
            elif len({row["level"] for row in rows}) > 1:
                rows = []
            counts = [row["counts"] for row in rows]
            self._found[place] = np.array(counts or np.zeros((0, 1)), dtype=np.int64)
        return self._found[place]


def _holds(claim: Claim, answers: _Answers) -> Stability | None:
    match claim:
        case GapClaim(a, b):
            return stability.of_gap(answers.of(a), answers.of(b))
        case CampsClaim(place):
            counts = answers.of(place)
            return stability.of_camps(counts[0]) if len(counts) else None
        case SideClaim(place, cut):
            return stability.of_side(answers.of(place), cut)
        case EndClaim(place, others, highest):
            groups = [answers.of(place), *(answers.of(other) for other in others)]
            end = stability.of_highest if highest else stability.of_lowest
            return end(groups, 0)
