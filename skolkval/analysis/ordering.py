"""In which order do statements stand: by index, samsyn, gap or vet ej?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, isnan
from typing import Literal

from skolkval.analysis.gap import widest_by
from skolkval.analysis.outside import outside_share
from skolkval.analysis.records import Row
from skolkval.instruments.model import Instrument

Order = Literal["index", "agreement", "gap", "outside"]


def ordered(
    items: Sequence[Row], key: Callable[[Row], str], order: Order, instrument: Instrument
) -> list[str]:
    """The values that `key` makes of rows, one per item and level.

    Lowest mean index or samsyn of the levels first, widest gap (named ones before) or largest share
    of vet ej first. What has no such number comes last, and ties stand as in the instrument.
    """
    rows: dict[str, list[dict[str, float]]] = {}
    for row in items:
        mine = {name: float(row[name]) for name in ("index", "agreement")}
        rows.setdefault(key(row), []).append(mine | {"outside": outside_share(row)})
    if order == "gap":
        individual = [row for row in items if row["kind"] == "individual"]
        gaps = widest_by(individual, key, instrument.level_ids)
        return sorted(
            rows,
            key=lambda name: (
                (not gaps[name].named, -abs(gaps[name].difference)) if name in gaps else (True, inf)
            ),
        )
    if order == "outside":
        return sorted(rows, key=lambda name: -max(row["outside"] for row in rows[name]))

    def mean(name: str) -> float:
        known = [row[order] for row in rows[name] if not isnan(row[order])]
        return sum(known) / len(known) if known else inf

    return sorted(rows, key=mean)
