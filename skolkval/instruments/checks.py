"""Does an instrument hold together? Everything that is wrong with it, in Swedish, one line each.

Looks across the parts (unique ids, references, repeated statements); that a field is there and
has the right type is the reader's business (`toml_file`). An empty string is a field that the
reader has already complained about, and is passed over here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from skolkval.instruments.model import Instrument, Item

MIN_STEPS = 2
MAX_STEPS = 11
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def mistakes_in(instrument: Instrument) -> list[str]:
    """Return one Swedish sentence per mistake, in the order of the file; empty when all is well."""
    return [
        *_ids(instrument),
        *_scale(instrument),
        *_labels(instrument),
        *_references(instrument),
        *_statements(instrument),
        *_nothing_to_rate(instrument),
    ]


def _ids(instrument: Instrument) -> Iterator[str]:
    kinds: dict[str, list[str]] = {
        "Instrumentet": [instrument.id],
        "Nivån": [level.id for level in instrument.levels],
        "Området": [area.id for area in instrument.areas],
        "Gruppen": [group.id for group in instrument.groups],
        "Påståendet": [item.id for item in instrument.items],
    }
    for kind, ids in kinds.items():
        for name in filter(None, dict.fromkeys(ids)):
            if not _SLUG.fullmatch(name):
                yield (
                    f"{kind} ”{name}”: id får bara ha små bokstäver a–z, siffror och enkla "
                    "bindestreck mellan dem, till exempel ”trygghet-1”."
                )
        for name in _repeated(ids):
            yield f"{kind} ”{name}”: samma id finns mer än en gång."


def _scale(instrument: Instrument) -> Iterator[str]:
    scale = instrument.scale
    values = [step.value for step in scale.steps]
    if not MIN_STEPS <= len(values) <= MAX_STEPS:
        yield f"Skalan har {len(values)} steg: den ska ha {MIN_STEPS} till {MAX_STEPS}."
    if values != list(range(1, len(values) + 1)):
        given = ", ".join(map(str, values))
        yield f"Skalans steg ska numreras 1, 2, 3 … i ordning och utan hål; nu: {given}."
    step_labels = [step.label for step in scale.steps]
    for label in _repeated(step_labels):
        yield f"Skalan: två steg heter ”{label}”."
    for label in _repeated(scale.not_applicable):
        yield f"Skalan: ”{label}” står två gånger i not_applicable."
    on_scale = {_key(label) for label in step_labels}
    for label in filter(None, scale.not_applicable):
        if _key(label) in on_scale:
            yield f"Skalan: ”{label}” kan inte både vara ett steg och stå i not_applicable."


def _labels(instrument: Instrument) -> Iterator[str]:
    for label in _repeated(level.label for level in instrument.levels):
        yield f"Två nivåer heter ”{label}”."
    for label in _repeated(area.label for area in instrument.areas):
        yield f"Två områden heter ”{label}”."
    for label in _repeated(area.short_label for area in instrument.areas):
        yield f"Två områden har kortnamnet ”{label}”."
    for area in instrument.areas:
        inside = (group.label for group in instrument.groups if group.area_id == area.id)
        for label in _repeated(inside):
            yield f"Området ”{area.id}”: två grupper heter ”{label}”."


def _references(instrument: Instrument) -> Iterator[str]:
    levels = {level.id for level in instrument.levels}
    for item in instrument.items:
        if item.level and item.level not in levels:
            yield f"Påståendet ”{item.id}”: nivån ”{item.level}” finns inte under [levels]."


def _statements(instrument: Instrument) -> Iterator[str]:
    """Two items that one rater would meet must differ, or no header could tell them apart."""
    labels = [(item, item.label) for item in instrument.items if item.label != item.text]
    for what, texts in (
        ("har samma text", [(item, item.text) for item in instrument.items]),
        ("har samma namn (label)", labels),
    ):
        alike: dict[str, list[Item]] = {}
        for item, text in texts:
            if not text:
                continue
            others = alike.setdefault(_key(text), [])
            twin = next((other for other in others if _meet(item, other)), None)
            if twin is not None:
                yield f"Påståendena ”{twin.id}” och ”{item.id}” {what}: ”{text}”."
            others.append(item)


def _nothing_to_rate(instrument: Instrument) -> Iterator[str]:
    if not instrument.areas:
        yield "Instrumentet har inga områden: det behövs minst ett [[area]]."
    for area in filter(lambda area: area.id, instrument.areas):
        if all(item.area_id != area.id for item in instrument.items):
            yield f"Området ”{area.id}” har inga påståenden."
    for group in filter(lambda group: group.id, instrument.groups):
        if all(item.group_id != group.id for item in instrument.items):
            yield f"Gruppen ”{group.id}” har inga påståenden."
    for level in instrument.levels:
        if instrument.items and not instrument.items_asked(level.id):
            yield f"Nivån ”{level.id}” har inga påståenden."


def _meet(one: Item, other: Item) -> bool:
    return one.level is None or other.level is None or one.level == other.level


def _key(text: str) -> str:
    return text.casefold()


def _repeated(texts: Iterable[str]) -> list[str]:
    """The texts that occur more than once (case aside), each once, in order of first repetition."""
    seen: set[str] = set()
    repeated: dict[str, str] = {}
    for text in filter(None, texts):
        if _key(text) in seen:
            repeated.setdefault(_key(text), text)
        seen.add(_key(text))
    return list(repeated.values())
