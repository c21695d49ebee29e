"""Which comments may be shown together now, given every comment that was ever shown?

No database here. The comments of an area are shown in *waves*: at least as many as the limit, shown
together. A wave is shown only while all of it is here, and no comment is counted in two. So all that
was ever shown is a sum of waves; when a wave is split, both parts are at least the limit. However the
pictures are compared, no fewer comments than that can be told from the others.

A comment is what was written, not who wrote it: that is what is seen. A rater whose answers were
corrected is another rater, but has not written another comment, and of two who have written the same
nobody sees which is which. A rater who is known to have been shown with one comment is never shown
with another: whoever remembers the first would see whose the second is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

LEAST_COMMENTERS = 10
Comment = tuple[int, int]
"""A hash of what was written, and the rater who had written it when it was first shown."""
Wave = frozenset[Comment]


def comment_limit(threshold: int) -> int:
    """How many must have written for comments to be shown, in a round with this threshold.

    >>> comment_limit(7), comment_limit(12)
    (10, 12)
    """
    return max(LEAST_COMMENTERS, threshold)


def text_hash(text: str) -> int:
    """A number of 64 bits that is the same for the same text, on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True)
class Settled:
    """All waves of an area after a change, and those of them that are shown."""

    waves: tuple[Wave, ...]
    shown: tuple[Wave, ...]


def settle(waves: Iterable[Wave], here: Mapping[int, int], limit: int) -> Settled:
    """What becomes of the `waves` of an area when exactly these raters have written, each a hash.

    Where a part of a wave is gone, and both that and the rest are at least `limit`, it is split
    for good. Otherwise it is kept as it was, and not shown unless all is back; what is left of it
    joins no other. What is in no wave becomes a new one when it is enough; until then it waits.
    """
    waves = list(waves)
    stock = Counter(here.values())
    # First those that lack nothing: a comment that others have written too is theirs.
    whole = {wave for wave in waves if _take_whole(wave, stock)}
    settled, shown = list(waves), [wave for wave in waves if wave in whole]
    for place, wave in enumerate(waves):
        if wave not in whole:
            left = _take(wave, here, stock)
            if len(left) >= limit and len(wave - left) >= limit:
                settled[place] = left
                settled.append(wave - left)
                shown.append(left)
    known = {rater for wave in waves for _, rater in wave}
    new = _take(((said, rater) for rater, said in here.items() if rater not in known), here, stock)
    if len(new) >= limit:
        settled.append(new)
        shown.append(new)
    # A wave of before the limit was raised may be smaller than it.
    return Settled(tuple(settled), tuple(wave for wave in shown if len(wave) >= limit))


def _take_whole(wave: Wave, stock: Counter[int]) -> bool:
    """Take all of the wave from the stock, if it is there."""
    needed = Counter(written for written, _ in wave)
    if any(stock[written] < n for written, n in needed.items()):
        return False
    stock.subtract(needed)
    return True


def _take(comments: Iterable[Comment], here: Mapping[int, int], stock: Counter[int]) -> Wave:
    """Take as many of the comments as the stock has, first those that their own rater has here."""
    found = []
    for written, rater in sorted(comments, key=lambda each: (here.get(each[1]) != each[0], each)):
        if stock[written] > 0:
            stock[written] -= 1
            found.append((written, rater))
    return frozenset(found)
