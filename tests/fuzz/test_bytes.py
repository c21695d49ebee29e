"""Does every file whose bytes have gone wrong meet a code, or is every cell of it accounted for?"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.checks import FUZZ, outcome
from tests.fuzz.made_up import NOT_APPLICABLE_LABEL, Answers
from tests.fuzz.mutations import mutated, respliced
from tests.fuzz.tools import ROWS, Rows, surveyxact, write_csv, write_xlsx
from tests.importing.exports import PLAIN, STEPS

Tool = Callable[[Answers], Rows]
SAMPLE = Answers(
    PLAIN,
    [""] * 4,
    ["Ask", "Björk", "Ask", "Ask"],
    [STEPS[:3], STEPS[1:], ("", NOT_APPLICABLE_LABEL, STEPS[0]), (STEPS[3],) * 3],
)
_SEEDS = st.integers(0, 2**64 - 1)
_SANDBOXED = st.sampled_from([False] * 24 + [True])


@cache
def file_of(tool: Tool | None, form: str) -> bytes:
    """The good file; without a tool the workbook of several sheets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        if form == "xlsx":
            write_xlsx(path, {"Svar": tool(SAMPLE)} if tool else surveyxact(SAMPLE))
        else:
            write_csv(
                path, tool(SAMPLE) if tool else surveyxact(SAMPLE)["Complete"], *form.split(" ")
            )
        return path.read_bytes()


def read(data: bytes, suffix: str, sandboxed: bool) -> None:
    """Read the bytes as a file; `outcome` checks what must hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        path.write_bytes(data)
        outcome(path, PLAIN, sandboxed)


@FUZZ
@given(
    tool=st.sampled_from([None, *ROWS]),
    form=st.sampled_from(["xlsx", "; utf-8", ", utf-8-sig", "; cp1252", "\t utf-16"]),
    seed=_SEEDS,
    sandboxed=_SANDBOXED,
)
def test_bytes_gone_wrong_meet_a_code_or_are_read(
    tool: Tool | None, form: str, seed: int, sandboxed: bool
) -> None:
    data = mutated(file_of(tool, form), random.Random(seed))
    read(data, "xlsx" if form == "xlsx" else "csv", sandboxed)


@FUZZ
@given(tool=st.sampled_from([None, *ROWS]), seed=_SEEDS, sandboxed=_SANDBOXED)
def test_parts_gone_wrong_meet_a_code_or_are_read(
    tool: Tool | None, seed: int, sandboxed: bool
) -> None:
    chance = random.Random(seed)
    data = respliced(file_of(tool, "xlsx"), file_of(chance.choice([None, *ROWS]), "xlsx"), chance)
    read(data, "xlsx", sandboxed)
