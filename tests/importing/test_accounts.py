"""Is every cell of every accepted row counted exactly once, whatever the table holds?"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skolkval.importing.plan import FileRefusal, ImportOptions, ImportPlan, read_plan
from skolkval.importing.reader import read_file
from tests.importing.exports import CHAIN, CHAIN_HEADER, STEPS, write_csv, write_xlsx

ANSWER = st.sampled_from([*STEPS, "1", "4", "Vet ej", "", "", "  "])
ODD = st.sampled_from(["7", "abc", "2,5", "2026-01-01", "#N/A", "Anna Ask", "Kanske"])
CELL = st.one_of(*[ANSWER] * 9, ODD)
LEVEL = st.sampled_from(["Huvudman", "rektor", "Lärare", "Elev", ""])
ROW = st.tuples(LEVEL, st.sampled_from(["Ask", "ask", "Björk", ""]), *[CELL] * len(CHAIN_HEADER))
TABLE = st.lists(ROW, min_size=1, max_size=12)


@pytest.fixture(autouse=True)
def _reader_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skolkval.importing.plan.read_table", read_file)


def outcome(path: Path, level: str | None) -> ImportPlan | FileRefusal:
    try:
        return read_plan(path, path.name, CHAIN, ImportOptions(level=level))
    except FileRefusal as refusal:
        return refusal


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=TABLE, level=st.sampled_from([None, "rektor"]))
def test_cells_add_up_and_both_formats_agree(
    rows: list[tuple[str, ...]], level: str | None
) -> None:
    table = [["Nivå", "Skola", *CHAIN_HEADER], *rows]
    with tempfile.TemporaryDirectory() as folder:
        found = [
            outcome(write_csv(Path(folder) / "a.csv", table), level),
            outcome(write_xlsx(Path(folder) / "a.xlsx", table), level),
        ]
    reports = [one.report.to_json() for one in found]
    for report in reports:
        cells = report["cells"]
        counted = cells["answers"] + cells["not_applicable"] + cells["missing"] + cells["not_asked"]
        accepted = report["rows"]["accepted"]
        assert counted + len(cells["rejected"]) == accepted * len(CHAIN_HEADER)
        del report["file"], report["sheet"], report["sheets"]
    assert reports[0] == reports[1]
    one, two = found
    if isinstance(one, FileRefusal) or isinstance(two, FileRefusal):
        return
    assert np.array_equal(one.answers, two.answers)
    report = reports[0]
    assert report["rows"]["read"] == accepted + len(report["rows"]["skipped"])
    assert one.answers.shape == (accepted, len(CHAIN.items))
    assert (one.answers > 0).sum() == cells["answers"]
    assert (one.answers == 0).sum() == cells["not_applicable"]
    assert (one.answers == -1).sum() == cells["missing"]
    assert (one.answers == -2).sum() == cells["not_asked"] + len(cells["rejected"])


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_bytes_of_any_kind_meet_a_code(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fil"
        path.write_bytes(data)
        with pytest.raises(FileRefusal, match=r"^SK-[12]\d\d "):
            read_plan(path, name, CHAIN, ImportOptions())
