"""Do commands leave a database alone that a server holds, and are copies made and put back?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Contents, Run, contents
from tests.running import Running, free_port, running

MAIN = "import sys; from skolkval.cli import main; sys.exit(main())"


@pytest.fixture
def filled(run: Run, instrument: str, teachers: Path) -> None:
    """A database with round R."""
    assert run("import", teachers, "--round", "R", "--instrument", instrument).code == 0


@pytest.fixture
def server(filled: None, database: Path) -> Iterator[Running]:
    """`skolkval run` on that database."""
    port = free_port()
    with running(["-c", MAIN, "run", "--port", str(port)], port, database) as up:
        yield up


@pytest.mark.usefixtures("filled")
def test_as_a_process_of_its_own_it_prints_one_document_in_utf_8(database: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", MAIN, "results", "--round", "R", "--group", "unit", "--json"],
        capture_output=True,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "SKOLKVAL_DATABASE": str(database)},
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert json.loads(ran.stdout.decode("utf-8"))["rows"][0]["units"] == ["Åsen"]
    assert "Åsen".encode() in ran.stdout


def test_while_a_server_runs_only_copies_are_made(
    server: Running, run: Run, teachers: Path, tmp_path: Path
) -> None:
    for arguments in (
        ["rounds", "list"],
        ["rounds", "undo", "1"],
        ["rounds", "delete", "R"],
        ["results", "--round", "R"],
        ["instruments", "list"],
        ["instruments", "show", "prov"],
        ["instruments", "add", str(tmp_path / "prov.toml")],
        ["import", str(teachers), "--round", "R", "--instrument", "prov"],
        ["import", str(teachers), "--round", "R", "--instrument", "prov", "--dry-run"],
        ["examples"],
    ):
        ran = run(*arguments, "--json")
        assert (ran.code, ran.err) == (1, "")
        assert [message["code"] for message in ran.json["messages"]] == ["SK-303"]
        assert ran.json.get("stored") in (None, False)
    second = run("run", "--port", free_port())
    assert (second.code, second.out) == (1, "")
    assert second.err.startswith("SK-303 ")

    copy = tmp_path / "kopior" / "kopia.db"
    made = run("backup", copy, "--json")
    assert (made.code, made.json) == (0, {"backup": str(copy), "bytes": copy.stat().st_size})
    taken = run("backup", copy, "--json")
    assert (taken.code, taken.json["messages"][0]["code"]) == (1, "SK-306")

    other = tmp_path / "annan.db"
    assert run("instruments", "add", tmp_path / "prov.toml", "--database", other).code == 0
    put_back = run("restore", other, "--json")
    assert (put_back.code, put_back.err) == (0, "")
    kept = Path(put_back.json["kept"])
    assert kept.parent == server.database.parent
    assert contents(kept) == contents(copy)

    assert f"SkolKval är igång: {server.url}\n" in server.output
    assert server.stop() == 0
    assert contents(server.database) == contents(other) != contents(copy)


@pytest.mark.usefixtures("filled")
def test_a_restore_brings_back_what_was_copied_and_keeps_what_was_there(
    run: Run, tmp_path: Path, rows_of: Callable[[], Contents]
) -> None:
    copy = tmp_path / "kopia.db"
    assert run("backup", copy).code == 0
    copied = rows_of()
    run("rounds", "delete", "R")
    deleted = rows_of()
    ran = run("restore", copy, "--json")
    assert (ran.code, ran.json["restored"]) == (0, str(copy))
    assert rows_of() == copied != deleted
    assert contents(Path(ran.json["kept"])) == deleted


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_no_copy_is_refused_and_nothing_is_made(
    run: Run, database: Path, tmp_path: Path, teachers: Path, rows_of: Callable[[], Contents]
) -> None:
    before = rows_of()
    files = sorted(database.parent.iterdir())
    for source in (teachers, tmp_path / "saknas.db"):
        ran = run("restore", source, "--json")
        assert (ran.code, ran.json["messages"][0]["code"]) == (1, "SK-307")
    assert rows_of() == before
    assert sorted(database.parent.iterdir()) == files
    elsewhere = tmp_path / "ny" / "ny.db"
    assert run("restore", teachers, "--database", elsewhere).code == 1
    assert not elsewhere.parent.exists()


@pytest.mark.usefixtures("filled")
def test_a_copy_is_put_back_where_there_is_no_database(run: Run, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "kopia.db", tmp_path / "ny" / "ny.db"
    run("backup", copy)
    ran = run("restore", copy, "--database", elsewhere, "--json")
    assert (ran.code, ran.json["kept"]) == (0, None)
    assert contents(elsewhere) == contents(copy)


@pytest.mark.usefixtures("filled")
def test_a_copy_is_put_back_over_a_damaged_database_which_is_kept(
    run: Run, database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "kopia.db"
    run("backup", copy)
    database.write_bytes(b"inte en databas" * 1000)
    ran = run("restore", copy, "--json")
    assert ran.code == 0
    assert contents(database) == contents(copy)
    assert Path(ran.json["kept"]).read_bytes() == b"inte en databas" * 1000


def test_others_reach_the_server_only_with_a_password(run: Run, tmp_path: Path) -> None:
    ran = run("run", "--host", "0.0.0.0", "--port", 0)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("SK-601 ")
    short = tmp_path / "losen.txt"
    short.write_text("kort\n")
    ran = run("run", "--password-file", short)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("SK-601 ")
