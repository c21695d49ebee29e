"""How the database is opened, locked down, written in one transaction, copied and restored."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from skolkval.errors import Refusal
from skolkval.store.queries import one, sql

log = logging.getLogger(__name__)

SCHEMA_VERSION = 3
SCHEMA = Path(__file__).with_name("schema.sql")


class Database:
    """One open database file, safe to share between threads.

    Readers take a `snapshot`, writers a `transaction`; each gets a cursor of its own, since DuckDB
    hands the rows of one connection to whichever thread asks first. Writers queue.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._writing = threading.RLock()
        self._data_version = 0

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Database:
        """Open the database at `path`; with `create`, make it where there is none.

        Raises:
            Refusal: SK-303 another process holds it, SK-304 or SK-305 it cannot be read.
        """
        # What this process writes from now on is its owner's alone: DuckDB makes its log and its copies whenever it
        # needs them, and they hold people's answers.
        os.umask(0o077)
        path = path.absolute()
        wal = path.with_name(path.name + ".wal")
        if not path.exists():
            if wal.exists():
                raise Refusal(
                    "SK-304",
                    f"Databasen {path.name} saknas, men dess logg {wal.name} finns kvar. Något har "
                    "flyttats eller raderats. Flytta inte loggen; återställ från en säkerhetskopia.",
                )
            if not create:
                raise Refusal(
                    "SK-305",
                    f"Det finns ingen databas {path.name} på den angivna platsen. Läs in en fil "
                    "först, eller ange rätt sökväg med --database.",
                )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = duckdb.connect(str(path))
        except (duckdb.IOException, OSError) as error:
            raise _cannot_open(path, error) from error
        except duckdb.Error as error:
            log.warning("database could not be opened: %s", type(error).__name__)
            raise Refusal(
                "SK-304",
                f"Databasen {path.name} är skadad och har inte öppnats. Ingenting har ändrats. "
                "Gör en kopia av mappen och återställ från en säkerhetskopia.",
            ) from error
        connection.execute(f"SET allowed_directories=['{_quoted(_copies(path))}']")
        connection.execute("SET enable_external_access=false")
        connection.execute("SET lock_configuration=true")
        database = cls(path, connection)
        try:
            database._prepare()
            database._data_version = database._stored_data_version()
        except BaseException:
            connection.close()
            raise
        return database

    def _prepare(self) -> None:
        """Make the tables in an empty database; refuse one that is not ours, or of another version."""
        with self.snapshot() as cursor:
            tables = cursor.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
            ).fetchall()
            version = one(cursor, "FROM about") if ("about",) in tables else None
        if not tables:
            with self.transaction() as cursor:
                cursor.execute(SCHEMA.read_text(encoding="utf-8"))
                cursor.execute(
                    "INSERT INTO about VALUES ($version, 0)", {"version": SCHEMA_VERSION}
                )
        elif version is None:
            raise Refusal(
                "SK-305",
                f"{self.path.name} är en databas, men inte gjord av SkolKval. Ingenting har ändrats. "
                "Ange rätt sökväg med --database.",
            )
        elif 1 <= version[0] < SCHEMA_VERSION:
            self._migrate(version[0])
        elif version[0] != SCHEMA_VERSION:
            raise Refusal(
                "SK-305",
                f"Databasen {self.path.name} är gjord av en annan version av SkolKval "
                f"(format {version[0]}, den här läser {SCHEMA_VERSION}). Använd rätt version.",
            )

    def _migrate(self, version: int) -> None:
        with self.transaction() as cursor:
            for older in range(version, SCHEMA_VERSION):
                cursor.execute(sql(f"migrate_{older}"))
            cursor.execute("UPDATE about SET schema_version = $new", {"new": SCHEMA_VERSION})
        log.info("database brought from layout %d to %d", version, SCHEMA_VERSION)

    def close(self) -> None:
        self._connection.close()
        shutil.rmtree(_copies(self.path), ignore_errors=True)

    def ping(self) -> bool:
        """Whether the database answers a question."""
        try:
            with self.snapshot() as cursor:
                return one(cursor, "SELECT count(*) FROM about") == (1,)
        except duckdb.Error:
            return False

    @contextmanager
    def snapshot(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that sees one version of the database throughout."""
        cursor = self._connection.cursor()
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        try:
            yield cursor
        finally:
            cursor.execute("ROLLBACK")
            cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose writes all happen, or none."""
        with self._writing:
            cursor = self._connection.cursor()
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
                cursor.execute("UPDATE about SET data_version = data_version + 1")
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            else:
                self._data_version = self._stored_data_version()
            finally:
                cursor.close()

    def data_version(self) -> int:
        """A number that is different after every write; caches are keyed by it.

        Remembered, as every page asks several times: nobody else can write to an open database.
        """
        return self._data_version

    def _stored_data_version(self) -> int:
        with self.snapshot() as cursor:
            row = one(cursor, "SELECT data_version FROM about")
        assert row is not None
        return int(row[0])

    def backup(self, target: Path) -> None:
        """Write a consistent copy to `target`, also while others read and write.

        Raises:
            Refusal: SK-306 the target exists or cannot be written.
        """
        target = target.absolute()
        if target.exists():
            raise Refusal(
                "SK-306", f"Filen {target.name} finns redan. Ange ett nytt namn på säkerhetskopian."
            )
        copy = _copies(self.path) / "copy.db"
        cursor = self._connection.cursor()
        try:
            with self._writing:
                copy.parent.mkdir(exist_ok=True)
                _remove(copy)
                name = one(cursor, "SELECT current_database()")
                assert name is not None
                cursor.execute(f"ATTACH '{_quoted(copy)}' AS copy")
                cursor.execute(f'COPY FROM DATABASE "{name[0]}" TO copy')
                cursor.execute("DETACH copy")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(copy, target)
        except OSError as error:
            raise Refusal(
                "SK-306",
                f"Säkerhetskopian {target.name} kunde inte skrivas. Kontrollera att mappen finns, "
                "att du får skriva där och att det finns plats.",
            ) from error
        finally:
            cursor.close()
            _remove(copy)

    def restore(self, source: Path) -> None:
        """Replace everything with the backup at `source`, in one transaction.

        Raises:
            Refusal: SK-307 `source` is not a backup of this version; nothing has changed.
        """
        source = source.absolute()
        copy = _copies(self.path) / "restore.db"
        cursor = self._connection.cursor()
        try:
            with self._writing:
                copy.parent.mkdir(exist_ok=True)
                _remove(copy)
                shutil.copyfile(source, copy)
                if _version_of(copy) < SCHEMA_VERSION:
                    Database.open(copy).close()
                cursor.execute(f"ATTACH '{_quoted(copy)}' AS backup (READ_ONLY)")
                try:
                    self._replace_with_backup(cursor)
                finally:
                    cursor.execute("DETACH backup")
        except (OSError, duckdb.Error, Refusal) as error:
            raise Refusal(
                "SK-307",
                f"{source.name} kan inte läsas som en säkerhetskopia av SkolKval. "
                "Ingenting har ändrats. Ange en fil som gjorts med skolkval backup.",
            ) from error
        finally:
            cursor.close()
            _remove(copy)

    def _replace_with_backup(self, cursor: duckdb.DuckDBPyConnection) -> None:
        version = one(cursor, "SELECT schema_version FROM backup.about")
        if version != (SCHEMA_VERSION,):
            raise duckdb.InvalidInputException("backup of another schema version")
        before = self.data_version()
        tables = cursor.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = current_database()"
        ).fetchall()
        cursor.execute("BEGIN TRANSACTION")
        try:
            for schema, table in tables:
                cursor.execute(f'DELETE FROM "{schema}"."{table}"')
                cursor.execute(
                    f'INSERT INTO "{schema}"."{table}" BY NAME SELECT * FROM backup."{schema}"."{table}"'
                )
            cursor.execute("UPDATE about SET data_version = $next", {"next": before + 1})
            cursor.execute("COMMIT")
            self._data_version = before + 1
        except BaseException:
            cursor.execute("ROLLBACK")
            raise


