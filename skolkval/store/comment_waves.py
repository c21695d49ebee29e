"""Which comments may be shown together now, given every comment that was ever shown?

No database here. The comments of an area are shown in *waves*: members who were shown together, at
least so many as the limit. A wave is shown only while all of its members are here, and two waves
never share one. So all that was ever shown is a sum of waves; when a wave is split, both parts are
at least the limit. However the pictures are compared, no fewer comments than that can be told from
the others.

A member is what somebody wrote, not who wrote it: that is what is seen, and a rater whose answers
were corrected is another rater, but has not written another comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from hashlib import blake2b

LEAST_COMMENTERS = 10
Member = tuple[int, int]
"""A hash of all that one rater has written about the area, and how many others before it are alike."""
Wave = frozenset[Member]


def comment_limit(threshold: int) -> int:
    """How many must have written for comments to be shown, in a round with this threshold.

    >>> comment_limit(7), comment_limit(12)
    (10, 12)
    """
    return max(LEAST_COMMENTERS, threshold)


def members(written: Mapping[int, Iterable[str]]) -> dict[Member, int]:
    """The members whom raters are, and who they are, by what each has `written`."""
    seen: Counter[int] = Counter()
    found = {}
    for rater in sorted(written):
        said = text_hash("\0".join(sorted(written[rater])))
        found[said, seen[said]] = rater
        seen[said] += 1
    return found


def text_hash(text: str) -> int:
    """A number of 64 bits that is the same for the same text, on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True)
class Settled:
    """All waves of an area after a change, and those of them that are shown."""

    waves: tuple[Wave, ...]
    shown: tuple[Wave, ...]


def settle(waves: Iterable[Wave], here: Set[Member], limit: int) -> Settled:
    """What becomes of the `waves` of an area when exactly those in `here` have written about it.

    Where members of a wave are gone, and both they and the rest are at least `limit`, it is split
    for good. Otherwise it is kept as it was, and not shown unless all are back. Those in no wave
    become a new one when they are enough; until then they wait.
    """
    settled: list[Wave] = []
    for wave in waves:
        left, gone = wave & here, wave - here
        split = len(left) >= limit and len(gone) >= limit
        settled += [left, gone] if split else [wave]
    waiting = frozenset(here).difference(*settled)
    if len(waiting) >= limit:
        settled.append(waiting)
    # A wave of before the limit was raised may be smaller than it.
    shown = tuple(wave for wave in settled if wave <= here and len(wave) >= limit)
    return Settled(tuple(settled), shown)
