"""How is each value in a file read, when all of them are seen together?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from skolkval.errors import Refusal
from skolkval.importing.scales.known import (
    FOREIGN_LABELS,
    GENERIC_NOT_APPLICABLE,
    is_not_applicable,
    same_scale_in_other_words,
)
from skolkval.importing.scales.values import Value, value_of
from skolkval.importing.text import listed, match_key
from skolkval.instruments.codes import NOT_APPLICABLE_CODE
from skolkval.instruments.model import Scale

BLANK = -1
FORMULA, ERROR, DATE, OFF_SCALE, MERGED, AMBIGUOUS = -2, -3, -4, -5, -6, -7
NOT_APPLICABLE_WORD = "vet ej"
BLANK_WORD = "tomt"
MOST_STEPS = 11
_CODES = {"blank": BLANK, "formula": FORMULA, "error": ERROR, "date": DATE, "ambiguous": AMBIGUOUS}


@dataclass
class Seen:
    """How often one text stands in the columns of answers."""

    cells: int = 0
    columns: int = 0

    @property
    def returns(self) -> bool:
        """Whether it is a way of answering, and not something that one person wrote once."""
        return self.cells >= 3 and self.columns >= 2


@dataclass(frozen=True)
class Scheme:
    """How every text is read; all keys as `match_key` makes them.

    `words` is the step of each label, `numbers` of each bare number. `told` says that labels or a
    legend show which way the numbers run, `renamed` that `words` are not the instrument's own.
    """

    scale: Scale
    own: Mapping[str, int]
    not_applicable: frozenset[str]
    chosen: Mapping[str, int]
    legend: Mapping[str, str]
    words: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)
    told: bool = False
    renamed: bool = False
    _parsed: dict[str, Value] = field(default_factory=dict, compare=False, repr=False)

    def value(self, text: str) -> Value:
        """What a text says: where it is a code of the legend, what the legend says."""
        if text not in self._parsed:
            self._parsed[text] = self._parse(text)
        return self._parsed[text]

    def _parse(self, text: str) -> Value:
        value = value_of(text)
        if value.key in self.own or value.kind != "answer":
            return value
        label = self.legend.get(_code(value), "")
        if not label:
            return value
        said = value_of(label)
        return value if _bare(said) and said.number == value.number else said

    def choice(self, text: str) -> int | None:
        """What the analyst says that a text stands for, if anything."""
        if not self.chosen:
            return None
        return self.chosen.get(value_of(text).key, self.chosen.get(self.value(text).key))

    def read(self, text: str) -> int:
        """A step 1..K, 0 (not applicable), BLANK, or why the text cannot be read."""
        choice = self.choice(text)
        if choice is not None:
            return choice
        value = self.value(text)
        if value.key in self.words:
            return self.words[value.key]
        if value.key in self.not_applicable:
            return 0
        if value.kind != "answer":
            return _CODES[value.kind]
        if is_not_applicable(value.label, self.not_applicable):
            return 0
        if value.number is None:
            return OFF_SCALE
        step = self.numbers.get(value.number, OFF_SCALE)
        # "3 – Stämmer till stor del": the number and the words must say the same.
        return step if _bare(value) or self.words.get(value.label) == step else OFF_SCALE

    def label(self, text: str) -> str:
        """The words of a text, "" where it is a number alone, blank, or no answer at all."""
        value = self.value(text)
        return value.key if value.key in self.own else value.label

    def is_bare_number(self, text: str) -> bool:
        """Whether a text is a number which neither the instrument nor a legend gives words."""
        value = self.value(text)
        return _bare(value) and value.key not in self.own


def scheme_for(
    seen: Mapping[str, Seen], scale: Scale, chosen: Mapping[str, str], legend: Mapping[str, str]
) -> Scheme:
    """How the texts in `seen` are read, given what the analyst and the file's legend say.

    Raises:
        Refusal: SK-228 when the analyst's choice is no answer of the instrument.
    """
    own = {match_key(step.label): step.value for step in scale.steps}
    bare = Scheme(
        scale=scale,
        own=own,
        not_applicable=frozenset(map(match_key, (*scale.not_applicable, NOT_APPLICABLE_CODE))),
        chosen=_choices(scale, own, chosen),
        legend={_code(value_of(code)): label for code, label in legend.items()},
    )
    if not _is_of_answers(bare, seen):
        bare = replace(bare, legend={}, _parsed={})
    words = _words(bare, seen)
    evidence = _evidence(bare, seen, words)
    numbers, told = _numbers(evidence, scale.size)
    if not evidence and _counts_from_zero(bare, seen):
        numbers = {step - 1: step for step in range(1, scale.size + 1)}
    return replace(bare, words=words, numbers=numbers, told=told, renamed=words is not own)


def slips(filled: int) -> int:
    """How many cells may hold the number next to the scale before it is no slip: one, or 2 %."""
    return max(2, -(-filled // 50))


def _choices(scale: Scale, own: Mapping[str, int], chosen: Mapping[str, str]) -> dict[str, int]:
    meanings = {NOT_APPLICABLE_WORD: 0, BLANK_WORD: BLANK}
    meanings |= dict.fromkeys(map(match_key, scale.not_applicable), 0) | dict(own)
    unknown = sorted({text for text in chosen.values() if match_key(text) not in meanings})
    if unknown:
        answers = [step.label for step in scale.steps] + [NOT_APPLICABLE_WORD, BLANK_WORD]
        raise Refusal(
            "SK-228",
            f"{listed([f'”{text}”' for text in unknown])} är inget av instrumentets svar. Välj "
            f"något av: {', '.join(answers)}.",
        )
    return {match_key(label): meanings[match_key(text)] for label, text in chosen.items()}


def _is_of_answers(scheme: Scheme, seen: Mapping[str, Seen]) -> bool:
    """Whether the legend is one of answers, and not a numbered list of something else.

    It is if anything in it is known. If nothing is, it still is if there are numbers among the
    answers, it explains them all, and it is no longer than a scale can be: then people answered
    on a scale we do not know.
    """
    labels = [value_of(label) for label in scheme.legend.values()]
    known = {*scheme.own, *scheme.not_applicable, *scheme.chosen, *GENERIC_NOT_APPLICABLE}
    known |= FOREIGN_LABELS
    if any({value.key, value.label} & known for value in labels):
        return True
    values = [value_of(text) for text in seen]
    numbers = {_code(value) for value in values if _bare(value)}
    return bool(numbers) and numbers <= scheme.legend.keys() and len(scheme.legend) <= MOST_STEPS


def _bare(value: Value) -> bool:
    return value.number is not None and not value.label


def _code(value: Value) -> str:
    """What a code of a legend is looked up by: 1, 1.0 and A1 are the same."""
    return str(value.number) if _bare(value) else value.key


def _words(scheme: Scheme, seen: Mapping[str, Seen]) -> Mapping[str, int]:
    """The step of each label: the instrument's own, or those of another scale that fits."""
    labels = set()
    for text in _texts(scheme, seen):
        label = scheme.label(text)
        known = label in scheme.own or label in FOREIGN_LABELS
        if known or (text in seen and seen[text].returns and scheme.value(text).kind == "answer"):
            labels.add(label)
    labels = {
        each for each in labels if each and not is_not_applicable(each, scheme.not_applicable)
    }
    if labels <= set(scheme.own):
        return scheme.own
    return same_scale_in_other_words(frozenset(labels), scheme.scale) or scheme.own


