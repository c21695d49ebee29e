"""Is it the levels that tell us apart? The distance matrix in sentences, made by rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from skolkval.analysis.agreement import agreement_from_distance, largest_distance
from skolkval.analysis.distribution import Floats
from skolkval.analysis.fields import Cuts
from skolkval.swedish import listing, number, percent

APART_FROM = 0.05
"""How much farther apart two levels are than people within them, as a part of the largest mean
distance, to be called a gap: 0.075 steps of four. About what a difference of 15 index points on
every statement makes of an ordinary distribution."""
NO_LEVELS = "Det behövs två nivåer för att jämföra"


def excess(matrix: npt.ArrayLike) -> Floats:
    """How many steps farther apart two levels are than two people within them: `[levels, levels]`.

    `matrix` is a distance matrix in steps; 0 on the diagonal, `nan` where something is unknown. Two
    levels that are each of one mind, 1.5 steps apart:

    >>> excess([[0, 1.5], [1.5, 0]]).tolist()
    [[0.0, 1.5], [1.5, 0.0]]
    """
    array = np.asarray(matrix, dtype=float)
    within = np.diagonal(array)
    return np.asarray(array - (within[:, None] + within[None, :]) / 2)


def sentence(
    names: Sequence[str],
    matrix: npt.ArrayLike,
    size: int,
    cuts: Cuts,
    few: Collection[str] = (),
) -> str:
    """Where the gap lies, for levels called `names` on a scale of `size` steps.

    Levels that cannot be compared (hidden, or fewer than two answers) take no part. Of those with
    `few` answers (by name) it is never said that they are alike.
    """
    array = np.asarray(matrix, dtype=float)
    known = [place for place in range(len(names)) if not np.isnan(array[place, place])]
    if len(known) < 2:
        return NO_LEVELS
    farther = excess(array)
    pairs = list(combinations(known, 2))
    apart = [pair for pair in pairs if farther[pair] >= APART_FROM * largest_distance(size)]
    together = [pair for pair in pairs if pair not in apart]
    lower = [name.lower() for name in names]

    def alike(places: Sequence[int]) -> str:
        distances = [array[pair] for pair in combinations(places, 2)]
        united = agreement_from_distance(max(distances), size) >= cuts.agreement
        who = listing([lower[place] for place in places])
        return f"{who[:1].upper()}{who[1:]} {'är eniga' if united else 'svarar ungefär lika'}"

    if not apart and any(names[place] in few for place in known):
        return "Inget tydligt avstånd mellan nivåerna, men för få svar för att avgöra"
    if not apart:
        return f"{alike(known)}: det är inte nivåerna som skiljer oss"
    widest = max(apart, key=lambda pair: array[pair])
    between = f"{lower[widest[0]]} och {lower[widest[1]]}"
    if len(known) == 3 and len(together) == 1:
        alone = next(place for place in known if place not in together[0])
        if any(names[place] in few for place in together[0]):
            return f"{names[alone]} skiljer sig från {listing([lower[place] for place in together[0]])}"
        return f"{alike(together[0])}; {lower[alone]} skiljer sig"
    printed = [number(array[pair], 2) for pair in pairs]
    if len(apart) == 1 and printed.count(number(array[widest], 2)) == 1:
        return f"Glappet går mellan {between}"
    return (
        f"Flera nivåer drar isär: längst är det mellan {between}, {number(array[widest], 2)} steg"
    )


def share_sentence(between_share: float) -> str:
    """How much of the distance lies between the levels, each level weighing the same.

    >>> share_sentence(0.374)
    '37\\xa0% av oenigheten ligger mellan nivåerna, 63\\xa0% inom dem.'
    """
    if np.isnan(between_share):
        return ""
    if between_share < 0.005:
        return "All oenighet ligger inom nivåerna, ingen mellan dem."
    part = round(between_share, 2)
    return f"{percent(part)} av oenigheten ligger mellan nivåerna, {percent(1 - part)} inom dem."


def within(names: Sequence[str], matrix: npt.ArrayLike) -> list[tuple[str, float]]:
    """How many steps apart two within each level are, the farthest first; unknown ones left out.

    >>> within(["Rektor", "Undervisning"], [[0.5, 1], [1, 0.8]])
    [('Undervisning', 0.8), ('Rektor', 0.5)]
    """
    pairs = zip(names, np.diagonal(np.asarray(matrix, dtype=float)).tolist(), strict=True)
    return sorted((pair for pair in pairs if not np.isnan(pair[1])), key=lambda pair: -pair[1])


def between(names: Sequence[str], matrix: npt.ArrayLike) -> list[tuple[str, float]]:
    """How many steps farther apart two of each pair of levels are than two within them.

    The farthest first, never less than 0; unknown ones left out.

    >>> between(["Rektor", "Undervisning"], [[0.5, 1], [1, 0.7]])
    [('Rektor – undervisning', 0.4)]
    """
    farther = excess(matrix)
    pairs = [
        (f"{names[of]} – {names[to].lower()}", max(0.0, round(float(farther[of, to]), 9)))
        for of, to in combinations(range(len(names)), 2)
        if not np.isnan(farther[of, to])
    ]
    return sorted(pairs, key=lambda pair: -pair[1])
