"""Is the smallest group of a round only ever raised, published so, and written in the log?"""

from __future__ import annotations

import pytest

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.threshold import raise_threshold
from tests.store.survey import bring, dump, published, raters, shown


def test_a_raised_threshold_joins_what_is_too_small(database: Database) -> None:
    bring(database, raters(6, "Ask") + raters(9, "Björk"), threshold=5)
    assert list(shown(database)) == ["Ask", "Björk"]
    raise_threshold(database, " HT ", 8)
    # 6 are fewer than 8, so Ask is counted with the form's smallest other unit.
    assert shown(database) == {"Ask+Björk": (0, 0, 15, 0)}
    assert published(database).round.threshold == 8


def test_a_raised_threshold_is_logged_without_names(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    bring(database, raters(9, "Ask"), threshold=5)
    raise_threshold(database, "HT", 8)
    bring(database, raters(9, "Björk"), threshold=9)
    assert [record.getMessage() for record in caplog.records] == [
        "round 1: the smallest group is raised to 8",
        "round 1: the smallest group is raised to 9",
    ]


def test_the_same_threshold_again_changes_and_logs_nothing(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    bring(database, raters(9, "Ask"), threshold=7)
    before = dump(database, skip=["data_version"])
    raise_threshold(database, "HT", 7)
    assert dump(database, skip=["data_version"]) == before
    assert not caplog.records


@pytest.mark.parametrize(
    ("title", "to", "code"), [("HT", 7, "SK-312"), ("HT", 4, "SK-401"), ("VT", 9, "SK-308")]
)
def test_a_threshold_that_cannot_be_is_refused(
    database: Database, title: str, to: int, code: str
) -> None:
    bring(database, raters(9, "Ask"), threshold=8)
    before = dump(database)
    with pytest.raises(Refusal) as refused:
        raise_threshold(database, title, to)
    assert refused.value.code == code
    assert dump(database) == before
