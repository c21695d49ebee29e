"""Are the numbers fast enough? Prints ratios with the limit beside each; exit code 1 if one is missed.

Run from the project's root: `python -m bench.numbers`. README.md says what the ratios mean.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import krippendorff
import numpy as np

from bench.measures import all_measures
from bench.rounds import FEWEST, ITEMS, STEPS, plan, toml
from skolkval.analysis.reliability import krippendorff_alpha
from skolkval.importing.plan import ImportPlan
from skolkval.results import Selection, results
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.instruments import add_instrument, instrument_of_round
from skolkval.store.publish import publish_round
from skolkval.store.published import read_published
from skolkval.store.queries import one
from skolkval.store.rounds import RoundSpec

TITLE = "Bänk"
GROUP_BY = """CREATE TEMP TABLE grouped AS
    SELECT unit, level, item_no, step, count(*) AS n
    FROM raw.responses JOIN raw.raters USING (rater_id) GROUP BY ALL"""


@dataclass(frozen=True)
class Ratio:
    """One line of the answer. `most`: the limit is the highest allowed, else the lowest."""

    name: str
    ours: float
    theirs: float
    limit: float
    most: bool = True

    @property
    def value(self) -> float:
        return self.ours / self.theirs if self.most else self.theirs / self.ours

    @property
    def met(self) -> bool:
        return self.value <= self.limit if self.most else self.value >= self.limit

    def __str__(self) -> str:
        sign, verdict = ("≤" if self.most else "≥"), ("met" if self.met else "MISSED")
        times = f"{self.ours * 1000:,.2f} ms against {self.theirs * 1000:,.2f} ms"
        return (
            f"{self.name:<58}{self.value:>10,.2f}  {sign} {self.limit:>5,g}  {verdict:<6}  {times}"
        )


def fastest(times: int, run: Callable[[], object], prepare: Callable[[], object] = int) -> float:
    """Seconds of the best of several runs: the one that other work on the machine disturbed least."""

    def once() -> float:
        prepare()
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return min(once() for _ in range(times))


def built(path: Path, answers: ImportPlan) -> Database:
    """A database with the one round."""
    database = Database.open(path, create=True)
    add_instrument(database, toml())
    add_import(database, answers, RoundSpec(TITLE, answers.instrument.id))
    return database


def forget_published(database: Database) -> None:
    """The answers as they are before the first publishing of them."""
    with database.transaction() as cursor:
        for table in ("waves", "wave_members", "wave_counts", "wave_areas"):
            cursor.execute(f"DELETE FROM raw.{table}")
        for table in ("atoms", "counts", "areas", "levels"):
            cursor.execute(f"DELETE FROM published.{table}")
        cursor.execute("UPDATE raw.raters SET wave_id = NULL")


def publish(database: Database) -> None:
    """Atoms, waves and counts of the round, in one transaction."""
    with database.transaction() as cursor:
        row = one(cursor, "SELECT round_id FROM rounds")
        assert row is not None
        publish_round(cursor, row[0], instrument_of_round(cursor, row[0]))


def group_by(database: Database) -> None:
    """DuckDB's own count of the same answers."""
    with database.snapshot() as cursor:
        cursor.execute(GROUP_BY)


def page(database: Database) -> None:
    """What a page loads: the published counts, and results by area and by item for each level."""
    published = read_published(database, TITLE)
    for by in ("area", "item"):
        results(published, Selection(), by, group=["level"])


def ratios(folder: Path, raters: int, times: int) -> list[Ratio]:
    """The four ratios of a round with so many raters."""
    answers = plan(raters, seed=1).answers
    big = built(folder / "big.db", plan(raters, seed=1))
    small = built(folder / "small.db", plan(FEWEST, seed=2))
    grouped = fastest(times, lambda: group_by(big))
    published = fastest(times, lambda: publish(big), lambda: forget_published(big))
    measures = fastest(times, lambda: all_measures(read_published(big, TITLE)))
    pages = [fastest(times * 3, partial(page, each)) for each in (big, small)]
    what, fewer = (read_published(each, TITLE) for each in (big, small))
    same = [atom.units for atom in what.atoms] == [atom.units for atom in fewer.atoms]
    assert same, "the two rounds are to have the same atoms"
    counts = np.stack([(answers == step).sum(axis=0) for step in range(1, STEPS + 1)], axis=1)
    # The package wants a row a rater, and nan where nothing was chosen.
    matrix = np.where(answers > 0, answers, np.nan)
    theirs = krippendorff.alpha(reliability_data=matrix, level_of_measurement="ordinal")
    assert np.isclose(theirs, krippendorff_alpha(counts), rtol=0, atol=1e-12)
    package = fastest(
        times,
        lambda: krippendorff.alpha(reliability_data=matrix, level_of_measurement="ordinal"),
    )
    ours = fastest(times * 100, lambda: krippendorff_alpha(counts))
    for each in (big, small):
        each.close()
    small_answers = FEWEST * ITEMS
    return [
        Ratio("publish / GROUP BY unit, level, item, step", published, grouped, 3),
        Ratio("all measures, from published counts / the same GROUP BY", measures, grouped, 1),
        Ratio(
            "krippendorff package on the answers / alpha from counts", ours, package, 1000, False
        ),
        Ratio(
            f"a page at {answers.size:,} / at {small_answers:,} answers", pages[0], pages[1], 1.5
        ),
    ]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether every limit is met."""
    parser = argparse.ArgumentParser(prog="python -m bench.numbers", description=__doc__)
    parser.add_argument("--raters", type=int, default=300_000, help=f"at least {FEWEST:,}")
    parser.add_argument("--times", type=int, default=5, help="runs of each, the best counts")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = ratios(Path(folder), chosen.raters, chosen.times)
    print(*found, sep="\n")
    return 0 if all(ratio.met for ratio in found) else 1


if __name__ == "__main__":
    sys.exit(main())
