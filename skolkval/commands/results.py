"""What do the numbers of a round say? The same protected numbers as on every screen."""

from __future__ import annotations

from typing import Annotated, Any, get_args

import pandas as pd
import typer

from skolkval.commands.answers import NOT_SAID, AsJson, DatabasePath, answer, opened, table
from skolkval.results import By, Group, Selection, results
from skolkval.store.published import read_published
from skolkval.swedish import number

_KEYS = [
    *("kind", "area_id", "item_id", "level", "units", "pooled", "school_form"),
    *("n", "not_applicable", "missing", "counts", "index", "share_agree"),
    *("agreement", "distance", "polarised", "suppressed"),
]


def show_results(
    title: Annotated[str, typer.Option("--round", metavar="TITEL", help="Omgångens namn.")],
    by: Annotated[
        By,
        typer.Option(help="En rad per område eller per påstående.", show_default=False),
    ] = "area",
    group: Annotated[
        str,
        typer.Option(
            metavar="LISTA",
            help="Dela upp efter level, unit och school_form; flera med komma emellan.",
            show_default=False,
        ),
    ] = "",
    levels: Annotated[
        list[str] | None,
        typer.Option("--level", metavar="NIVÅ", help="Bara den nivån. Kan upprepas."),
    ] = None,
    units: Annotated[
        list[str] | None,
        typer.Option("--unit", metavar="ENHET", help="Bara den enheten. Kan upprepas."),
    ] = None,
    school_forms: Annotated[
        list[str] | None,
        typer.Option("--school-form", metavar="FORM", help="Bara den skolformen. Kan upprepas."),
    ] = None,
    database: DatabasePath = NOT_SAID,
    as_json: AsJson = False,
) -> None:
    """Visa en omgångs resultat, skyddade som på skärmen."""
    groups = _groups(group)
    selection = Selection(tuple(levels or ()), tuple(units or ()), tuple(school_forms or ()))
    with opened(database) as store:
        published = read_published(store, title)
    selection.check(published)
    frame = results(published, selection, by, groups)
    document = {
        "round": published.round.title,
        "instrument": published.instrument.id,
        "threshold": published.round.threshold,
        "by": by,
        "group": groups,
        "rows": [{key: _plain(row[key]) for key in _KEYS} for row in frame.to_dict("records")],
    }
    answer(as_json, document, _text(frame, by, groups))


def _groups(text: str) -> tuple[Group, ...]:
    known: dict[str, Group] = {name: name for name in get_args(Group)}
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise typer.BadParameter(
                f"{name} är inget av {', '.join(known)}.", param_hint="--group"
            )
    return tuple(known[name] for name in names)


def _plain(value: Any) -> Any:
    """A cell as JSON has it: no number is null, and so is the level of raters without any."""
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" or pd.isna(value) else value


def _text(frame: pd.DataFrame, by: By, groups: tuple[Group, ...]) -> str:
    head = [
        {"area": "Område", "item": "Påstående"}[by],
        *({"level": "Nivå", "unit": "Enheter", "school_form": "Skolform"}[name] for name in groups),
        *("Svar", "Index", "Samsyn", ""),
    ]
    rows = []
    for record in frame.to_dict("records"):
        row = {str(key): _plain(value) for key, value in record.items()}
        place = {
            "level": row["level_label"] or "",
            "unit": ", ".join(row["units"] or ()),
            "school_form": row["school_form"] or "",
        }
        note = "dolt" if row["suppressed"] else "gemensamt" if row["kind"] == "joint" else ""
        rows.append(
            [
                row[f"{by}_label"],
                *(place[name] for name in groups),
                *(number(row[key], 0) for key in ("n", "index", "agreement")),
                note,
            ]
        )
    return table(head, rows)
