"""In which of the four fields of the plane index x samsyn does a statement stand?

The cuts are settings, written out where the fields are shown: ordinary staff groups land at samsyn
40-65, so nothing is right or wrong about them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from math import isnan

import numpy as np
import numpy.typing as npt

from skolkval.analysis.agreement import agreement_from_distance
from skolkval.analysis.distribution import Floats
from skolkval.analysis.records import Row
from skolkval.swedish import number

LONGEST = 80
"""So many characters of a statement's name are read in a title before the thread is lost."""
FEW_BELOW = 10
"""Below this many answers a mark is muted, and is no example of its field."""


def beside(value: float, cut: float, decimals: int = 0) -> str:
    """`value` rounded, with a decimal more where it would seem to be on the cut's other side.

    Where that does not help, it is cut off instead.

    >>> beside(59.2, 60), beside(59.6, 60), beside(59.97, 60), beside(60.2, 60), beside(44.5, 45)
    ('59', '59,6', '59,9', '60', '44,5')
    >>> beside(0.7951, 0.8, 1)
    '0,79'
    """
    # Most are far from their cut, and a page writes hundreds.
    if not 0 < cut - value < 1:
        return number(value, decimals)
    unit = Decimal(1).scaleb(-decimals)
    exact, limit = Decimal(str(value)), Decimal(str(cut))
    if exact.quantize(unit, ROUND_HALF_UP) < limit:
        return number(value, decimals)
    unit /= 10
    rounds_up = exact.quantize(unit, ROUND_HALF_UP) >= limit
    finer = exact.quantize(unit, ROUND_DOWN if rounds_up else ROUND_HALF_UP)
    return number(float(finer), decimals + 1)


def in_sentence(label: str) -> str:
    """A statement's name where something follows it, without the full stop it may end with.

    A long one is cut: own instruments may have no other names than the statements themselves.

    >>> in_sentence("Jag trivs här."), in_sentence("Jag trivs, oftast ...")
    ('Jag trivs här', 'Jag trivs, oftast ...')
    >>> in_sentence("Hos oss finns ett arbetssätt som alla känner till, följer och utvecklar tillsammans.")
    'Hos oss finns ett arbetssätt som alla känner till, följer och utvecklar …'
    """
    if len(label) > LONGEST:
        return f"{label[:LONGEST].rsplit(' ', 1)[0]} …"
    return label[:-1] if label.endswith(".") and not label.endswith("..") else label


def with_level(row: Row) -> str:
    """The name of a row's statement, and in brackets the level whose answers it has."""
    return f"{in_sentence(str(row['item_label']))} ({str(row['level_label']).lower()})"


@dataclass(frozen=True)
class Field:
    """One corner of the plane: whether index and samsyn reach their cuts, its name and question."""

    id: str
    strong: bool
    united: bool
    name: str
    question: str


FIELDS = (
    Field(
        "united_weak",
        strong=False,
        united=True,
        name="Enigt utvecklingsområde",
        question="Vi ser samma sak. Vad skulle göra störst skillnad här?",
    ),
    Field(
        "united_strong",
        strong=True,
        united=True,
        name="Enig styrka",
        question="Vad är det vi gör som fungerar, och hur tar vi vara på det?",
    ),
    Field(
        "split_weak",
        strong=False,
        united=False,
        name="Delad bild, svag",
        question="Var fungerar det ändå, och vad är annorlunda där?",
    ),
    Field(
        "split_strong",
        strong=True,
        united=False,
        name="Delad bild, stark",
        question="Vad möter de som inte håller med, som vi andra inte ser?",
    ),
)
"""The fields as they lie in the plane: the upper two from the left, then the lower two."""
CAMPS_QUESTION = "Vad ser den ena halvan som den andra inte ser?"


@dataclass(frozen=True)
class Cuts:
    """From which index and which samsyn (both 0-100) a statement is strong, and united."""

    index: float = 60
    agreement: float = 45

    @property
    def words(self) -> str:
        """The cuts written out."""
        return (
            f"Stark betyder index {number(self.index)} eller mer. "
            f"Enig betyder samsyn {number(self.agreement)} eller mer."
        )


