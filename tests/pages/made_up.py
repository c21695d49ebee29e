"""A small made-up round, stored without a file, whose numbers can be checked by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from skolkval.importing.comments import Comment
from skolkval.importing.plan import MISSING, NOT_ASKED, ImportPlan
from skolkval.importing.report import CommentColumn, FileFacts, ImportReport
from skolkval.store import imports
from skolkval.store.database import Database
from skolkval.store.instruments import instrument_named
from skolkval.store.rounds import RoundSpec

TITLE = "Höstens värdering"
HOSTILE = "![bild](http://exempel.invalid/x.png) <b>Ek</b>"


def store_round(
    database: Database,
    groups: dict[tuple[str, str], int],
    *,
    title: str = TITLE,
    step: int = 3,
    instrument_id: str = "framgangsfaktorer",
    spec: RoundSpec | None = None,
    says: Mapping[str | None, Sequence[str]] | None = None,
    forms: Mapping[str, str] | None = None,
    steps: Mapping[str, int] | None = None,
) -> int:
    """Store a round where each (level, unit) has so many raters, all answering `step`.

    Units are compulsory schools and answer alike, but those that `forms` and `steps` name. What is
    said of an area, or of all (None), is said by the first raters, one each.
    """
    instrument = instrument_named(database, instrument_id)
    rows = [
        (level, unit or None, (forms or {}).get(unit, "Grundskola") if unit else None, None)
        for (level, unit), n in groups.items()
        for _ in range(n)
    ]
    raters = pd.DataFrame(rows, columns=["level", "unit", "school_form", "role"])
    said = np.array([(steps or {}).get(unit or "", step) for _, unit, _, _ in rows], dtype=np.int8)
    answers = np.full((len(raters), len(instrument.items)), NOT_ASKED, dtype=np.int8)
    for number, item in enumerate(instrument.items):
        asked = raters["level"].eq(item.level) if item.level else np.ones(len(raters), dtype=bool)
        answers[asked, number] = said[asked]
    answers[0, np.flatnonzero(answers[0] == said[0])[0]] = MISSING
    report = ImportReport(FileFacts(f"{title}.xlsx", f"{title}{sorted(groups)}", 1, "xlsx", None))
    report.answers = int((answers > 0).sum())
    told = says or {}
    report.comments = [CommentColumn("Z", area_id, 0, 0, 0) for area_id in told]
    comments = tuple(
        Comment(rater, area_id, text)
        for area_id, texts in told.items()
        for rater, text in enumerate(texts)
    )
    plan = ImportPlan(instrument, raters, answers, report, comments)
    return imports.add_import(database, plan, spec or RoundSpec(title, instrument.id))
