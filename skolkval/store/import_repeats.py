"""Are the answers of this file in another round already? Two pictures of the same people can be subtracted."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from skolkval.errors import Refusal
from skolkval.importing.plan import ImportPlan
from skolkval.store.imported_raters import fingerprints
from skolkval.store.rounds import RoundSpec

_SAME = 0.9
"""The least share, of the file's raters and of the others, who are the same."""
_ITEMS = 8
"""Two persons may well have the same answers to fewer items than these."""


def check_not_elsewhere(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec
) -> None:
    """Raise SK-402 if the file is an import, or all, of another round of the same instrument.

    It is where at least k raters, nine tenths of both, have the same level, unit and answers. Only
    raters with at least 8 answered items count, and only answers that are shown.
    """
    if spec.example:
        return
    enough = (plan.answers > 0).sum(axis=1) >= _ITEMS
    mine = pd.DataFrame({"fingerprint": fingerprints(plan)[enough]})
    cursor.register("file_raters", mine)
    found = cursor.execute(
        """WITH stored AS (
               SELECT round_id, import_id, fingerprint, count(*) AS n
               FROM raw.raters JOIN rounds USING (round_id)
               WHERE wave_id IS NOT NULL AND title <> $title AND instrument_id = $id AND NOT example
               GROUP BY GROUPING SETS ((round_id, import_id, fingerprint), (round_id, fingerprint))
           ), mine AS (SELECT fingerprint, count(*) AS n FROM file_raters GROUP BY ALL)
           SELECT title, round_id, import_id, sum(least(stored.n, mine.n)) AS same
           FROM stored JOIN mine USING (fingerprint) JOIN rounds USING (round_id)
           GROUP BY title, round_id, import_id, threshold
           HAVING same >= threshold AND same >= $least ORDER BY ALL""",
        {"title": spec.title, "id": plan.instrument.id, "least": _SAME * len(mine)},
    ).fetchall()
    cursor.unregister("file_raters")
    for title, round_id, import_id, same in found:
        if same >= _SAME * _comparable(cursor, plan, round_id, import_id):
            raise Refusal(
                "SK-402",
                f"Svaren i {plan.report.file.name} finns redan i omgången ”{title}”. Två bilder av "
                "samma svarande kan jämföras så att enskilda pekas ut. Läs in en rättad fil i samma "
                "omgång, eller ta bort svaren där först.",
            )


def _comparable(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, round_id: int, import_id: int | None
) -> int:
    """How many raters of the import, or of all of the round, are shown and answered enough."""
    answered = cursor.execute(
        """SELECT answered FROM raw.raters
           WHERE round_id = $round_id AND import_id = coalesce($import_id, import_id)
             AND wave_id IS NOT NULL""",
        {"round_id": round_id, "import_id": import_id},
    ).fetchnumpy()["answered"]
    packed = np.frombuffer(b"".join(answered), np.uint8).reshape(len(answered), -1)
    items = np.unpackbits(packed, axis=1, count=len(plan.instrument.items))
    return int((items.sum(axis=1) >= _ITEMS).sum())
