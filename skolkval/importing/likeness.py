"""Which left-over columns are most like which statements, judged over the whole table at once?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from skolkval.importing.report import Match
from skolkval.importing.statements import Items, Said, Statements, readings, unnumbered
from skolkval.importing.text import match_key
from skolkval.importing.words import NEGATING, other_question

TAKEN = 0.90
"""A column at least this like a statement is taken for it, when nothing else is nearly as like."""
MARGIN = 0.05
"""How much less like the second statement, and the second column, must be."""
NAMED = 0.60
"""A statement at least this like a doubtful column is named as a candidate."""
CONTAINED = 0.92
TURNED = 0.80
"""How like a column is to a statement that it holds among words that turn it round."""

_MOST_CANDIDATES = 3
_SHORTEST = 8
_LONG = 20
_SHORTEST_CUT = 15
_SHORTEST_REST = 3
_CUT_BY_LENGTH = 40
_CUT = re.compile(r"(?:\.{2,}|…)\s*$")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_PREFIXES = ("o", "in", "miss")
_OPPOSITES = tuple(
    tuple(frozenset(side.split()) for side in pair.split("/"))
    for pair in (
        "finns finnas fanns / saknas saknats saknades",
        "för / mot",
        "hög högt höga högre högst / låg lågt låga lägre lägst",
        "mer mera mest fler flest / mindre minst färre",
        "alltid / aldrig",
        "ofta / sällan",
        "lätt lätta / svårt svåra",
        "stor stort stora större / liten litet små mindre",
    )
)


@dataclass(frozen=True)
class Likeness:
    """What a column is like: taken for `items`, or else only in doubt between `candidates`."""

    items: Items = ()
    match: Match = "none"
    confidence: float = 0.0
    candidates: tuple[tuple[int, float], ...] = ()


def liken(
    columns: Mapping[int, Sequence[str]], statements: Statements, held: Collection[int]
) -> dict[int, Likeness]:
    """What each column (index to names) is like, where it is like anything.

    `held` are the items that other columns hold for certain. A column is taken only for the
    statement that is most like it among all statements, held ones too, and only where the best
    pairing of all the columns and statements gives it that one.
    """
    columns = {
        at: names for at, names in columns.items() if any(len(name) >= _SHORTEST for name in names)
    }
    words = list(statements.keys)
    free = np.array(
        [
            not any(item in held for items in statements.keys[word] for item in items)
            for word in words
        ]
    )
    if not columns or not free.any():
        return {}
    ratio, contained = _scores(list(columns.values()), words)
    scores = np.maximum(ratio, contained)
    taken = _pairs(scores, free, np.array([len(statements.keys[word]) == 1 for word in words]))
    found: dict[int, Likeness] = {}
    for row, (at, names) in enumerate(columns.items()):
        word = taken.get(row)
        if word is not None:
            inside = contained[row, word] >= ratio[row, word]
            if inside or not _says_otherwise(names, words[word], statements):
                items = statements.keys[words[word]][0]
                match: Match = "contained" if inside else "fuzzy"
                found[at] = Likeness(items, match, round(float(scores[row, word]), 2))
                free[word] = False
    for row, at in enumerate(columns):
        if at not in found and (named := _candidates(scores[row], free, words, statements)):
            found[at] = Likeness(candidates=named)
    return found


def _scores(
    columns: Sequence[Sequence[str]], words: Sequence[str]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """How like each column (rows) is to each statement, 0 to 1, by letters and by containing it."""
    keys = [
        list(dict.fromkeys(said.key for name in names for said in readings(name)))
        for names in columns
    ]
    starts = np.cumsum([0, *map(len, keys[:-1])])
    flat = [key for own in keys for key in own]
    ratio = process.cdist(
        flat, words, scorer=fuzz.ratio, score_cutoff=100 * NAMED, dtype=np.float32
    )
    contained = np.zeros((len(columns), len(words)), np.float32)
    for row, names in enumerate(columns):
        whole = [(match_key(name), bool(_CUT.search(name))) for name in names]
        for column, word in enumerate(words):
            contained[row, column] = max(_contained(key, is_cut, word) for key, is_cut in whole)
    best = np.maximum.reduceat(ratio, starts, axis=0) / np.float32(100)
    return best.astype(np.float32), contained


def _contained(key: str, is_cut: bool, word: str) -> float:
    """CONTAINED or more where the whole statement stands in the key, or the key is cut off; TURNED
    where words round the statement make it another."""
    at = key.find(word) if len(word) >= _LONG else -1
    if at >= 0:
        before, after = key[:at], key[at + len(word) :]
        whole = not (before[-1:].isalnum() or after[:1].isalnum())
        turned = other_question(unnumbered(before)) or other_question(after)
        if whole and not (turned or _NUMBER.search(after)):
            return CONTAINED + MARGIN * len(word) / len(key)
        if whole:
            return TURNED
    begins = key.rstrip("… ")
    shortest = _SHORTEST_CUT if is_cut else _CUT_BY_LENGTH
    return CONTAINED if len(begins) >= shortest and word.startswith(begins) else 0.0


def _pairs(
    scores: npt.NDArray[np.float32], free: npt.NDArray[np.bool_], single: npt.NDArray[np.bool_]
) -> dict[int, int]:
    """The statement (column of `scores`) that each row is taken for."""
    if not (scores[:, free] >= TAKEN).any():
        return {}
    # Here because it takes a second to load, and most files need no guessing.
    from scipy.optimize import linear_sum_assignment

    places = np.flatnonzero(free)
    rows, chosen = linear_sum_assignment(scores[:, places], maximize=True)
    pairs = {}
    for row, word in zip(rows.tolist(), places[chosen].tolist(), strict=True):
        score = scores[row, word]
        second = max(_largest_but(scores[row], word), _largest_but(scores[:, word], row))
        if single[word] and score >= TAKEN and score - second >= MARGIN:
            pairs[row] = word
    return pairs


def _largest_but(scores: npt.NDArray[np.float32], at: int) -> float:
    return float(np.delete(scores, at).max(initial=0.0))


def _says_otherwise(names: Sequence[str], word: str, statements: Statements) -> bool:
    """Whether the reading most like the statement asks, or says, something else than it does.

    One letter or word more or less is a slip, but not when it turns the statement round.
    """
    said: Said = max(
        (said for name in names for said in readings(name, tail=False)),
        key=lambda said: fuzz.ratio(said.key, word),
    )
    return statements.other_question(said.stem) or _turned(said.key, word)


def _turned(key: str, word: str) -> bool:
    """Whether the words that differ are numbers, words for "not", or each other's opposites."""
    if sorted(_NUMBER.findall(key)) != sorted(_NUMBER.findall(word)):
        return True
    ours, theirs = Counter(_WORD.findall(key)), Counter(_WORD.findall(word))
    more, less = set(ours - theirs), set(theirs - ours)
    return bool(NEGATING & (more | less)) or any(
        _opposite(one, other) for one in more for other in less
    )


def _opposite(one: str, other: str) -> bool:
    """Whether two words are tydlig and otydlig, in any form, or in the list of opposites."""
    for short, long in ((one, other), (other, one)):
        for prefix in _PREFIXES:
            rest = long.removeprefix(prefix)
            if rest != long and len(rest) >= _SHORTEST_REST and rest[:5] == short[:5]:
                return True
        if any(short in left and long in right for left, right in _OPPOSITES):
            return True
    return False


def _candidates(
    scores: npt.NDArray[np.float32],
    free: npt.NDArray[np.bool_],
    words: Sequence[str],
    statements: Statements,
) -> tuple[tuple[int, float], ...]:
    """The free statements most like a column, as (item, confidence)."""
    order = np.argsort(-np.where(free, scores, 0.0), kind="stable")[:_MOST_CANDIDATES]
    return tuple(
        (items[0], round(float(scores[word]), 2))
        for word in order.tolist()
        if free[word] and scores[word] >= NAMED
        for items in statements.keys[words[word]]
    )
