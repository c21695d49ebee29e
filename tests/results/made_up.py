"""What is published of made-up rounds, without a database, for tests of the door to numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from skolkval.instruments.model import Instrument
from skolkval.store.published import HIDDEN, Atom, Published
from skolkval.store.rounds import Round, RoundLevel
from tests.store.survey import INSTRUMENT

Steps = tuple[int, int, int, int]


def made_up(
    *cells: tuple[str, tuple[str, ...], Mapping[str, Steps]],
    title: str = "HT",
    instrument: Instrument = INSTRUMENT,
    invited: Mapping[str, int] | None = None,
    kind: str = "individual",
    hidden: Mapping[str, str] | None = None,
) -> Published:
    """A round of atoms (level, units, counts per item); an item that is not there is hidden."""
    items = {item.id: number for number, item in enumerate(instrument.items)}
    shape = len(cells), len(items)
    steps = np.full((*shape, instrument.scale.size), HIDDEN, dtype=np.int32)
    other = np.full(shape, HIDDEN, dtype=np.int32)
    raters = np.full((len(cells), len(instrument.areas)), HIDDEN, dtype=np.int32)
    atoms = []
    for number, (level, units, counts) in enumerate(cells):
        most = max(sum(each) for each in counts.values())
        atoms.append(Atom(level, kind, units, ("grundskola",) if any(units) else ("",), most))
        for name, each in counts.items():
            steps[number, items[name]] = each
            other[number, items[name]] = 0
        for place, area in enumerate(instrument.areas):
            here = [
                sum(c) for n, c in counts.items() if instrument.item_by_id[n].area_id == area.id
            ]
            raters[number, place] = max(here, default=HIDDEN)
    levels = []
    for level in instrument.level_ids:
        answered = sum(atom.raters for atom in atoms if atom.level == level)
        said: dict[str, Any] = {"invited": (invited or {}).get(level), "waiting": 0}
        levels.append(
            RoundLevel(
                level, "anonymous", answered=bool(answered), hidden=False, raters=answered, **said
            )
        )
    about = Round(
        *(1, title, instrument.id, instrument.version, date(2026, 1, 1), 7, False),
        levels=tuple(levels),
        imports=(),
    )
    return Published(
        about, instrument, tuple(atoms), steps, other, other.copy(), raters, dict(hidden or {})
    )
