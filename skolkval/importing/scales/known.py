"""Which scales and which ways of not answering do people use, besides an instrument's own?"""

from __future__ import annotations

import re
from collections.abc import Collection

from skolkval.importing.text import match_key
from skolkval.instruments.model import Scale

# Answers outside the scale that an instrument need not list to have them understood.
GENERIC_NOT_APPLICABLE = frozenset(
    map(
        match_key,
        (
            "Vet ej",
            "Vet inte",
            "Ej aktuellt",
            "Inte aktuellt",
            "Kan ej bedöma",
            "Kan inte bedöma",
            "Ej tillämpligt",
            "Ingen uppfattning",
            "Ingen åsikt",
            "Ej relevant",
            "Inte relevant",
            "Vill ej svara",
            "Vill inte svara",
            "N/A",
        ),
    )
)
_EITHER = re.compile(r"\s*[/,]\s*|\s+eller\s+")

# Scales of agreement with all their labels, from the lowest step. Which step a label is depends on
# its company: "till viss del" is the second of five in one of them and the third in another.
_AGREEMENT = tuple(
    tuple(match_key(label) for label in names.split(","))
    for names in (
        "Stämmer inte, Stämmer till viss del, Stämmer till stor del, Stämmer",
        "Stämmer inte alls, Stämmer ganska dåligt, Stämmer ganska bra, Stämmer helt och hållet",
        "Stämmer mycket dåligt, Stämmer ganska dåligt, Stämmer ganska bra, Stämmer mycket bra",
        "Stämmer inte alls, Stämmer till viss del, Stämmer till stor del, Stämmer helt",
        "Instämmer inte, Instämmer till viss del, Instämmer till stor del, Instämmer",
        "Instämmer inte alls, Instämmer till viss del, Instämmer till stor del, Instämmer helt",
        "Instämmer inte alls, Instämmer delvis, Instämmer till stor del, Instämmer helt",
        "Stämmer inte alls, Stämmer till viss del, Stämmer delvis, Stämmer till stor del, "
        "Stämmer helt",
        "Stämmer inte alls, Stämmer till viss del, Stämmer ganska bra, Stämmer bra, Stämmer helt",
        "Stämmer mycket dåligt, Stämmer ganska dåligt, Varken eller, Stämmer ganska bra, "
        "Stämmer mycket bra",
        "Instämmer inte alls, Instämmer i liten utsträckning, Instämmer till viss del, "
        "Instämmer i stor utsträckning, Instämmer helt",
    )
)
# Other labels that survey tools and authorities use. One in the file that the instrument lacks
# means that people answered on another scale.
_FOREIGN = (
    "Stämmer dåligt, Instämmer helt och hållet",
    "Aldrig, Sällan, Ibland, Ofta, Alltid",
    "I mycket låg grad, I låg grad, I viss mån, I hög grad, I mycket hög grad",
    "Strongly disagree, Disagree, Somewhat disagree, Neither agree nor disagree, Neutral, "
    "Somewhat agree, Agree, Strongly agree",
)
FOREIGN_LABELS = frozenset(match_key(label) for names in _FOREIGN for label in names.split(","))
FOREIGN_LABELS |= {label for scale in _AGREEMENT for label in scale}


def is_not_applicable(key: str, own: Collection[str]) -> bool:
    """Whether a label is outside the scale, or several such in one: "vet ej / ej aktuellt".

    `own` are the instrument's labels for that; all are keys as `match_key` makes them.
    """
    parts = [key] if key in GENERIC_NOT_APPLICABLE else _EITHER.split(key)
    return key in own or all(part in own or part in GENERIC_NOT_APPLICABLE for part in parts)


def same_scale_in_other_words(labels: frozenset[str], own: Scale) -> dict[str, int] | None:
    """The step of each of `labels` (keys), if together they are a scale of agreement with as many
    steps as `own`, which is one too; otherwise None.

    All labels of the scale must be there, and no longer scale may have them all: answers given on
    five steps must never pass for four because nobody chose the fifth.
    """
    ends = (match_key(own.steps[0].label), match_key(own.steps[-1].label))
    if not all("stämmer" in end for end in ends):
        return None
    if any(len(scale) > own.size and labels <= set(scale) for scale in _AGREEMENT):
        return None
    for scale in _AGREEMENT:
        if len(scale) == own.size and labels == set(scale):
            return {label: step for step, label in enumerate(scale, start=1)}
    return None
