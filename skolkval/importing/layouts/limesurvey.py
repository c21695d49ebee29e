"""Is this LimeSurvey's export: its own columns first, or codes in the headings?"""

from __future__ import annotations

import re

from skolkval.importing.layouts.model import Sign, View, moments, numbers
from skolkval.importing.text import match_key

_CODE = re.compile(r"[A-Za-z]\w*(?:\[\w+\])+")
_CODE_AND_TEXT = re.compile(
    r"[A-Za-z]\w*(?:\[\w+\])*---.+|[A-Za-z]\w*(?:\[\w+\])+[.:]? .+", re.DOTALL
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]+)*")
_OWN = frozenset(
    (
        *("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"),
        *("ipaddr", "refurl", "token"),
    )
)


def sign(view: View) -> Sign | None:
    """Known by codes such as G01Q01[SQ001] in the headings, or by its own first columns.

    Those are, whatever the language of the headings: a running number, when the answers were sent
    in (blank for unfinished ones), the last page and the language of the questions.
    """
    if len(view.header) > 1:
        return None
    codes = sum(
        bool(_CODE.fullmatch(text) or _CODE_AND_TEXT.fullmatch(text)) for text in view.texts
    )
    own = _own_columns(view)
    by_position = _begins_as_limesurvey(view)
    if codes < 2 and not by_position:
        return None
    seen = []
    if codes >= 2:
        seen.append("koder inom hakparentes eller före --- i rubrikerna")
    if by_position:
        seen.append("löpnummer, inskickat, sista sidan och språk i de första kolumnerna")
    finished = next((at for at, code in own.items() if code == "submitdate"), None)
    if finished is None and by_position:
        finished = 1
    meta = frozenset(own) | (frozenset(range(4)) if by_position else frozenset())
    return Sign("limesurvey", f"LimeSurvey: {' och '.join(seen)}", meta, finished)


def _own_columns(view: View) -> dict[int, str]:
    """The columns whose heading is, or begins with, one of LimeSurvey's own codes."""
    found = {}
    for at, text in enumerate(view.texts):
        code = match_key(text.partition("---")[0]).partition(". ")[0]
        if code in _OWN:
            found[at] = code
    return found


def _begins_as_limesurvey(view: View) -> bool:
    if len(view.headings) < 6:
        return False
    number, sent, page, language = view.samples[:4]
    return (
        numbers(number)
        and len(set(number)) == len(number)
        and (moments(sent) or not sent)
        and (numbers(page) and all(len(text) <= 2 for text in page))
        and bool(language)
        and all(map(_LANGUAGE.fullmatch, language))
    )
