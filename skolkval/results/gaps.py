"""Where are levels farthest apart, may it be said, and how much would it take to unsay it?"""

from __future__ import annotations

import pandas as pd

from skolkval.analysis.claims import GapClaim, Key, Place
from skolkval.analysis.gap import UNEVEN, widest_by
from skolkval.analysis.holds import holds
from skolkval.results.frame import result_rows
from skolkval.results.rows import By, Group
from skolkval.results.selection import Selection
from skolkval.store.published import Published

GAP_COLUMNS = (
    *("area_id", "area_label", "item_id", "item_label", "of", "to", "difference", "low", "high"),
    *("named", "words", "note", "changes", "answers", "exact", "holds"),
)


def gaps(published: Published, selection: Selection, by: By = "area") -> pd.DataFrame:
    """The widest gap of each area (or item), columns GAP_COLUMNS.

    `difference` is the index of `to` minus that of `of`, with its 95 % interval; `words` what may be
    said of it, and `note` (Swedish, or None) that the two answered different numbers of an area's
    statements. Of a named gap, `changes` of the `answers` must change before it is not: see
    `skolkval.analysis.stability`. Areas and items with fewer than two levels have no row.
    """
    per_level: tuple[Group, ...] = ("level",)
    items = result_rows(published, selection, "item", per_level)
    cells = items if by == "item" else result_rows(published, selection, "area", per_level)
    cells = [row for row in cells if row["kind"] == "individual"]
    key: Key = "item_id" if by == "item" else "area_id"
    names = {row[key]: row for row in cells}
    records = []
    for name, gap in widest_by(cells, key, published.instrument.level_ids).items():
        claim = GapClaim(Place(key, name, gap.of), Place(key, name, gap.to))
        found = holds((claim,), items) if gap.named else None
        place = names[name]
        records.append(
            {
                **{column: place[column] for column in GAP_COLUMNS[:4]},
                **{"of": gap.of, "to": gap.to, "difference": gap.difference},
                **{"low": gap.low, "high": gap.high, "named": gap.named, "words": gap.words},
                "note": UNEVEN if gap.uneven else None,
                "changes": None if found is None else found.changes,
                "answers": None if found is None else found.answers,
                "exact": None if found is None else found.exact,
                "holds": None if found is None else found.words,
            }
        )
    frame = pd.DataFrame.from_records(records, columns=list(GAP_COLUMNS))
    return frame.astype({"changes": "Int64", "answers": "Int64"})
