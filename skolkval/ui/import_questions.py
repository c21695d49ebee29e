"""What is asked about a file that the file itself does not tell for certain?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

import streamlit as st

from skolkval.importing.matching import at_letter, choices_by_column
from skolkval.importing.notices import about, area_in_words
from skolkval.importing.options import WHOLE_SURVEY, ImportOptions
from skolkval.importing.report import Column, ImportReport, LabelReading, Role
from skolkval.instruments.model import Instrument
from skolkval.swedish import number, percent
from skolkval.ui.import_report import BACKGROUND, columns_in_words, item_in_words
from skolkval.ui.text import as_label, note, notice, show_html, table

Choice = TypeVar("Choice")
_NOT_READ = "Läs inte"
_IN_FILE = "Står i filen"
_OTHER_ROLES: dict[Role, str] = {**BACKGROUND, "role": "roll"}
_ABOUT_PLACE = ("SK-215", "SK-218", "SK-219", "SK-226", "SK-231")
_ABOUT_LEVEL = ("SK-220", "SK-221", "SK-223")
_ABOUT_COMMENTS = ("SK-217",)
_ABOUT_SCALE = ("SK-202", "SK-224", "SK-225", "SK-228")
_MOST_ASKED = 20


def ask_place(
    alone: ImportReport, code: str | None, said: ImportOptions, key: str
) -> tuple[str | None, tuple[int, ...]]:
    """The sheet and the header rows, as in `ImportOptions`, where they are not those found."""
    if not (alone.sheets or alone.columns):
        return None, ()
    with st.expander("Blad och rubrikrad", expanded=code in _ABOUT_PLACE):
        first, second = st.columns(2)
        sheet: str | None = alone.sheet
        if alone.sheets:
            sheets = list(dict.fromkeys([*alone.sheets, *filter(None, [alone.sheet, said.sheet])]))
            at = said.sheet or alone.sheet
            with first:
                sheet = st.selectbox(
                    "Blad",
                    sheets,
                    index=None if at is None else sheets.index(at),
                    placeholder="Välj, eller skriv namnet på ett dolt blad",
                    accept_new_options=True,
                    key=f"sk_sheet_{key}",
                )
        found = _rows_in_words(alone.header_rows)
        with second:
            rows = st.text_input(
                "Rubrikernas rad, eller rader (1,2)",
                _rows_in_words(said.header_rows) or found,
                key=f"sk_rows_{key}_{sheet}",
            )
        numbers = re.fullmatch(r"\s*\d{1,7}(\s*,\s*\d{1,7})*\s*", rows)
        if rows.strip() and not numbers:
            notice("Skriv radnummer som i kalkylbladet, till exempel 4 eller 1,2.")
    changed = numbers and rows.strip() != found
    return (
        None if sheet == alone.sheet else sheet,
        tuple(int(part) for part in rows.split(",")) if changed else (),
    )


def _rows_in_words(rows: Sequence[int]) -> str:
    return ",".join(map(str, rows))


def ask_columns(
    report: ImportReport, code: str | None, instrument: Instrument, said: ImportOptions, key: str
) -> ImportOptions:
    """Which columns are what, one value for the whole file, and what is not to be read at all."""
    if not report.columns:
        return ImportOptions()
    said = _by_letter(report.columns, said)
    items = _ask_doubtful(report.columns, instrument, said, key)
    columns: dict[str, Role] = {}
    whole: dict[Role, str | None] = {}
    with st.expander("Nivå, enhet och skolform", expanded=code in _ABOUT_LEVEL):
        note("Välj kolumn, eller ange ett värde som gäller alla rader i filen.")
        for place, (role, label) in zip(st.columns(4), _OTHER_ROLES.items(), strict=True):
            with place:
                columns |= _ask_for_column(report.columns, role, label, said, key)
                if role in BACKGROUND:
                    whole[role] = _ask_for_value(instrument, role, label, said, key)
        names = columns_in_words(report.columns)
        unread = st.multiselect(
            "Kolumner som inte ska läsas alls",
            list(names),
            [each for each in names if said.columns.get(each) == "meta"],
            format_func=names.__getitem__,
            placeholder="Inga",
            key=f"sk_unread_{key}",
        )
        columns |= dict.fromkeys(unread, "meta")
    roles, comments = _ask_comments(report, code, instrument, said, key)
    columns = roles | columns
    return ImportOptions(
        level=whole["level"],
        unit=whole["unit"],
        school_form=whole["school_form"],
        columns=_at_letters(columns),
        items=_at_letters({each: item for each, item in items.items() if each not in unread}),
        comments=_at_letters({each: area for each, area in comments.items() if each not in unread}),
    )


def _by_letter(columns: Sequence[Column], said: ImportOptions) -> ImportOptions:
    """What was said, with the columns by their letters, whatever they were named by."""
    headers = [column.header for column in columns]

    def lettered(choices: Mapping[str, Choice]) -> dict[str, Choice]:
        found = choices_by_column(headers, choices)
        return {columns[at].letter: choice for at, choice in found.items()}

    return replace(
        said,
        columns=lettered(said.columns),
        items=lettered(said.items),
        comments=lettered(said.comments),
    )


def _at_letters(choices: Mapping[str, Choice]) -> dict[str, Choice]:
    return {at_letter(letter): choice for letter, choice in choices.items()}


def _ask_comments(
    report: ImportReport, code: str | None, instrument: Instrument, said: ImportOptions, key: str
) -> tuple[dict[str, Role], dict[str, str]]:
    """What the analyst changes of which columns hold comments, and of which area each is about."""
    free = [
        column
        for column in report.columns
        if column.role in ("comment", "ignored") and column.header and not column.candidates
    ]
    if not free:
        return {}, {}
    names = columns_in_words(free)
    told = {each.letter: f": {about(each, instrument)}" for each in report.comments}
    areas = [WHOLE_SURVEY, *(area.label for area in instrument.areas)]
    chosen: dict[str, str] = {}
    with st.expander("Vilka kolumner är kommentarer?", expanded=code in _ABOUT_COMMENTS):
        note(
            "Kolumner där de svarande har skrivit fritt. Uppgifter om vilka de är, som titel eller ålder, läses "
            "inte som kommentarer: de skulle peka ut någon."
        )
        columns = st.multiselect(
            "Kolumner med kommentarer",
            list(names),
            [each.letter for each in free if said.columns.get(each.letter, each.role) == "comment"],
            format_func=names.__getitem__,
            placeholder="Inga",
            key=f"sk_comments_{key}",
        )
        places = chain.from_iterable(st.columns(2) for _ in columns[::2])
        for place, letter in zip(places, columns, strict=False):
            earlier = said.comments.get(letter)
            label = None if earlier is None else area_in_words(earlier, instrument)
            area = place.selectbox(
                f"{as_label(names[letter])} – hör till",
                areas,
                index=None if label is None else areas.index(label),
                placeholder=f"Efter rubriken{told.get(letter, '')}",
                key=f"sk_comments_{letter}_{key}",
            )
            if area:
                chosen[letter] = area
    roles: dict[str, Role] = {
        each.letter: "comment" if each.letter in columns else "ignored"
        for each in free
        if (each.role == "comment") != (each.letter in columns)
    }
    return roles, chosen


def _ask_doubtful(
    columns: Sequence[Column], instrument: Instrument, said: ImportOptions, key: str
) -> dict[str, str]:
    """The item chosen for each column that may be one of several."""
    doubtful = [column for column in columns if column.candidates]
    if not doubtful:
        return {}
    count = len(doubtful)
    title = f"Tveksamma: {number(count)} {'kolumn' if count == 1 else 'kolumner'}"
    chosen: dict[str, str] = {}
    with st.expander(title, expanded=not said.items):
        note("De läses inte förrän du har valt vilket påstående de svarar på.")
        for column in doubtful:
            show_html("<div>{}</div>", f"{column.letter}: {column.header}")
            sure = {
                item: f"{item_in_words(instrument, item)} ({percent(confidence)})"
                for item, confidence in column.candidates
            }
            before = said.items.get(column.letter)
            answer = st.selectbox(
                f"Kolumn {column.letter} svarar på",
                list(sure),
                index=list(sure).index(before) if before in sure else None,
                format_func=sure.__getitem__,
                placeholder=_NOT_READ,
                label_visibility="collapsed",
                key=f"sk_item_{column.letter}_{key}",
            )
            if answer:
                chosen[column.letter] = answer
    return chosen


def _ask_for_column(
    columns: Sequence[Column], role: Role, label: str, said: ImportOptions, key: str
) -> dict[str, Role]:
    """What the analyst changes of the column that was found for `role`."""
    candidates = columns_in_words([column for column in columns if column.role != "item"])
    found = next((column.letter for column in columns if column.role == role), "")
    before = next((each for each, other in said.columns.items() if other == role), found)
    if before == found and said.columns.get(found) == "ignored":
        before = ""
    options = ["", *candidates]
    chosen = st.selectbox(
        f"Kolumn för {label}",
        options,
        index=options.index(before) if before in options else 0,
        format_func=lambda letter: candidates[letter] if letter else "Ingen kolumn",
        key=f"sk_column_{role}_{key}",
    )
    if chosen == found:
        return {}
    changed: dict[str, Role] = {found: "ignored"} if found else {}
    return changed | ({chosen: role} if chosen else {})


def _ask_for_value(
    instrument: Instrument, role: Role, label: str, said: ImportOptions, key: str
) -> str | None:
    name = f"{label.capitalize()} för hela filen"
    if role == "level":
        levels = [level.id for level in instrument.levels]
        return st.selectbox(
            name,
            levels,
            index=levels.index(said.level) if said.level in levels else None,
            format_func=lambda level: instrument.level_label[level],
            placeholder=_IN_FILE,
            key=f"sk_whole_level_{key}",
        )
    before = said.unit if role == "unit" else said.school_form
    value = st.text_input(name, before or "", key=f"sk_whole_{role}_{key}", placeholder=_IN_FILE)
    return value.strip() or None


def ask_scale(
    report: ImportReport, code: str | None, instrument: Instrument, said: ImportOptions, key: str
) -> dict[str, str]:
    """How each answer was read, and what those that could not be read mean."""
    if not report.scale:
        return {}
    unknown = [each for each in report.scale if each.meaning is None]
    total = len([each for each in report.scale if each.label])
    title = f"Svarens ord: {number(total - len(unknown))} av {number(total)} lästa"
    refused = code in _ABOUT_SCALE
    with st.expander(title, expanded=refused):
        table(
            ["I filen", "Celler", "Läses som"],
            [
                (each.label or "(tom cell)", number(each.count), each.meaning or "kan inte läsas")
                for each in report.scale
            ],
            "Så läses svaren",
            words=True,
        )
        asked = unknown or [each for each in report.scale if refused and each.label]
        return _ask_meanings(asked[:_MOST_ASKED], instrument, said, key)


def _ask_meanings(
    labels: Sequence[LabelReading], instrument: Instrument, said: ImportOptions, key: str
) -> dict[str, str]:
    """What the analyst says that each label means."""
    # A masked or shortened label names no cell.
    labels = [each for each in labels if "•" not in each.label and not each.label.endswith("…")]
    if not labels:
        return {}
    note("Vad betyder de svar som inte gick att läsa? Det som inte anges läses inte.")
    meanings = [*(step.label for step in instrument.scale.steps), "vet ej", "tomt"]
    chosen: dict[str, str] = {}
    for number_of, label in enumerate(labels):
        left, right = st.columns(2, vertical_alignment="center")
        with left:
            show_html("<div>{}</div>", f"”{label.label}”")
        before = said.scale.get(label.label)
        with right:
            answer = st.selectbox(
                f"Svar {number_of + 1} betyder",
                meanings,
                index=meanings.index(before) if before in meanings else None,
                placeholder="Kan inte läsas",
                label_visibility="collapsed",
                key=f"sk_label_{label.label}_{key}",
            )
        if answer:
            chosen[label.label] = answer
    return chosen
