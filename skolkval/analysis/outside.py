"""Do so many answer vet ej that this, and not the answers, is the message?"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from skolkval.analysis.fields import in_sentence
from skolkval.analysis.records import Row
from skolkval.swedish import listing, share_text

MESSAGE_FROM = 0.2
"""The share of vet ej, of all who answered or said vet ej, from which it is the message."""
LEAST = 3
"""So many must have said it: one or two are not many."""


def outside_share(row: Row) -> float:
    """Vet ej (0-1) of all who answered the item, vet ej included; 0 of none and of hidden rows.

    >>> outside_share({"suppressed": False, "n": 6, "not_applicable": 2})
    0.25
    """
    if row["suppressed"] or isnan(row["n"]):
        return 0.0
    asked = int(row["n"]) + int(row["not_applicable"])
    return int(row["not_applicable"]) / asked if asked else 0.0


def unsure(rows: Sequence[Row]) -> list[Row]:
    """The rows of an item frame where vet ej is the message, the largest share first.

    Joint answers take no part: one answer is no share.
    """
    mine = [row for row in rows if row["kind"] == "individual"]
    return sorted(
        (
            row
            for row in mine
            if outside_share(row) >= MESSAGE_FROM and row["not_applicable"] >= LEAST
        ),
        key=outside_share,
        reverse=True,
    )


def unsure_text(row: Row) -> str:
    """Who says vet ej, and how many: "rektor 34 %", or "4 av 9" where there are no levels."""
    asked = int(row["n"]) + int(row["not_applicable"])
    share = share_text(int(row["not_applicable"]), asked)
    return f"{str(row['level_label']).lower()} {share}" if row["level"] else share


def unsure_title(rows: Sequence[Row], *, same_duty: bool) -> str:
    """The message about vet ej, "" where there is none; of the largest share, where items differ.

    >>> row = {"kind": "individual", "level": "", "item_label": "Resurser", "suppressed": False}
    >>> unsure_title([row | {"n": 30, "not_applicable": 10}], same_duty=False)
    'Många svarar vet ej om Resurser: 25\\xa0%'
    """
    found = unsure(rows)
    if not found:
        return ""
    if same_duty:
        return f"Många svarar vet ej: {listing([unsure_text(row) for row in found])}"
    return f"Många svarar vet ej om {in_sentence(str(found[0]['item_label']))}: {unsure_text(found[0])}"
