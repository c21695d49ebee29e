"""Which questions does a tool have to ask for an instrument, in which order, and of whom?"""

from __future__ import annotations

from dataclasses import dataclass

from skolkval.instruments.codes import item_codes
from skolkval.instruments.model import Instrument
from skolkval.swedish import listing

LEVEL_QUESTION = "Vilken nivå svarar du för?"
UNIT_QUESTION = "Vilken enhet (skola eller förskola) hör du till?"
FORM_QUESTION = "Vilken skolform hör du till?"
# The importer knows these columns again by their code as well as by their question.
LEVEL_CODE, UNIT_CODE, FORM_CODE = "level", "enhet", "skolform"
SCHOOL_FORMS = (
    "Förskola",
    "Förskoleklass",
    "Fritidshem",
    "Grundskola",
    "Anpassad grundskola",
    "Specialskola",
    "Sameskola",
    "Gymnasieskola",
    "Anpassad gymnasieskola",
    "Komvux",
)


@dataclass(frozen=True)
class Question:
    """One statement as it is asked. Where two levels rate the same words it is asked once."""

    code: str
    text: str


@dataclass(frozen=True)
class Section:
    """The questions of one area that the same levels are asked; `levels` is empty for everybody."""

    code: str
    area: str
    levels: tuple[str, ...]
    questions: tuple[Question, ...]


def sections_of(instrument: Instrument) -> tuple[Section, ...]:
    """Every statement once: first what everybody is asked, then level by level, in the
    instrument's order."""
    codes = item_codes(instrument)
    asked: dict[tuple[str, str], tuple[set[str | None], Question]] = {}
    for item in instrument.items:
        key = (item.area_id, item.text)
        levels, _ = asked.setdefault(key, (set(), Question(codes[item.id], item.text)))
        levels.add(item.level)
    found: dict[tuple[tuple[str, ...], str], list[Question]] = {}
    for (area, _), (own, question) in asked.items():
        levels_of = tuple(level.id for level in instrument.levels if level.id in own)
        everybody = None in own or len(levels_of) == len(instrument.levels)
        found.setdefault(((() if everybody else levels_of), area), []).append(question)
    position = {level.id: number for number, level in enumerate(instrument.levels)}
    order = sorted(found, key=lambda key: [position[level] for level in key[0]])
    return tuple(
        Section(f"del{number}", instrument.area_by_id[key[1]].label, key[0], tuple(found[key]))
        for number, key in enumerate(order, 1)
    )


def options_of(instrument: Instrument) -> tuple[str, ...]:
    """What can be answered: the steps from lowest to highest, and one answer outside the scale.

    The labels outside the scale are counted alike, so the first of them is enough.
    """
    return (
        tuple(step.label for step in instrument.scale.steps) + instrument.scale.not_applicable[:1]
    )


def levels_named(instrument: Instrument, levels: tuple[str, ...]) -> str:
    """Who is asked, for a heading: "Rektor", "Huvudman och Rektor", or "Alla"."""
    return listing([instrument.level_label[level] for level in levels]) or "Alla"
