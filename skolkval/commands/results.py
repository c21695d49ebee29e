"""What do the numbers of a round say? The same protected numbers as on every screen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

import pandas as pd
import typer

from skolkval.commands.answers import NOT_SAID, AsJson, DatabasePath, answer, opened, table
from skolkval.reports.csv_file import csv_bytes
from skolkval.results import (
    By,
    Group,
    Selection,
    analyst,
    change,
    gaps,
    level_pairs,
    nonresponse,
    results,
    unit_spread,
)
from skolkval.store.published import Published, read_published
from skolkval.swedish import number

Measures = Literal["main", "gaps", "analyst", "levels", "units", "nonresponse"]

_NOT_TOLD = {
    *("area_label", "area_short", "item_text", "item_label", "label", "level_label"),
    *("index_mean", "index_sd"),
}
"""Columns that JSON leaves out: labels of what has an id, and what is for intervals only."""
_HEADS = {
    **{"area_label": "Område", "item_label": "Påstående", "label": "Påstående"},
    **{"level_label": "Nivå", "units": "Enheter", "school_form": "Skolform"},
    **{"n": "Svar", "index": "Index", "agreement": "Samsyn"},
    **{"of": "Från", "to": "Till", "difference": "Skillnad", "low": "Lägst", "high": "Högst"},
    **{"words": "I ord", "holds": "Håller bilden?", "n_of": "Svar från", "n_to": "Svar till"},
    **{"earlier_n": "Svar då", "later_n": "Svar nu", "earlier_index": "Då", "later_index": "Nu"},
    **{"views": "Med samma svarande", "agreement_change": "Samsyn ±", "reason": "Varför inte"},
    **{"median": "Median", "interpolated_median": "Interp. median"},
    **{"interquartile_range": "Kvartilavstånd", "pairs_within_one": "Par inom ett steg"},
    **{"polarisation": "Esteban–Ray", "agreement_a": "van der Eijk A"},
    **{"consensus": "Tastle–Wierman", "leik": "Leik", "ordinal_variation": "Berry–Mielke"},
    **{"l_squared": "l²", "rwg": "r*WG", "deviation_mean": "AD (medel)"},
    **{"deviation_median": "AD (median)", "awg": "a_wg", "items": "Påståenden"},
    **{"alpha_nominal": "α nominal", "alpha_ordinal": "α ordinal", "alpha_interval": "α intervall"},
    **{"ac1": "AC1", "ac2": "AC2", "higher": "Svarar högre", "cliffs_delta": "Cliffs δ"},
    **{"p_value": "p (Brunner–Munzel)", "q_value": "q", "welch_low": "Welch från"},
    **{"welch_high": "Welch till", "wasserstein": "Wasserstein (steg)", "groups": "Enheter"},
    **{"icc1": "ICC(1)", "icc2": "ICC(2)", "invited": "Inbjudna", "raters": "Svarande"},
    **{"rate": "Svarsfrekvens", "manski_low": "Minst", "manski_high": "Mest"},
    **{"polya_low": "Troligt från", "polya_high": "Troligt till"},
}
"""The columns of the text, in order, each shown where the frame has it."""
_POINTS = {
    *("index", "agreement", "difference", "low", "high", "earlier_index", "later_index", "views"),
    *(
        "welch_low",
        "welch_high",
        "agreement_change",
        "manski_low",
        "manski_high",
        "polya_low",
        "polya_high",
    ),
}
"""Told without decimals; other measures with two."""


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
    measures: Annotated[
        Measures,
        typer.Option(
            help="Vilka tal: de på skärmen (main), glapp och om bilden håller (gaps), "
            "forskningens mått (analyst), nivåer mot varandra (levels), skillnader mellan "
            "enheter (units) eller vad bortfallet kan betyda (nonresponse).",
            show_default=False,
        ),
    ] = "main",
    earlier: Annotated[
        str | None,
        typer.Option(
            "--earlier", metavar="TITEL", help="Förändringen sedan den omgången i stället."
        ),
    ] = None,
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
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Svara med en tabell med semikolon emellan.")
    ] = False,
) -> None:
    """Visa en omgångs resultat, skyddade som på skärmen."""
    groups = _groups(group)
    selection = Selection(tuple(levels or ()), tuple(units or ()), tuple(school_forms or ()))
    with opened(database) as store:
        published = read_published(store, title)
        before = None if earlier is None else read_published(store, earlier)
    selection.check(published)
    if before is not None:
        frame = change(before, published, selection, by, groups)
    else:
        frame = _frame(measures, published, selection, by, groups)
    document = {
        "round": published.round.title,
        "instrument": published.instrument.id,
        "threshold": published.round.threshold,
        "by": by,
        "group": groups,
        "measures": "change" if before else measures,
        "earlier": before.round.title if before else None,
        "rows": [
            {str(key): _plain(value) for key, value in row.items() if key not in _NOT_TOLD}
            for row in frame.to_dict("records")
        ],
    }
    head, rows = _text(frame, by, groups)
    if as_csv and not as_json:
        print(csv_bytes(head, rows).decode("utf-8-sig").replace("\r\n", "\n"), end="")
    else:
        answer(as_json, document, table(head, rows))


def _frame(
    measures: Measures,
    published: Published,
    selection: Selection,
    by: By,
    groups: tuple[Group, ...],
) -> pd.DataFrame:
    if measures == "gaps":
        return gaps(published, selection, by)
    if measures == "analyst":
        return analyst(published, selection, by, groups)
    if measures == "levels":
        return level_pairs(published, selection)
    if measures == "units":
        return unit_spread(published, selection, by)
    if measures == "nonresponse":
        return nonresponse(published, by)
    return results(published, selection, by, groups)


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


def _text(
    frame: pd.DataFrame, by: By, groups: tuple[Group, ...]
) -> tuple[list[str], list[list[str]]]:
    """Head and rows for people: the columns of _HEADS that say something, and a note."""
    place = {"level": "level_label", "unit": "units", "school_form": "school_form"}
    unsaid = {"item_label" if by == "area" else "area_label"}
    unsaid |= {column for name, column in place.items() if name not in groups}
    if "level" in frame and frame["level"].notna().any():
        unsaid -= {"level_label"}
    columns = [name for name in _HEADS if name in frame and name not in unsaid]
    noted = [name for name in ("suppressed", "kind") if name in frame]
    rows = []
    for record in frame.to_dict("records"):
        row = {str(key): _plain(value) for key, value in record.items()}
        cells = [_cell(name, row[name]) for name in columns]
        note = (
            "dolt" if row.get("suppressed") else "gemensamt" if row.get("kind") == "joint" else ""
        )
        rows.append([*cells, note] if noted else cells)
    heads = [_HEADS[name] for name in columns]
    return ([*heads, ""] if noted else heads), rows


def _cell(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, str) or (value is None and name in ("units", "holds", "reason")):
        return value or ""
    if value is None and name in ("level_label", "school_form"):
        return ""
    return number(value, 0 if name in _POINTS or isinstance(value, int) else 2)