@dataclass(frozen=True)
class Placed:
    """The row of an item that has a place in the plane. `camps`: its answers pull two ways."""

    row: Row
    field: Field
    few: bool
    camps: bool

    @property
    def index(self) -> float:
        return float(self.row["index"])

    @property
    def agreement(self) -> float:
        return float(self.row["agreement"])


def field_of(index: float, agreement: float, cuts: Cuts) -> Field:
    """The field of a mark; a cut itself belongs to the strong, and to the united.

    >>> field_of(60, 44.9, Cuts()).name
    'Delad bild, stark'
    """
    corner = (index >= cuts.index, agreement >= cuts.agreement)
    return next(field for field in FIELDS if (field.strong, field.united) == corner)


def place(items: Sequence[Row], cuts: Cuts) -> list[Placed]:
    """The rows of `items` (see `skolkval.charts`) that have an index and a samsyn.

    Joint answers have none: one answer a group agreed on says nothing about how united it was.
    """
    return [
        Placed(
            row=row,
            field=field_of(row["index"], row["agreement"], cuts),
            few=int(row["n"]) < FEW_BELOW,
            camps=row["polarised"] is True,
        )
        for row in items
        if row["kind"] == "individual" and not (isnan(row["index"]) or isnan(row["agreement"]))
    ]


def examples(marks: Sequence[Placed], field: Field) -> list[Placed]:
    """The marks of `field`, the clearest first: strong by highest index, weak by lowest, split by
    lowest samsyn; those with few answers last."""

    def order(mark: Placed) -> tuple[bool, float]:
        if not field.united:
            return mark.few, mark.agreement
        return mark.few, -mark.index if field.strong else mark.index

    return sorted((mark for mark in marks if mark.field == field), key=order)


def standing_out(marks: Sequence[Placed]) -> list[Placed]:
    """The marks to name in the plane: the most and the least united, which `finding` names, the most
    split with two camps, the lowest and the highest.

    Each once, and none with few answers: a handful of people always holds the extremes.
    """
    enough = [mark for mark in marks if not mark.few]
    if not enough:
        return []
    found = [
        min(enough, key=lambda mark: mark.agreement),
        max(enough, key=lambda mark: mark.agreement),
        min(enough, key=lambda mark: (not mark.camps, mark.agreement)),
        min(enough, key=lambda mark: mark.index),
        max(enough, key=lambda mark: mark.index),
    ]
    return [mark for place, mark in enumerate(found) if mark not in found[:place]]


def agreement_limits(index: npt.ArrayLike, size: int) -> tuple[Floats, Floats]:
    """The smallest and the largest samsyn that a large group can have at an `index` (0-100).

    With F_k the share at or below step k the mean distance is 2 sum F_k (1 - F_k), and the index
    fixes sum F_k. That is concave: largest where all F_k are equal (everybody at an end), smallest
    where all but one are 0 or 1 (everybody on one step or two neighbouring ones). At index 50 of
    four steps that is half at each end, and half on each of the middle steps, 0.5 of 1.5 steps
    apart:

    >>> [round(float(limit), 2) for limit in agreement_limits(50, 4)]
    [0.0, 66.67]
    """
    part = np.asarray(index, dtype=float) / 100
    steps = part * (size - 1)
    between = steps - np.floor(steps)
    farthest = 2 * (size - 1) * part * (1 - part)
    nearest = 2 * between * (1 - between)
    return agreement_from_distance(farthest, size), agreement_from_distance(nearest, size)


def finding(marks: Sequence[Placed], *, several_levels: bool) -> str:
    """What the plane shows, by rule: the statement we are most united on and the most split one."""
    enough = [mark for mark in marks if not mark.few]

    def words(mark: Placed) -> str:
        return with_level(mark.row) if several_levels else in_sentence(str(mark.row["item_label"]))

    if not marks:
        return "För få svar för att säga något om samsyn"
    if not enough:
        return "Färre än tio svar: läs samsynen försiktigt"
    if len(enough) == 1:
        return f"{words(enough[0])}: {enough[0].field.name.lower()}"
    split = min(enough, key=lambda mark: mark.agreement)
    united = max(enough, key=lambda mark: mark.agreement)
    if united.agreement == split.agreement:
        return "Lika stor samsyn om alla påståenden"
    return f"Störst samsyn: {words(united)}. Minst: {words(split)}"
