"""How are the example exports made? Run `python data/examples/make_examples.py [FOLDER]`.

Writes one workbook per round of `rounds.toml`, laid out like a Swedish Microsoft Forms file. The
same code gives the same bytes every time: seeded numbers, and no clock in the files. Everything is
made up; nobody has given these answers.
"""

from __future__ import annotations

import datetime
import io
import random
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

from openpyxl import Workbook
from story import HUVUDMAN_RATERS, LEVELS, STORIES, UNITS, Story, Unit
from written import LINES, NOTHING

from skolkval.examples import ExampleRound, example_rounds
from skolkval.instruments.catalogue import built_in
from skolkval.instruments.model import Instrument, Item

# Of forty tried, one where the small levels tell no story of their own by accident.
SEED = 27
META = ("ID", "Starttid", "Slutförandetid", "E-post", "Namn")
BACKGROUND = ("Nivå", "Enhet", "Skolform")
NOT_APPLICABLE = "Vet ej"

CUTS = (-1.15, 0.0, 1.15)
LENIENCY, NOISE = 0.55, 0.8
SHARE_NOT_APPLICABLE = {"huvudman": 0.01, "rektor": 0.03, "undervisning": 0.04}
SHARE_BLANK = 0.012
SHARE_WHO_STOP = {"huvudman": 0.0, "rektor": 0.0, "undervisning": 0.03}
ITEM_SPREAD = 6.0
CAMP_DISTANCE, CAMP_NOISE = 1.75, 0.7
OTHER_COMMENTS = "Övriga kommentarer"
# The least and the most of an area's lines that a round draws; ten are needed to be shown.
COMMENTS = {"sjalvvardering-ht-2025": (7, 12), "larande-utveckling-halsa-vt-2026": (9, 12)}
MOST_COMMENTS, SILENT = (11, 14), 3
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
FIXED = datetime.datetime(2026, 1, 1)

Row = list[str | int | datetime.datetime | None]
Cells = list[str | None]


@dataclass(frozen=True)
class Rater:
    """One made-up person. `unit` is None at the organiser's own office; `leniency` is latent."""

    level: str
    unit: Unit | None
    leniency: float


def latent(index: float) -> float:
    """The mean on the hidden scale that gives `index` (0-100) on average, by bisection."""
    total = NormalDist(0, (LENIENCY**2 + NOISE**2) ** 0.5)
    low, high = -4.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        expected = 100 * sum(total.cdf(middle - cut) for cut in CUTS) / len(CUTS)
        low, high = (middle, high) if expected < index else (low, middle)
    return low


def aim(item: Item, level: str, unit: Unit | None, story: Story) -> float:
    """The index that raters of `level` in `unit` scatter around; an item always leans alike."""
    lean = random.Random(f"{SEED} {item.id} {level}").gauss(0, ITEM_SPREAD)
    in_area = story.areas[item.area_id][LEVELS.index(level)]
    index = story.items.get(item.id, in_area + lean) + (unit.tilt if unit else 0)
    return min(max(index, 6), 94)


