"""Is this Google Forms' export: a time stamp first, and grids as "Question [Row]"?"""

from __future__ import annotations

import re
from collections import Counter

from skolkval.importing.layouts.model import Sign, View, moments
from skolkval.importing.text import match_key
from skolkval.importing.words import GOOGLE_FIRST

_GRID = re.compile(r"([^\[]{3,})\s\[.+\]\s*\d*", re.DOTALL)


def sign(view: View) -> Sign | None:
    """Known by two of three: moments in the first column, its word, questions with [row]."""
    stems = Counter(match[1] for text in view.texts if (match := _GRID.fullmatch(text)))
    grid = any(rows > 1 for rows in stems.values()) and len(view.header) == 1
    time = moments(view.samples[0])
    word = bool(view.texts) and match_key(view.texts[0]) in GOOGLE_FIRST
    if time + word + grid < 2:
        return None
    seen = [
        text
        for shown, text in (
            (time or word, "tidsstämpel i första kolumnen"),
            (grid, "rutnätsfrågor med raden inom hakparentes"),
        )
        if shown
    ]
    return Sign("google_forms", f"Google Forms: {' och '.join(seen)}", frozenset({0}))
