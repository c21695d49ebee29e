"""Does every import run one way, and does every name of a raw answer stay inside the store?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE_LINES = 60

# Who may import whom inside the project, and BASE for everybody. A layer that is not here is new,
# and its place has to be written down.
BASE = {"errors", "swedish"}
PARTS = {"examples", "importing", "instruments"}
ALLOWED: dict[str, set[str]] = {
    "__main__": {"cli"},
    "app": {"pages", "ui"},
    "pages": {"ui"},
    "ui": {"analysis", "charts", "reports", "results", "store"} | PARTS,
    "server": {"serving", "ui"},
    "serving": set(),
    "cli": {"commands", "charts", "results", "store", "server"} | PARTS,
    "commands": {"charts", "reports", "results", "store", "server", "serving"} | PARTS,
    "reports": {"charts", "instruments", "results", "store"},
    "examples": {"instruments"},
    "results": {"analysis", "store", "instruments"},
    "store": PARTS,
    "importing": {"instruments"},
    "analysis": {"instruments"},
    "charts": {"analysis", "instruments"},
    "instruments": set(),
}
OUTSIDE: dict[str, set[str]] = {
    "duckdb": {"store"},
    "streamlit": {"app", "pages", "ui", "server"},
    "plotly": {"charts", "ui"},
}
RAW = re.compile(r"\braw\.\w+")
# What in the store reads or writes the answers themselves: import, undo, publish and deletion.
RAW_FILES = {
    *("schema.sql", "queries/migrate_1.sql", "queries/migrate_2.sql", "rounds.py"),
    *("imports.py", "imported_raters.py", "import_corrections.py", "import_repeats.py"),
    *("publish.py", "publish_levels.py", "publish_retired.py", "count_waves.py"),
    "publish_comments.py",
    *("queries/count_waves.sql", "queries/publish_levels.sql"),
    *("queries/publish_counts.sql", "queries/publish_areas.sql"),
}
VIEWER_SIDE = {"app", "charts", "cli", "commands", "pages", "reports", "results", "ui"}


def layer(path: Path) -> str:
    """The layer that a file belongs to, from its place in the project.

    >>> layer(Path("skolkval/store/publish.py")), layer(Path("pages/a/b.py")), layer(Path("app.py"))
    ('store', 'pages', 'app')
    """
    return Path(path.parts[1 if path.parts[0] == "skolkval" else 0]).stem


def imports(source: str) -> Iterator[str]:
    """Every module that `source` imports, relative ones left out (there are to be none)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "relative import"
            elif node.module == "skolkval":
                yield from (f"skolkval.{alias.name}" for alias in node.names)
            elif node.module:
                yield node.module


def import_faults(path: Path, source: str) -> list[str]:
    """What `source` at `path` (from the project's root) imports against the rules."""
    own = layer(path)
    faults = []
    for module in imports(source):
        top, *rest = module.split(".")
        if top == "skolkval" and rest:
            target = rest[0]
            if target not in ALLOWED.get(own, set()) | {own} | BASE:
                faults.append(f"{path}: {own} imports {module}")
        elif top == "relative import" or own not in OUTSIDE.get(top, {own}):
            faults.append(f"{path}: {own} imports {module}")
    return faults


def raw_faults(path: Path, source: str) -> list[str]:
    """Where `source` at `path` names a table of raw answers and has no business to."""
    own = layer(path)
    named = RAW.findall(source)
    may = own != "store" or path.relative_to("skolkval/store").as_posix() in RAW_FILES
    if own in VIEWER_SIDE or not may:
        return [f"{path}: names {name}" for name in named]
    return []


def page_faults(path: Path, source: str) -> list[str]:
    """How a page is too long or lies in the wrong place."""
    if path.parts[0] != "pages":
        return []
    lines = len(source.splitlines())
    faults = [f"{path}: {lines} lines, at most {PAGE_LINES}"] if lines > PAGE_LINES else []
    if len(path.parts) != 3:
        faults.append(f"{path}: lies {len(path.parts) - 2} folders down in pages/, must be 1")
    return faults


def files() -> list[Path]:
    """Every Python and SQL file of the product, from the root."""
    found = [*ROOT.glob("app.py"), *ROOT.glob("pages/**/*.py"), *ROOT.glob("skolkval/**/*.py")]
    found += ROOT.glob("skolkval/**/*.sql")
    return sorted(path.relative_to(ROOT) for path in found)


@pytest.mark.parametrize("path", files(), ids=str)
def test_the_file_keeps_to_its_layer(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    faults = raw_faults(path, source)
    if path.suffix == ".py" and path != Path("skolkval/__init__.py"):
        faults += import_faults(path, source) + page_faults(path, source)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("pages/a/b.py", "from skolkval.store import rounds"),
        ("pages/a/b.py", "from skolkval import results"),
        ("skolkval/charts/radar.py", "import skolkval.store.publish"),
        ("skolkval/analysis/gap.py", "from skolkval.results import rows"),
        ("skolkval/store/rounds.py", "from skolkval.results import rows"),
        ("skolkval/importing/plan.py", "def f():\n    from skolkval.store import rounds"),
        ("skolkval/serving/guard.py", "import streamlit as st"),
        ("skolkval/results.py", "import duckdb"),
        ("skolkval/ui/card.py", "import duckdb"),
        ("skolkval/cli.py", "import streamlit.web"),
        ("skolkval/ui/card.py", "from . import text"),
        ("app.py", "from skolkval.store import rounds"),
    ],
)
def test_an_import_against_the_stream_is_found(path: str, source: str) -> None:
    assert import_faults(Path(path), source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("skolkval/results.py", "SELECT * FROM raw.responses"),
        ("skolkval/cli.py", "'raw.raters'"),
        ("skolkval/ui/card.py", "'raw.responses'"),
        ("skolkval/store/queries/counts.sql", "SELECT n FROM raw.responses"),
        ("skolkval/store/published.py", "SELECT n FROM raw.responses"),
        ("skolkval/store/imports_of_late.py", "SELECT n FROM raw.responses"),
    ],
)
def test_a_raw_answer_named_outside_the_store_is_found(path: str, source: str) -> None:
    assert raw_faults(Path(path), source)


def test_a_long_page_and_a_page_outside_a_question_are_found() -> None:
    assert page_faults(Path("pages/a/b.py"), "x\n" * (PAGE_LINES + 1))
    assert page_faults(Path("pages/b.py"), "x\n")
    assert not page_faults(Path("pages/a/b.py"), "x\n" * PAGE_LINES)
