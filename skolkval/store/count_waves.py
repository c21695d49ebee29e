"""What do the answers of new waves add up to? Counted once, when the waves are formed.

All levels in one pass over the answers: reading them is what publishing costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.instruments.model import Instrument
from skolkval.store.queries import one, sql

Counts = npt.NDArray[np.int64]
_BATCH = 1_000_000


@dataclass(frozen=True)
class NewWave:
    """The raters of `units` at `level` who are in no wave, but for those in `waiting`, are to be
    published together; at least `k`.

    `left_out`: the columns (items, then areas) that get no counts whoever has answered them.
    """

    round_id: int
    level: str
    units: tuple[str, ...]
    raters: int
    k: int
    left_out: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()


def add_waves(
    cursor: duckdb.DuckDBPyConnection, waves: Sequence[NewWave], instrument: Instrument
) -> None:
    """Store the waves of a round: who is in them, and their counts."""
    if not waves:
        return
    last = one(cursor, "SELECT coalesce(max(wave_id), 0) FROM raw.waves")
    assert last is not None
    wave_ids = np.arange(len(waves)) + int(last[0]) + 1
    rows = [(each.round_id, each.level, list(each.units), each.raters) for each in waves]
    new_waves = pd.DataFrame(rows, columns=["round_id", "level", "units", "raters"])
    cursor.register("new_waves", new_waves.assign(wave_id=wave_ids, place=range(len(waves))))
    cursor.execute(
        """INSERT INTO raw.waves
           SELECT wave_id, round_id, level, units, raters, TRUE FROM new_waves"""
    )
    cursor.execute(
        """UPDATE raw.raters SET wave_id = each.wave_id
           FROM (SELECT wave_id, round_id, level, unnest(units) AS unit FROM new_waves) AS each
           WHERE raters.wave_id IS NULL AND raters.round_id = each.round_id
             AND raters.level = each.level AND raters.unit = each.unit
             AND raters.rater_id NOT IN (SELECT unnest($waiting::INTEGER[]))""",
        {"waiting": [rater for wave in waves for rater in wave.waiting]},
    )
    cursor.execute(
        """INSERT INTO raw.wave_members
           SELECT wave_id, rater_id, fingerprint, answered
           FROM raw.raters JOIN new_waves USING (wave_id)"""
    )
    _add_counts(cursor, wave_ids, waves, instrument)
    cursor.unregister("new_waves")


def _add_counts(
    cursor: duckdb.DuckDBPyConnection,
    wave_ids: npt.NDArray[np.int64],
    waves: Sequence[NewWave],
    instrument: Instrument,
) -> None:
    """Counts of each item and area that a wave's level is asked, zeros included.

    A column that 1 to k-1 raters of the wave answered gets no rows at all.
    """
    area_of = np.array([item.area_id for item in instrument.items])
    in_area = np.column_stack([area_of == area.id for area in instrument.areas])
    counts = _tally(cursor, (len(waves), len(area_of), instrument.scale.size + 2))
    answered = np.hstack([counts[..., 2:].sum(axis=-1), _area_raters(cursor, len(waves), in_area)])
    k = np.array([wave.k for wave in waves])[:, None]
    shown = (answered == 0) | (answered >= k)
    for place, wave in enumerate(waves):
        asked = np.array([item.level in (None, wave.level) for item in instrument.items])
        shown[place] &= np.append(asked, in_area[asked].any(axis=0))
        shown[place, list(wave.left_out)] = False
    _store_counts(cursor, wave_ids, shown[:, : len(area_of)], counts)
    of_wave, area_no = np.nonzero(shown[:, len(area_of) :])
    n = answered[of_wave, len(area_of) + area_no]
    area_counts = pd.DataFrame({"wave_id": wave_ids[of_wave], "area_no": area_no, "n": n})
    cursor.register("area_counts", area_counts)
    cursor.execute("INSERT INTO raw.wave_areas SELECT wave_id, area_no, n FROM area_counts")
    cursor.unregister("area_counts")


def _tally(cursor: duckdb.DuckDBPyConnection, shape: tuple[int, int, int]) -> Counts:
    """Raters of each new wave by item and step (blank, vet ej, 1..K).

    Counted here, a batch at a time: several times faster than a GROUP BY with so many groups.
    """
    _, items, steps = shape
    counts = np.zeros(np.prod(shape), dtype=np.int64)
    cells = cursor.sql(sql("count_waves"), params={"items": items, "steps": steps})
    for batch in cells.to_arrow_reader(_BATCH):
        counts += np.bincount(batch.column("cell").to_numpy(), minlength=len(counts))
    return counts.reshape(shape)


def _area_raters(
    cursor: duckdb.DuckDBPyConnection, waves: int, in_area: npt.NDArray[np.bool_]
) -> Counts:
    """Raters of each new wave with an answer in each area, from their `answered` bits."""
    items, areas = in_area.shape
    members = cursor.execute(
        "SELECT place, answered FROM raw.raters JOIN new_waves USING (wave_id)"
    ).fetchnumpy()
    packed = np.frombuffer(b"".join(members["answered"]), np.uint8)
    bits = np.unpackbits(packed.reshape(len(members["place"]), -1), axis=1, count=items + areas)
    return np.column_stack(
        [
            np.bincount(members["place"][bits[:, items + area] > 0], minlength=waves)
            for area in range(areas)
        ]
    )


def _store_counts(
    cursor: duckdb.DuckDBPyConnection,
    wave_ids: npt.NDArray[np.int64],
    shown: npt.NDArray[np.bool_],
    counts: Counts,
) -> None:
    """Every step of the items that are `shown`."""
    place, item_no = np.nonzero(shown)
    steps = counts.shape[-1]
    rows = pd.DataFrame(
        {
            "wave_id": np.repeat(wave_ids[place], steps),
            "item_no": np.repeat(item_no, steps),
            "step": np.tile(np.arange(-1, steps - 1), len(place)),
            "n": counts[place, item_no].ravel(),
        }
    )
    cursor.register("item_counts", rows)
    cursor.execute("INSERT INTO raw.wave_counts SELECT wave_id, item_no, step, n FROM item_counts")
    cursor.unregister("item_counts")
