"""Which files are read in, and what does each of them read as, every way only once?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from skolkval.importing.options import ImportOptions
from skolkval.importing.plan import FileRefusal, ImportPlan, read_plan
from skolkval.instruments.model import Instrument
from skolkval.swedish import number
from skolkval.ui.text import note, safe, show_html
from skolkval.ui.uploads import on_disk

Outcome = ImportPlan | FileRefusal
_READ = "sk_read"
_MEGABYTE = 1024 * 1024


def ask_for_files(batch: int) -> list[UploadedFile]:
    """The files to read; the field is empty for each new `batch`. Nothing is stored by choosing."""
    return st.file_uploader(
        "Exporter från enkätverktyg (xlsx eller csv), en eller flera",
        accept_multiple_files=True,
        key=f"sk_files_{batch}",
    )


def show_what_is_needed() -> None:
    """What a file looks like, while there is none."""
    with st.container(border=True, key="sk-panel-needed"):
        show_html("<h2>{}</h2>", "Så ska filen se ut")
        points = (
            "En rad per svarande och en kolumn per påstående, med påståendet som rubrik.",
            "Svaren som text (Stämmer till viss del) eller som siffror (1–4). Vet ej och tomt är två olika saker.",
            "Gärna kolumner för nivå, enhet och skolform. De kan också anges för hela filen.",
            "Flera filer, också från olika verktyg, kan läsas in i samma omgång på en gång.",
            "Namn, e-post och andra uppgifter om personer som verktyget lägger till läses aldrig in.",
        )
        st.html(
            f'<ul class="sk-list">{"".join(safe("<li>{}</li>", point) for point in points)}</ul>'
        )


def read_all(files: Sequence[UploadedFile], instrument: Instrument) -> None:
    """Read the files that are new, and tell how far it has come; forget those that are gone."""
    known = _known()
    here = {file.file_id for file in files}
    for key in [each for each in known if each[0] not in here]:
        del known[key]
    fresh = [file for file in files if _key(file, instrument, ImportOptions()) not in known]
    if not fresh:
        return
    place = st.empty()
    with place.status("Läser …", expanded=True) as status:
        for count, file in enumerate(fresh, start=1):
            size = number(file.size / _MEGABYTE, 1)
            status.update(label=f"Läser fil {count} av {len(fresh)} ({size} MB) …")
            read(file, instrument, ImportOptions())
            note(f"{file.name} är läst.")
    place.empty()


def read(file: UploadedFile, instrument: Instrument, options: ImportOptions) -> Outcome:
    """What the file reads as, given what is said of it."""
    known, key = _known(), _key(file, instrument, options)
    if key not in known:
        with st.spinner("Läser filen …"):
            known[key] = _read_safely(file, instrument, options)
    return known[key]


def forget_files() -> None:
    """Let go of what was read."""
    _known().clear()


def _known() -> dict[tuple[str, ...], Outcome]:
    known: dict[tuple[str, ...], Outcome] = st.session_state.setdefault(_READ, {})
    return known


def _key(file: UploadedFile, instrument: Instrument, options: ImportOptions) -> tuple[str, ...]:
    return (file.file_id, instrument.id, instrument.version, repr(options))


def _read_safely(file: UploadedFile, instrument: Instrument, options: ImportOptions) -> Outcome:
    try:
        with on_disk(file) as path:
            return read_plan(path, file.name, instrument, options)
    except FileRefusal as refusal:
        return refusal
