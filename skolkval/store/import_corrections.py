"""Is this file a corrected version of one that its round already holds, and what differs?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from skolkval.importing.plan import NOT_ASKED, ImportPlan
from skolkval.store.database import Database
from skolkval.store.rounds import ImportRecord, round_title
from skolkval.swedish import number

_SAME_RATERS = 0.5
_SAME_ANSWERS = 0.9
_ALIKE = 0.5
_SAMPLE = 200
_MOST_PAIRS = 1_000_000
"""Above this many possible pairs a changed rater is counted as one gone and one new."""


@dataclass(frozen=True)
class Difference:
    """What would change if a file took the place of an `earlier` import, in raters."""

    earlier: ImportRecord
    unchanged: int
    changed: int
    new: int
    removed: int

    @property
    def in_words(self) -> str:
        """As in "3 ändrade, 0 nya, 1 borttagen, 16 som förut"."""
        return ", ".join(
            [
                f"{number(self.changed)} {'ändrad' if self.changed == 1 else 'ändrade'}",
                f"{number(self.new)} {'ny' if self.new == 1 else 'nya'}",
                f"{number(self.removed)} {'borttagen' if self.removed == 1 else 'borttagna'}",
                f"{number(self.unchanged)} som förut",
            ]
        )


@dataclass(frozen=True)
class _Raters:
    """`who`: level, unit, school form and role of each; `answers` int8 `[raters, items]`."""

    who: list[tuple[str, ...]]
    answers: npt.NDArray[np.int8]

    def without(self, others: Sequence[Hashable], keys: Sequence[Hashable]) -> _Raters:
        """Those whose key is not among the `others`', each of which stands for one rater."""
        left = Counter(others)
        kept = []
        for place, key in enumerate(keys):
            if left[key]:
                left[key] -= 1
            else:
                kept.append(place)
        return _Raters([self.who[place] for place in kept], self.answers[kept])

    @property
    def rows(self) -> list[bytes]:
        return [row.tobytes() for row in self.answers]

    @property
    def whole(self) -> list[Hashable]:
        return list(zip(self.who, self.rows, strict=True))


def corrected(database: Database, plan: ImportPlan, title: str) -> Difference | None:
    """What the plan would change of the import in round `title` that it seems to correct.

    It does where the headers are the same and more than half of that import's raters are here with
    level, unit and answers, or nine tenths with their answers. Whoever has that much of the file
    learns nothing about the others: they are only counted.
    """
    with database.snapshot() as cursor:
        imports = cursor.execute(
            """SELECT import_id, file_name, sha256, imported, raters, answers
               FROM imports JOIN rounds USING (round_id)
               WHERE title = $title AND instrument_id = $id AND instrument_version = $version
                 AND sha256 <> $sha256
                 AND coalesce(signature, $signature, '') = coalesce($signature, '')
               ORDER BY import_id DESC""",
            {
                "title": round_title(title),
                "id": plan.instrument.id,
                "version": plan.instrument.version,
                "sha256": plan.report.file.sha256,
                "signature": plan.report.signature,
            },
        ).fetchall()
        if not imports:
            return None
        new = _planned(plan)
        rows = set(new.rows)
        found = [
            difference
            for earlier in [ImportRecord(*row) for row in imports]
            if _may_be(cursor, earlier, new, rows)
            and (difference := _difference(earlier, _stored(cursor, earlier.import_id, new), new))
        ]
    return max(found, key=lambda each: each.unchanged + each.changed, default=None)


def _planned(plan: ImportPlan) -> _Raters:
    columns = [plan.raters[name].fillna("") for name in ("level", "unit", "school_form", "role")]
    return _Raters(list(zip(*columns, strict=True)), plan.answers)


def _may_be(
    cursor: duckdb.DuckDBPyConnection, earlier: ImportRecord, new: _Raters, rows: set[bytes]
) -> bool:
    """Whether a sample of the import has answers enough in common with the new file.

    A round may hold an import per school; most of them need not be read whole.
    """
    sample = _stored(cursor, earlier.import_id, new, max(1, earlier.raters // _SAMPLE)).rows
    return sum(row in rows for row in sample) >= _SAME_RATERS / 2 * len(sample)


def _stored(
    cursor: duckdb.DuckDBPyConnection, import_id: int, like: _Raters, every: int = 1
) -> _Raters:
    """The raters of an import, or one of `every` so many."""
    key = {"id": import_id, "every": every}
    raters = cursor.execute(
        """SELECT rater_id, level, unit, school_form, coalesce(role, '') FROM raw.raters
           WHERE import_id = $id AND rater_id % $every = 0 ORDER BY rater_id""",
        key,
    ).fetchall()
    cells = cursor.execute(
        """SELECT rater_id, item_no, step FROM raw.responses WHERE rater_id IN
           (SELECT rater_id FROM raw.raters
            WHERE import_id = $id AND rater_id % $every = 0)""",
        key,
    ).fetchnumpy()
    answers = np.full((len(raters), like.answers.shape[1]), NOT_ASKED, np.int8)
    places = np.searchsorted([row[0] for row in raters], cells["rater_id"])
    answers[places, cells["item_no"]] = cells["step"]
    return _Raters([tuple(row[1:]) for row in raters], answers)


def _difference(earlier: ImportRecord, old: _Raters, new: _Raters) -> Difference | None:
    removed, added = old.without(new.whole, old.whole), new.without(old.whole, new.whole)
    unchanged = len(old.who) - len(removed.who)
    moved_from = removed.without(added.rows, removed.rows)
    moved_to = added.without(removed.rows, added.rows)
    moved = len(removed.who) - len(moved_from.who)
    if (
        unchanged <= _SAME_RATERS * len(old.who)
        and unchanged + moved < _SAME_ANSWERS * len(old.who)
    ) or not old.who:
        return None
    alike = _alike(moved_from.answers, moved_to.answers)
    return Difference(
        earlier,
        unchanged=unchanged,
        changed=moved + alike,
        new=len(moved_to.who) - alike,
        removed=len(moved_from.who) - alike,
    )


def _alike(old: npt.NDArray[np.int8], new: npt.NDArray[np.int8]) -> int:
    """How many of the old raters are a new one with most of the answers the same."""
    if not 0 < len(old) * len(new) <= _MOST_PAIRS:
        return 0
    same = np.zeros((len(old), len(new)), np.int16)
    either = np.zeros_like(same)
    for before, after in zip(old.T, new.T, strict=True):
        asked = (before[:, None] != NOT_ASKED) | (after[None, :] != NOT_ASKED)
        either += asked
        same += asked & (before[:, None] == after[None, :])
    share = same / np.maximum(either, 1)
    rows, columns = linear_sum_assignment(share, maximize=True)
    return int((share[rows, columns] >= _ALIKE).sum())
