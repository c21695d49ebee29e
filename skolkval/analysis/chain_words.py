"""What may be said of the steering chain? Titles and verdicts by rule, never claiming why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from skolkval.analysis.chain import BREAK_FROM, Link, Thread
from skolkval.analysis.fields import beside
from skolkval.instruments.model import Instrument
from skolkval.swedish import listing, small_number


def chain_title(chain: Sequence[Thread], instrument: Instrument) -> str:
    """In how many points the chain holds and breaks, and between which levels most often."""
    states = Counter(thread.state for thread in chain)
    holds, broken = states["holds"], states["broken"]
    compared = len(chain) - states["alone"]
    comparable = " som kan jämföras" if states["alone"] else ""
    if not compared:
        return "Nivåerna går inte att jämföra"
    if not broken:
        if holds == compared:
            return f"Kedjan håller i {_all_of(holds, comparable)}"
        if not holds:
            return "Svaren är för få för att avgöra om kedjan håller"
        return (
            f"Kedjan håller i {holds} av {compared} punkter{comparable}. "
            "I de andra är svaren för få för att avgöra"
        )
    where = _where(chain, broken, instrument)
    if not holds:
        return f"Kedjan brister i {broken} av {compared} punkter{comparable}{where}"
    return (
        f"Kedjan håller i {holds} av {compared} punkter{comparable}. "
        f"Den brister i {points(broken)}{where}"
    )


def directions(chain: Sequence[Thread]) -> str:
    """How many breaks go down and up the chain, in a sentence; "" where there is none."""
    ways = Counter(link.state for thread in chain for link in thread.breaks)
    down, up = ways["down"], ways["up"]
    if down and up:
        return f"{small_number(down).capitalize()} brott går nedåt, {small_number(up)} uppåt."
    way = "nedåt" if down else "uppåt"
    return {0: "", 1: f"Brottet går {way}."}.get(down + up, f"Alla brott går {way}.")


def points(count: int) -> str:
    """A count of points in running text.

    >>> points(1), points(3)
    ('en', 'tre')
    """
    return "en" if count == 1 else small_number(count)


def gap_text(link: Link) -> str:
    """The difference in words.

    >>> gap_text(Link("rektor", "undervisning", -1.25, -1.55, -0.74))
    '1,3 steg ner'
    >>> gap_text(Link("rektor", "undervisning", -0.7951, -0.9, -0.6))
    '0,79 steg ner'
    """
    size = beside(abs(link.steps), BREAK_FROM, 1)
    if not size.strip("0,"):
        return "ingen skillnad"
    return f"{size} steg {'ner' if link.steps < 0 else 'upp'}"


def verdict(thread: Thread, instrument: Instrument) -> tuple[str, str]:
    """What is said of a thread, and a few words more."""
    breaks = thread.breaks
    if len(breaks) == 1:
        return "Brister", _between(breaks[0], instrument)
    if breaks:
        ways = ["ner" if link.state == "down" else "upp" for link in breaks]
        return f"Brister {small_number(len(breaks))} gånger", ", sedan ".join(ways)
    if thread.state == "alone":
        return "Går inte att jämföra", "färre än två nivåer"
    if thread.state == "holds":
        link = max(thread.links, key=lambda link: abs(link.steps))
        text = gap_text(link)
        return "Håller", text if text == "ingen skillnad" else f"som mest {text}"
    unsure = [link for link in thread.links if link.state == "unsure"]
    where = _between(unsure[0], instrument) if len(unsure) < len(thread.links) else ""
    joint = {seat.level for seat in thread.seats if seat.row.get("kind") == "joint"}
    if any({link.of, link.to} & joint for link in unsure):
        return "Gemensamt svar räcker inte", where
    return "För få svar för att avgöra", where


def verdict_text(thread: Thread, instrument: Instrument) -> str:
    """What is said of a thread, in one line."""
    said, more = verdict(thread, instrument)
    return f"{said}{'' if not more else ' ' if more.startswith('mellan') else ', '}{more}"


def _between(link: Link, instrument: Instrument) -> str:
    of, to = (instrument.level_label[level].lower() for level in (link.of, link.to))
    return f"mellan {of} och {to}"


def _where(chain: Sequence[Thread], broken: int, instrument: Instrument) -> str:
    """Between which levels the broken threads break most often, to end a title with."""
    places = Counter((link.of, link.to) for thread in chain for link in thread.breaks)
    named = {
        (link.of, link.to): _between(link, instrument) for thread in chain for link in thread.breaks
    }
    most = max(places.values())
    in_order = sorted(places, key=lambda place: [instrument.level_ids.index(id) for id in place])
    top = [named[place] for place in in_order if places[place] == most]
    if len(places) == 1:
        every = {1: "", 2: "båda "}.get(broken, "alla ")
        return f", {every}{top[0]}"
    if len(top) == 1:
        return f", oftast {top[0]}"
    return f", lika ofta {listing(top)}"


def _all_of(count: int, comparable: str) -> str:
    every = "den enda punkten" if count == 1 else f"alla {count} punkter"
    return every + comparable
