"""Which area is each column of comments about, and what did each rater write there?"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from skolkval.errors import Refusal
from skolkval.importing.likeness import MARGIN, TAKEN
from skolkval.importing.masking import masked, unit_keys
from skolkval.importing.matching import MatchedColumn, choices_by_column
from skolkval.importing.options import WHOLE_SURVEY
from skolkval.importing.personal import is_full_name
from skolkval.importing.report import CommentColumn, ImportReport
from skolkval.importing.statements import readings
from skolkval.importing.table import Table
from skolkval.importing.text import match_key, tidy
from skolkval.instruments.model import Instrument
from skolkval.swedish import listing

MOST_CHARACTERS = 4_000
"""As long as a comment may be; a longer one is cut."""
_CUT = " …"
FEWEST_JUDGED, SHORT = 3, 2
"""Of fewer texts nothing can be said; a text of so many words is seldom an opinion."""
_NO_COMMENT = frozenset(
    """nej|nej tack|nej inget|nej inga|nä|nää|ej|inga|ingen|inget|ingenting|inte|ingen kommentar
    |inga kommentarer|inga synpunkter|inga övriga kommentarer|inget att tillägga|inget särskilt
    |har inget att tillägga|ja|ok|vet ej|vet inte|ingen åsikt|no|none|nope|n/a|na|null|xx|xxx
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# "Kommentar till", "Beskriv gärna", "Motivering av": what stands before the area in a header.
_ASKS = re.compile(
    r"^(?:gärna |övriga |fri)?(?:kommentar|kommentera|motiver|beskriv|berätta|synpunkt|fritext|comment)"
    r"\w*(?: (?:gärna|ditt svar|era svar|till|om|av|på|för|kring|angående|området|faktorn|on|to))* "
)
_REST = re.compile(r"^övrig|\bhela (?:enkäten|undersökningen)\b")


@dataclass(frozen=True)
class Comment:
    """What one rater wrote, masked. `rater` is the place among the raters of the plan; `area_id` is
    None where it is about the whole survey."""

    rater: int
    area_id: str | None
    text: str


def areas_of_comments(
    columns: Sequence[MatchedColumn],
    instrument: Instrument,
    chosen: Mapping[str, str] | None = None,
) -> dict[int, str | None]:
    """The area of each column of comments, by its index; None for the whole survey.

    The area that is `chosen` (see `ImportOptions.comments`), else the one that its header names, else
    that of the statements to its left, back to the comment before, where all of them are of one.

    Raises:
        Refusal: SK-223 when a choice names no column; SK-231 when it names no area.
    """
    said = {
        at: area_chosen(name, instrument)
        for at, name in choices_by_column(
            [column.header for column in columns], chosen or {}
        ).items()
    }
    names = _names(instrument)
    found: dict[int, str | None] = {}
    before: set[str] = set()
    for column in columns:
        before |= {instrument.items[item].area_id for item in column.items}
        if column.role == "comment":
            area = _named(column.header, names)
            rest = _REST.search(match_key(column.header))
            found[column.index] = area or (min(before) if len(before) == 1 and not rest else None)
            before = set()
    return found | {at: area for at, area in said.items() if at in found}


def area_chosen(name: str, instrument: Instrument) -> str | None:
    """The id of the area that `name` stands for in `ImportOptions.comments`; None is the whole survey.

    Raises:
        Refusal: SK-231 when it is none.
    """
    key = match_key(name)
    if key == match_key(WHOLE_SURVEY):
        return None
    for area in instrument.areas:
        if key in map(match_key, (area.id, area.label, area.short_label)):
            return area.id
    known = listing([*(area.short_label for area in instrument.areas), WHOLE_SURVEY])
    raise Refusal(
        "SK-231", f"Instrumentet har inget område som heter ”{name}”. Välj bland {known}."
    )


def _names(instrument: Instrument) -> dict[str, str]:
    """The areas by what a header may call them: their labels, and labels and statements that only
    one of them has."""
    owners: dict[str, set[str]] = defaultdict(set)
    for area in instrument.areas:
        for label in (area.label, area.short_label):
            owners[match_key(label)].add(area.id)
    for text, area_id in [
        *((group.label, group.area_id) for group in instrument.groups),
        *((item.text, item.area_id) for item in instrument.items),
    ]:
        owners[match_key(text)].add(area_id)
    return {name: min(areas) for name, areas in owners.items() if len(areas) == 1}


