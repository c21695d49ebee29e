"""What does the report say beside the result, so that nothing is left out in silence?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from skolkval.importing.comments import MOST_CHARACTERS, area_chosen
from skolkval.importing.levels import known_levels
from skolkval.importing.matching import MatchedColumn
from skolkval.importing.options import WHOLE_SURVEY
from skolkval.importing.personal import shown
from skolkval.importing.reasons import REASONS
from skolkval.importing.report import CommentColumn, ImportReport, Message, SkippedRow
from skolkval.importing.scales import Reading
from skolkval.importing.table import ReadFacts, TextColumn
from skolkval.importing.text import listed, tidy
from skolkval.instruments.model import Instrument
from skolkval.swedish import number

_OF_CONTAINER = {
    "SK-W01": "Filen innehåller makron. De har inte lästs och sparas inte.",
    "SK-W02": "Filen innehåller länkar eller inbäddade objekt. De har inte följts eller lästs.",
}
WHY_ALL_SKIPPED = {
    "SK-214": "Alla rader har en enhet, skolform, roll eller nivå med mer än 200 tecken. "
    "Kontrollera vilken kolumn som är vad.",
    "SK-220": "Nivån framgår inte av någon rad. Ange vilken nivå filen gäller.",
    "SK-221": "Ingen rad har en nivå som finns i instrumentet. Kontrollera kolumnen för nivå.",
}
_LONGEST_LIST = 30
_MOST_LEVELS = 8
_LONGEST_HEADER = 120


def add(report: ImportReport, code: str, text: str) -> None:
    """Add a notice to the report."""
    report.messages.append(Message(code, text))


def add_of_file(report: ImportReport, facts: ReadFacts) -> None:
    """What is known from reading: format, encoding, sheet, and what the file held besides cells."""
    report.file = replace(
        report.file,
        format=facts.format,
        encoding=facts.encoding,
        delimiter=facts.delimiter,
    )
    report.sheet = facts.sheet
    for code in facts.notices:
        add(report, code, _OF_CONTAINER[code])
    if facts.hidden_rows:
        rows = "1 dold rad" if facts.hidden_rows == 1 else f"{facts.hidden_rows} dolda rader"
        add(report, "SK-W03", f"{rows} är med.")


def add_of_comments(report: ImportReport, instrument: Instrument) -> None:
    """Where the comments of each column go, how many there are, and what was done to them."""
    background = [each.letter for each in report.comments if each.background]
    if background:
        add(
            report,
            "SK-W19",
            f"Kolumn {listed(background)} läses inte som kommentarer. I de flesta cellerna står samma ord som i "
            "andra, ett namn eller bara ett par ord, som i en uppgift om den som svarat. Tillsammans med en "
            "kommentar skulle den peka ut någon.",
        )
    told = [
        f"{each.taken} till {about(each, instrument)} (kolumn {each.letter})"
        for each in report.comments
        if not each.background
    ]
    if not told:
        return
    text = f"Antal kommentarer: {listed(told, _LONGEST_LIST)}."
    if hidden := sum(each.masked for each in report.comments):
        text += f" I {hidden} har namn, nummer, adresser eller enheter tagits bort."
    if cut := sum(each.cut for each in report.comments):
        text += f" {cut} har kortats till {number(MOST_CHARACTERS)} tecken."
    add(report, "SK-W04", text)


def about(column: CommentColumn, instrument: Instrument) -> str:
    """What the comments of a column are about."""
    return _area_in_words(column.area_id, instrument)


def area_in_words(name: str, instrument: Instrument) -> str:
    """The area that `name` stands for in `ImportOptions.comments`, as `about` says it.

    Raises:
        Refusal: SK-231 when it is none.
    """
    return _area_in_words(area_chosen(name, instrument), instrument)


def _area_in_words(area_id: str | None, instrument: Instrument) -> str:
    return WHOLE_SURVEY if area_id is None else instrument.area_by_id[area_id].label


def add_of_columns(report: ImportReport, columns: Sequence[MatchedColumn]) -> None:
    """Which columns are not used, and which were taken for statements by likeness."""
    ignored = [
        column
        for column in columns
        if column.role == "ignored" and column.header and not column.candidates
    ]
    if ignored:
        add(report, "SK-W06", f"Kolumner som inte används: {_named(ignored)}.")
    stems = Counter(column.stem for column in columns if column.items and column.stem)
    grids = {stem: count for stem, count in stems.items() if count > 1}
    unsure = [
        column
        for column in columns
        if column.items
        and column.stem not in grids
        and (column.stem or column.match in ("contained", "label", "fuzzy"))
    ]
    if unsure or grids:
        shares = [f"{count} kolumner under frågan ”{_cut(stem)}”" for stem, count in grids.items()]
        shares += [
            f"{column.letter} (”{_cut(column.header)}”, {round(100 * column.confidence)} %)"
            for column in unsure
        ]
        add(
            report,
            "SK-W16",
            "Kolumner som lästs som påståenden fast rubriken inte är ordagrann: "
            f"{listed(shares, _LONGEST_LIST)}. Kontrollera dem.",
        )


def add_of_doubtful(
    report: ImportReport, columns: Sequence[MatchedColumn], instrument: Instrument
) -> None:
    """Which columns may be one of several statements, and are not read until one is chosen."""
    doubtful = [_doubt(column, instrument) for column in columns if column.candidates]
    if doubtful:
        text = f"Läses inte förrän du valt påstående: {listed(doubtful)}."
        add(report, "SK-W17", text)


def _doubt(column: MatchedColumn, instrument: Instrument) -> str:
    ids = [instrument.items[item].id for item, _ in column.candidates]
    return f"kolumn {column.letter} (”{_cut(column.header)}”; kan vara {listed(ids, 4)})"


def why_no_items(columns: Sequence[MatchedColumn], header_rows: Sequence[int]) -> str:
    """Why a file is refused where no column holds answers."""
    doubtful = [column.letter for column in columns if column.candidates]
    where = f"rad {listed([str(row) for row in header_rows])}"
    if doubtful:
        return (
            f"Inget av instrumentets påståenden står ordagrant bland rubrikerna ({where}). "
            f"Kolumn {listed(doubtful)} liknar något av dem: välj påstående för kolumnerna."
        )
    return (
        f"Inget av instrumentets påståenden finns bland rubrikerna ({where}). Kontrollera att rätt "
        "instrument är valt. Är det fel rad, ange vilken rad rubrikerna står på. Har ni frågat något annat "
        "går det att göra ett eget instrument av filen, under Instrument."
    )


def why_no_rows(skipped: Sequence[SkippedRow]) -> str:
    """Why no row under the header is an answer."""
    if any(row.code == "SK-230" for row in skipped):
        return "Ingen av dem som börjat svara har skickat in sina svar."
    if skipped:
        return f"Alla rader är överhoppade: {REASONS[skipped[0].code]}."
    return "Bara rubrikraden är ifylld."


def _cut(header: str) -> str:
    return header if len(header) <= _LONGEST_HEADER else header[: _LONGEST_HEADER - 1] + "…"


def _named(columns: Sequence[MatchedColumn]) -> str:
    return listed(
        [f"{column.letter} (”{_cut(column.header)}”)" for column in columns], _LONGEST_LIST
    )


def add_of_spellings(report: ImportReport, names: Sequence[str]) -> None:
    """Which names were spelled in several ways and became one."""
    if names:
        shown = listed([f"”{name}”" for name in names])
        add(report, "SK-W09", f"Olika skrivsätt har slagits ihop: {shown}.")


def add_of_reading(
    report: ImportReport,
    reading: Reading,
    answers: npt.NDArray[np.int8],
    doubled: Sequence[str],
    lacking: str,
) -> None:
    """What the answers were short of: answers, raters, statements, or the instrument's labels."""
    if not (answers > 0).any():
        add(report, "SK-W12", "Ingen har svarat på skalan: alla svar är vet ej eller tomma.")
    silent = int((answers < 0).all(axis=1).sum())
    if silent:
        who = "1 svarande" if silent == 1 else f"{silent} svarande"
        add(report, "SK-W05", f"{who} är med utan att ha svarat på något påstående.")
    if reading.extra_labels:
        labels = [f"”{label}” ({count})" for label, count in sorted(reading.extra_labels.items())]
        add(
            report,
            "SK-W08",
            f"Räknas som vet ej fast instrumentet inte nämner det: {listed(labels)}.",
        )
    for sentence in (*doubled, lacking):
        if sentence:
            add(report, "SK-W10", f"{sentence} Filen läses in utan dem.")


