"""Is everything pinned, and does no tracked file say where a registry or a developer's machine is?"""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from streamlit import config

ROOT = Path(__file__).parent.parent
# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "npm" + "js.com",
    "deb.deb" + "ian.org",
    "crates" + ".io",
    "proxy.go" + "lang.org",
]
MACHINE_PATHS = ["/" + "root/", "/" + "work/", "/" + "home/", "/" + "Users/", "C:" + "\\Users"]
BINARY = {".png", ".jpg", ".xlsx", ".ico", ".woff2", ".db"}


def tracked() -> list[Path]:
    """The files of the repository, new ones included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git repository, so its files are not known")
    names = listed.stdout.decode().split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def normal(name: str) -> str:
    """A package's name as indexes compare it.

    >>> normal("Python_Calamine")
    'python-calamine'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    """The package names of requirement strings, extras and versions left out."""
    return {normal(re.split(r"[\s\[<>=!~;]", text, maxsplit=1)[0]) for text in requirements}


def pinned(lock: Path) -> set[tuple[str, str]]:
    """Package and version (one per range of Pythons), where it is exact and has at least one hash."""
    blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
    found = (re.match(r"(\S+)==(\S+).*--hash=sha256:[0-9a-f]{64}", b, re.DOTALL) for b in blocks)
    return {(normal(match[1]), match[2]) for match in found if match}


def test_every_direct_dependency_is_pinned_with_a_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, test = pinned(ROOT / "requirements.lock"), pinned(ROOT / "requirements-test.lock")

    assert names(project["dependencies"]) <= {name for name, _ in run}
    assert names(project["optional-dependencies"]["test"]) <= {name for name, _ in test}
    # The tests run what users run.
    assert run <= test


def test_every_line_of_the_locks_is_pinned() -> None:
    for lock in ROOT.glob("*.lock"):
        lines = [line for line in lock.read_text().splitlines() if line and line[0] not in " #"]
        assert len(lines) == len(pinned(lock)), lock.name


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {needle}"
        for path in tracked()
        if path.suffix not in BINARY
        for text in [path.read_text(encoding="utf-8", errors="replace")]
        for needle in [*REGISTRIES, *MACHINE_PATHS]
        if needle in text
    ]
    assert not found, "\n".join(found)


def test_ci_runs_the_same_tests_as_the_readme_names() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "make test"
    assert "set -euo pipefail" in lines
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", False),
        ("client.toolbarMode", "minimal"),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("server.headless", True),
        ("server.maxUploadSize", 25),
        ("server.fileWatcherType", "none"),
        ("server.enableStaticServing", False),
        ("server.enableAgentApi", False),
        ("server.runOnSave", False),
    ],
)
def test_streamlit_reads_the_setting(option: str, value: object) -> None:
    section, name = option.split(".")
    # Through Streamlit's own list too, or a misspelt name would pass.
    assert option in config.get_config_options()
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert settings[section][name] == value
