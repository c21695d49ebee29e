"""Does a crash, a hang or a flood in the reading process become a message, and nothing more?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from skolkval.errors import Refusal
from skolkval.importing.limits import Limits
from skolkval.importing.plan import ImportOptions, read_plan
from skolkval.importing.sandbox import read_table
from tests.importing.exports import PLAIN, PLAIN_HEADER, write_csv, write_xlsx

ROWS: list[list[Any]] = [PLAIN_HEADER, [1, "Stämmer", ""], [4.0, "Vet ej", 2]]


def test_the_child_hands_back_cells_and_facts(tmp_path: Path) -> None:
    table = read_table(write_xlsx(tmp_path / "a.xlsx", ROWS), "a.xlsx", None, Limits())
    assert [column.texts() for column in table.columns] == [
        [PLAIN_HEADER[0], "1", "4"],
        [PLAIN_HEADER[1], "Stämmer", "Vet ej"],
        [PLAIN_HEADER[2], "", "2"],
    ]
    assert table.facts.sheet == "Svar"
    assert table.row_numbers.tolist() == [1, 2, 3]


def test_both_formats_go_all_the_way_through_the_child(tmp_path: Path) -> None:
    for path in (write_xlsx(tmp_path / "a.xlsx", ROWS), write_csv(tmp_path / "a.csv", ROWS)):
        found = read_plan(path, path.name, PLAIN, ImportOptions())
        assert found.answers.tolist() == [[1, 4, -1], [4, 0, 2]]


def test_what_the_child_refuses_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"MZ" + bytes(100))
    with pytest.raises(Refusal, match="SK-105"):
        read_table(path, "a.xlsx", None, Limits())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_child_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Kolumn;b\n" + b"x;y\n" * 150_000)
    limits = Limits(child_memory=64 * 1024 * 1024)
    with pytest.raises(Refusal, match="SK-114"):
        read_table(path, "a.csv", None, limits)
