"""Where do two groups differ most? The same statements in both, or the same duty in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from skolkval.analysis.gap import FEW, Gap, printed_interval
from skolkval.analysis.records import Row
from skolkval.instruments.model import Instrument

MOST = 5
"""How many gaps are shown each way."""


@dataclass(frozen=True)
class Pair:
    """One statement (or point) in two groups: its gap b - a, and both rows of the item frame."""

    label: str
    gap: Gap
    a: Row
    b: Row


def compare(a: Sequence[Row], b: Sequence[Row], instrument: Instrument) -> list[Pair]:
    """Every statement both groups have an index for, in the instrument's order.

    Both are rows of an item frame, one per statement. What is asked of one level only is matched
    with what the other level is asked on the same point: the same duty, in other words.
    """
    other = {_key(row, instrument): row for row in b if not isnan(row["index"])}
    pairs = [
        (row, other[_key(row, instrument)])
        for row in a
        if not isnan(row["index"]) and _key(row, instrument) in other
    ]
    # All intervals at once: one by one they take as long as the rest of the page.
    differences = [two["index"] - one["index"] for one, two in pairs]
    fewest = [min(one["n"], two["n"]) for one, two in pairs]
    low, high = printed_interval(
        differences,
        fewest,
        [one["index_mean"] for one, _ in pairs],
        [one["index_sd"] ** 2 for one, _ in pairs],
        [two["index_mean"] for _, two in pairs],
        [two["index_sd"] ** 2 for _, two in pairs],
    )
    return [
        Pair(
            str(one["item_label"]),
            Gap("a", "b", difference, bottom, top, n < FEW),
            one,
            two,
        )
        for (one, two), difference, n, bottom, top in zip(
            pairs, differences, fewest, low.tolist(), high.tolist(), strict=True
        )
    ]


def differently_worded(pairs: Sequence[Pair]) -> bool:
    """Whether some of the pairs compare two wordings of a duty."""
    return any(pair.a["item_id"] != pair.b["item_id"] for pair in pairs)


def widest(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Up to MOST pairs where a is higher and as many where b is: named gaps first, then by size."""

    def order(pair: Pair) -> tuple[bool, float]:
        return not pair.gap.named, -abs(pair.gap.difference)

    ordered = sorted(pairs, key=order)
    higher_a = [pair for pair in ordered if pair.gap.difference < 0]
    higher_b = [pair for pair in ordered if pair.gap.difference > 0]
    return higher_a[:MOST], higher_b[:MOST]


def finding(pairs: Sequence[Pair], a: str, b: str) -> str:
    """How many gaps are named, and in which direction; never more than the answers allow."""
    named = [pair for pair in pairs if pair.gap.named]
    if not pairs:
        return "Grupperna har inga påståenden gemensamt som kan visas"
    if not named:
        if sum(pair.gap.undecided for pair in pairs) > len(pairs) / 2:
            return f"För få svar för att avgöra om {a} och {b} skiljer sig åt"
        return f"Inget tydligt glapp mellan {a} och {b}"
    higher_a = sum(pair.gap.difference < 0 for pair in named)
    counts = [
        f"{who} högre i {count}"
        for who, count in ((a, higher_a), (b, len(named) - higher_a))
        if count
    ]
    return f"Tydligt glapp i {len(named)} av {len(pairs)}: {', '.join(counts)}"


def _key(row: Row, instrument: Instrument) -> str:
    item = instrument.item_by_id[row["item_id"]]
    return item.id if item.level is None else item.point_id or item.id
