"""Are the answers of a file given on another scale than the instrument's?"""

from __future__ import annotations

from collections.abc import Mapping

from skolkval.errors import Refusal
from skolkval.importing.personal import shown
from skolkval.importing.scales.known import FOREIGN_LABELS
from skolkval.importing.scales.scheme import BLANK, MOST_STEPS, OFF_SCALE, Scheme, Seen, slips
from skolkval.importing.text import listed, match_key


def refuse_another_scale(scheme: Scheme, seen: Mapping[str, Seen]) -> None:
    """Refuse a file whose set of values belongs to another scale than the instrument's.

    One cell that cannot be read is a slip; a label that others use for another scale, a text that
    returns in several columns, numbers that go one step further than the scale, or a legend with
    other steps, are not.

    Raises:
        Refusal: SK-224.
    """
    filled = sum(where.cells for text, where in seen.items() if scheme.read(text) != BLANK)
    unreadable = {text for text in seen if scheme.read(text) == OFF_SCALE}
    foreign = {text for text in unreadable if _is_foreign(scheme, text, seen[text], filled)}
    foreign |= _numbers_beyond(scheme, seen, unreadable, filled)
    foreign |= _numbers_that_should_have_words(scheme, seen, filled)
    names = {shown(text.strip(), returns=seen[text].returns) for text in foreign}
    names |= _of_legend(scheme)
    if names:
        own = ", ".join(step.label for step in scheme.scale.steps)
        found = listed([f"”{name}”" for name in sorted(names, key=match_key)])
        raise Refusal(
            "SK-224",
            f"Svaren är givna på en annan skala än instrumentets. I filen finns: {found}. "
            f"Instrumentets steg är: {own}. Välj rätt instrument, lägg in ett eget med den skala "
            "som användes, eller ange vad varje svar betyder.",
        )


def _is_foreign(scheme: Scheme, text: str, where: Seen, filled: int) -> bool:
    label = scheme.label(text)
    if label in scheme.words:  # beside another number than the label's own
        return where.cells >= 2
    if label in FOREIGN_LABELS:
        return True
    return bool(label) and where.columns >= 2 and where.cells >= max(3, filled * 0.05)


def _numbers_beyond(
    scheme: Scheme, seen: Mapping[str, Seen], unreadable: set[str], filled: int
) -> set[str]:
    """The whole numbers outside the scale, if they are too many to be slips.

    The number next to the scale is what a longer or zero-based scale would give: two of them, and
    2 %, are enough. Others must be three and a fifth of all.
    """
    numbers = {text: scheme.value(text).number for text in unreadable if not scheme.label(text)}
    outside = {
        text for text, number in numbers.items() if number is not None and number <= MOST_STEPS
    }
    neighbours = (min(scheme.numbers) - 1, max(scheme.numbers) + 1)
    beside = sum(seen[text].cells for text in outside if numbers[text] in neighbours)
    cells = sum(seen[text].cells for text in outside)
    return outside if beside >= slips(filled) or cells >= max(3, filled * 0.2) else set()


def _numbers_that_should_have_words(
    scheme: Scheme, seen: Mapping[str, Seen], filled: int
) -> set[str]:
    """The number of the highest step, where only the ends have words and it has none.

    "1 Stämmer inte", 2, 3, 4 and nobody at "5 Stämmer" are five steps; so are "Stämmer inte", 2, 3,
    4 and "Stämmer".
    """
    ends = {1, scheme.scale.size}
    numbers: dict[int, set[str]] = {}
    named = set()
    for text in seen:
        step = scheme.read(text)
        if step > 0 and scheme.choice(text) is None:
            if scheme.is_bare_number(text):
                numbers.setdefault(step, set()).add(text)
            else:
                named.add(step)
    bare_ends = ends & numbers.keys()
    if not named or not named <= ends or len(bare_ends) != 1 or len(numbers) < 2:
        return set()
    texts = numbers[bare_ends.pop()]
    return texts if sum(seen[text].cells for text in texts) >= slips(filled) else set()


def _of_legend(scheme: Scheme) -> set[str]:
    """What the file's own legend has that the instrument has not, whether anyone chose it or not."""
    codes = [code for code in scheme.legend if scheme.choice(code) is None]
    step_of = {code: step for code in codes if (step := scheme.read(code)) != 0}
    foreign = {code for code, step in step_of.items() if step < 0}
    complete = sorted(step_of.values()) == sorted(scheme.numbers.values())
    if len(codes) == len(scheme.legend) and not complete:
        # Labels at the ends only: then the numbers tell how many steps there are between them.
        foreign |= {
            code
            for code, step in step_of.items()
            if code.isdigit() and scheme.numbers.get(int(code)) != step
        }
    return {scheme.legend[code] or code for code in foreign}
