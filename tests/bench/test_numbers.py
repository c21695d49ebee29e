"""Does the measuring of speed still run, on a small round? How fast it is, is for `bench` to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.numbers import Ratio, main, ratios
from bench.rounds import FEWEST, plan


def test_a_small_round_gives_the_four_ratios(tmp_path: Path) -> None:
    found = ratios(tmp_path, FEWEST, times=1)
    assert [ratio.limit for ratio in found] == [3, 1, 1000, 1.5]
    assert all(ratio.value > 0 for ratio in found)


@pytest.mark.parametrize(
    ("ratio", "value", "met"),
    [
        (Ratio("time", 3.0, 1.0, 3), 3, True),
        (Ratio("time", 3.1, 1.0, 3), 3.1, False),
        (Ratio("speed", 0.001, 1.0, 1000, most=False), 1000, True),
        (Ratio("speed", 0.002, 1.0, 1000, most=False), 500, False),
    ],
)
def test_a_limit_is_the_most_time_or_the_least_speed(ratio: Ratio, value: float, met: bool) -> None:
    assert ratio.value == pytest.approx(value)
    assert ratio.met is met
    assert ("MISSED" in str(ratio)) is not met


@pytest.mark.parametrize("met", [True, False])
def test_the_exit_code_says_whether_every_limit_is_met(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], met: bool
) -> None:
    lines = [Ratio("one", 1, 1, 3), Ratio("two", 1 if met else 9, 1, 3)]
    monkeypatch.setattr("bench.numbers.ratios", lambda folder, raters, times: lines)
    assert main(["--raters", str(FEWEST)]) == (0 if met else 1)
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_more_raters_answer_in_the_same_units() -> None:
    few, many = plan(FEWEST, 1).raters, plan(3 * FEWEST, 1).raters
    for raters in (few, many):
        assert (raters["level"] == "huvudman").sum() == 200
        teachers = raters.loc[raters["level"] == "undervisning", "unit"].value_counts()
        heads = raters.loc[raters["level"] == "rektor", "unit"].value_counts()
        assert len(teachers) == len(heads) == 600
        assert teachers.min() >= 7 > heads.max()
    with pytest.raises(ValueError, match="at least"):
        plan(FEWEST - 1, 1)