def _named(header: str, names: Mapping[str, str]) -> str | None:
    """The area whose name stands in the header, or is very like what the header asks about."""
    key = match_key(header)
    inside = {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", key)}
    # "Ledarskap" in "Kompetent ledarskap" is not named by itself.
    whole = {name for name in inside if not any(name in other != name for other in inside)}
    areas = {names[name] for name in whole}
    if areas:
        return areas.pop() if len(areas) == 1 else None
    asked = {_ASKS.sub("", said.key) for said in readings(header)}
    scores: dict[str, float] = defaultdict(float)
    for name, area in names.items():
        scores[area] = max(scores[area], *(fuzz.ratio(text, name) / 100 for text in asked))
    best, *others = sorted(scores, key=scores.__getitem__, reverse=True)
    second = scores[others[0]] if others else 0.0
    return best if scores[best] >= TAKEN and scores[best] - second >= MARGIN else None


def take_comments(
    table: Table,
    columns: Sequence[MatchedColumn],
    rows: Sequence[int],
    units: Collection[str | None],
    areas: Mapping[int, str | None],
    report: ImportReport,
) -> tuple[Comment, ...]:
    """The comments of the accepted raters, who stand in these `rows` of the table, under their `areas`
    (see `areas_of_comments`); none of a rater's own `units` or of other persons' names is left in
    them. The report tells how many each column gave."""
    keys = unit_keys(units)
    comments: list[Comment] = []
    for at, area_id in areas.items():
        column = next(column for column in columns if column.index == at)
        cells = table.columns[at]
        said = {rater: text for rater, row in enumerate(rows) if (text := clean(cells[row]))}
        if is_background(list(said.values())):
            report.comments.append(CommentColumn(column.letter, area_id, 0, 0, 0, background=True))
            continue
        whole = {rater: masked(text, keys) for rater, text in said.items()}
        kept = {rater: _shortened(text) for rater, text in whole.items()}
        comments += [Comment(rater, area_id, text) for rater, text in kept.items()]
        hidden = sum(whole[rater] != text for rater, text in said.items())
        cut = sum(kept[rater] != text for rater, text in whole.items())
        report.comments.append(CommentColumn(column.letter, area_id, len(said), hidden, cut))
    return tuple(comments)


def is_background(texts: Sequence[str]) -> bool:
    """Whether texts say what those who answered are (title, age, place, name) and not what they think.

    Such a column beside comments would tell who wrote them. The same words stand in many cells, or
    most hold no more than two, or names.

    >>> is_background(["Rektor", "Biträdande rektor", "Lärare"]), is_background(["Bra!"] * 2)
    (True, False)
    """
    if len(texts) < FEWEST_JUDGED:
        return False
    same = 2 * len({match_key(text) for text in texts}) <= len(texts)
    short = sum(len(text.split()) <= SHORT or is_full_name(text) for text in texts)
    return same or 3 * short >= 2 * len(texts)


def _shortened(text: str) -> str:
    return (
        text
        if len(text) <= MOST_CHARACTERS
        else text[: MOST_CHARACTERS - len(_CUT)].rstrip() + _CUT
    )


def clean(cell: str) -> str:
    """What a cell says in lines of plain text; "" where that is no comment.

    >>> clean(" Bra!\\r\\n\\r\\nMer tid. "), clean("–"), clean("Nej."), clean("👍")
    ('Bra!\\nMer tid.', '', '', '👍')
    """
    lines = [tidy(line.encode("utf-8", "ignore").decode("utf-8")) for line in cell.splitlines()]
    text = "\n".join(filter(None, lines))
    key = match_key(text).strip(" -.,!?")
    says = len(key) > 1 or any(unicodedata.category(sign) == "So" for sign in key)
    return text if says and any(map(_means, key)) and key not in _NO_COMMENT else ""


def _means(sign: str) -> bool:
    """Whether it is a letter, a digit or a picture, and no punctuation."""
    return sign.isalnum() or unicodedata.category(sign) == "So"
