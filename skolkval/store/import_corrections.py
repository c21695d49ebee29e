"""Is this file a corrected version of one that its round already holds?"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass

import duckdb
import pandas as pd

from skolkval.importing.plan import ImportPlan
from skolkval.store.database import Database
from skolkval.store.imported_raters import fingerprints
from skolkval.store.queries import one
from skolkval.store.rounds import ImportRecord, round_title
from skolkval.swedish import number

log = logging.getLogger(__name__)

_SAME = 0.9
"""The least share, of the file's raters and of the import's, who are the same."""


@dataclass(frozen=True)
class Difference:
    """A file that seems to correct the import `earlier`. Where `few`, fewer than `k` raters differ,
    or none. How many is not told: a guessed row could be tried against what is stored."""

    earlier: ImportRecord
    k: int
    few: bool

    @property
    def in_words(self) -> str:
        """As in "färre än 7 svarande skiljer"."""
        return f"{'färre än' if self.few else 'minst'} {number(self.k)} svarande skiljer"


@dataclass(frozen=True)
class _Compared:
    """The raters of an import at one level: all, those who are shown, those of them in the file."""

    raters: int
    shown: int
    same: int


def corrected(database: Database, plan: ImportPlan, title: str) -> Difference | None:
    """The import in round `title` that the plan seems to correct, the one most like it.

    It does where the headers are the same, and at least k raters, nine tenths of the file's and
    nine tenths of the import's, have the same level, unit and answers. Only answers that are shown
    are compared: a level with fewer than k of them is left out, in the import and in the file.
    """
    with database.snapshot() as cursor:
        row = one(
            cursor,
            """SELECT round_id, threshold FROM rounds
               WHERE title = $title AND instrument_id = $id AND instrument_version = $version""",
            {
                "title": round_title(title),
                "id": plan.instrument.id,
                "version": plan.instrument.version,
            },
        )
        if row is None or len(plan.raters) < row[1]:
            return None
        round_id, k = row
        imports = cursor.execute(
            """SELECT import_id, file_name, sha256, imported, raters, answers FROM imports
               WHERE round_id = $round_id AND sha256 <> $sha256
                 AND coalesce(signature, $signature, '') = coalesce($signature, '')
               ORDER BY import_id DESC""",
            {
                "round_id": round_id,
                "sha256": plan.report.file.sha256,
                "signature": plan.report.signature,
            },
        ).fetchall()
        if not imports:
            return None
        # Whoever tries file after file is seen in the log.
        log.warning("round %d: a file is compared with the answers of imports", round_id)
        compared = _compared(cursor, plan, round_id)
    in_file = dict(plan.raters["level"].value_counts())
    found: list[tuple[int, Difference]] = []
    for earlier in [ImportRecord(*each) for each in imports]:
        levels = compared[earlier.import_id]
        seen = [each for each in levels.values() if each.shown >= k]
        hidden = {level for level, each in levels.items() if each.shown < k}
        before = sum(each.shown for each in seen)
        after = sum(int(n) for level, n in in_file.items() if level not in hidden)
        same, most = sum(each.same for each in seen), max(before, after)
        if same >= k and same >= _SAME * most:
            found.append((same, Difference(earlier, k, few=most - same < k)))
    return max(found, key=lambda each: each[0])[1] if found else None


def _compared(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, round_id: int
) -> dict[int, dict[str, _Compared]]:
    """Per import of the round and level, compared with the plan, as multisets."""
    cursor.register("file_raters", pd.DataFrame({"fingerprint": fingerprints(plan)}))
    rows = cursor.execute(
        """WITH stored AS (
               SELECT import_id, level, fingerprint, count(*) AS raters, count(wave_id) AS shown
               FROM raw.raters WHERE round_id = $round_id GROUP BY ALL
           ), mine AS (SELECT fingerprint, count(*) AS n FROM file_raters GROUP BY ALL)
           SELECT import_id, level, sum(raters), sum(shown), sum(least(shown, coalesce(n, 0)))
           FROM stored LEFT JOIN mine USING (fingerprint) GROUP BY ALL""",
        {"round_id": round_id},
    ).fetchall()
    cursor.unregister("file_raters")
    compared: dict[int, dict[str, _Compared]] = defaultdict(dict)
    for import_id, level, *counts in rows:
        compared[import_id][level] = _Compared(*map(int, counts))
    return compared
