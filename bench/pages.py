"""Are the pages light enough? Prints each page's cost with the limit beside it; exit code 1 if one is missed.

Run from the project's root: `python -m bench.pages`. README.md says what the numbers mean.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import median

import streamlit as st
from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from bench.rounds import FEWEST, FORMS, ITEMS, UNITS, plan, toml
from skolkval.instruments.catalogue import built_in
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.instruments import add_instrument
from skolkval.store.rounds import RoundSpec
from skolkval.store.shared import ENVIRONMENT, close_shared
from skolkval.ui.frame import CHAIN
from tests.running import free_port, running

ROOT = Path(__file__).parents[1]
ROUND, EARLIER, POINTS = "Bänk", "Bänk förra året", "Bänk med punkter"
MOST_TIMES, MOST_BYTES = 20, 3_000_000
EMPTY = "import streamlit as st\n\nst.title('Tom sida')"
LEVELS = ("Huvudman", "Rektor", "Undervisning")
KINDS = 4
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Cost:
    """What a page takes of the processor, in seconds: each change of selection, each empty page."""

    page: str
    changes: Sequence[float]
    empty: Sequence[float]

    @property
    def value(self) -> float:
        return median(self.changes) / median(self.empty)

    @property
    def met(self) -> bool:
        return self.value <= MOST_TIMES

    def __str__(self) -> str:
        verdict = "met" if self.met else "MISSED"
        page, empty = (median(each) * 1000 for each in (self.changes, self.empty))
        return (
            f"{self.page:<20}{self.value:>8.1f}  ≤ {MOST_TIMES}  {verdict:<6}  "
            f"{page:,.1f} ms against {empty:.2f} ms"
        )


def build(path: Path, raters: int) -> None:
    """A database with the round of so many raters, one a year before, and one with as many answers in
    an instrument with points, where each level is asked fewer items."""
    with_points = next(each for each in built_in() if each.id == "framgangsfaktorer")
    asked = len(with_points.items_asked("undervisning"))
    as_many = max(FEWEST, raters * ITEMS // asked)
    database = Database.open(path, create=True)
    try:
        add_instrument(database, toml())
        for title, year, answers in (
            (POINTS, 2024, plan(as_many, 3, with_points)),
            (EARLIER, 2025, plan(FEWEST, 2)),
            (ROUND, 2026, plan(raters, 1)),
        ):
            spec = RoundSpec(title, answers.instrument.id, date(year, 10, 1))
            add_import(database, answers, spec)
    finally:
        database.close()


def selection(number: int) -> dict[str, list[str]]:
    """The selection of that number, by address name; none of them is like another.

    Every fourth is some levels in all units, a school form, fifty units, and one unit.
    """
    kind, place = number % KINDS, number // KINDS
    some = [list(found) for size in (2, 1) for found in combinations(LEVELS, size)]
    start = 50 * place % UNITS
    return {
        "niva": some[place % len(some)] if kind == 0 else [],
        "skolform": [FORMS[place % len(FORMS)]] if kind == 1 else [],
        "enhet": [f"Enhet {unit:03}" for unit in range(start, start + (50, 1)[kind - 2])]
        if kind >= 2
        else [],
    }


@contextmanager
def served(database: Path) -> Iterator[None]:
    """The pages of this process show what is in `database`."""
    before, folder = os.environ.get(ENVIRONMENT), Path.cwd()
    os.environ[ENVIRONMENT] = str(database)
    os.chdir(ROOT)
    st.cache_resource.clear()
    try:
        yield
    finally:
        close_shared()
        os.chdir(folder)
        del os.environ[ENVIRONMENT]
        if before is not None:
            os.environ[ENVIRONMENT] = before


def pages() -> list[str]:
    """Every page's file, as the navigation names it."""
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "pages").glob("*/*.py"))]


def cost(page: str, times: int) -> Cost:
    """`page` (its file), changed so many times, with an empty page before each change.

    A page without a selection is run again as it is.
    """
    empty = AppTest.from_string(EMPTY).run()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.switch_page(page)
    app.query_params["omgang"] = POINTS if page == CHAIN else ROUND
    app.run()
    changes, empties = [], []
    for number in range(times):
        empties.append(_seconds(empty))
        for name, values in selection(number).items():
            for box in app.multiselect:
                if box.key == f"sk_ask_{name}":
                    box.set_value(values)
        changes.append(_seconds(app))
        if app.exception:
            raise RuntimeError(f"{page}: {app.exception[0].message}")
    return Cost(Path(page).stem, changes, empties)


def _seconds(app: AppTest) -> float:
    start = time.process_time()
    app.run()
    return time.process_time() - start


def chromium() -> str | None:
    """Where this machine has a Chromium."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def first_visit(database: Path, browser: str) -> int:
    """Bytes that a first visit moves, as they go over the wire, until the page is still."""
    port = free_port()
    command = ["-m", "skolkval", "run", "--port", str(port), "--database", str(database)]
    moved: list[float] = []
    with running(command, port, database) as server, sync_playwright() as playwright:
        # Chromium refuses its own sandbox to root, which is who runs in a container.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        chrome = playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox"] if root else []
        )
        page = chrome.new_context(locale="sv-SE").new_page()
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda end: moved.append(end["encodedDataLength"]))
        wire.on(
            "Network.webSocketFrameReceived",
            lambda end: moved.append(len(end["response"]["payloadData"]) * 3 / 4),
        )
        page.goto(server.url)
        page.wait_for_selector(".js-plotly-plot", timeout=60_000)
        page.wait_for_load_state("networkidle")
        chrome.close()
    return round(sum(moved))


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether every limit is met."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--raters", type=int, default=300_000, help=f"at least {FEWEST:,}")
    parser.add_argument("--times", type=int, default=12, help="changes of selection on each page")
    parser.add_argument("--page", help="only this page, by its address")
    chosen = parser.parse_args(arguments)
    met = True
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        build(database, chosen.raters)
        with served(database):
            for page in pages():
                if chosen.page in (None, Path(page).stem):
                    found = cost(page, chosen.times)
                    print(found, flush=True)
                    met = met and found.met
        if browser := chromium():
            moved = first_visit(database, browser)
            verdict = "met" if moved <= MOST_BYTES else "MISSED"
            print(f"a first visit, bytes{moved:>12,}  ≤ {MOST_BYTES:,}  {verdict}")
            met = met and moved <= MOST_BYTES
        else:
            print("a first visit: not measured, there is no Chromium on this machine")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
