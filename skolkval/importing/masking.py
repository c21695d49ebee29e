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
UnitKeys = frozenset[tuple[str, ...]]
_Span = tuple[int, int]

# As in personal.py no pattern may need more than a few steps per character.
_AT = re.compile(r" ?(?:@|[(\[] ?(?:at|a|snabel-?a) ?[)\]]) ?", re.IGNORECASE)
_BEFORE_AT = re.compile(r"[\w.+-]")
_DOMAIN = re.compile(r"[\w-]+(?:(?:\.| \. | ?[(\[] ?(?:dot|punkt) ?[)\]] ?)[\w-]+)+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@\w[\w.-]+")
_WEB = re.compile(
    r"(?:\bhttps?:|\bwww\.)\S+"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\."
    r"(?-i:se|nu|com|org|net|eu|SE|COM|ORG)\b(?:/\S*)?",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|mejla?|maila?|teams)\b[ :@]{1,4}"
    r"(?:(?:är|heter) )?(\w{3,64}(?:\.\w{1,64}){0,3})",
    re.IGNORECASE,
)
# Seven digits or more are a number of somebody's, or may be; so is the date that somebody was born.
_DATE_AND_FOUR = re.compile(r"(?<!\d)(?:\d\d)?\d\d[-/. ]?\d\d[-/. ]?\d\d ?[-+ ] ?\d{4}(?!\d)")
_LONG_NUMBER = re.compile(r"(?<!\d)\+?\(?\d(?:[ .\-/()]{0,3}\d){6,}")
_BIRTH = re.compile(r"(?<!\d)\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])(?!\d)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d(?!\d)")
_BIRTH_IN_WORDS = re.compile(
    r"(?<!\d)\d{1,2}(?::?[ae])? ?(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?"
    r"|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,? ?\d{4}(?!\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:anknytning(?:en)?|ankn|tel|tfn|telefon|mobil|(?:telefon|mobil)nummer)\b[.:]{0,2} ?"
    r"(?:(?:är|nr\.?|nummer) ?)?(\d(?:[ -]?\d){2,9})",
    re.IGNORECASE,
)
# So many of something, and no number of anybody's: those are not written in groups of three.
_AMOUNT = re.compile(
    r"(?<!\d)(?<!\d[ .-])[1-9]\d{0,2}(?:[ .]\d{3}){1,4} ?"
    r"(?:kr|kronor|mkr|mnkr|tkr|miljoner|elever|timmar)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ANY_WORD = re.compile(r"\w+")
_STARTS = re.compile(r"(?:\A|[\n.!?:] ?)(?:[-*•] ?)?\Z")  # with the sign of a list or without
_SURNAMES = ("sson", "ssons")
_PARTICLES = frozenset({"af", "al", "de", "der", "el", "la", "van", "von"})
_TITLES = frozenset(
    {"chef", "chefen", "fru", "fröken", "herr", "kollegan", "kurator", "kuratorn", "magister"}
    | {"lärare", "läraren", "förskollärare", "förskolläraren", "magistern", "rektor", "rektorn"}
    | {"rektorerna", "skolchef", "skolchefen", "samordnare", "samordnaren", "vaktmästare"}
    | {"vaktmästaren", "specialpedagog", "specialpedagogen", "speciallärare", "specialläraren"}
    | {"skolsköterska", "skolsköterskan", "elevassistent", "elevassistenten", "syv", "syven"}
    | {"fritidsledare", "fritidsledaren", "fritidspedagog", "fritidspedagogen", "förstelärare"}
    | {"förstelärarna", "försteläraren", "arbetslagsledare", "arbetslagsledaren"}
)
# What no surname is, though some write it with a capital: "Rektor Behöver vara mer i klassrummen".
_NO_SURNAMES_TEXT = """
    all alla allt alltid andra att av bara behöver behövs bli blir bör borde bra både dem den
    denna deras det detta dig din dock du där då därför efter eller en er ett fanns finns fick för
    från fungerar får genom ger gör gå går hade han har hela helt hennes hon hos hur här i
    ibland idag in ingen inget inom inte ja jag jobbar just kan kanske kom kommer kunde känner
    lyssnar lite man med men mellan mer mest mig min mot mycket mår måste många ni nog nu nej när
    nästan och också om oss på saknar saknas ser sig sin ska skall skulle som står så säger sällan
    tar till tror tycker under upp upplever ut utan vad var vara varför vem vet vi vid vidare vill
    ville visar väl vår våra än är även åt över
    google classroom drive meet microsoft office teams skolverket skolinspektionen unikum vklass
    schoolsoft
"""
_NO_SURNAMES = frozenset(_NO_SURNAMES_TEXT.split())
# Names that more often are something else before a small letter or a number: "Inga resurser",
# "Max 20". What only a person does or is keeps the name one; "Inga är nöjda" is about nobody.
_ALSO_WORDS = frozenset(
    {"björn", "inga", "liv", "max", "per", "rosa", "sanna", "sten", "stig", "tom"}
)
_PERSON_DOES = frozenset(
    {"behöver", "borde", "får", "gör", "har", "kan", "lyssnar", "måste", "och", "sa", "sade"}
    | {"ska", "som", "säger", "tycker", "var", "vill", "är"}
)
# Words that many units share; a key that is nothing else would take them out of every sentence.
_GENERIC = frozenset(
    {"anpassad", "anpassade", "fritidshem", "fritidshemmet", "förskola", "förskolan", "grundskola"}
    | {
        "grundskolan",
        "gymnasieskola",
        "gymnasieskolan",
        "gymnasiet",
        "gymnasium",
        "skola",
        "skolan",
    }
)
_EVERYDAY = _GENERIC | frozenset(
    {"arbetslag", "avdelning", "centrala", "centrum", "elever", "enhet", "enheten", "fristående"}
    | {"gamla", "inre", "kommunal", "kommunala", "kommunens", "lilla", "lärare", "mellersta"}
    | {"nedre", "norra", "nya", "personal", "stora", "svenska", "södra", "team", "västra", "yttre"}
    | {"åk", "årskurs", "öppna", "östra", "övre", "övriga"}
)
_CLASSES = re.compile(r"f|\d")
_NO_NAMES = frozenset(
    {"dags", "livs", "majs", "mys", "toms", "tors"}
)  # "Dags att …" is not about Dag's
_MOST_SURNAMES = 3
_MOST_UNIT_WORDS = 8
_FEW_LETTERS = 2
_TELLING = 5  # letters of a word that by itself is the name of a unit: "Solstrålen"
_SHORT = 3  # "På Teams delar vi" begins with no name, and a name so short is mostly a known one


def masked(text: str, units: UnitKeys = frozenset()) -> str:
    """`text` without numbers and addresses of persons, names of persons, and names of `units`
    (as `unit_keys` gives them)."""
    # Addresses first: nothing knows what is left of one that a unit has been taken out of.
    text = _without(text, REMOVED, _addresses(_plain(text)))
    text = _without(text, UNIT, _unit_names(_plain(text), units))
    text = _without(text, REMOVED, _numbers(_plain(text)))
    text = _without(text, NAME, _names(text))
    # Whatever would have stopped another column and has slipped through takes the comment with it.
    return REMOVED if found_in(_plain(text))[0] else text


def unit_keys(units: Iterable[str | None]) -> UnitKeys:
    """The names of units as `masked` wants them, in words, and what else they are called.

    One or two letters are no name in a text.
    """
    return frozenset(
        key
        for unit in units
        if unit and len(unit) > _FEW_LETTERS
        for key in _called(tuple(_ANY_WORD.findall(_plain(unit).casefold())))
    )


def _called(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a unit is called: its name, without its classes, and without "skola" and the like."""
    yield words
    if len(words) > 2 and all(map(_CLASSES.fullmatch, words[-2:])):  # "7-9", "F-6"
        words = words[:-2]
        while words and words[-1] in ("åk", "årskurs"):
            words = words[:-1]
        if not _EVERYDAY.issuperset(words) and len("".join(words)) > _FEW_LETTERS:
            yield words
    start, end = 0, len(words)
    while start < end and words[start] in _GENERIC:
        start += 1
    while start < end and words[end - 1] in _GENERIC:
        end -= 1
    rest = words[start:end]
    if any(len(word) >= _TELLING and word not in _EVERYDAY for word in rest):
        yield rest
        yield (*rest[:-1], rest[-1].removesuffix("s"))
        if end < len(words):  # "Tallbacka skola" is also written in one word
            yield (*rest[:-1], rest[-1] + "skolan")


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
    for found in _ACCOUNT.finditer(text):
        word = found[1]
        if "_" in word or (any(map(str.isdigit, word)) and any(map(str.isalpha, word))):
            yield found.span(1)


def _numbers(text: str) -> Iterator[_Span]:
    for pattern in (_DATE_AND_FOUR, _BIRTH_IN_WORDS):
        yield from (found.span() for found in pattern.finditer(text))
    yield from (found.span(1) for found in _EXTENSION.finditer(text))
    for dates in (DATES, _YEARS, _AMOUNT):
        text = dates.sub(lambda found: "x" * len(found[0]), text)
    for pattern in (PHONE, _LONG_NUMBER, _BIRTH):
        yield from (found.span() for found in pattern.finditer(text))


@lru_cache(1)
def _most_words(units: UnitKeys) -> int:
    """How many words the longest name has, as far as it is worth looking."""
    return min(_MOST_UNIT_WORDS, max(map(len, units), default=0))


def _unit_names(text: str, units: UnitKeys) -> Iterator[_Span]:
    found = list(_ANY_WORD.finditer(text)) if units else []
    words = [word[0].casefold() for word in found]
    longest = _most_words(units)
    for first in range(len(words)):
        for after in range(first + 1, min(first + longest, len(words)) + 1):
            *others, last = words[first:after]
            if (*others, last) in units or (*others, last.removesuffix("s")) in units:
                start, end = found[first].start(), found[after - 1].end()
                # What the name has opened it closes: "Centralskolan (F-6)".
                end += text[end : end + 1] == ")" and "(" in text[start:end]
                yield start, end


def _names(written: str) -> Iterator[_Span]:
    """Where persons are named: a known first name, a name after a title, one in -sson, or two words
    in a row with a capital; each with the surnames that follow."""
    text = _plain(written)
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        after = at + 1
        while after < len(words) and after <= at + _MOST_SURNAMES and _go_on(text, words, after):
            after += 1
        if not words[after - 1][0][0].isupper():  # a particle that nothing follows
            after -= 1
        word, begins = words[at][0], _begins(written, words[at].start())
        two = after > at + 1 and _is_capitalised(word) and not (len(word) <= _SHORT and begins)
        named = two or _is_name(word) or _has_title(text, words, at)
        if word[0].isupper() and named and not (begins and _is_a_word(text, words[at])):
            yield words[at].start(), words[max(at, after - 1)].end()
            at = max(at + 1, after)
        else:
            at += 1


def _has_title(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a title stands before the word, and the word may be a name: "Rektorn, Quist, …"."""
    between = text[words[at - 1].end() : words[at].start()] if at else ""
    word = words[at][0].casefold()
    titled = between in (" ", ", ") and words[at - 1][0].casefold() in _TITLES
    return titled and word not in _TITLES and word not in _NO_SURNAMES


def _is_a_word(text: str, found: re.Match[str]) -> bool:
    """Whether what begins a sentence and may be a name is something else there."""
    word, end = found[0].casefold(), found.end()
    goes_on = text[end : end + 1] == " " and (
        text[end + 1 : end + 2].islower() or text[end + 1 : end + 2].isdigit()
    )
    if word not in _ALSO_WORDS or not goes_on:
        return False
    following = _ANY_WORD.match(text, end + 1)
    return word == "inga" or not (following and following[0] in _PERSON_DOES)


def _is_name(word: str) -> bool:
    first = word.split("-")[0].casefold()
    known = first in FIRST_NAMES or first.removesuffix("s") in FIRST_NAMES
    return (known and first not in _NO_NAMES) or first.endswith(_SURNAMES)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or a line begins there."""
    return _STARTS.search(text[max(0, at - 4) : at]) is not None


def _beside(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether only a space stands between the word and the one before."""
    return text[words[at - 1].end() : words[at].start()] == " "


def _go_on(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether the word goes on with the name before it."""
    word = words[at][0]
    capital = _is_capitalised(word) or (word.isupper() and words[at - 1][0].isupper())
    capital = capital and word.casefold() not in _NO_SURNAMES
    return _beside(text, words, at) and (capital or word in _PARTICLES)
