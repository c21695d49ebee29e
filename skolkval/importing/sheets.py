"""Which sheet of a workbook holds the answers?"""

from __future__ import annotations

from skolkval.errors import Refusal
from skolkval.importing import notices
from skolkval.importing.layouts.surveyxact import explaining_sheets, questions_of
from skolkval.importing.report import ImportReport
from skolkval.importing.statements import Statements
from skolkval.importing.table import ReadFacts, SheetFacts


def choose_sheet(facts: ReadFacts, statements: Statements, report: ImportReport) -> str:
    """The only visible sheet that has a row with statements of the instrument.

    A sheet that quotes less than half as many of them as another, and one that explains another,
    are not meant.

    Raises:
        Refusal: SK-215 when no visible sheet has cells, SK-218 when several or none could be meant.
    """
    visible = [sheet for sheet in facts.sheets if sheet.state == "visible" and sheet.cells]
    if not visible:
        raise Refusal(
            "SK-215",
            "Inga svar i filen. Alla synliga blad är tomma. Kontrollera att det är rätt fil.",
        )
    explaining = explaining_sheets(facts)
    hits = {
        sheet.name: _hits(sheet, facts, statements)
        for sheet in visible
        if sheet.name not in explaining
    }
    most = max(hits.values(), default=0)
    fitting = [name for name, count in hits.items() if count and 2 * count >= most]
    names = ", ".join(f"”{sheet.name}”" for sheet in visible)
    if len(fitting) != 1:
        raise Refusal("SK-218", f"Filen har flera blad: {names}. Välj vilket som ska läsas in.")
    notices.add(report, "SK-W07", f"Bladet ”{fitting[0]}” lästes in. Filens synliga blad: {names}.")
    return fitting[0]


def _hits(sheet: SheetFacts, facts: ReadFacts, statements: Statements) -> int:
    """How many statements there are in the row that has most of them, or in what its codes mean."""
    rows = [*sheet.head]
    if sheet.head:
        rows.append(tuple((questions_of(facts.sheets, sheet.head[0]) or {}).values()))
    return max(map(statements.count, rows), default=0)
