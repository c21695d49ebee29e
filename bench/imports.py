"""Are files read in fast enough, and in little enough memory? Prints ratios with the limit beside each.

Run from the project's root: `python -m bench.imports`; exit code 1 if a limit is missed. README.md
says what the ratios mean.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import python_calamine

from bench.export_files import Column, answer_columns, forms_columns, write_csv, write_xlsx
from bench.numbers import Ratio, fastest
from bench.rounds import FEWEST, instrument, plan, toml
from skolkval.importing.limits import MEGABYTE, Limits
from skolkval.importing.options import ImportOptions
from skolkval.importing.plan import ImportPlan, read_plan
from skolkval.results import Selection, results
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.instruments import add_instrument
from skolkval.store.published import read_published
from skolkval.store.rounds import RoundSpec

TITLE = "Bänk"
ROUND = "round.xlsx"
MOST_MEMORY = 2048  # megabytes
RAISED = Limits(
    file_bytes=100 * MEGABYTE,
    unpacked_bytes=500 * MEGABYTE,
    entry_bytes=500 * MEGABYTE,
    cells=10_000_000,
    child_seconds=300,
)
"""What an operator would allow for one large file that is trusted."""


def read(path: Path, options: ImportOptions) -> ImportPlan:
    """The file as answers to the made-up instrument."""
    return read_plan(path, path.name, instrument(), options)


def load(path: Path, folder: Path, options: ImportOptions) -> int:
    """From the file to a published result by area, in a fresh database: how many raters it has."""
    with tempfile.TemporaryDirectory(dir=folder) as fresh:
        database = Database.open(Path(fresh) / "bench.db", create=True)
        try:
            add_instrument(database, toml())
            add_import(database, read(path, options), RoundSpec(TITLE, instrument().id))
            published = read_published(database, TITLE)
            assert len(results(published, Selection(), "area"))
        finally:
            database.close()
    return sum(atom.raters or 0 for atom in published.atoms)


def cells_alone(path: Path) -> None:
    """The file's cells as python-calamine gives them, and nothing more."""
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def elsewhere(run: Callable[..., Any], *arguments: object) -> Any:
    """What `run` gives in a fresh process. Its peak is never below what this one has had so far."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(run, *arguments).result()


def write_one_level(path: Path, raters: int) -> int:
    """A large round of teachers, the unit and the answers in 81 columns; how many cells it has."""
    made = plan(raters, seed=3)
    columns: dict[str, Column] = {"Enhet": made.raters["unit"].fillna("Enhet 000").tolist()}
    columns |= answer_columns(made)
    write_xlsx(path, columns)
    return raters * len(columns)


def peak_of_load(path: Path, folder: Path) -> tuple[int, int]:
    """Bytes: the most that this process and its child have had when `path` has been read in."""
    load(path, folder, ImportOptions(level="undervisning", limits=RAISED))
    # In kilobytes on Linux, where this is measured.
    own, child = (
        resource.getrusage(who).ru_maxrss * 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own, child


def memory(folder: Path, raters: int) -> tuple[str, bool]:
    """The line about memory, and whether the limit is met. Both peaks, as if at the same moment."""
    path = folder / "large.xlsx"
    cells = elsewhere(write_one_level, path, raters)
    own, child = (each / MEGABYTE for each in elsewhere(peak_of_load, path, folder))
    met = own + child <= MOST_MEMORY
    return (
        f"{f'memory to read in {cells:,} cells':<58}{own + child:>10,.0f}  ≤ {MOST_MEMORY:>5,}  "
        f"{'met' if met else 'MISSED':<6}  {own:,.0f} MB in the parent, {child:,.0f} MB in the child"
    ), met


def by_pandas(path: Path) -> float:
    """Seconds in which pandas with openpyxl gives the cells, and nothing more."""
    return fastest(1, lambda: pd.read_excel(path, engine="openpyxl"))


def ratios(folder: Path, raters: int, times: int) -> list[Ratio]:
    """The two ratios of a round with so many raters."""
    made = plan(raters, seed=1)
    columns = forms_columns(made)
    xlsx = write_xlsx(folder / ROUND, columns)
    csv = write_csv(folder / "round.csv", columns)
    options = ImportOptions()
    for path in (xlsx, csv):
        assert np.array_equal(read(path, options).answers, made.answers), path.name
    # In turn, so that what else the machine does falls on all alike.
    seconds = [
        [
            fastest(1, run)
            for run in (
                lambda: cells_alone(xlsx),
                lambda: load(xlsx, folder, options),
                lambda: read(xlsx, options),
                lambda: read(csv, options),
            )
        ]
        for _ in range(times)
    ]
    alone, loaded, read_xlsx, read_csv = map(min, zip(*seconds, strict=True))
    size = f"{raters:,} × {len(columns)}"
    return [
        Ratio(f"{size} xlsx to result / python-calamine alone", loaded, alone, 4),
        Ratio("the same as csv / as xlsx, from file to plan", read_csv, read_xlsx, 1),
    ]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether every limit is met."""
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=__doc__)
    parser.add_argument("--raters", type=int, default=20_000, help=f"at least {FEWEST:,}")
    parser.add_argument("--large", type=int, default=66_000, help="raters of the file for memory")
    parser.add_argument("--times", type=int, default=5, help="runs of each, the best counts")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        # First, while this process is small: its size is the least that can be measured.
        line, within = memory(Path(folder), chosen.large)
        found = ratios(Path(folder), chosen.raters, chosen.times)
        seconds = by_pandas(Path(folder) / ROUND)
    print(*found, line, sep="\n")
    alone = found[0].theirs
    print(
        f"{'beside it: pandas.read_excel with openpyxl / calamine alone':<58}"
        f"{seconds / alone:>10,.2f}  {'':15}  {seconds * 1000:,.2f} ms, the cells alone"
    )
    return 0 if within and all(ratio.met for ratio in found) else 1


if __name__ == "__main__":
    sys.exit(main())