def _texts(scheme: Scheme, seen: Mapping[str, Seen]) -> Iterable[str]:
    """Every text in the file and every code of the legend, but for what the analyst has chosen."""
    return (text for text in (*seen, *scheme.legend) if scheme.choice(text) is None)


def _evidence(
    scheme: Scheme, seen: Mapping[str, Seen], words: Mapping[str, int]
) -> set[tuple[int, int]]:
    """Numbers that stand beside a label, in a cell or in the legend, with the label's step."""
    found = set()
    for text in _texts(scheme, seen):
        value = scheme.value(text)
        numbers = {value.number, value_of(text).number}
        step = words.get(value.label) or words.get(value.key)
        found |= {(number, step) for number in numbers if number is not None and step}
    return found


def _numbers(evidence: set[tuple[int, int]], size: int) -> tuple[dict[int, int], bool]:
    """The step of each bare number, and whether labels or a legend have told it.

    Numbers run as the steps do unless two of them or more, and all, say that they run another way.
    """
    steps = range(1, size + 1)
    plain = {step: step for step in steps}
    if len({number for number, _ in evidence}) > 1:
        first_number, first_step = min(evidence)
        for sign in (1, -1):
            run = {first_number + sign * (step - first_step): step for step in steps}
            if all(run.get(number) == step for number, step in evidence):
                return run, True
    return plain, any(number == step for number, step in evidence)


def _counts_from_zero(scheme: Scheme, seen: Mapping[str, Seen]) -> bool:
    """Whether the file answers with the numbers 0 to K - 1, all of them, and no words."""
    texts = list(_texts(scheme, seen))
    if any(scheme.label(text) in scheme.own for text in texts):
        return False
    cells: Counter[int | None] = Counter()
    for text in texts:
        if text in seen and scheme.is_bare_number(text):
            cells[scheme.value(text).number] += seen[text].cells
    return set(cells) == set(range(scheme.scale.size)) and cells[0] >= slips(cells.total())
