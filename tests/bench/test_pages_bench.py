"""Does the measuring of pages still run, on a small round? How light they are, is for `bench` to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.pages import Cost, build, cost, main, pages, selection, served
from bench.rounds import FEWEST
from skolkval.ui.frame import CHAIN, OVERVIEW


def test_a_page_is_measured_against_empty_ones(tmp_path: Path) -> None:
    build(tmp_path / "bench.db", FEWEST)
    with served(tmp_path / "bench.db"):
        for page in (OVERVIEW, CHAIN):
            found = cost(page, 2)
            assert found.page == Path(page).stem
            assert len(found.changes) == len(found.empty) == 2
            assert found.value > 1


def test_every_page_is_measured() -> None:
    assert {OVERVIEW, CHAIN} < set(pages())
    assert len(pages()) == 12


def test_no_selection_is_like_another() -> None:
    """There are six ways to choose some of three levels, and six school forms."""
    every = [str(selection(number)) for number in range(24)]
    assert len(set(every)) == len(every)
    assert all(any(selection(number).values()) for number in range(24))


@pytest.mark.parametrize(("changes", "met"), [([0.4, 0.9, 0.2], True), ([0.4, 0.41, 0.42], False)])
def test_a_page_may_cost_twenty_empty_ones_at_the_median(changes: list[float], met: bool) -> None:
    found = Cost("sida", changes, [0.01, 0.02, 0.5])
    assert found.met is met
    assert ("MISSED" in str(found)) is not met


@pytest.mark.parametrize(
    ("page_met", "moved", "code"), [(True, 3, 0), (False, 3, 1), (True, 4_000_000, 1)]
)
def test_the_exit_code_says_whether_every_limit_is_met(
    monkeypatch: pytest.MonkeyPatch, page_met: bool, moved: int, code: int
) -> None:
    monkeypatch.setattr("bench.pages.build", lambda path, raters: None)
    monkeypatch.setattr(
        "bench.pages.cost", lambda page, times: Cost(page, [1.0 if page_met else 99.0], [1.0])
    )
    monkeypatch.setattr("bench.pages.chromium", lambda: "chromium")
    monkeypatch.setattr("bench.pages.first_visit", lambda database, browser: moved)
    assert main([]) == code


def test_without_a_browser_it_says_that_the_first_visit_is_not_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bench.pages.build", lambda path, raters: None)
    monkeypatch.setattr("bench.pages.cost", lambda page, times: Cost(page, [1.0], [1.0]))
    monkeypatch.setattr("bench.pages.chromium", lambda: None)
    assert main([]) == 0
    assert "no Chromium" in capsys.readouterr().out
