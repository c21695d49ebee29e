"""How is what points to a person or a unit taken out of a comment before anything is stored?

Where a word may be a name and may be something else ("Stig", "Inga" first in a sentence) it is
taken for a name: a gap in a comment does less harm than a person who is pointed out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from skolkval.importing.first_names import FIRST_NAMES
from skolkval.importing.personal import DASHES, DATES, PHONE, found_in

REMOVED, NAME, UNIT = "[borttaget]", "[namn]", "[enhet]"
_Span = tuple[int, int]

# As in personal.py no pattern may need more than a few steps per character.
_AT = re.compile(r" ?(?:@|[(\[] ?(?:at|a|snabel-?a) ?[)\]]) ?", re.IGNORECASE)
_BEFORE_AT = re.compile(r"[\w.+-]")
_DOMAIN = re.compile(r"[\w-]+(?:(?:\.|[(\[] ?(?:dot|punkt) ?[)\]])[\w-]+)+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@\w[\w.-]+")
_WEB = re.compile(
    r"(?:\bhttps?:|\bwww\.)\S+"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\."
    r"(?-i:se|nu|com|org|net|eu|SE|COM|ORG)\b(?:/\S*)?",
    re.IGNORECASE,
)
# Seven digits or more are a number of somebody's, or may be; so is the date that somebody was born.
_DATE_AND_FOUR = re.compile(r"(?<!\d)(?:\d\d)?\d\d[-/. ]?\d\d[-/. ]?\d\d ?[-+ ] ?\d{4}(?!\d)")
_LONG_NUMBER = re.compile(r"(?<!\d)\+?\(?\d(?:[ .\-/()]{0,3}\d){6,}")
_BIRTH = re.compile(r"(?<!\d)\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])(?!\d)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ANY_WORD = re.compile(r"\w+")
_SURNAMES = ("sson", "ssons")
_PARTICLES = frozenset({"af", "al", "de", "der", "el", "la", "van", "von"})
_TITLES = frozenset(
    {"chef", "chefen", "fru", "fröken", "herr", "kollegan", "kurator", "kuratorn", "magister"}
    | {"lärare", "läraren", "förskollärare", "förskolläraren", "magistern", "rektor", "rektorn"}
    | {"rektorerna", "skolchef", "skolchefen"}
)
_NO_NAMES = frozenset({"dags", "livs", "toms"})  # "Dags att …" is not about Dag's
_MOST_SURNAMES = 3
_MOST_UNIT_WORDS = 8
_SHORT = 3  # "På Teams delar vi" begins with no name, and a name so short is mostly a known one


def masked(text: str, units: frozenset[str] = frozenset()) -> str:
    """`text` without numbers and addresses of persons, names of persons, and names of `units`
    (in lower case, as `unit_keys` gives them)."""
    text = _without(text, UNIT, _unit_names(text, units))
    text = _without(text, REMOVED, _addresses(_plain(text)))
    text = _without(text, REMOVED, _numbers(_plain(text)))
    text = _without(text, NAME, _names(_plain(text)))
    # Whatever would have stopped another column and has slipped through takes the comment with it.
    return REMOVED if found_in(_plain(text))[0] else text


def unit_keys(units: Iterable[str | None]) -> frozenset[str]:
    """The names of units as `masked` wants them; one or two letters are no name in a text."""
    return frozenset(unit.casefold() for unit in units if unit and len(unit) > 2)


def _without(text: str, sign: str, spans: Iterable[_Span]) -> str:
    """`text` with `sign` in the place of each span; spans that touch or overlap become one."""
    parts, at, last = [], 0, -1
    for start, end in sorted(spans):
        if start > last:
            parts += [text[at:start], sign]
        at = last = max(end, last)
    return "".join([*parts, text[at:]])


class _PlainSigns(dict[int, str]):
    """Per character the one it stands for: worked out when it is first met, and then looked up."""

    def __missing__(self, code: int) -> str:
        wide = unicodedata.normalize("NFKC", chr(code)).translate(DASHES)
        plain = " " if wide.isspace() else wide if len(wide) == 1 else chr(code)
        return self.setdefault(code, plain)


_PLAIN = _PlainSigns()


def _plain(text: str) -> str:
    """`text`, as long as it is, with every digit, sign and space written the plain way."""
    return text.translate(_PLAIN)


def _addresses(text: str) -> Iterator[_Span]:
    for sign in _AT.finditer(text):
        start, domain = sign.start(), _DOMAIN.match(text, sign.end())
        while start and _BEFORE_AT.match(text, start - 1):
            start -= 1
        if domain and start < sign.start():
            yield start, domain.end()
    for pattern in (_HANDLE, _WEB):
        yield from (found.span() for found in pattern.finditer(text))


def _numbers(text: str) -> Iterator[_Span]:
    yield from (found.span() for found in _DATE_AND_FOUR.finditer(text))
    for dates in (DATES, _YEARS):
        text = dates.sub(lambda found: "x" * len(found[0]), text)
    for pattern in (PHONE, _LONG_NUMBER, _BIRTH):
        yield from (found.span() for found in pattern.finditer(text))


@lru_cache(1)
def _most_words(units: frozenset[str]) -> int:
    """How many words the longest name has, as far as it is worth looking."""
    most = max((len(_ANY_WORD.findall(unit)) for unit in units), default=0)
    return min(_MOST_UNIT_WORDS, most)


def _unit_names(text: str, units: frozenset[str]) -> Iterator[_Span]:
    words = [found.span() for found in _ANY_WORD.finditer(text)] if units else []
    longest = _most_words(units)
    for first, (start, _) in enumerate(words):
        for _, end in words[first : first + longest]:
            phrase = text[start:end].casefold()
            if phrase in units or phrase.removesuffix("s") in units:
                yield start, end


def _names(text: str) -> Iterator[_Span]:
    """Where persons are named: a known first name, a name after a title, one in -sson, or two words
    in a row with a capital; each with the surnames that follow."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        after = at + 1
        while after < len(words) and after <= at + _MOST_SURNAMES and _go_on(text, words, after):
            after += 1
        if not words[after - 1][0][0].isupper():  # a particle that nothing follows
            after -= 1
        title = at > 0 and words[at - 1][0].casefold() in _TITLES and _beside(text, words, at)
        two = after > at + 1 and _is_capitalised(words[at][0])
        two = two and not (len(words[at][0]) <= _SHORT and _begins(text, words[at].start()))
        if words[at][0][0].isupper() and (title or two or _is_name(words[at][0])):
            yield words[at].start(), words[max(at, after - 1)].end()
            at = max(at + 1, after)
        else:
            at += 1


def _is_name(word: str) -> bool:
    first = word.split("-")[0].casefold()
    known = first in FIRST_NAMES or first.removesuffix("s") in FIRST_NAMES
    return (known and first not in _NO_NAMES) or first.endswith(_SURNAMES)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    before = text[max(0, at - 2) : at].rstrip()
    return not before or before[-1] in ".!?:"


def _beside(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether only a space stands between the word and the one before."""
    return text[words[at - 1].end() : words[at].start()] == " "


def _go_on(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether the word goes on with the name before it."""
    word = words[at][0]
    capital = _is_capitalised(word) or (word.isupper() and words[at - 1][0].isupper())
    return _beside(text, words, at) and (capital or word in _PARTICLES)
