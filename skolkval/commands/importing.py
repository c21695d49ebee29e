"""How does a file become answers in a round, and what is said of it, also when it is refused?"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer

from skolkval.commands.answers import (
    NOT_SAID,
    AsJson,
    DatabasePath,
    answer,
    existing_file,
    opened,
    opened_or_empty,
    refuse,
    table,
    whole_number,
)
from skolkval.commands.rereading import import_to_replace, read_as_before, refuse_correction
from skolkval.errors import Refusal
from skolkval.examples import example_rounds
from skolkval.importing.levels import chosen_level
from skolkval.importing.options import WHOLE_SURVEY
from skolkval.importing.plan import FileRefusal, ImportOptions
from skolkval.importing.reasons import REASONS
from skolkval.importing.report import FileFacts, ImportReport, Message, Role
from skolkval.importing.text import listed
from skolkval.instruments.model import Instrument
from skolkval.store.examples import load_example, missing_examples
from skolkval.store.imports import Addition, add_imports, check_import
from skolkval.store.instruments import instrument_named
from skolkval.store.rounds import Openness, RoundSpec, round_title
from skolkval.swedish import number

# What the message itself, which the page shows too, cannot say.
_HINTS = {
    "SK-217": ' På kommandoraden: --column "RUBRIK=meta", med rubriken som den står i filen eller '
    "kolumnens bokstav.",
    "SK-206": ' På kommandoraden: --item "F=ID", med kolumnens bokstav och påståendets id, eller '
    "--accept-partial.",
    "SK-224": ' På kommandoraden: --answer "SVAR=STEG", en gång för varje svar.',
    "SK-226": ' På kommandoraden: --header-rows "4", eller --item "F=ID" med kolumnens bokstav och '
    "påståendets id.",
}


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FIL", help="Enkätens export, xlsx eller csv.", parser=existing_file
        ),
    ],
    title: Annotated[
        str, typer.Option("--round", metavar="TITEL", help="Omgången; görs om den inte finns.")
    ],
    instrument_id: Annotated[
        str, typer.Option("--instrument", metavar="ID", help="Vilket instrument som besvarats.")
    ],
    collected: Annotated[
        str | None,
        typer.Option("--date", metavar="ÅÅÅÅ-MM-DD", help="När svaren lämnades. Annars i dag."),
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="NIVÅ", help="Nivå för rader som inte säger det själva.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="ENHET", help="Enhet för rader som inte säger det själva.")
    ] = None,
    school_form: Annotated[
        str | None,
        typer.Option(metavar="FORM", help="Skolform för rader som inte säger det själva."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="BLAD", help="Vilket blad i arbetsboken.")
    ] = None,
    is_open: Annotated[
        bool,
        typer.Option("--open", help="Filens nivåer är öppna: alla svarande har gått med på det."),
    ] = False,
    is_joint: Annotated[
        bool,
        typer.Option("--joint", help="Varje rad är ett gemensamt svar som en grupp enats om."),
    ] = False,
    threshold: Annotated[
        int | None,
        typer.Option(
            metavar="ANTAL", help="Minsta grupp som visas: 7, eller lägst 5.", parser=whole_number
        ),
    ] = None,
    invited: Annotated[
        list[str] | None,
        typer.Option(metavar="NIVÅ=ANTAL", help="Hur många som bjudits in. Kan upprepas."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="RUBRIK=ROLL",
            help=f"Vad en kolumn är: {', '.join(get_args(Role))}. Kan upprepas.",
        ),
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="SVAR=STEG",
            help="Vad ett svar i filen betyder: ett av instrumentets steg, vet ej eller tomt. "
            "Kan upprepas.",
        ),
    ] = None,
    items: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            metavar="KOLUMN=ID",
            help="Vilket påstående en kolumn svarar på, när rubriken inte säger det. Kan upprepas.",
        ),
    ] = None,
    comments: Annotated[
        list[str] | None,
        typer.Option(
            "--comment",
            metavar="KOLUMN=OMRÅDE",
            help=f"Till vilket område en kolumns kommentarer hör, eller {WHOLE_SURVEY}. Kan upprepas.",
        ),
    ] = None,
    header_rows: Annotated[
        str | None,
        typer.Option(
            metavar="RADER", help="Vilken rad rubrikerna står på, eller vilka: 4 eller 1,2."
        ),
    ] = None,
    accept_partial: Annotated[
        bool,
        typer.Option(
            "--accept-partial", help="Läs in även om påståenden saknas eller står två gånger."
        ),
    ] = False,
    replaced: Annotated[
        int | None,
        typer.Option(
            "--replace",
            metavar="NUMMER",
            help="Vilken inläsning i omgången som filen är en rättad version av, och ersätter.",
            parser=whole_number,
        ),
    ] = None,
    beside: Annotated[
        bool,
        typer.Option("--add", help="Läs in svaren som nya, fast filen liknar en som omgången har."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa vad som skulle läsas in, men spara inget.")
    ] = False,
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Läs in en enkätexport i en omgång."""
    if replaced is not None and beside:
        raise typer.BadParameter("kan inte gälla samtidigt.", param_hint="--replace och --add")
    if is_open and is_joint:
        raise typer.BadParameter("kan inte gälla samtidigt.", param_hint="--open och --joint")
    openness: Openness = "open" if is_open else "joint" if is_joint else "anonymous"
    day = _day(collected)
    numbers = _invited(invited or ())
    options = ImportOptions(
        level=level,
        unit=unit,
        school_form=school_form,
        sheet=sheet,
        header_rows=_rows(header_rows),
        items=_pairs(items or (), "--item", "KOLUMN=ID, till exempel F=tydliga-mal"),
        comments=_pairs(comments or (), "--comment", "KOLUMN=OMRÅDE, till exempel F=Ledarskap"),
        columns=_roles(columns or ()),
        scale=_pairs(answers or (), "--answer", "SVAR=STEG, till exempel Ja=Stämmer"),
        accept_partial=accept_partial,
    )
    report = ImportReport(_facts(file))
    try:
        title = round_title(title)
        with opened_or_empty(database) as store:
            instrument = instrument_named(store, instrument_id)
            spec = RoundSpec(
                title=title,
                instrument_id=instrument.id,
                collected=day,
                openness=openness,
                threshold=threshold,
                invited=_levels_of(numbers, instrument),
            )
            reading = read_as_before(store, file, instrument, options)
            report = reading.plan.report
            earlier = None if replaced is None else import_to_replace(store, title, replaced)
            check_import(store, reading.plan, spec, earlier)
            if earlier is None and not beside:
                refuse_correction(store, reading.plan, title)
        if not dry_run:
            addition = Addition(reading.plan, earlier, reading.mapping)
            with opened(database, create=True) as store:
                (report.import_id,) = add_imports(store, [addition], spec)
            report.stored = True
    except FileRefusal as refusal:
        hint = _HINTS.get(refusal.code, "")
        said = Message(refusal.code, refusal.text + hint)
        refusal.report.messages[-1] = said
        refuse(as_json, Refusal(said.code, said.text), refusal.report.to_json())
    except Refusal as refusal:
        report.messages.append(Message(refusal.code, refusal.text))
        refuse(as_json, refusal, report.to_json())
    answer(as_json, report.to_json(), _text(report, title))


