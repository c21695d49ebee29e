"""May this file come into this round, and is the import that it replaces still there?"""

from __future__ import annotations

import duckdb

from skolkval.errors import Refusal
from skolkval.importing.plan import ImportPlan
from skolkval.store.queries import one
from skolkval.store.rounds import OPENNESS_WORDS, ImportRecord, RoundSpec, check_invited
from skolkval.store.threshold import check_not_lowered, check_not_too_low


def check(cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec) -> None:
    """Raise what keeps the plan out of the round that `spec` names (see `imports.add_imports`)."""
    check_invited(spec.invited)
    if spec.threshold is not None:
        check_not_too_low(spec.threshold)
    row = one(
        cursor,
        "SELECT round_id, instrument_id, instrument_version, threshold FROM rounds WHERE title = $title",
        {"title": spec.title},
    )
    if row is None:
        return
    round_id, instrument_id, version, threshold = row
    empty = _is_empty(cursor, round_id)
    if empty and instrument_id != plan.instrument.id:
        return
    if (instrument_id, version) != (plan.instrument.id, plan.instrument.version):
        raise Refusal(
            "SK-310",
            f"Omgången ”{spec.title}” har ett annat instrument ({instrument_id}, version {version}) "
            f"än filen lästes med ({plan.instrument.id}, version {plan.instrument.version}). "
            "Välj omgångens instrument, eller läs in filen i en ny omgång.",
        )
    if spec.threshold is not None:
        if empty and spec.threshold < threshold:
            raise Refusal(
                "SK-312",
                f"”{spec.title}” har använts förut, med gränsen {threshold} för minsta grupp, och "
                "det som visades då skyddas fortfarande fast inläsningarna är ångrade. Behåll "
                f"gränsen {threshold} eller höj den, eller välj ett annat namn. Ska den gamla "
                f'omgången glömmas helt: skolkval rounds delete "{spec.title}".',
            )
        check_not_lowered(spec.title, threshold, spec.threshold)
    _check_openness(cursor, plan, spec, round_id)
    same = one(
        cursor,
        "SELECT imported FROM imports WHERE round_id = $round_id AND sha256 = $sha256",
        {"round_id": round_id, "sha256": plan.report.file.sha256},
    )
    if same:
        raise Refusal(
            "SK-216",
            f"Filen {plan.report.file.name} är redan inläst i ”{spec.title}” "
            f"{same[0]:%Y-%m-%d kl. %H.%M}. Ångra den inläsningen först om den ska läsas in på nytt.",
        )


def _check_openness(
    cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, spec: RoundSpec, round_id: int
) -> None:
    known = dict(
        cursor.execute(
            """SELECT level, openness FROM round_levels
               WHERE round_id = $round_id AND openness IS NOT NULL""",
            {"round_id": round_id},
        ).fetchall()
    )
    for level in plan.raters["level"].unique():
        if known.get(level, spec.openness_for(level)) != spec.openness_for(level):
            raise Refusal(
                "SK-311",
                f"Nivån {plan.instrument.level_label[level]} är {OPENNESS_WORDS[known[level]]} i omgången "
                f"”{spec.title}” och kan inte bli {OPENNESS_WORDS[spec.openness_for(level)]}. "
                f"Läs in filen som {OPENNESS_WORDS[known[level]]}, eller i en ny omgång.",
            )


def round_of(cursor: duckdb.DuckDBPyConnection, import_id: int) -> tuple[int, str]:
    """The id and title of the round that an import is in."""
    row = one(
        cursor,
        "SELECT round_id, title FROM imports JOIN rounds USING (round_id) WHERE import_id = $id",
        {"id": import_id},
    )
    if row is None:
        raise Refusal(
            "SK-313",
            f"Det finns ingen inläsning med nummer {import_id}. Den kan redan vara ångrad eller "
            "ersatt, av dig eller någon annan. Se listan över omgångar.",
        )
    return int(row[0]), str(row[1])


def check_replaced(
    cursor: duckdb.DuckDBPyConnection, replaces: ImportRecord, spec: RoundSpec
) -> None:
    """Raise SK-313 unless that very import is still in the round: its number may be another's."""
    title = round_of(cursor, replaces.import_id)[1]
    same = one(
        cursor,
        "SELECT 1 FROM imports WHERE import_id = $id AND sha256 = $sha256 AND imported = $imported",
        {"id": replaces.import_id, "sha256": replaces.sha256, "imported": replaces.imported},
    )
    if title != spec.title or not same:
        raise Refusal(
            "SK-313",
            f"Inläsning {replaces.import_id} ({replaces.file_name}) finns inte längre i "
            f"”{spec.title}”. Någon annan kan ha ångrat eller ersatt den. Se listan över omgångar.",
        )


def _is_empty(cursor: duckdb.DuckDBPyConnection, round_id: int) -> bool:
    """Whether every import of the round has been undone."""
    return not one(cursor, "SELECT 1 FROM imports WHERE round_id = $id LIMIT 1", {"id": round_id})
