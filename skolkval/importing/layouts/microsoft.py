"""Is this Microsoft Forms' export: id, start, completion, e-mail and name, then the questions?"""

from __future__ import annotations

import re

from skolkval.importing.layouts.model import Sign, View, moments, numbers

_WHO = re.compile(r"\S+@\S+|anonym\w*", re.IGNORECASE)


def sign(view: View) -> Sign | None:
    """Known in any language by the cells: two moments, an address, a name, and a number before.

    The number may have been removed by hand; newer exports have a third moment after the name.
    """
    for first in (1, 0):
        last = _last_meta(view, first)
        if last:
            text = "Microsoft Forms: start- och sluttid, e-post och namn i de första kolumnerna"
            return Sign("microsoft_forms", text, frozenset(range(last)))
    return None


def _last_meta(view: View, first: int) -> int:
    """How many columns Forms has put before the questions, 0 if this is not its export."""
    if len(view.headings) < first + 5 or not all(view.texts[: first + 4]):
        return 0
    start, end, who, name, following = view.samples[first : first + 5]
    if first and not numbers(view.samples[0]):
        return 0
    if not (moments(start) and moments(end)) or moments(name):
        return 0
    if not who or not all(map(_WHO.fullmatch, who)):
        return 0
    return first + (5 if moments(following) else 4)
