"""Which comments of a round may anybody read? Only those of whole waves, in an order that tells nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd

from skolkval.store.comment_waves import (
    Comment,
    Settled,
    Wave,
    comment_limit,
    settle,
    text_hash,
)
from skolkval.store.queries import one

Written = Mapping[int, str]
"""What each rater has written about an area, as one comment also where a file asks in several columns:
of two, one could go or come while the other is remembered."""


def publish_comments(cursor: duckdb.DuckDBPyConnection, round_id: int) -> None:
    """Rebuild the published comments of the round, inside the caller's transaction and after its
    counts: raters whose level is hidden there neither count nor show."""
    key = {"round_id": round_id}
    for table in ("comments", "comment_areas"):
        cursor.execute(f"DELETE FROM published.{table} WHERE round_id = $round_id", key)
    cursor.execute(
        """INSERT INTO published.comment_areas
           SELECT DISTINCT round_id, unnest(comment_areas) FROM imports WHERE round_id = $round_id""",
        key,
    )
    threshold = one(cursor, "SELECT threshold FROM rounds WHERE round_id = $round_id", key)
    assert threshold is not None
    limit = comment_limit(threshold[0])
    written = _written(cursor, round_id)
    waves = _waves(cursor, round_id)
    settled: dict[int | None, Settled] = {}
    published: list[tuple[int | None, int, str]] = []
    for area_no in {**waves, **written}:
        texts_here = written.get(area_no, {})
        here = {rater: text_hash(text) for rater, text in texts_here.items()}
        text_of = {here[rater]: text for rater, text in texts_here.items()}
        settled[area_no] = settle(waves.get(area_no, ()), here, limit)
        shown = [text_of[said] for wave in settled[area_no].shown for said, _ in wave]
        texts = _shuffled(shown, round_id, area_no)
        published += [(area_no, place, text) for place, text in enumerate(texts)]
    _store_waves(cursor, round_id, {area: each.waves for area, each in settled.items()})
    rows = pd.DataFrame(published, columns=["area_no", "place", "text"]).astype(
        {"area_no": "Int16"}
    )
    cursor.register("shown_comments", rows)
    cursor.execute(
        """INSERT INTO published.comments
           SELECT $round_id, area_no, place, text FROM shown_comments""",
        key,
    )
    cursor.unregister("shown_comments")


def _shuffled(texts: Iterable[str], round_id: int, area_no: int | None) -> list[str]:
    """The texts in the same order every time, whoever wrote them."""
    return sorted(texts, key=lambda text: (text_hash(f"{round_id}\0{area_no}\0{text}"), text))


def _written(cursor: duckdb.DuckDBPyConnection, round_id: int) -> dict[int | None, Written]:
    """What the raters of the levels that are shown have written, per area."""
    written: dict[int | None, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rater_id, area_no, text in cursor.execute(
        """SELECT rater_id, area_no, text
           FROM raw.comments JOIN raw.raters USING (rater_id)
           JOIN published.levels USING (round_id, level)
           WHERE round_id = $round_id AND NOT hidden""",
        {"round_id": round_id},
    ).fetchall():
        written[area_no][rater_id].append(text)
    return {
        area_no: {rater: "\n".join(sorted(texts)) for rater, texts in of_area.items()}
        for area_no, of_area in written.items()
    }


def _waves(cursor: duckdb.DuckDBPyConnection, round_id: int) -> dict[int | None, list[Wave]]:
    found: dict[tuple[int | None, int], list[Comment]] = defaultdict(list)
    for area_no, wave_no, said, rater_id in cursor.execute(
        """SELECT area_no, wave_no, written, rater_id FROM raw.comment_waves
           WHERE round_id = $round_id ORDER BY wave_no""",
        {"round_id": round_id},
    ).fetchall():
        found[area_no, wave_no].append((said, rater_id))
    waves: dict[int | None, list[Wave]] = defaultdict(list)
    for (area_no, _), who in found.items():
        waves[area_no].append(frozenset(who))
    return dict(waves)


def _store_waves(
    cursor: duckdb.DuckDBPyConnection, round_id: int, waves: Mapping[int | None, Iterable[Wave]]
) -> None:
    cursor.execute(
        "DELETE FROM raw.comment_waves WHERE round_id = $round_id", {"round_id": round_id}
    )
    rows = pd.DataFrame(
        [
            (area_no, wave_no, *comment)
            for area_no, of_area in waves.items()
            for wave_no, wave in enumerate(of_area)
            for comment in sorted(wave)
        ],
        columns=["area_no", "wave_no", "written", "rater_id"],
    ).astype({"area_no": "Int16", "written": "uint64"})
    cursor.register("comment_waves", rows)
    cursor.execute(
        """INSERT INTO raw.comment_waves
           SELECT $round_id, area_no, wave_no, written, rater_id FROM comment_waves""",
        {"round_id": round_id},
    )
    cursor.unregister("comment_waves")