def load_examples(database: DatabasePath = NOT_SAID, as_json: AsJson = False) -> None:
    """Läs in exempel: påhittade omgångar från en påhittad kommun."""
    with opened(database, create=True) as store:
        missing = missing_examples(store)
        documents = [
            {
                "title": example.title,
                "import_id": load_example(store, example) if example in missing else None,
            }
            for example in example_rounds()
        ]
    lines = [
        f"{'Inläst' if each['import_id'] else 'Finns redan'}: {each['title']}" for each in documents
    ]
    answer(as_json, {"rounds": documents}, "\n".join(lines))


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text} är inget datum. Skriv som 2026-11-22.", param_hint="--date"
        ) from None


def _pairs(texts: Sequence[str], option: str, form: str) -> dict[str, str]:
    pairs = {}
    for text in texts:
        # From the end: a header may hold an equals sign of its own.
        name, equals, value = text.rpartition("=")
        if not (name.strip() and equals and value.strip()):
            raise typer.BadParameter(f"{text} ska vara {form}.", param_hint=option)
        pairs[name.strip()] = value.strip()
    return pairs


def _rows(text: str | None) -> tuple[int, ...]:
    parts = [] if text is None else [part.strip() for part in text.split(",")]
    # A spreadsheet has seven digits of rows; Python reads no number of thousands of digits.
    if any(not re.fullmatch(r"[0-9]{1,7}", part) for part in parts):
        raise typer.BadParameter(
            f"{text} ska vara radnummer, till exempel 4 eller 1,2.", param_hint="--header-rows"
        )
    return tuple(map(int, parts))


