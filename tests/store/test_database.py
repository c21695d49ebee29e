"""Is the database whole or untouched after everything that can happen to it? Part D of the faults."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.imports import undo_import
from skolkval.store.queries import one
from skolkval.store.rounds import all_rounds
from tests.store.survey import bring, dump, new_database, published, raters, shown

ROOT = Path(__file__).parents[2]


def in_another_process(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Python with the project on its path, its output as lines of text."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


# Opening

OPEN = """
import sys
from pathlib import Path
from skolkval.errors import Refusal
from skolkval.store.database import Database
try:
    Database.open(Path(sys.argv[1]))
except Refusal as refusal:
    print(refusal)
"""


def test_a_second_process_is_told_that_the_database_is_in_use(database: Database) -> None:
    bring(database, raters(9, "Ask"))
    output, _ = in_another_process(OPEN, database.path).communicate(timeout=60)
    assert output.startswith("SK-303 ")
    assert "PID" not in output and str(database.path.parent) not in output
    assert shown(database) == {"Ask": (0, 0, 9, 0)}


def refused(path: Path, code: str) -> str:
    """The text of the refusal to open `path`, which stays as it was."""
    files = {each: each.is_file() and each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(Refusal) as refusal:
        Database.open(path)
    assert refusal.value.code == code
    assert str(path.parent) not in refusal.value.text
    for each, content in files.items():
        assert not content or each.read_bytes() == content
    return refusal.value.text


def test_each_way_a_database_cannot_be_opened_has_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "mapp.db").mkdir()
    (tmp_path / "text.db").write_text("hej " * 5000)
    texts = {
        refused(tmp_path / "finns-inte.db", "SK-305"),
        refused(tmp_path / "mapp.db", "SK-305"),
        refused(tmp_path / "text.db", "SK-305"),
    }
    assert len(texts) == 3
    assert not (tmp_path / "finns-inte.db").exists()


def test_an_empty_file_is_not_taken_for_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "tom.db").touch()
    assert "är tom" in refused(tmp_path / "tom.db", "SK-305")


def test_a_log_without_its_database_is_kept(tmp_path: Path) -> None:
    new_database(tmp_path).close()
    (tmp_path / "prov.db").rename(tmp_path / "undan.db")
    (tmp_path / "prov.db.wal").write_bytes(b"logg")
    refused(tmp_path / "prov.db", "SK-304")
    with pytest.raises(Refusal):
        Database.open(tmp_path / "prov.db", create=True)
    assert not (tmp_path / "prov.db").exists()


def test_a_damaged_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    bring(database, raters(9, "Ask"))
    database.close()
    path = tmp_path / "prov.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(4096) + whole[8192:])
    with pytest.raises(Refusal) as refusal:
        Database.open(path)
    assert refusal.value.code in {"SK-304", "SK-305"}


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    new_database(tmp_path).close()
    with duckdb.connect(str(tmp_path / "prov.db")) as other:
        other.execute("UPDATE about SET schema_version = 999")
    assert "999" in refused(tmp_path / "prov.db", "SK-305")


def test_what_was_stored_is_there_when_it_is_opened_again(database: Database) -> None:
    bring(database, raters(9, "Ask"))
    before = dump(database)
    database.close()
    again = Database.open(database.path)
    after = dump(again, skip=["data_version"])
    again.close()
    assert after == {**before, "main.about": after["main.about"]}


# Locked down


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd.csv'",
        "SELECT content FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '{folder}/ut.csv'",
        "EXPORT DATABASE '{folder}/ut'",
        "ATTACH '{folder}/annan.db' AS annan",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '1KB'",
        "SET home_directory = '/'",
    ],
)
def test_the_connection_reaches_nothing_outside_the_database(
    database: Database, tmp_path: Path, statement: str
) -> None:
    before = sorted(tmp_path.iterdir())
    why = "disabled by configuration|configuration has been locked|Permission Error"
    with pytest.raises(duckdb.Error, match=why), database.transaction() as cursor:
        cursor.execute(statement.format(folder=tmp_path))
    assert sorted(tmp_path.iterdir()) == before


def test_a_snapshot_cannot_write(database: Database) -> None:
    with pytest.raises(duckdb.Error, match="read-only"), database.snapshot() as cursor:
        cursor.execute("DELETE FROM rounds")


# Many at once


def test_eight_threads_with_mixed_questions_get_their_own_answers(database: Database) -> None:
    bring(database, raters(9, "Ask"))
    wrong: list[object] = []

    def ask(thread: int) -> None:
        rnd = random.Random(thread)
        try:
            for number in range(200):
                mine = thread * 1000 + number
                with database.snapshot() as cursor:
                    if one(cursor, "SELECT $mine::INTEGER", {"mine": mine}) != (mine,):
                        wrong.append(mine)
                if number % 50 == 0:
                    if rnd.random() < 0.5 and shown(database) != {"Ask": (0, 0, 9, 0)}:
                        wrong.append("counts")
                    bring(database, raters(9, "Ask"), title=f"{thread} {number}")
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(all_rounds(database)) == 1 + 8 * 4


def test_a_reader_sees_the_version_before_or_after_an_import_never_between(
    database: Database,
) -> None:
    bring(database, raters(9, "Ask"))
    stop, mixed = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            with database.snapshot() as cursor:
                row = one(
                    cursor,
                    """SELECT (SELECT sum(raters) FROM published.atoms),
                              (SELECT sum(n) FROM published.counts WHERE item_no = 0),
                              (SELECT count(*) FROM raw.raters)""",
                )
            if row is None or len(set(row)) != 1:
                mixed.append(row)

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(10, 16):
        undo_import(database, bring(database, raters(n, "Ask", (n % 4 + 1, n % 3 + 1, 1))))
    stop.set()
    reader.join()
    assert mixed == []


# All or nothing


def test_a_refused_import_changes_nothing(database: Database) -> None:
    bring(database, raters(9, "Ask"))
    before = dump(database)
    for says in ({"openness": "joint"}, {"threshold": 5}, {"invited": {"ledare": -1}}):
        with pytest.raises(Refusal):
            bring(database, raters(8, "Björk"), **says)
    assert dump(database) == before


def test_an_error_in_the_middle_of_an_import_changes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(database, raters(9, "Ask"))
    before = dump(database)
    monkeypatch.setattr("skolkval.store.imports.publish_round", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(database, raters(8, "Björk"))
    assert dump(database) == before


IMPORT_FOR_EVER = """
import sys
from pathlib import Path
from skolkval.store.database import Database
from tests.store.survey import bring, raters
database = Database.open(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    print("begins", number, flush=True)
    bring(database, raters(500, "Ask"), title=f"{number}")
    print("done", number, flush=True)
"""


@pytest.mark.parametrize("after", [0.0, 0.03, 0.08, 0.15, 0.3])
def test_a_process_killed_in_an_import_leaves_the_whole_file_or_nothing(
    tmp_path: Path, after: float
) -> None:
    new_database(tmp_path).close()
    process = in_another_process(IMPORT_FOR_EVER, tmp_path / "prov.db")
    assert process.stdout is not None
    said = [process.stdout.readline()]
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    said += process.communicate(timeout=60)[0].splitlines()
    promised = {line.split()[1] for line in said if line.startswith("done")}
    database = Database.open(tmp_path / "prov.db")
    titles = [each.title for each in all_rounds(database)]
    assert promised <= set(titles) and len(titles) <= len(promised) + 1
    for title in titles:
        assert shown(database, title=title) == {"Ask": (0, 0, 500, 0)}
    with database.snapshot() as cursor:
        assert one(cursor, "SELECT count(*) FROM raw.raters") == (500 * len(titles),)
        assert one(cursor, "SELECT count(*) FROM raw.responses") == (1500 * len(titles),)
    database.close()


# Backup and restore


def test_a_backup_taken_while_others_write_holds_whole_imports(
    database: Database, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            bring(database, raters(50, "Ask"), title=f"{number}")

    writer = threading.Thread(target=write)
    writer.start()
    copies = [tmp_path / f"kopia-{number}.db" for number in range(4)]
    for copy in copies:
        database.backup(copy)
        time.sleep(0.05)
    stop.set()
    writer.join()
    sizes = []
    for copy in copies:
        backup = Database.open(copy)
        titles = [each.title for each in all_rounds(backup)]
        assert all(published(backup, title).atoms[0].raters == 50 for title in titles)
        with backup.snapshot() as cursor:
            assert one(cursor, "SELECT count(*) FROM raw.raters") == (50 * len(titles),)
        sizes.append(len(titles))
        backup.close()
    assert sizes == sorted(sizes)


def test_a_restored_backup_replaces_everything(database: Database, tmp_path: Path) -> None:
    bring(database, raters(9, "Ask"), "gammal")
    before = dump(database, skip=["data_version"])
    version = database.data_version()
    database.backup(tmp_path / "kopia.db")
    bring(database, raters(8, "Björk"), "ny")
    undo_import(database, 1)
    database.restore(tmp_path / "kopia.db")
    assert dump(database, skip=["data_version"]) == before
    assert database.data_version() > version + 2, "what is cached by version is out of date"
    assert database.ping()


def test_a_backup_is_not_written_over_another_file(database: Database, tmp_path: Path) -> None:
    (tmp_path / "kopia.db").write_text("kvar")
    for target in (tmp_path / "kopia.db", tmp_path / "kopia.db" / "under.db"):
        with pytest.raises(Refusal) as refusal:
            database.backup(target)
        assert refusal.value.code == "SK-306"
    assert (tmp_path / "kopia.db").read_text() == "kvar"


@pytest.mark.parametrize("kind", ["missing", "text", "cut", "foreign", "version"])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    database: Database, tmp_path: Path, kind: str
) -> None:
    bring(database, raters(9, "Ask"))
    before = dump(database)
    source = tmp_path / "kopia.db"
    database.backup(source)
    if kind == "missing":
        source.unlink()
    elif kind == "text":
        source.write_text("hej")
    elif kind == "cut":
        source.write_bytes(source.read_bytes()[:20_000])
    else:
        with duckdb.connect(str(source)) as other:
            other.execute(
                "UPDATE about SET schema_version = 999"
                if kind == "version"
                else "DROP TABLE raw.responses"
            )
    with pytest.raises(Refusal) as refusal:
        database.restore(source)
    assert refusal.value.code == "SK-307"
    assert dump(database) == before
    bring(database, raters(8, "Björk"))


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_only_the_owner_can_read_what_is_written(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = Database.open(tmp_path / "ny" / "prov.db", create=True)
        with database.transaction() as cursor:
            cursor.execute("CREATE TABLE prov AS SELECT 1 AS svar")
        database.backup(tmp_path / "ny" / "kopia.db")
        written = [each for each in (tmp_path / "ny").rglob("*") if each.is_file()]
        assert {each.name for each in written} >= {"prov.db", "prov.db.wal", "kopia.db"}
        assert not [each for each in written if stat.S_IMODE(each.stat().st_mode) & 0o077]
        database.close()
    finally:
        os.umask(before)