def answers(
    instrument: Instrument, rater: Rater, story: Story, chance: random.Random
) -> list[str | None]:
    """One rater's cells, in item order: a label, or None for a blank."""
    level = rater.level
    labels = [step.label for step in instrument.scale.steps]
    asked = instrument.items_asked(level)
    camp = CAMP_DISTANCE if chance.random() < 0.5 else -CAMP_DISTANCE
    stops = len(asked)
    if chance.random() < SHARE_WHO_STOP[level]:
        stops = chance.randrange(len(asked) // 3, len(asked))
    cells: dict[str, str | None] = {}
    for number, item in enumerate(asked):
        teaching = level == "undervisning"
        unsure = story.unsure.get(item.id, 0) if teaching else 0
        draw = chance.random()
        if item.id in story.camps and teaching:
            value = camp + chance.gauss(0, CAMP_NOISE)
        else:
            middle = latent(aim(item, level, rater.unit, story))
            value = middle + rater.leniency + chance.gauss(0, NOISE)
        if number >= stops or draw > 1 - SHARE_BLANK:
            cells[item.id] = None
        elif draw < max(unsure, SHARE_NOT_APPLICABLE[level]):
            cells[item.id] = NOT_APPLICABLE
        else:
            cells[item.id] = labels[sum(value > cut for cut in CUTS)]
    return [cells.get(item.id) for item in instrument.items]


def raters(stem: str, chance: random.Random) -> Iterator[Rater]:
    """Who answers. Each level has its mild and strict raters in the same proportions, or a level of
    nine would tell another story in every round by accident."""
    seats: dict[str, list[Unit | None]] = {"huvudman": [None] * HUVUDMAN_RATERS}
    open_units = [unit for unit in UNITS if unit.raters[stem]]
    seats["rektor"] = [unit for unit in open_units for _ in range(unit.rektors)]
    seats["undervisning"] = [unit for unit in open_units for _ in range(unit.raters[stem])]
    for level, units in seats.items():
        mildness = NormalDist(0, LENIENCY)
        drawn = [mildness.inv_cdf((number + 0.5) / len(units)) for number in range(len(units))]
        chance.shuffle(drawn)
        for unit, leniency in zip(units, drawn, strict=True):
            yield Rater(level, unit, leniency)


def comments(stem: str, instrument: Instrument, count: int) -> dict[tuple[int, str | None], str]:
    """What `count` raters write, by the rater's number and area. Drawn by themselves: whether there
    are comments or not, the answers are the same."""
    chance = random.Random(f"{SEED} {stem} comments")
    least, most = COMMENTS.get(stem, MOST_COMMENTS)
    written: dict[tuple[int, str | None], str] = {}
    for area_id in (*(area.id for area in instrument.areas), None):
        lines = LINES[area_id].strip().splitlines()
        chosen = chance.sample(lines, min(len(lines), chance.randint(least, most)))
        chosen += chance.sample(NOTHING, SILENT)
        for rater, line in zip(chance.sample(range(count), len(chosen)), chosen, strict=True):
            written[rater, area_id] = line
    return written


def with_comments(
    cells: Cells,
    rater: int,
    written: dict[tuple[int, str | None], str],
    instrument: Instrument,
) -> Cells:
    """The cells of the statements with what the rater wrote after each area, and last."""
    row: Cells = []
    for area in instrument.areas:
        row += [
            cell
            for item, cell in zip(instrument.items, cells, strict=True)
            if item.area_id == area.id
        ]
        row.append(written.get((rater, area.id)))
    return [*row, written.get((rater, None))]


def header(instrument: Instrument) -> list[str]:
    """The questions in order: each area's statements, and what to say about them."""
    names: list[str] = []
    for area in instrument.areas:
        names += [item.text for item in instrument.items if item.area_id == area.id]
        names.append(f"Kommentera gärna: {area.label}")
    return [*META, *BACKGROUND, *names, OTHER_COMMENTS]


def rows(example: ExampleRound, instrument: Instrument) -> Iterator[Row]:
    """The sheet, header first, in order of completion as the form numbers it."""
    stem = example.path.stem
    chance = random.Random(f"{SEED} {stem}")
    level_label = instrument.level_label
    filled: list[tuple[datetime.datetime, datetime.datetime, int, Cells, Cells]] = []
    for rater in raters(stem, chance):
        day = example.date - datetime.timedelta(days=chance.choice((1, 2, 3, 4, 7, 8, 9, 10, 11)))
        clock = datetime.time(chance.randrange(7, 17), chance.randrange(60), chance.randrange(60))
        start = datetime.datetime.combine(day, clock)
        end = start + datetime.timedelta(seconds=chance.randrange(240, 1500))
        unit = rater.unit
        place = [unit.name, unit.school_form] if unit else [None, None]
        background = [level_label[rater.level], *place]
        cells = answers(instrument, rater, STORIES[stem], chance)
        filled.append((end, start, len(filled), background, cells))
    written = comments(stem, instrument, len(filled))
    yield header(instrument)
    in_order = sorted(filled, key=lambda row: row[0])
    for number, (end, start, rater_no, background, cells) in enumerate(in_order, 1):
        told = with_comments(cells, rater_no, written, instrument)
        yield [number, start, end, "anonymous", None, *background, *told]


def workbook_bytes(sheet_rows: Iterator[Row]) -> bytes:
    """An xlsx file without the time of writing, which openpyxl puts in properties and zip."""
    workbook = Workbook()
    workbook.properties.creator = "SkolKval"
    workbook.properties.description = "Påhittade data: ingen har lämnat dessa svar."
    workbook.properties.created = FIXED
    sheet = workbook.worksheets[0]
    sheet.title = "Sheet1"
    for row in sheet_rows:
        sheet.append(row)
    written = io.BytesIO()
    workbook.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{FIXED.isoformat()}Z".encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            target.writestr(
                zipfile.ZipInfo(name, ZIP_DATE), content, zipfile.ZIP_DEFLATED, compresslevel=9
            )
    return fixed.getvalue()


def main(folder: Path) -> None:
    instruments = {instrument.id: instrument for instrument in built_in()}
    for example in example_rounds():
        instrument = instruments[example.instrument_id]
        (folder / example.path.name).write_bytes(workbook_bytes(rows(example, instrument)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
