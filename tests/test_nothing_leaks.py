"""Can anything that the product puts out tell what hidden answers say? Two worlds are compared.

They differ only in what nobody may see: the answers of a level with six raters, of an item that
three answered, of three who wait, and which of two pooled units answered what; what those of a
hidden level, too few on an area, and those who wait have written, and who wrote what is shown; and
the names of what is hidden, which are marked. Every page, picture, address, command and log line must be the same
in both, and hold no mark.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from skolkval.cli import main
from skolkval.importing.comments import Comment
from skolkval.importing.plan import MISSING, NOT_ASKED, ImportPlan
from skolkval.importing.report import CommentColumn, FileFacts, ImportReport
from skolkval.instruments.model import Instrument
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.instruments import instrument_named
from skolkval.store.rounds import RoundSpec
from skolkval.store.shared import ENVIRONMENT, close_shared
from skolkval.ui import frame

ROOT = Path(__file__).parents[1]
TITLE, FORM = "Höstens värdering", "Grundskola"
MARK = "Dold"
CHOICES: tuple[dict[str, str | list[str]], ...] = (
    {"kommentarer": "alla"},
    {"enhet": ["Cedern"]},
    {"faktor": "Hälsofrämjande lärmiljö"},
)


@dataclass(frozen=True)
class Group:
    """Raters who answer alike: `step` to every item they are asked, blank in the others. The first
    of them write a comment on the first area, each another; `hidden` says that none may be read."""

    level: str
    unit: str
    n: int
    step: int
    items: slice = field(default_factory=lambda: slice(None))
    writes: int = 0
    hidden: bool = False


def files(low: int, high: int) -> list[list[Group]]:
    """The files of a world. `low` and `high` are only given where nobody may see them.

    Who has written what is on screen is told apart too: it is `low` raters of one unit.
    """
    first = [
        Group("undervisning", "Alskolan", 30, 3, writes=5 + low),
        Group("undervisning", "Bokskolan", 20, 2, writes=5 + high),
        Group("undervisning", "Cedern", 4, low),
        Group("undervisning", "Dungen", 4, high),
        Group("rektor", "Alskolan", 8, 3, slice(1, None)),
        Group("rektor", "Alskolan", 3, low, slice(0, 1)),
        Group("huvudman", f"{MARK}a huset", 4, low, writes=low, hidden=True),
        Group("huvudman", f"{MARK}a huset", 2, high),
    ]
    return [first, [Group("undervisning", "Bokskolan", 3, high, writes=2, hidden=True)]]


def plan(groups: list[Group], instrument: Instrument, number: int) -> ImportPlan:
    """What the importer would make of file `number`; the roles tell the worlds apart."""
    table = pd.DataFrame(
        [
            (group.level, group.unit, FORM, f"{MARK} roll {group.step}")
            for group in groups
            for _ in range(group.n)
        ],
        columns=["level", "unit", "school_form", "role"],
        dtype=object,
    )
    comments = written(groups)
    answers = np.full((len(table), len(instrument.items)), NOT_ASKED, dtype=np.int8)
    row = 0
    for group in groups:
        asked = [
            place
            for place, item in enumerate(instrument.items)
            if item.level in (None, group.level)
        ]
        rows = slice(row, row + group.n)
        answers[rows, asked] = MISSING
        answers[rows, asked[group.items]] = group.step
        row += group.n
    report = ImportReport(FileFacts(f"fil {number}.xlsx", f"fil {number}", 1, "xlsx", None))
    report.answers = int((answers > 0).sum())
    report.comments = [CommentColumn("Z", area.id, 0, 0, 0) for area in instrument.areas[:2]]
    said = tuple(Comment(rater, instrument.areas[0].id, text) for rater, text in comments)
    # On the second area nine have written, and that is too few.
    said += tuple(
        Comment(rater, instrument.areas[1].id, f"{MARK} {groups[0].step} {rater} {groups[2:3]}")
        for rater in range(9 if number == 0 else 0)
    )
    return ImportPlan(instrument, table, answers, report, said)


def written(groups: list[Group]) -> Iterator[tuple[int, str]]:
    """Who writes what: the same open comments in every world, and hidden ones that are marked."""
    row = told = 0
    for group in groups:
        for number in range(group.writes):
            if group.hidden:
                yield row + number, f"{MARK} kommentar {group.step} {number}"
            else:
                told += 1
                yield row + number, f"Öppen kommentar {told}"
        row += group.n


def build(path: Path, low: int, high: int) -> None:
    """A database with the round, its files read in at the same moment in both worlds."""
    database = Database.open(path, create=True)
    instrument = instrument_named(database, "framgangsfaktorer")
    for number, groups in enumerate(files(low, high)):
        add_import(database, plan(groups, instrument, number), RoundSpec(TITLE, instrument.id))
    with database.transaction() as cursor:
        cursor.execute("UPDATE imports SET imported = TIMESTAMP '2026-10-01 09:00:00'")
    database.close()


def addresses() -> list[str]:
    """The file of every page there is in the navigation."""
    return [path for members in frame._SECTIONS.values() for path in members]


def elements(block: Block | Element) -> Iterator[str]:
    """All that is sent to the browser: texts, labels, alternatives, figures, links to downloads."""
    if isinstance(block, Block):
        for child in block.children.values():
            yield from elements(child)
    yield str(block.proto)


def page(path: str, query: dict[str, str | list[str]]) -> str:
    """What is sent to the browser, the address, and what the downloads hold."""
    downloads: list[str] = []
    offer = st.download_button

    def kept(label: str, data: Any, *args: Any, **says: Any) -> bool:
        downloads.append(content(data() if callable(data) else data))
        return offer(label, data, *args, **says)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "download_button", kept)
        app = ran(path, query)
    sent = "\n".join(text for block in app._tree.children.values() for text in elements(block))
    sent = re.sub('deferred_file_id: "[0-9a-f]+"', "", sent)  # drawn by Streamlit at each run
    return "\n".join([sent, str(dict(app.query_params)), *downloads])


def content(data: str | bytes) -> str:
    """What a download holds; of an Office file every part, but not when it was made."""
    if isinstance(data, str) or not zipfile.is_zipfile(io.BytesIO(data)):
        return repr(data)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(
            re.sub(r"kl\. \d\d\.\d\d", "", f"{name} {parts.read(name).decode('utf-8', 'replace')}")
            for name in parts.namelist()
            if "docProps" not in name
        )


def ran(path: str, query: dict[str, str | list[str]]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(path)
    app.run()
    assert not app.exception, app.exception
    return app


def commands() -> dict[str, list[str]]:
    """Every way to ask for the numbers, and some that are refused."""
    names = ("level", "unit", "school_form")
    groupings = [",".join(few) for size in range(4) for few in combinations(names, size)]
    asked = {
        f"{by} {group} {form}": ["results", "--round", TITLE, "--by", by, "--group", group, *form]
        for by in ("area", "item")
        for group in groupings
        for form in ([], ["--json"])
    }
    results = ["results", "--round", TITLE, "--group", "unit"]
    return asked | {
        "cut": [*results, "--unit", "Cedern"],
        "hidden": [*results, "--level", "huvudman"],
        "unknown": [*results, "--unit", "Ingenstans"],
        "rounds": ["rounds", "list", "--json"],
        "lower": ["rounds", "threshold", TITLE, "6"],
        "undo": ["rounds", "undo", "77"],
    }


def command(arguments: list[str]) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(arguments)
    return f"{out.getvalue()}\n{code}"


@dataclass(frozen=True)
class World:
    """Everything that one world puts out, by where."""

    pages: dict[str, str]
    commands: dict[str, str]
    log: str


def look(path: Path, low: int, high: int) -> World:
    """Build a world and look at all of it."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(ENVIRONMENT, str(path))
            patch.chdir(ROOT)
            build(path, low, high)
            st.cache_resource.clear()
            st.cache_data.clear()
            shown = {
                f"{each} {query}": page(each, query) for each in addresses() for query in CHOICES
            }
            close_shared()
            said = {name: command(arguments) for name, arguments in commands().items()}
    finally:
        close_shared()
        root.setLevel(before)
        root.removeHandler(handler)
    return World(shown, said, log.getvalue())


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, World]:
    # The same path in both: a page may show the name of the database.
    folder = tmp_path_factory.mktemp("worlds")
    first = look(folder / "skolkval.db", 1, 4)
    (folder / "skolkval.db").unlink()
    return first, look(folder / "skolkval.db", 4, 1)


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [
        f"{place}: {mine!r} / {yours!r}"
        for place in one
        for mine, yours in zip(one[place].split("\n"), other[place].split("\n"), strict=False)
        if mine != yours
    ]


