"""What does a Word document look like that Microsoft Forms can be asked to make a form of?

Numbered questions with lettered options below, one paragraph each, and nothing else a reader could
take for a question. `docs/templates.md` says what is known of the import and what is not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument

from skolkval.instruments.model import Instrument
from skolkval.reports.templates.questions import (
    FORM_QUESTION,
    LEVEL_QUESTION,
    SCHOOL_FORMS,
    UNIT_QUESTION,
    levels_named,
    options_of,
    sections_of,
)


def forms_document(instrument: Instrument, units: Sequence[str] = ()) -> bytes:
    """The document as docx. With `units` the unit is chosen in a list; else it is written.

    One part per set of levels, each under its heading.
    """
    document = Document()
    document.core_properties.title = instrument.title
    document.core_properties.language = "sv-SE"
    document.core_properties.author = "SkolKval"
    document.add_heading(instrument.title, level=0)
    number = 0
    for heading, questions in _parts(instrument, units):
        if heading:
            document.add_heading(heading, level=1)
        for text, options in questions:
            number += 1
            _write_question(document, number, text, options)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_Questions = list[tuple[str, Sequence[str]]]


def _parts(instrument: Instrument, units: Sequence[str]) -> Iterator[tuple[str, _Questions]]:
    """Each part's heading, "" for the first, and its questions with their options."""
    about: _Questions = [(UNIT_QUESTION, units), (FORM_QUESTION, SCHOOL_FORMS)]
    if instrument.levels:
        about.insert(0, (LEVEL_QUESTION, [level.label for level in instrument.levels]))
    yield "", about
    options = options_of(instrument)
    for levels, sections in groupby(sections_of(instrument), key=lambda section: section.levels):
        yield (
            f"Påståenden: {levels_named(instrument, levels)}",
            [(question.text, options) for each in sections for question in each.questions],
        )


def _write_question(document: WordDocument, number: int, text: str, options: Sequence[str]) -> None:
    question = document.add_paragraph()
    question.add_run(f"{number}. {text}").bold = True
    question.paragraph_format.keep_with_next = True
    for place, option in enumerate(options):
        document.add_paragraph(f"{_letter(place)}. {option}")


def _letter(place: int) -> str:
    """a to z, then aa, ab and so on, from 0.

    >>> _letter(0), _letter(25), _letter(26)
    ('a', 'z', 'aa')
    """
    first, last = divmod(place, 26)
    return (chr(96 + first) if first else "") + chr(97 + last)
