"""What does somebody fill in who wants an instrument of their own and has never seen TOML?"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from skolkval.instruments import template
from skolkval.instruments.draft import Draft, Statement
from skolkval.reports.templates.sheets import (
    BOLD,
    UNLOCKED,
    WRAPPED,
    add_drop_down,
    add_list,
    as_bytes,
    protect,
    unlock_column,
    write,
    write_head,
)

LAST_ROW = 500
"""The last row that has drop-downs."""
_EXAMPLE = Draft(
    title="Trygghet och studiero i Exempelkommunen",
    short_title="Trygghet",
    publisher="Exempelkommunen",
    source="Egen enkät 2027.",
    steps=("Stämmer inte", "Stämmer till viss del", "Stämmer till stor del", "Stämmer"),
    not_applicable=("Vet ej", "Ej aktuellt"),
    levels=("Huvudman", "Rektor", "Undervisning"),
    statements=(
        Statement("Trygghet", "Det finns vuxna i närheten på alla raster.", "Raster", "", "Vuxna"),
        Statement("Trygghet", "Jag vet vilka platser som upplevs som otrygga.", "", "Rektor"),
        Statement("Studiero", "Lektioner störs ofta.", "", "Undervisning", "Störningar", True),
    ),
)
_EXPLAINED = {
    template.TITLE: "Måste fyllas i. Det namn som visas.",
    template.SHORT_TITLE: "Valfritt. Används där namnet inte får plats.",
    template.PUBLISHER: "Måste fyllas i. Den som står bakom påståendena.",
    template.SOURCE: "Valfritt. Varifrån påståendena kommer.",
    template.ID: "Valfritt. Små bokstäver a–z, siffror och bindestreck. Lämna tomt om du är osäker.",
    template.VERSION: "Valfritt. Höj den när ett påstående eller skalan ändras.",
    template.STEPS[0]: "Måste fyllas i. Skalans lägsta steg.",
    template.STEPS[1]: "Måste fyllas i. Fortsätt uppåt; det sista du fyller i är det högsta.",
    template.OUTSIDE[0]: "Valfritt. Svar som räknas men inte är med i något index.",
    template.LEVELS[0]: "Valfritt. De som svarar, högst upp i styrkedjan först.",
}
_STEPS_TO_TAKE = (
    "Så gör du ett eget instrument",
    "1. Fyll i bladet Instrument: namn, utgivare, skalans steg från lägst till högst, och de nivåer som svarar.",
    "2. Fyll i bladet Påståenden: en rad för varje påstående, i den ordning de ska visas.",
    "3. Område är ett begrepp som flera påståenden hör till. Delområde är valfritt.",
    "4. Nivå lämnas tom när alla ska ta ställning till påståendet.",
    "5. Kortnamn är valfritt och visas i diagram där påståendet inte får plats.",
    "6. Omvänt är ja för ett påstående där det är dåligt att instämma. Svaren vänds när de läses in.",
    "7. Spara filen och välj den på sidan Instrument. Är något fel står det på vilket blad och vilken rad.",
    "Bladet Exempel visar en ifylld mall. Det läses aldrig in.",
)


def instrument_template(draft: Draft | None = None) -> bytes:
    """The template as xlsx: empty, or filled in with `draft`."""
    workbook = Workbook()
    guide = workbook.active
    assert isinstance(guide, Worksheet)
    guide.title = "Så gör du"
    guide.column_dimensions["A"].width = 100
    for row, text in enumerate(_STEPS_TO_TAKE, 1):
        write(guide, row, 1, text).alignment = WRAPPED
    guide["A1"].font = BOLD
    protect(guide)
    _facts(workbook.create_sheet(template.FACTS_SHEET), draft)
    statements = workbook.create_sheet(template.STATEMENTS_SHEET)
    _statements(statements, draft.statements if draft else ())
    example = workbook.create_sheet("Exempel")
    _statements(example, _EXAMPLE.statements)
    write(example, len(_EXAMPLE.statements) + 3, 1, "Det här är ett exempel och läses inte in.")
    example.sheet_properties.tabColor = "A8480A"
    protect(example)
    _drop_downs(workbook, statements)
    workbook.active = 0
    return as_bytes(workbook)


def _values(draft: Draft | None) -> dict[str, str]:
    """What a draft says on the sheet Instrument, by the name of the row."""
    if draft is None:
        return {}
    values = {
        template.TITLE: draft.title,
        template.SHORT_TITLE: draft.short_title,
        template.PUBLISHER: draft.publisher,
        template.SOURCE: draft.source,
        template.ID: draft.id,
        template.VERSION: draft.version,
    }
    for rows, labels in (
        (template.STEPS, draft.steps),
        (template.OUTSIDE, draft.not_applicable),
        (template.LEVELS, draft.levels),
    ):
        values |= dict(zip(rows, labels, strict=False))
    return values


def _facts(sheet: Worksheet, draft: Draft | None) -> None:
    write_head(sheet, ("Uppgift", "Fyll i här", "Exempel", "Förklaring"))
    filled, example = _values(draft), _values(_EXAMPLE)
    for row, name in enumerate(template.FACTS, 2):
        write(sheet, row, 1, name).font = BOLD
        if filled.get(name):
            write(sheet, row, 2, filled[name])
        write(sheet, row, 3, example.get(name, ""))
        write(sheet, row, 4, _EXPLAINED.get(name, ""))
    for letter, width in (("A", 20), ("C", 42), ("D", 78)):
        sheet.column_dimensions[letter].width = width
    unlock_column(sheet, "B", 48)
    for row in range(2, len(template.FACTS) + 2):
        sheet.cell(row, 2).protection = UNLOCKED
        sheet.cell(row, 2).number_format = "@"
    sheet.freeze_panes = "B2"
    protect(sheet)


def _statements(sheet: Worksheet, statements: tuple[Statement, ...]) -> None:
    for letter, width in zip("ABCDEF", (28, 24, 70, 16, 28, 10), strict=True):
        unlock_column(sheet, letter, width)
    write_head(sheet, template.COLUMNS)
    for row, each in enumerate(statements, 2):
        turned = template.YES if each.reversed else ""
        cells = (each.area, each.group, each.text, each.level, each.label, turned)
        for column, text in enumerate(cells, 1):
            cell = write(sheet, row, column, text)
            cell.alignment = WRAPPED
            cell.protection = UNLOCKED
    sheet.freeze_panes = "A2"


def _drop_downs(workbook: Workbook, sheet: Worksheet) -> None:
    first = template.FACTS.index(template.LEVELS[0]) + 2
    levels = f"'{template.FACTS_SHEET}'!$B${first}:$B${first + template.MOST_LEVELS - 1}"
    add_drop_down(
        sheet,
        f"D2:D{LAST_ROW}",
        levels,
        (template.LEVEL, "Välj en av nivåerna på bladet Instrument, eller lämna tomt för alla."),
    )
    answers = add_list(workbook, "Omvant", (template.YES, template.NO))
    add_drop_down(
        sheet,
        f"F2:F{LAST_ROW}",
        answers,
        (template.REVERSED, "Ja när det är dåligt att instämma. Annars tomt."),
    )
    protect(sheet)