def _version_of(path: Path) -> int:
    """The layout of a database that nobody has open; a DuckDB error where it has none."""
    with duckdb.connect(str(path), read_only=True) as connection:
        row = one(connection, "SELECT schema_version FROM about")
    return int(row[0]) if row else 0


def _copies(path: Path) -> Path:
    """The one folder the locked-down connection may write in, besides the database itself."""
    return path.with_name(path.name + ".copies")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _remove(path: Path) -> None:
    for part in (path, path.with_name(path.name + ".wal")):
        part.unlink(missing_ok=True)


def _cannot_open(path: Path, error: Exception) -> Refusal:
    text = str(error)
    if "lock" in text.lower():
        return Refusal(
            "SK-303",
            f"Databasen {path.name} används av ett annat program, troligen av SkolKval som redan är "
            "igång. Gör det i webbläsaren, eller stäng servern först och försök igen.",
        )
    if "newer version" in text or "storage version" in text.lower():
        why = "är gjord med en annan version av databasmotorn"
    elif path.is_dir():
        why = "är en mapp"
    elif not path.exists():
        why = "kan inte skapas där; kontrollera att du får skriva i mappen"
    elif path.stat().st_size == 0:
        why = "är tom"
    else:
        why = "kan inte läsas som en databas"
    return Refusal(
        "SK-305",
        f"{path.name} {why}. Ingenting har ändrats. Ange rätt sökväg med --database, eller återställ "
        "från en säkerhetskopia.",
    )
