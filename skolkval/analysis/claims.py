"""What is it that a title says, so that it can be asked whether the picture holds?

A claim names groups of answers by area or item (`key` and `name`) and level (`None` where all levels
are taken together). Whether it holds is for `skolkval.analysis.holds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Key = Literal["area_id", "item_id"]


@dataclass(frozen=True)
class Place:
    """The answers a claim is about: those of an area or item from one level."""

    key: Key
    name: str
    level: str | None


@dataclass(frozen=True)
class GapClaim:
    """There is a named gap between the two."""

    a: Place
    b: Place


@dataclass(frozen=True)
class CampsClaim:
    """The answers to an item pull two ways."""

    place: Place


@dataclass(frozen=True)
class EndClaim:
    """One has a higher index (or a lower) than all the others."""

    place: Place
    others: tuple[Place, ...]
    highest: bool


@dataclass(frozen=True)
class SideClaim:
    """The index is at least `cut`, or it is below."""

    place: Place
    cut: float


Claim: TypeAlias = GapClaim | CampsClaim | EndClaim | SideClaim


@dataclass(frozen=True)
class Finding:
    """What a chart shows in words, and the claims that all have to hold for it to be said."""

    text: str
    claims: tuple[Claim, ...] = ()
