"""What may be said about the numbers? Titles and descriptions made by rule, never claiming why.

All take a frame as described in `skolkval.charts`; levels and scale come from the instrument.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from skolkval.analysis.distribution import camps
from skolkval.analysis.gap import Gap, widest_by
from skolkval.instruments.model import Instrument
from skolkval.swedish import listing, number, small_number

NOTHING_TO_SHOW = "Inga svar att visa"
STRONG_FROM = 60
"""The index from which an area or item counts as a strength."""


def heatmap_title(cells: pd.DataFrame, instrument: Instrument) -> str:
    """The finding of areas x levels: the widest named gap, else that none is; with one level, ends."""
    shown = _shown(cells)
    if shown.empty:
        return NOTHING_TO_SHOW
    if shown["level"].nunique() < 2:
        return _ends(shown, "area_short")
    gap = _widest_named(shown, "area_id", instrument)
    if gap is None:
        return "Inget tydligt glapp mellan nivåerna"
    area_id, widest = gap
    return f"Glappet är störst i {_label(shown, 'area_id', area_id, 'area_short')}: " + _points(
        widest, instrument
    )


def dot_plot_title(cells: pd.DataFrame, instrument: Instrument) -> str:
    """How many areas have a named gap; with one level, how many reach the upper part."""
    shown = _shown(cells)
    if shown.empty:
        return NOTHING_TO_SHOW
    if shown["level"].nunique() < 2:
        strong = int((shown["index"] >= STRONG_FROM).sum())
        how_many = number(strong) if strong else "Inget"
        return f"{how_many} av {len(shown)} områden ligger på index {STRONG_FROM} eller mer"
    gaps = widest_by(shown, "area_id", instrument.level_ids)
    named = sum(gap.named for gap in gaps.values())
    if not named:
        return "Inget område drar tydligt isär nivåerna"
    return f"{small_number(named).capitalize()} {'område' if named == 1 else 'områden'} drar isär nivåerna"


def radar_title(cells: pd.DataFrame, instrument: Instrument) -> str:
    """Which level has the highest index in most areas; with one level, how far apart the areas are."""
    shown = _shown(cells)
    if shown.empty:
        return NOTHING_TO_SHOW
    if shown["level"].nunique() < 2:
        apart = number(shown["index"].max() - shown["index"].min(), 0)
        return f"{apart} indexpunkter mellan högsta och lägsta område"
    highest = shown.loc[shown.groupby("area_id")["index"].idxmax(), "level"].value_counts()
    most = highest.max()
    leaders = [level for level in instrument.level_ids if highest.get(level, 0) == most]
    names = listing([instrument.level_label[level] for level in leaders])
    each = "vardera " if len(leaders) > 1 else ""
    areas = shown["area_id"].nunique()
    return f"{names} ligger högst i {each}{most} av {areas} områden"


def bars_title(rows: pd.DataFrame, instrument: Instrument) -> str:
    """The finding of items x levels: two camps before a named gap before the ends."""
    shown = _shown(rows)
    if shown.empty:
        return NOTHING_TO_SHOW
    split = [row for row in _records(shown) if row["polarised"] is True]
    if len(split) == 1:
        return f"Svaren drar åt två håll i {split[0]['item_label']}: {camps_text(split[0])}"
    if split:
        items = len({row["item_id"] for row in split})
        return (
            f"Svaren drar åt två håll i {small_number(items)} "
            f"{'påstående, på flera nivåer' if items == 1 else 'påståenden'}"
        )
    gap = _widest_named(shown, "item_id", instrument)
    if gap is not None:
        item_id, widest = gap
        return f"Glappet är störst i {_label(shown, 'item_id', item_id, 'item_label')}: " + _points(
            widest, instrument
        )
    return _ends(shown, "item_label")


def point_title(rows: pd.DataFrame, instrument: Instrument) -> str:
    """The finding of one duty seen from each level: two camps before a named gap before the indices."""
    shown = _shown(rows)
    if shown.empty:
        return NOTHING_TO_SHOW
    split = [row for row in _records(shown) if row["polarised"] is True]
    if split:
        camps_of = [f"{row['level_label'].lower()} {camps_text(row)}" for row in split]
        return f"Svaren drar åt två håll: {listing(camps_of)}"
    together = shown.assign(point="point")
    gap = widest_by(together, "point", instrument.level_ids).get("point")
    if gap is not None and gap.named:
        return f"Tydligt glapp: {_points(gap, instrument)}"
    indices = listing(
        [f"{row['level_label'].lower()} {number(row['index'], 0)}" for row in _records(shown)]
    )
    return f"Inget tydligt glapp: index {indices}" if gap is not None else f"Index {indices}"


def camps_text(row: Mapping[str, Any]) -> str:
    """The two camps of a distribution in words: how many answered low and how many high.

    >>> camps_text({"counts": (118, 43, 36, 112)})
    'två läger, 161 mot 148'
    """
    low, high = camps(row["counts"])
    return f"två läger, {number(float(low))} mot {number(float(high))}"


def answered_text(frame: pd.DataFrame, instrument: Instrument, threshold: int = 7) -> str:
    """Who stands behind the numbers: "9 huvudman, 24 rektor; undervisning visas inte: ...".

    `n` of a level is the largest of its rows: not all answer every item.
    """
    counts, hidden = [], []
    for level in instrument.level_ids:
        mine = frame[frame["level"] == level]
        name = instrument.level_label[level].lower()
        if mine.empty:
            continue
        if mine["suppressed"].all():
            hidden.append(name)
        else:
            largest = number(float(mine["n"].max()))
            counts.append(f"{largest} {name}" if instrument.levels else f"{largest} svarande")
    text = listing(counts) if counts else "Inga svar"
    if hidden:
        text += f"; {listing(hidden)} visas inte: färre än {threshold} svar"
    return text


def alt_text(
    kind: str, title: str, frame: pd.DataFrame, instrument: Instrument, threshold: int = 7
) -> str:
    """The text for who does not see the chart: what it is, its main message and who answered.

    `kind` is the chart in words: "Värmekarta över index per område och nivå".
    """
    return f"{kind}. {title}. Svarande: {answered_text(frame, instrument, threshold)}."


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.dropna(subset=["index"])


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _label(frame: pd.DataFrame, key: str, value: str, label: str) -> str:
    return str(frame.loc[frame[key] == value, label].iloc[0])


def _widest_named(frame: pd.DataFrame, key: str, instrument: Instrument) -> tuple[str, Gap] | None:
    gaps = widest_by(frame, key, instrument.level_ids)
    named = [(name, gap) for name, gap in gaps.items() if gap.named]
    return max(named, key=lambda pair: abs(pair[1].difference), default=None)


def _points(gap: Gap, instrument: Instrument) -> str:
    of, to = (instrument.level_label[level].lower() for level in (gap.of, gap.to))
    return f"{number(abs(gap.difference), 0)} indexpunkter mellan {of} och {to}"


def _ends(frame: pd.DataFrame, label: str) -> str:
    """The highest and the lowest row, with their level where there are several."""
    several = frame["level"].nunique() > 1

    def words(row: Mapping[Any, Any]) -> str:
        level = f"{str(row['level_label']).lower()} " if several else ""
        return f"{row[label]} ({level}{number(float(row['index']), 0)})"

    ordered = sorted(_records(frame), key=lambda row: float(row["index"]))
    if len(ordered) == 1:
        return words(ordered[0])
    return f"Högst: {words(ordered[-1])}, lägst: {words(ordered[0])}"
