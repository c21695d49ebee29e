"""What do the import tests share?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from skolkval.importing.plan import FileRefusal, ImportOptions, ImportPlan, read_plan
from skolkval.importing.reader import read_file
from skolkval.instruments.model import Instrument

Plan = Callable[..., ImportPlan]


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Plan:
    """`plan(path, instrument, **options)`: read_plan with the reader in this process."""
    monkeypatch.setattr("skolkval.importing.plan.read_table", read_file)

    def planned(path: Path, instrument: Instrument, **options: object) -> ImportPlan:
        return read_plan(path, path.name, instrument, ImportOptions(**options))  # type: ignore[arg-type]

    return planned


Refused = Callable[..., FileRefusal]


@pytest.fixture
def refused(plan: Plan) -> Refused:
    """`refused(path, instrument, **options)`: the refusal that the file must meet."""

    def refusal(path: Path, instrument: Instrument, **options: object) -> FileRefusal:
        with pytest.raises(FileRefusal) as caught:
            plan(path, instrument, **options)
        report = caught.value.report
        assert report.messages[-1].code == caught.value.code
        assert report.messages[-1].text == caught.value.text
        assert not report.stored
        return caught.value

    return refusal
