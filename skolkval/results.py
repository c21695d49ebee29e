"""The one door to numbers: a Selection becomes frames with protected results, for all who show them.

Pages, charts, reports and commands read nothing else. Totals take whole atoms only, so no two
selections can be subtracted to fewer than k raters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.analysis import agreement, distribution, uncertainty
from skolkval.errors import Refusal
from skolkval.instruments.model import Instrument
from skolkval.store.published import HIDDEN, Atom, Published

By = Literal["area", "item"]
Group = Literal["level", "unit", "school_form"]

DISTANCE_FROM = 2
AGREEMENT_FROM = 5
CAMPS_FROM = 10
"""Fewest answers for which a distance, an agreement or two camps are given at all."""

MEASURES = ("index", "index_mean", "index_sd", "share_agree", "agreement", "distance")
COLUMNS = (
    *("kind", "area_id", "area_label", "area_short", "item_id", "item_text", "item_label"),
    *("level", "level_label", "units", "pooled", "school_form"),
    *("n", "not_applicable", "missing", "counts", "index", "index_mean", "index_sd"),
    *("share_agree", "agreement", "distance", "polarised", "suppressed"),
)


@dataclass(frozen=True)
class Selection:
    """What the viewer has chosen to look at. An empty choice means all.

    Raters without a unit belong to the organiser and are part of every choice of units and forms.
    """

    levels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    school_forms: tuple[str, ...] = ()

    def check(self, published: Published) -> None:
        """Raise SK-315 where something chosen does not exist in the round.

        Raises:
            Refusal: SK-315, with what there is to choose from.
        """
        for what, chosen, known in (
            ("nivån", self.levels, published.instrument.level_ids),
            ("enheten", self.units, published.units),
            ("skolformen", self.school_forms, published.school_forms),
        ):
            for name in chosen:
                if name not in known:
                    there_is = ", ".join(known) or "ingen"
                    raise Refusal(
                        "SK-315",
                        f"Omgången har inte {what} ”{name}”. Det som finns: {there_is}.",
                    )

    def has_whole(self, atom: Atom) -> bool:
        """Whether all of the atom is chosen, so that it counts in totals."""
        return (
            (not self.levels or atom.level in self.levels)
            and (not self.units or set(atom.named_units) <= set(self.units))
            and (not self.school_forms or set(atom.school_forms) <= set(self.school_forms))
        )

    def touches(self, atom: Atom) -> bool:
        """Whether some of the atom is chosen, so that it may be shown, whole, in that place."""
        return (
            (not self.levels or atom.level in self.levels)
            and (
                not self.units
                or not atom.named_units
                or bool(set(atom.named_units) & set(self.units))
            )
            and (
                not self.school_forms
                or not atom.school_forms
                or bool(set(atom.school_forms) & set(self.school_forms))
            )
        )


@dataclass(frozen=True)
class _Row:
    """Which atoms a row adds up, and what the row is called. No atoms: a level with too few answers."""

    kind: str
    levels: tuple[str, ...]
    level: str | None
    units: tuple[str, ...] | None
    school_form: str | None
    atoms: tuple[int, ...]
    cut: bool


def results(
    published: Published,
    selection: Selection,
    by: By = "area",
    group: Collection[Group] = (),
) -> pd.DataFrame:
    """One row per area (or item) and group, columns COLUMNS.

    `n` is the valid answers of an item; of an area the raters with at least one. `counts` is a
    tuple of K ints. Grouped by unit there is one row per atom, also for those the selection cuts,
    and such a row always has a level. Joint answers have rows of their own (`kind`).

    `index` of an area is the mean of its items', and over several levels the mean of the levels',
    each weighing the same. `index_mean` and `index_sd` are for its interval (index points, the area's
    the widest that counts allow). `suppressed` rows have no numbers at all.
    """
    records = _item_records if by == "item" else _area_records
    frame = pd.DataFrame.from_records(
        [
            record
            for row in _rows(published, selection, group)
            for record in records(published, row)
        ],
        columns=COLUMNS,
    )
    place = {area.id: number for number, area in enumerate(published.instrument.areas)}
    if by == "item":
        place = {item.id: number for number, item in enumerate(published.instrument.items)}
    in_order = frame[f"{by}_id"].map(place).to_numpy().argsort(kind="stable")
    kinds: dict[str, str] = {  # also of a frame without rows, or without numbers
        **{name: "Int64" for name in ("n", "not_applicable", "missing")},
        **{name: "float64" for name in MEASURES},
        "suppressed": "bool",
    }
    return frame.iloc[in_order].reset_index(drop=True).astype(kinds)


def _rows(published: Published, selection: Selection, group: Collection[Group]) -> list[_Row]:
    """The rows of one area or item, in the order of levels, then of atoms."""
    members: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    cut: dict[tuple[Any, ...], bool] = defaultdict(bool)
    for number, atom in enumerate(published.atoms):
        if not selection.touches(atom):
            continue
        key = _key(atom, number, group)
        if selection.has_whole(atom) or "unit" in group:
            members[key].append(number)
        else:
            cut[key] = True
    rows = []
    for key in {**members, **cut}:
        kind, level, _, units, form = key
        atoms = tuple(members[key])
        levels = tuple(dict.fromkeys(published.atoms[number].level for number in atoms))
        levels = levels or (published.instrument.level_ids if level is None else (level,))
        rows.append(_Row(kind, levels, level, units, form, atoms, cut[key]))
    rows += _hidden_rows(published, selection, group, rows)
    order = {level: number for number, level in enumerate(published.instrument.level_ids)}
    return sorted(rows, key=lambda row: -1 if row.level is None else order[row.level])


def _key(atom: Atom, number: int, group: Collection[Group]) -> tuple[Any, ...]:
    by_unit = "unit" in group
    return (
        atom.kind,
        atom.level if "level" in group or by_unit else None,
        number if by_unit else None,
        atom.named_units if by_unit else None,
        (", ".join(atom.school_forms) or None) if "school_form" in group else None,
    )


def _hidden_rows(
    published: Published, selection: Selection, group: Collection[Group], rows: Iterable[_Row]
) -> list[_Row]:
    """A row for each level with too few answers; without levels, only where nothing can be shown."""
    hidden = {
        level: kind
        for level, kind in published.hidden_levels.items()
        if not selection.levels or level in selection.levels
    }
    if "level" in group or "unit" in group:
        return [_Row(kind, (level,), level, None, None, (), True) for level, kind in hidden.items()]
    if hidden and not any(row.atoms for row in rows):
        return [_Row(next(iter(hidden.values())), tuple(hidden), None, None, None, (), True)]
    return []


@dataclass(frozen=True)
class _Counts:
    """What some atoms add up to: `steps` is `[items, K]`, the others `[items]`.

    `known` is whether any of the atoms has published counts of the item.
    """

    steps: npt.NDArray[np.int64]
    not_applicable: npt.NDArray[np.int64]
    missing: npt.NDArray[np.int64]
    known: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, published: Published, atoms: Iterable[int]) -> _Counts:
        chosen = list(atoms)
        shown = published.missing[chosen] != HIDDEN
        return cls(
            np.where(shown[..., None], published.steps[chosen], 0).sum(axis=0, dtype=np.int64),
            np.where(shown, published.not_applicable[chosen], 0).sum(axis=0, dtype=np.int64),
            np.where(shown, published.missing[chosen], 0).sum(axis=0, dtype=np.int64),
            shown.any(axis=0),
        )


def _item_records(published: Published, row: _Row) -> Iterable[dict[str, Any]]:
    counts = _Counts.of(published, row.atoms)
    measures = _measures(counts.steps)
    for number, item in enumerate(published.instrument.items):
        if item.level not in (None, *row.levels):
            continue
        record = {
            **_names(published.instrument, row, item.area_id),
            "item_id": item.id,
            "item_text": item.text,
            "item_label": item.label,
            "suppressed": not counts.known[number],
        }
        if counts.known[number]:
            steps = counts.steps[number]
            n = int(steps.sum())
            record |= {
                "n": n,
                "not_applicable": int(counts.not_applicable[number]),
                "missing": int(counts.missing[number]),
                "counts": tuple(steps.tolist()),
                **{name: _number(values[number]) for name, values in measures.items()},
                "agreement": _from(AGREEMENT_FROM, n, measures["agreement"][number]),
                "polarised": bool(agreement.two_camps(steps)) if n >= CAMPS_FROM else None,
            }
        yield record


def _area_records(published: Published, row: _Row) -> Iterable[dict[str, Any]]:
    instrument = published.instrument
    counts = _Counts.of(published, row.atoms)
    per_level = [
        _Counts.of(published, (each for each in row.atoms if published.atoms[each].level == level))
        for level in row.levels
    ]
    asked = np.array([item.level in (None, *row.levels) for item in instrument.items])
    area_of = np.array([item.area_id for item in instrument.items])
    atoms = list(row.atoms)
    raters, shown = published.area_raters[atoms], published.missing[atoms] != HIDDEN
    for number, area in enumerate(instrument.areas):
        items = asked & (area_of == area.id)
        if not items.any():
            continue
        known = (raters[:, number] != HIDDEN) & shown[:, items].any(axis=1)
        record = {**_names(instrument, row, area.id), "suppressed": not known.any()}
        if known.any():
            n = int(raters[known, number].sum())
            steps = counts.steps[items].sum(axis=0)
            distance = agreement.area_distance(counts.steps[items])
            samsyn = agreement.agreement_from_distance(distance, len(steps))
            record |= {
                "n": n,
                "not_applicable": int(counts.not_applicable[items].sum()),
                "missing": int(counts.missing[items].sum()),
                "counts": tuple(steps.tolist()),
                **_area_index([level.steps[items] for level in per_level]),
                "share_agree": _number(distribution.share_agree(steps)),
                "distance": _number(distance),
                "agreement": _from(AGREEMENT_FROM, n, samsyn),
            }
        yield record


def _area_index(per_level: list[npt.NDArray[np.int64]]) -> dict[str, float | None]:
    """Index of an area from its items' counts per level: of the items' mean, the levels' mean."""
    moments = [uncertainty.area_moments(steps) for steps in per_level]
    variances = np.array([variance for _, variance in moments])
    levels = int(np.isfinite(variances).sum())
    return {
        "index": _number(
            distribution.mean_known([distribution.area_index(steps) for steps in per_level])
        ),
        "index_mean": _number(distribution.mean_known([mean for mean, _ in moments])),
        "index_sd": _number(np.sqrt(np.nansum(variances)) / levels) if levels else None,
    }


def _measures(counts: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.float64]]:
    """Each measure of the items' counts `[items, K]`; nan where it is undefined."""
    mean, variance = uncertainty.index_moments(counts)
    return {
        "index": distribution.index(counts),
        "index_mean": mean,
        "index_sd": np.sqrt(variance),
        "share_agree": distribution.share_agree(counts),
        "distance": agreement.mean_distance(counts),
        "agreement": agreement.agreement(counts),
    }


def _names(instrument: Instrument, row: _Row, area_id: str) -> dict[str, Any]:
    area = instrument.area_by_id[area_id]
    return {
        "kind": row.kind,
        "area_id": area.id,
        "area_label": area.label,
        "area_short": area.short_label,
        "level": row.level,
        "level_label": None if row.level is None else instrument.level_label[row.level],
        "units": row.units,
        "pooled": None if row.units is None else len(row.units) > 1,
        "school_form": row.school_form,
    }


def _number(value: npt.ArrayLike) -> float | None:
    number = float(np.asarray(value))
    return None if np.isnan(number) else number


def _from(fewest: int, n: int, value: npt.ArrayLike) -> float | None:
    return _number(value) if n >= fewest else None