def test_no_page_tells_the_worlds_apart(worlds: tuple[World, World]) -> None:
    first, second = worlds
    assert not differences(first.pages, second.pages)
    assert first.pages == second.pages


def test_no_command_tells_the_worlds_apart(worlds: tuple[World, World]) -> None:
    first, second = worlds
    assert not differences(first.commands, second.commands)
    assert first.commands == second.commands


PLACES: dict[str, Callable[[World], str]] = {
    "pages": lambda world: "\n".join(world.pages.values()),
    "commands": lambda world: "\n".join(world.commands.values()),
    "log": lambda world: world.log,
}


@pytest.mark.parametrize("place", PLACES)
def test_no_name_of_what_is_hidden_is_put_out(worlds: tuple[World, World], place: str) -> None:
    for world in worlds:
        text = PLACES[place](world)
        assert MARK not in text, re.findall(f".{{60}}{MARK}.{{60}}", text)[:3]


def test_what_is_looked_at_is_really_there(worlds: tuple[World, World]) -> None:
    first, _ = worlds
    assert {each.split()[0] for each in first.pages} == {
        str(path.relative_to(ROOT)) for path in (ROOT / "pages").glob("*/*.py")
    }
    overview = first.pages[f"{frame.OVERVIEW} {CHOICES[0]}"]
    assert "Cedern" in overview or "58" in overview
    assert "SK-312" in first.commands["lower"]
    assert '"suppressed": true' in first.commands["item level ['--json']"]
    areas = first.pages[f"{frame.AREAS} {CHOICES[0]}"]
    assert all(f"Öppen kommentar {number}" in areas for number in range(1, 16))
    assert "minst 10 har skrivit" in first.pages[f"{frame.AREAS} {CHOICES[2]}"]
    elsewhere = [text for place, text in first.pages.items() if frame.AREAS not in place]
    assert not any("Öppen kommentar" in text for text in [*elsewhere, *first.commands.values()])