def _invited(texts: Sequence[str]) -> dict[str, int]:
    form = "NIVÅ=ANTAL, till exempel rektor=19"
    pairs = _pairs(texts, "--invited", form)
    for level, count in pairs.items():
        # Python reads no number of thousands of digits; the store says how large one may be.
        if not re.fullmatch(r"[0-9]{1,20}", count) or int(count) == 0:
            raise typer.BadParameter(f"{level}={count} ska vara {form}.", param_hint="--invited")
    return {level: int(count) for level, count in pairs.items()}


def _levels_of(invited: dict[str, int], instrument: Instrument) -> dict[str, int]:
    """The same numbers by level id.

    Raises:
        Refusal: SK-221 the instrument has no such level.
    """
    levels = {name: chosen_level(name, instrument) for name in invited}
    return {level: invited[name] for name, level in levels.items() if level is not None}


def _roles(texts: Sequence[str]) -> dict[str, Role]:
    known: dict[str, Role] = {role: role for role in get_args(Role)}
    pairs = _pairs(texts, "--column", "RUBRIK=ROLL, till exempel Skola=unit")
    for role in pairs.values():
        if role not in known:
            raise typer.BadParameter(
                f"{role} är inget av {', '.join(known)}.", param_hint="--column"
            )
    return {header: known[role] for header, role in pairs.items()}


def _facts(file: Path) -> FileFacts:
    """What can be said of a file that has not been read yet."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    kind = file.suffix.lower().removeprefix(".")
    return FileFacts(file.name, digest, file.stat().st_size, kind, None)


def _text(report: ImportReport, title: str) -> str:
    stored = f"Inläst i ”{title}” som inläsning {report.import_id}."
    understood = [report.sign] if report.sign else []
    counts = [
        ("Rader", number(report.rows_read)),
        ("  inlästa", number(report.rows_accepted)),
        ("  överhoppade", number(len(report.rows_skipped))),
        ("Svar", number(report.answers)),
        ("Vet ej", number(report.not_applicable)),
        ("Obesvarade", number(report.missing)),
        ("Frågades inte", number(report.not_asked)),
        ("Kunde inte läsas", number(len(report.rejected))),
        ("Kommentarer", number(report.comments_taken)),
    ]
    skipped: dict[str, list[str]] = defaultdict(list)
    for row in report.rows_skipped:
        skipped[row.code].append(str(row.row))
    left_out = [
        *(f"Rad {listed(rows)}: {REASONS[code]} ({code})" for code, rows in skipped.items()),
        *(
            f"{cell.cell}, ”{cell.value}”: {REASONS[cell.code]} ({cell.code})"
            for cell in report.rejected
        ),
    ]
    notices = [f"{message.code} {message.text}" for message in report.messages]
    return "\n".join(
        [
            stored if report.stored else "Inget är sparat. Så här skulle filen läsas in:",
            *understood,
            table((report.file.name, ""), counts),
            *left_out,
            *notices,
        ]
    )
