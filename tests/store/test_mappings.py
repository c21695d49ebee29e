"""Is what was said of a file remembered for the next with the same headers, and for no other?"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from skolkval.importing.limits import Limits
from skolkval.importing.options import ImportOptions
from skolkval.importing.report import FileFacts, ImportReport
from skolkval.store.database import SCHEMA_VERSION, Database
from skolkval.store.imports import Addition, add_imports, undo_import
from skolkval.store.mappings import entry_of, forget, mapping_of, recall, recall_where
from tests.store.survey import INSTRUMENT, bring, dump, new_database, plan, raters, spec

SAID = ImportOptions(
    level="larare",
    unit="Ask",
    sheet="Svar",
    header_rows=(3, 4),
    columns={"A": "meta"},
    items={"C": "a1"},
    scale={"Ja!": "Ja"},
    accept_partial=True,
)


def report(signature: str | None = None, sheets: tuple[str, ...] = ()) -> ImportReport:
    told = ImportReport(FileFacts("svar.xlsx", "0" * 64, 1, "xlsx", None))
    told.signature, told.sheets = signature, list(sheets)
    return told


def store(database: Database, said: ImportOptions, name: str = "svar.xlsx") -> int:
    mapping = mapping_of(report("alone"), report("then"), said)
    addition = Addition(plan(raters(9, "Ask"), name), mapping=mapping)
    return add_imports(database, [addition], spec())[0]


def test_what_was_said_comes_back_whole(database: Database) -> None:
    store(database, SAID)
    found = recall(database, INSTRUMENT, "alone")
    assert found is not None
    assert (found.said, found.signature) == (SAID, "then")
    assert found.remembered is not None
    assert recall(database, INSTRUMENT, "other") is None
    assert recall(database, INSTRUMENT, None) is None


def test_it_holds_only_for_a_file_that_then_has_the_same_headers(database: Database) -> None:
    store(database, SAID)
    asked: list[ImportOptions] = []

    def read(as_signature: str) -> ImportReport:
        def reads(said: ImportOptions) -> ImportReport:
            asked.append(said)
            return report(as_signature)

        found = recall_where(database, INSTRUMENT, report("alone"), reads)
        return report(found.signature if found else None)

    assert read("then").signature == "then"
    assert read("changed").signature is None
    assert asked == [SAID, SAID]


def test_the_last_word_counts_and_no_word_forgets(database: Database) -> None:
    first = store(database, SAID)
    undo_import(database, first)
    assert recall(database, INSTRUMENT, "alone") is not None, "an undo is about answers"
    other = ImportOptions(unit="Björk")
    undo_import(database, store(database, other))
    found = recall(database, INSTRUMENT, "alone")
    assert found is not None
    assert found.said == other
    store(database, ImportOptions(limits=Limits(rows=1)))
    assert recall(database, INSTRUMENT, "alone") is None


def test_it_can_be_forgotten(database: Database) -> None:
    store(database, SAID)
    forget(database, INSTRUMENT, "alone")
    assert recall(database, INSTRUMENT, "alone") is None


def test_a_workbook_is_known_by_its_sheets_where_nobody_can_tell_which() -> None:
    assert entry_of(report("alone", ("A", "B"))) == "alone"
    assert entry_of(report(None, ("A", "B"))) == entry_of(report(None, ("A", "B")))
    assert entry_of(report(None, ("A", "B"))) != entry_of(report(None, ("A", "C")))
    assert entry_of(report()) is None
    assert mapping_of(report(), report("then"), SAID) is None
    assert mapping_of(report("alone"), report(), SAID) is None


def test_nothing_but_choices_is_kept(database: Database) -> None:
    store(database, SAID)
    with database.snapshot() as cursor:
        ((said,),) = cursor.execute("SELECT said FROM mappings").fetchall()
    assert set(json.loads(said)) == {
        *("level", "unit", "school_form", "sheet", "header_rows", "columns", "items", "scale"),
        *("comments", "accept_partial"),
    }


def take_back(path: Path, older: int) -> None:
    """Make the database one of the layout `older`."""
    with duckdb.connect(str(path)) as connection:
        for table in ("raw.comments", "raw.comment_waves"):
            connection.execute(f"DROP TABLE {table}")
        for table in ("published.comments", "published.comment_areas"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE imports DROP COLUMN comment_areas")
        if older == 1:
            connection.execute("DROP TABLE mappings")
            connection.execute("ALTER TABLE imports DROP COLUMN signature")
        connection.execute(f"UPDATE about SET schema_version = {older}")


def layout(database: Database) -> list[tuple[object, ...]]:
    with database.snapshot() as cursor:
        return cursor.execute(
            """SELECT schema_name, table_name, column_name, data_type, is_nullable
               FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal
               ORDER BY ALL"""
        ).fetchall()


@pytest.mark.parametrize("older", range(1, SCHEMA_VERSION))
def test_an_older_database_is_opened_with_everything_in_it(tmp_path: Path, older: int) -> None:
    database = new_database(tmp_path)
    bring(database, raters(9, "Ask"))
    expected, before = layout(database), dump(database, skip=["main.about"])
    database.close()
    take_back(database.path, older)
    again = Database.open(database.path)
    assert layout(again) == expected
    assert dump(again, skip=["main.about"]) == before
    store(again, SAID, "ny.xlsx")
    again.close()
    with Database.open(database.path).snapshot() as cursor:
        assert cursor.execute("SELECT schema_version FROM about").fetchone() == (SCHEMA_VERSION,)


@pytest.mark.parametrize("older", range(1, SCHEMA_VERSION))
def test_an_older_backup_is_restored(database: Database, tmp_path: Path, older: int) -> None:
    bring(database, raters(9, "Ask"))
    database.backup(tmp_path / "kopia.db")
    take_back(tmp_path / "kopia.db", older)
    content = (tmp_path / "kopia.db").read_bytes()
    before = dump(database, skip=["data_version"])
    store(database, SAID, "ny.xlsx")
    database.restore(tmp_path / "kopia.db")
    assert dump(database, skip=["data_version"]) == before
    assert (tmp_path / "kopia.db").read_bytes() == content, "the backup itself is left alone"
