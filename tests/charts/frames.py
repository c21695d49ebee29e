"""Rows as `results` makes them, small enough to count by hand."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan, sqrt
from typing import Any

from skolkval.analysis import agreement, distribution, uncertainty
from skolkval.analysis.records import Row
from skolkval.instruments.model import Area, Instrument, Level, Scale, Step

LABELS = {
    2: ("Nej", "Ja"),
    4: ("Stämmer inte", "Stämmer till viss del", "Stämmer till stor del", "Stämmer"),
    5: ("Aldrig", "Sällan", "Ibland", "Ofta", "Alltid"),
}
AREAS = ("Förtroendefullt klimat", "Kompetent ledarskap", "Roller <b>och</b> ansvar")


def instrument_of(
    levels: Sequence[str] = ("huvudman", "rektor", "undervisning"), size: int = 4
) -> Instrument:
    """An instrument of three areas; statements are given by the frames."""
    return Instrument(
        id="prov",
        version="1",
        title="Prov",
        short_title="Prov",
        publisher="Oss",
        source="Här",
        levels=tuple(Level(level, level.capitalize()) for level in levels),
        scale=Scale(
            tuple(Step(value, label) for value, label in enumerate(LABELS[size], 1)), ("Vet ej",)
        ),
        areas=tuple(Area(f"a{place}", label, label) for place, label in enumerate(AREAS)),
        groups=(),
        items=(),
    )


def known_of(rows: Sequence[Row]) -> list[Row]:
    """Those that have an index."""
    return [row for row in rows if not isnan(row["index"])]


def row_of(
    instrument: Instrument, level: str, counts: Sequence[int] | None, **more: Any
) -> dict[str, Any]:
    """One row from its counts; None is a hidden level."""
    row: dict[str, Any] = {
        "kind": "individual",
        "level": level,
        "level_label": instrument.level_label[level],
        "n": nan,
        "not_applicable": nan,
        "missing": nan,
        "counts": None,
        "index": nan,
        "index_mean": nan,
        "index_sd": nan,
        "share_agree": nan,
        "agreement": nan,
        "distance": nan,
        "polarised": None,
        "suppressed": counts is None,
    }
    if counts is not None:
        n = sum(counts)
        mean, variance = uncertainty.index_moments(counts)
        row |= {
            "n": n,
            "not_applicable": 0,
            "missing": 0,
            "counts": tuple(counts),
            "index": float(distribution.index(counts)),
            "index_mean": float(mean),
            "index_sd": sqrt(float(variance)),
            "share_agree": float(distribution.share_agree(counts)),
            "agreement": float(agreement.agreement(counts)) if n >= 5 else nan,
            "distance": float(agreement.mean_distance(counts)),
            "polarised": bool(agreement.two_camps(counts)) if n >= 10 else None,
        }
    return row | more


def area_row(
    instrument: Instrument, area: int, level: str, counts: Sequence[int] | None, **more: Any
) -> dict[str, Any]:
    names = {"area_id": f"a{area}", "area_label": AREAS[area], "area_short": AREAS[area]}
    return row_of(instrument, level, counts, **names, **more)


def item_row(
    instrument: Instrument, item: str, level: str, counts: Sequence[int] | None, **more: Any
) -> dict[str, Any]:
    names = {"item_id": item, "item_text": f"Vi {item} & <i>mer</i>.", "item_label": item}
    return row_of(instrument, level, counts, area_id="a0", **names, **more)
