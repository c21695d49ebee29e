"""Does the measuring of the import still run, on small files? How fast it is, is for `bench` to say."""

from __future__ import annotations

import resource
from pathlib import Path

import openpyxl
import pytest

from bench import imports
from bench.export_files import forms_columns, write_xlsx
from bench.imports import elsewhere, load, main, memory, ratios, read
from bench.numbers import Ratio
from bench.rounds import FEWEST, plan
from skolkval.importing.options import ImportOptions


def test_a_small_round_gives_the_ratios_and_the_memory(tmp_path: Path) -> None:
    found, by_pandas = ratios(tmp_path, FEWEST, times=1)
    assert [ratio.limit for ratio in found] == [4, 1]
    assert min(*(ratio.value for ratio in found), by_pandas) > 0
    line, met = memory(tmp_path, FEWEST)
    assert f"{FEWEST * 81:,} cells" in line
    assert met


def test_the_file_is_the_round_as_another_library_reads_it(tmp_path: Path) -> None:
    made = plan(FEWEST, 1)
    path = write_xlsx(tmp_path / "a.xlsx", forms_columns(made))
    sheet = openpyxl.load_workbook(path, read_only=True)["Svar"]
    header, first, *_ = sheet.iter_rows(max_row=2, values_only=True)
    assert len(header) == 90
    assert (header[0], header[9], header[-1]) == ("ID", "Påstående 0 0", "Kommentar")
    assert (first[0], str(first[1]), first[5]) == (1, "2026-10-05 00:00:00", "Huvudman")
    found = read(path, ImportOptions())
    assert (found.report.layout, found.report.rows_accepted) == ("microsoft_forms", FEWEST)
    assert load(path, tmp_path, ImportOptions()) == FEWEST


def _peak_after(megabytes: int) -> int:
    held = bytearray(megabytes * 1024 * 1024)
    return len(held) and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_a_peak_is_that_of_the_work_and_not_of_what_came_before() -> None:
    few, many = elsewhere(_peak_after, 1), elsewhere(_peak_after, 301)
    assert 250 < many - few < 350


@pytest.mark.parametrize(("within", "value", "code"), [(True, 1, 0), (False, 1, 1), (True, 9, 1)])
def test_the_exit_code_says_whether_every_limit_is_met(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    within: bool,
    value: float,
    code: int,
) -> None:
    monkeypatch.setattr(imports, "memory", lambda folder, raters: ("minne", within))
    monkeypatch.setattr(
        imports, "ratios", lambda folder, raters, times: ([Ratio("tid", value, 1, 4)], 20.0)
    )
    assert main([]) == code
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "20.00" in lines[-1]