def add_of_unknown_levels(report: ImportReport, column: TextColumn, instrument: Instrument) -> None:
    """Which levels the skipped rows name; `column` holds the level of those rows alone."""
    found = _unknown_levels(column)
    for name, rows in found[:_MOST_LEVELS]:
        _add_unknown(report, f"Nivån ”{name}”", rows, instrument)
    if rest := found[_MOST_LEVELS:]:
        what = "1 nivå till" if len(rest) == 1 else f"{len(rest)} nivåer till"
        _add_unknown(report, what, sum(rows for _, rows in rest), instrument)


def _add_unknown(report: ImportReport, what: str, rows: int, instrument: Instrument) -> None:
    many = "1 rad" if rows == 1 else f"{rows} rader"
    text = f"{what} finns inte i instrumentet: {many} tas inte med. {known_levels(instrument)}"
    add(report, "SK-W13", text)


def why_no_level(column: TextColumn, instrument: Instrument) -> str:
    """Why a file is refused where the level of no row is known."""
    names = listed([f"”{name}” ({rows})" for name, rows in _unknown_levels(column)])
    return f"{WHY_ALL_SKIPPED['SK-221']} I filen står: {names}. {known_levels(instrument)}"


def _unknown_levels(column: TextColumn) -> list[tuple[str, int]]:
    """Each level as it may be shown and its number of rows, the commonest first."""
    rows: Counter[str] = Counter()
    for value, count in zip(column.values, column.counts().tolist(), strict=True):
        if count:
            rows[shown(tidy(value))] += count
    return rows.most_common()


def add_of_levels(report: ImportReport, levels: pd.Series[str], instrument: Instrument) -> None:
    """Which levels were told by what the raters answered."""
    counts = levels.value_counts()
    shown = ", ".join(
        f"{level.label} {counts[level.id]}" for level in instrument.levels if level.id in counts
    )
    add(report, "SK-W11", f"Nivån framgick av vilka påståenden som besvarats: {shown}.")
