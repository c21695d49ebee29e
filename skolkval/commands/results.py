"""What do the numbers of a round say? The same protected numbers as on every screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

import pandas as pd
import typer

from skolkval.commands.answers import NOT_SAID, AsJson, DatabasePath, answer, opened, table
from skolkval.errors import Refusal
from skolkval.instruments.model import Instrument
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
from skolkval.swedish import listing, number

Measures = Literal["main", "gaps", "analyst", "levels", "units", "nonresponse"]

_NOT_TOLD = {
    *("area_label", "area_short", "item_text", "item_label", "label", "level_label"),
    *("index_mean", "index_sd"),
}
"""Columns that JSON leaves out: labels of what has an id, and what is for intervals only."""
_COLUMNS: dict[str, tuple[str, int]] = {
    **{"area_label": ("Område", 0), "item_label": ("Påstående", 0), "label": ("Påstående", 0)},
    **{"level_label": ("Nivå", 0), "units": ("Enheter", 0), "school_form": ("Skolform", 0)},
    **{"n": ("Svar", 0), "index": ("Index", 0), "agreement": ("Samsyn", 0)},
    **{"agreement_min_item": ("Minst enigt", 0), "agreement_max_item": ("Mest enigt", 0)},
    **{"of": ("Från", 0), "to": ("Till", 0), "difference": ("Skillnad", 0)},
    **{"low": ("Lägst", 0), "high": ("Högst", 0), "words": ("I ord", 0), "note": ("Obs", 0)},
    **{"holds": ("Håller bilden?", 0), "n_of": ("Svar från", 0), "n_to": ("Svar till", 0)},
    **{"earlier_n": ("Svar då", 0), "later_n": ("Svar nu", 0)},
    **{"earlier_index": ("Då", 0), "later_index": ("Nu", 0)},
    **{"views": ("Med samma sammansättning", 0), "agreement_change": ("Samsyn ±", 0)},
    **{"reason": ("Varför inte", 0)},
    **{"median": ("Median", 2), "interpolated_median": ("Interp. median", 2)},
    **{"interquartile_range": ("Kvartilavstånd", 2), "pairs_within_one": ("Par inom ett steg", 2)},
    **{"polarisation": ("Esteban–Ray", 2), "agreement_a": ("van der Eijk A", 2)},
    **{"consensus": ("Tastle–Wierman", 2), "leik": ("Leik", 2)},
    **{"ordinal_variation": ("Berry–Mielke", 2), "l_squared": ("l²", 2), "rwg": ("r*WG", 2)},
    **{"deviation_mean": ("AD (medel)", 2), "deviation_median": ("AD (median)", 2)},
    **{"awg": ("a_wg", 2), "items": ("Påståenden", 0)},
    **{"alpha_nominal": ("α nominal", 2), "alpha_ordinal": ("α ordinal", 2)},
    **{"alpha_interval": ("α intervall", 2), "ac1": ("AC1", 2), "ac2": ("AC2", 2)},
    **{"higher": ("Svarar högre", 2), "cliffs_delta": ("Cliffs δ", 2)},
    **{"p_value": ("p (Brunner–Munzel)", 2), "q_value": ("q", 2)},
    **{"welch_low": ("Welch från", 0), "welch_high": ("Welch till", 0)},
    **{"wasserstein": ("Wasserstein (steg)", 2), "groups": ("Enheter", 0)},
    **{"icc1": ("ICC(1)", 2), "icc2": ("ICC(2)", 2), "invited": ("Inbjudna", 0)},
    **{"raters": ("Svarande", 0), "rate": ("Svarsfrekvens", 2)},
    **{"manski_low": ("Minst", 0), "manski_high": ("Mest", 0)},
    **{"polya_low": ("Troligt från", 0), "polya_high": ("Troligt till", 0)},
}
"""The columns of the text, in order, each shown where the frame has it: heading and decimals."""
_ENDS = ("agreement_min_item", "agreement_max_item")
_TEXTS = {*_ENDS, "units", "holds", "note", "reason", "level_label", "school_form"}
"""Columns of text: nothing to say is nothing, and not "–"."""


def show_results(
    title: Annotated[str, typer.Option("--round", metavar="TITEL", help="Omgångens namn.")],
    by: Annotated[
        By | None,
        typer.Option(help="En rad per område (area) eller per påstående (item)."),
    ] = None,
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
    _check(measures, by, groups, selection, earlier is not None)
    by = by or ("item" if measures == "levels" else "area")
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
    head, rows = _text(frame, by, groups, published.instrument)
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
        frame = nonresponse(published, by)
        return frame[frame["level"].isin(selection.levels)] if selection.levels else frame
    return results(published, selection, by, groups)


def _check(
    measures: Measures, by: By | None, groups: Sequence[Group], selection: Selection, earlier: bool
) -> None:
    """Refuse what would be left aside.

    Raises:
        Refusal: SK-321 something asked for does not go with the measures.
    """
    asked = f"--measures {measures}"
    aside = {
        "--by area": by == "area" and measures == "levels",
        "--group": bool(groups) and measures not in ("main", "analyst"),
        "--unit": bool(selection.units) and measures == "nonresponse",
        "--school-form": bool(selection.school_forms) and measures == "nonresponse",
        "--earlier": earlier and measures != "main",
    }
    names = [name for name, left in aside.items() if left]
    if names:
        raise Refusal(
            "SK-321", f"{asked} går inte att förena med {listing(names)}. Ta bort det ena."
        )


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
    frame: pd.DataFrame, by: By, groups: tuple[Group, ...], instrument: Instrument
) -> tuple[list[str], list[list[str]]]:
    """Head and rows for people: the columns of _COLUMNS that say something, and a note."""
    place = {"level": "level_label", "unit": "units", "school_form": "school_form"}
    unsaid = {"item_label"} if by == "area" else {"area_label", *_ENDS}
    unsaid |= {column for name, column in place.items() if name not in groups}
    if "level" in frame and frame["level"].notna().any():
        unsaid -= {"level_label"}
    if "n_least" in frame:
        unsaid |= {"items"}
    columns = [name for name in _COLUMNS if name in frame and name not in unsaid]
    noted = [name for name in ("suppressed", "kind") if name in frame]
    rows = []
    for record in frame.to_dict("records"):
        row = {str(key): _plain(value) for key, value in record.items()}
        cells = [_cell(name, row, instrument) for name in columns]
        note = (
            "dolt" if row.get("suppressed") else "gemensamt" if row.get("kind") == "joint" else ""
        )
        rows.append([*cells, note] if noted else cells)
    heads = [_COLUMNS[name][0] for name in columns]
    return ([*heads, ""] if noted else heads), rows


def _cell(name: str, row: Mapping[str, Any], instrument: Instrument) -> str:
    value = row[name]
    if name in _ENDS and value is not None:
        agreed = number(row[name.removesuffix("_item")], 0)
        return f"{instrument.item_by_id[value].shown_label} ({agreed})"
    if name == "n" and value is not None and row.get("n_least", value) < value:
        return f"{number(row['n_least'])}–{number(value)}"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, str) or (value is None and name in _TEXTS):
        return value or ""
    return number(value, _COLUMNS[name][1])
