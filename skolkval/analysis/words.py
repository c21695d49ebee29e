"""What may be said about the numbers? Titles and descriptions made by rule, never claiming why.

All take rows as described in `skolkval.charts`; levels and scale come from the instrument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isnan

from skolkval.analysis.claims import (
    CampsClaim,
    EndClaim,
    Finding,
    GapClaim,
    Key,
    Place,
    SideClaim,
)
from skolkval.analysis.distribution import camps
from skolkval.analysis.fields import Cuts, in_sentence
from skolkval.analysis.gap import TOO_FEW, Gap, pairs_by, widest_by
from skolkval.analysis.records import Row
from skolkval.analysis.reliability import GROUPS_FROM
from skolkval.instruments.model import Instrument
from skolkval.swedish import index_points, listing, number, percent, signed, small_number

NOTHING_TO_SHOW = "Inga svar att visa"
TOO_FEW_TO_CHANGE = f"{TOO_FEW.capitalize()} om något har ändrats"
"""Said instead of that nothing has changed, where all that is compared has few answers."""


def heatmap_finding(cells: Sequence[Row], instrument: Instrument) -> Finding:
    """The finding of areas x levels: the widest named gap, else that none is; with one level, ends."""
    shown = _shown(cells)
    if not shown:
        return _nothing(cells)
    if len(_levels(shown)) < 2:
        return _ends(shown, "area_id", "area_short")
    gap = _widest_named(shown, "area_id", "area_short", instrument)
    if gap is not None:
        return gap
    gaps = pairs_by(shown, "area_id", instrument.level_ids).values()
    names = {level: instrument.level_label[level].lower() for level in instrument.level_ids}
    every = [gap for found in gaps for gap in found]
    return Finding(no_gap(every, names, "Inget tydligt glapp", "nivåerna"))


def dot_plot_finding(
    cells: Sequence[Row], instrument: Instrument, cut: float = Cuts().index
) -> Finding:
    """How many areas have a named gap; with one level, how many have an index of at least `cut`."""
    shown = _shown(cells)
    if not shown:
        return _nothing(cells)
    if len(_levels(shown)) < 2:
        strong = sum(row["index"] >= cut for row in shown)
        if len(shown) == 1:
            side = f"{number(cut)} eller mer" if strong else f"under {number(cut)}"
            return Finding(
                f"{shown[0]['area_short']} ligger på index {side}",
                (SideClaim(_place(shown[0], "area_id"), cut),),
            )
        how_many = number(strong) if strong else "Inget"
        return Finding(
            f"{how_many} av {len(shown)} områden ligger på index {number(cut)} eller mer",
            tuple(SideClaim(_place(row, "area_id"), cut) for row in shown),
        )
    every = pairs_by(shown, "area_id", instrument.level_ids).values()
    gaps = widest_by(shown, "area_id", instrument.level_ids)
    named = {name: gap for name, gap in gaps.items() if gap.named}
    if not named:
        return Finding(
            "För få svar för att avgöra var nivåerna ligger isär"
            if _undecided(gap for found in every for gap in found)
            else "I inget område ligger nivåerna tydligt isär"
        )
    areas = f"{small_number(len(named))} {'område' if len(named) == 1 else 'områden'}"
    return Finding(
        f"I {areas} ligger nivåerna tydligt isär",
        tuple(_gap_claim("area_id", name, gap) for name, gap in named.items()),
    )


def radar_finding(cells: Sequence[Row], instrument: Instrument) -> Finding:
    """Which level has the highest index in most areas; with one level, how far apart the areas are."""
    shown = _shown(cells)
    if not shown:
        return _nothing(cells)
    if len(_levels(shown)) < 2:
        return Finding(_apart(shown))
    by_area: dict[str, list[Row]] = {}
    for row in shown:
        by_area.setdefault(row["area_id"], []).append(row)
    compared = [
        sorted(rows, key=lambda row: -float(row["index"]))
        for rows in by_area.values()
        if len(rows) > 1
    ]
    if not compared:
        return Finding(_apart(shown))
    highest = Counter(rows[0]["level"] for rows in compared if rows[0]["index"] > rows[1]["index"])
    if not highest:
        return Finding("Nivåerna ligger lika i alla områden")
    most = max(highest.values())
    leaders = [level for level in instrument.level_ids if highest[level] == most]
    names = listing([instrument.level_label[level] for level in leaders])
    each = "vardera " if len(leaders) > 1 else ""
    text = f"{names} ligger högst i {each}{most} av {len(compared)} områden"
    claims = []
    for row in (rows[0] for rows in compared):
        ahead = _place(row, "area_id")
        # Where a level that is not named is ahead, the claim is lost only to one that is.
        others = [
            place
            for place in (_place(other, "area_id") for other in by_area[row["area_id"]])
            if place != ahead and (ahead.level in leaders or place.level in leaders)
        ]
        claims.append(EndClaim(ahead, tuple(others), highest=True))
    return Finding(text, tuple(claims))


def _apart(rows: Sequence[Row]) -> str:
    indices = [float(row["index"]) for row in rows]
    return f"{index_points(max(indices) - min(indices))} mellan högsta och lägsta område"


def bars_finding(rows: Sequence[Row], instrument: Instrument) -> Finding:
    """The finding of items x levels: two camps before a named gap before the ends."""
    shown = _shown(rows)
    if not shown:
        return _nothing(rows)
    split = [row for row in shown if row["polarised"] is True]
    camps_claims = tuple(CampsClaim(_place(row, "item_id")) for row in split)
    if len(split) == 1:
        return Finding(
            f"Svaren drar åt två håll i {in_sentence(str(split[0]['item_label']))}: {camps_text(split[0])}",
            camps_claims,
        )
    if split:
        items = len({row["item_id"] for row in split})
        return Finding(
            f"Svaren drar åt två håll i {small_number(items)} "
            f"{'påstående, på flera nivåer' if items == 1 else 'påståenden'}",
            camps_claims,
        )
    gap = _widest_named(shown, "item_id", "item_label", instrument)
    return gap or _ends(shown, "item_id", "item_label")


def point_finding(rows: Sequence[Row], instrument: Instrument) -> Finding:
    """The finding of one duty seen from each level: two camps before a named gap before the indices."""
    shown = _shown(rows)
    if not shown:
        return _nothing(rows)
    split = [row for row in shown if row["polarised"] is True]
    if split:
        camps_of = [_of_level(row, camps_text(row)) for row in split]
        return Finding(
            f"Svaren drar åt två håll: {listing(camps_of)}",
            tuple(CampsClaim(_place(row, "item_id")) for row in split),
        )
    gaps = pairs_by(shown, lambda row: "point", instrument.level_ids).get("point", [])
    gap = widest_by(shown, lambda row: "point", instrument.level_ids).get("point")
    if gap is not None and gap.named:
        item_of = {row["level"]: row["item_id"] for row in shown}
        ends = (Place("item_id", str(item_of[level]), level) for level in (gap.of, gap.to))
        return Finding(f"Tydligt glapp: {_points(gap, instrument)}", (GapClaim(*ends),))
    indices = listing([_of_level(row, number(row["index"], 0)) for row in shown])
    if gap is None:
        return Finding(f"Index {indices}")
    nothing = TOO_FEW.capitalize() if _undecided(gaps) else "Inget tydligt glapp"
    return Finding(f"{nothing}: index {indices}")


def _of_level(row: Row, said: str) -> str:
    """What is said of a row, after the name of its level where there are levels."""
    return f"{row['level_label'].lower()} {said}" if row["level"] else said


def camps_text(row: Row) -> str:
    """The two camps of a distribution in words: how many answered low and how many high.

    >>> camps_text({"counts": (118, 43, 36, 112)})
    'två läger, 161 mot 148'
    """
    low, high = camps(row["counts"])
    return f"två läger, {number(float(low))} mot {number(float(high))}"


def move_text(row: Row) -> str:
    """How far an index has moved since the earlier round: "index 41 → 57 (+16)"."""
    indices = (number(row[f"{when}_index"], 0) for when in ("earlier", "later"))
    return f"index {' → '.join(indices)} ({signed(row['difference'], 0)})"


def spread_text(icc1: float, groups: int) -> str:
    """How much of the differences between answers lies between units, in a plain sentence.

    >>> spread_text(0.07, 40)
    '7\xa0% av skillnaderna mellan svaren ligger mellan enheterna, 93\xa0% inom dem'
    """
    if groups < GROUPS_FROM or isnan(icc1):
        return f"För få enheter för att avgöra hur mycket de skiljer sig ({number(groups)})"
    between = round(100 * max(0.0, icc1))
    if between == 0:
        return "Enheterna skiljer sig inte mer från varandra än svaren gör inom dem"
    return (
        f"{percent(between / 100)} av skillnaderna mellan svaren ligger mellan enheterna, "
        f"{percent(1 - between / 100)} inom dem"
    )


def answered_text(
    raters: Mapping[str, int | None], instrument: Instrument, threshold: int = 7
) -> str:
    """Who stands behind the numbers: "huvudman 9, rektor 24; undervisning visas inte: ...".

    `raters` are the levels to tell of, each with how many answered; None where they are too few.
    """
    counts, hidden = [], []
    for level in instrument.level_ids:
        name = instrument.level_label[level].lower()
        n = raters.get(level)
        if n is not None:
            counts.append(f"{name} {number(n)}" if instrument.levels else number(n))
        elif level in raters:
            hidden.append(name)
    text = listing(counts) if counts else "Inga svar"
    if hidden:
        text += f"; {listing(hidden)} visas inte: färre än {threshold} svar"
    return text


def _nothing(rows: Sequence[Row]) -> Finding:
    """What is said of rows without an index: that all which may be shown is vet ej, if it is."""
    told = [row for row in rows if not row.get("suppressed")]
    outside = any(row.get("not_applicable") for row in told)
    return Finding("Alla svar som kan visas är vet ej" if outside else NOTHING_TO_SHOW)


def _shown(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not isnan(row["index"])]


def _levels(rows: Sequence[Row]) -> set[str]:
    return {row["level"] for row in rows if row["level"] is not None}


def _place(row: Row, key: Key) -> Place:
    return Place(key, str(row[key]), row["level"])


def _gap_claim(key: Key, name: str, gap: Gap) -> GapClaim:
    return GapClaim(Place(key, name, gap.of), Place(key, name, gap.to))


def _widest_named(
    rows: Sequence[Row], key: Key, label: str, instrument: Instrument
) -> Finding | None:
    gaps = widest_by(rows, key, instrument.level_ids)
    named = [(name, gap) for name, gap in gaps.items() if gap.named]
    if not named:
        return None
    name, gap = max(named, key=lambda pair: abs(pair[1].difference))
    of = next(row[label] for row in rows if row[key] == name)
    return Finding(
        f"Glappet är störst i {in_sentence(str(of))}: {_points(gap, instrument)}",
        (_gap_claim(key, name, gap),),
    )


def _undecided(gaps: Iterable[Gap]) -> bool:
    """Whether nothing can be said of gaps: no two levels have answers enough, or two may have one."""
    every = [gap for gap in gaps if not gap.few]
    return not every or any(gap.undecided for gap in every)


def no_gap(gaps: Sequence[Gap], names: Mapping[str, str], nothing: str, groups: str) -> str:
    """That there is `nothing` between the `groups`, none of whose gaps is named, as far as the answers
    are enough to say so. `names` are what the groups are called, in their order.

    >>> gap = Gap("a", "b", 2, -9, 9)
    >>> no_gap([gap], {"a": "huvudman", "b": "rektor"}, "Inget tydligt glapp", "nivåerna")
    'Inget tydligt glapp mellan nivåerna'
    """
    if _undecided(gaps):
        return f"{TOO_FEW.capitalize()} om {groups} skiljer sig"
    compared = {group for gap in gaps if not gap.few for group in (gap.of, gap.to)}
    left_out = {group for gap in gaps for group in (gap.of, gap.to)} - compared
    if not left_out:
        return f"{nothing} mellan {groups}"
    told, missing = (
        listing([name for group, name in names.items() if group in some])
        for some in (compared, left_out)
    )
    return f"{nothing} mellan {told}; för få svar från {missing} för att avgöra"


def _points(gap: Gap, instrument: Instrument) -> str:
    of, to = (instrument.level_label[level].lower() for level in (gap.of, gap.to))
    return f"{index_points(gap.difference)} mellan {of} och {to}"


def _ends(rows: Sequence[Row], key: Key, label: str) -> Finding:
    """The highest and the lowest row, with their level where there are several."""
    several = len(_levels(rows)) > 1

    def words(row: Row) -> str:
        level = f"{str(row['level_label']).lower()} " if several else ""
        return f"{in_sentence(str(row[label]))} ({level}{number(float(row['index']), 0)})"

    ordered = sorted(rows, key=lambda row: float(row["index"]))
    if len(ordered) == 1:
        return Finding(words(ordered[0]))
    lowest, highest = (number(float(ordered[end]["index"]), 0) for end in (0, -1))
    if lowest == highest:
        return Finding(f"Lika överallt: index {lowest}")
    places = tuple(_place(row, key) for row in ordered)
    return Finding(
        f"Högst: {words(ordered[-1])}, lägst: {words(ordered[0])}",
        (
            EndClaim(places[-1], places[:-1], highest=True),
            EndClaim(places[0], places[1:], highest=False),
        ),
    )
