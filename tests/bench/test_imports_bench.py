"""Does the measuring of the import still run, on small files? How fast it is, is for `bench` to say."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bench import imports
from bench.export_files import forms_columns, write_xlsx
from bench.imports import main, memory, ratios, read
from bench.numbers import Ratio
from bench.rounds import FEWEST, plan
from skolkval.importing.limits import MEGABYTE
from skolkval.importing.options import ImportOptions


def test_a_small_round_gives_the_ratios_and_the_memory(tmp_path: Path) -> None:
    found = ratios(tmp_path, FEWEST, times=1)
    assert [ratio.limit for ratio in found] == [4, 1]
    assert min(ratio.value for ratio in found) > 0
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


@pytest.mark.parametrize(("child", "met"), [(1_600, True), (1_700, False)])
def test_both_processes_together_are_held_to_two_gigabytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: int, met: bool
) -> None:
    results = iter([5_346_000, (448 * MEGABYTE, child * MEGABYTE)])
    monkeypatch.setattr(imports, "elsewhere", lambda *_: next(results))
    line, within = memory(tmp_path, 66_000)
    assert within is met
    assert f"{448 + child:,}" in line
    assert ("MISSED" in line) is not met


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
        imports, "ratios", lambda folder, raters, times: [Ratio("tid", value, 1, 4)]
    )
    monkeypatch.setattr(imports, "by_pandas", lambda path: 20.0)
    assert main([]) == code
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "20.00" in lines[-1]
