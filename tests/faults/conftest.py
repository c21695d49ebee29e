"""What do the fault rows share: a server's worth of import, and the invariants after each row?"""

from __future__ import annotations

import hashlib
import logging
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from skolkval.importing.plan import NOT_ASKED, FileRefusal, ImportOptions, ImportPlan, read_plan
from skolkval.importing.reader import read_file
from skolkval.importing.report import FileFacts
from skolkval.instruments.toml_file import load_toml
from skolkval.store.database import Database
from skolkval.store.imports import add_import
from skolkval.store.instruments import add_instrument
from skolkval.store.rounds import RoundSpec
from tests.importing.exports import PLAIN, STEPS

TOML = "\n".join(
    [
        'id = "prov"\nversion = "1"\ntitle = "Prov"\npublisher = "Prov"',
        '[scale]\nnot_applicable = ["Vet ej"]\n[scale.steps]',
        *(f'{value} = "{label}"' for value, label in enumerate(STEPS, start=1)),
        '[[area]]\nid = "a"\nlabel = "Område"',
        *(f'[[area.item]]\nid = "{item.id}"\ntext = "{item.text}"' for item in PLAIN.items),
    ]
)
INSTRUMENT = load_toml(TOML)
UNIT = "Hemligskolan"
"""A unit that the rows' files may hold: it must never reach the log."""

_INTERNALS = re.compile(
    r"Traceback|/[\w.-]+/[\w.-]+|\.py\b|Error:|openpyxl|calamine|duckdb|PID|\bNone\b"
)
_ENGLISH = re.compile(r"\b(?:the|file|sheet|row|column|error|invalid|not found|cannot)\b", re.I)
_WHAT_TO_DO = re.compile(
    r"\b(?:Exportera|Spara|spara|Ta bort|ta bort|Öppna|Rätta|Välj|välj|Dela|dela|Skriv|Lägg|Kontrollera|"
    r"Byt|Radera|Ångra|Ange|Behåll)\b"
)


class Intake:
    """Reads files as the server does, stores what is accepted, and checks what must always hold."""

    def __init__(self, database: Database, waiting: Path, log: pytest.LogCaptureFixture) -> None:
        self.database = database
        self._waiting = waiting
        self._log = log
        self._rounds = 0
        self.secrets = [UNIT]

    def refuses(
        self, path: Path, code: str, *says: str, name: str | None = None, **options: object
    ) -> FileRefusal:
        """The refusal that the file must meet; its text must say all of `says`."""
        before = self.dump()
        with pytest.raises(FileRefusal) as caught:
            self._read(path, name, options)
        refusal = caught.value
        assert refusal.code == code, refusal.text
        for text in says:
            assert text in refusal.text
        assert self.dump() == before  # I2
        told = [one for one in refusal.report.messages if not one.code.startswith("SK-W")]
        assert [(one.code, one.text) for one in told] == [(code, refusal.text)]  # I3
        assert not refusal.report.stored
        assert _WHAT_TO_DO.search(refusal.text), refusal.text
        self._always([one.text for one in refusal.report.messages])
        self._is_logged(code, refusal.report.file)
        return refusal

    def accepts(
        self, path: Path, *notices: str, name: str | None = None, **options: object
    ) -> ImportPlan:
        """The plan of the file, once it is stored; `notices` are all it must be told beside it."""
        plan = self._read(path, name, options)
        report = plan.report
        assert [message.code for message in report.messages] == [*notices]
        raters, responses = self._count("raw.raters"), self._count("raw.responses")
        self.store(plan)
        assert self._count("raw.raters") - raters == report.rows_accepted  # I2: the exact delta
        stored = self._count("raw.responses") - responses
        assert stored == (plan.answers != NOT_ASKED).sum()
        assert stored == report.answers + report.not_applicable + report.missing
        self._always([message.text for message in report.messages])
        self._is_logged("ok", report.file)
        return plan

    def store(self, plan: ImportPlan, title: str | None = None) -> int:
        """The id of the import, in a round of its own unless `title` says which."""
        self._rounds += 1
        spec = RoundSpec(title or f"Omgång {self._rounds}", INSTRUMENT.id)
        return add_import(self.database, plan, spec)

    def dump(self) -> str:
        """A digest of every row of every table."""
        digest = hashlib.sha256()
        with self.database.snapshot() as cursor:
            tables = cursor.execute(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1"
            ).fetchall()
            for (table,) in tables:
                rows = cursor.execute(f"FROM {table}").fetchall()
                digest.update(repr((table, sorted(map(repr, rows)))).encode())
        return digest.hexdigest()

    def holds(self, secret: str) -> bool:
        """Whether the bytes of the database, its log included, hold the text."""
        folder = self.database.path.parent
        files = [file for file in folder.glob(f"{self.database.path.name}*") if file.is_file()]
        assert files
        return any(
            secret.encode(coding) in file.read_bytes()
            for file in files
            for coding in ("utf-8", "utf-16-le")
        )

    def _read(self, path: Path, name: str | None, options: dict[str, object]) -> ImportPlan:
        said = ImportOptions(**options)  # type: ignore[arg-type]
        return read_plan(path, path.name if name is None else name, INSTRUMENT, said)

    def _count(self, table: str) -> int:
        with self.database.snapshot() as cursor:
            row = cursor.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert row is not None
        return int(row[0])

    def _always(self, texts: list[str]) -> None:
        for text in texts:
            assert not _INTERNALS.search(text), text  # I4
            assert not _ENGLISH.search(text), text  # I3
        assert list(self._waiting.iterdir()) == []  # I5
        logged = self._log.text
        for secret in (*self.secrets, *(item.text for item in INSTRUMENT.items)):
            assert secret not in logged  # I7
        with self.database.snapshot() as cursor:
            assert cursor.execute("SELECT 1").fetchone() == (1,)  # I1

    def _is_logged(self, outcome: str, file: FileFacts) -> None:
        assert f"{outcome} bytes={file.bytes} sha256={file.sha256}" in self._log.text  # I7


@pytest.fixture
def intake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Intake]:
    """The invariants are checked after each file it is given, and nothing else may be left behind."""
    waiting = tmp_path / "vantar"
    waiting.mkdir()
    monkeypatch.setenv("TMPDIR", str(waiting))
    monkeypatch.setattr(tempfile, "tempdir", str(waiting))
    caplog.set_level(logging.DEBUG)
    folder = tmp_path / "databas"
    folder.mkdir()
    database = Database.open(folder / "prov.db", create=True)
    add_instrument(database, TOML)
    yield Intake(database, waiting, caplog)
    database.close()


@pytest.fixture
def reader_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: quicker, for rows that are about content alone."""
    monkeypatch.setattr("skolkval.importing.plan.read_table", read_file)


Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write(name, data)`: a file with these bytes, or this text as UTF-8."""

    def written(name: str, data: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return written
