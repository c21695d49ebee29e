"""What round is measured? 600 units, 3 levels and 80 items, of any number of raters, made up by a seed.

The huvudman level has no units, each unit has one or two rektorer, and the teachers are the rest,
as in a large Swedish municipality, so a round of 5,000 raters has the same atoms as one of 300,000.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.importing.plan import MISSING, NOT_APPLICABLE, NOT_ASKED, ImportPlan
from skolkval.importing.report import FileFacts, ImportReport
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import load_toml

UNITS, ITEMS, AREAS, STEPS = 600, 80, 8, 4
HUVUDMAN = 200
FEWEST = HUVUDMAN + UNITS * 8
"""Raters of the smallest round: one rektor and seven teachers in each unit."""
FORMS = ("Förskola", "Grundskola", "Anpassad grundskola", "Gymnasieskola", "Fritidshem", "Komvux")


@cache
def toml() -> str:
    """An instrument where all levels are asked all items."""
    head = """id = "bench"\nversion = "1"\ntitle = "Bänk"\npublisher = "Vi"
[levels]\nhuvudman = "Huvudman"\nrektor = "Rektor"\nundervisning = "Undervisning"
[scale]\nnot_applicable = ["Vet ej"]
[scale.steps]\n1 = "Stämmer inte"\n2 = "Stämmer lite"\n3 = "Stämmer rätt bra"\n4 = "Stämmer"\n"""
    areas = (
        f'[[area]]\nid = "a{area}"\nlabel = "Område {area}"\n'
        + "".join(
            f'[[area.item]]\nid = "a{area}-{item}"\ntext = "Påstående {area} {item}"\n'
            for item in range(ITEMS // AREAS)
        )
        for area in range(AREAS)
    )
    return head + "".join(areas)


@cache
def instrument() -> Instrument:
    return load_toml(toml())


def plan(raters: int, seed: int, asked: Instrument | None = None) -> ImportPlan:
    """What the importer would make of a file with so many raters, at least FEWEST.

    They answer `asked`, an instrument of the same three levels and four steps; else the made-up one.
    """
    rng = np.random.default_rng(seed)
    table, asks = _raters(raters), asked or instrument()
    report = ImportReport(FileFacts("bänk.xlsx", _digest(raters, seed, asks.id), 1, "xlsx", None))
    answers = _answers(rng, table, asks)
    report.answers = int((answers > 0).sum())
    return ImportPlan(asks, table, answers, report)


def _raters(raters: int) -> pd.DataFrame:
    """The raters in the order of a file that was filled in over some weeks: unit by unit mixed."""
    if raters < FEWEST:
        raise ValueError(f"at least {FEWEST} raters")
    heads = 1 if raters < 2 * FEWEST else 2
    teachers = raters - HUVUDMAN - heads * UNITS
    unit = np.concatenate(
        [np.full(HUVUDMAN, -1), np.tile(np.arange(UNITS), heads), np.arange(teachers) % UNITS]
    )
    names = np.array([*(f"Enhet {number:03}" for number in range(UNITS)), None], dtype=object)
    forms = np.array([*(FORMS[number % 6] for number in range(UNITS)), None], dtype=object)
    return pd.DataFrame(
        {
            "level": np.repeat(
                ["huvudman", "rektor", "undervisning"], [HUVUDMAN, heads * UNITS, teachers]
            ).astype(object),
            "unit": names[unit],
            "school_form": forms[unit],
            "role": np.full(raters, None, dtype=object),
        }
    )


def _answers(
    rng: np.random.Generator, table: pd.DataFrame, asks: Instrument
) -> npt.NDArray[np.int8]:
    """Steps that lean upwards, 4 % vet ej and 2 % blank: `[raters, items]`."""
    likely = np.cumsum([0.02, 0.04, 0.08, 0.2, 0.4])
    kinds = np.array([MISSING, NOT_APPLICABLE, 1, 2, 3, STEPS], dtype=np.int8)
    draws = rng.random((len(table), len(asks.items)), dtype=np.float32)
    answers = kinds[np.searchsorted(likely, draws)]
    for number, item in enumerate(asks.items):
        if item.level:
            answers[table["level"].ne(item.level), number] = NOT_ASKED
    return answers


def _digest(raters: int, seed: int, asked: str) -> str:
    return sha256(f"{raters} {seed} {asked}".encode()).hexdigest()
