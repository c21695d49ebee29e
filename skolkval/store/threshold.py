"""How few raters may be shown together in a round, and how is that raised? It is never lowered."""

from __future__ import annotations

import logging

import duckdb

from skolkval.errors import Refusal
from skolkval.store.database import Database
from skolkval.store.instruments import instrument_of_round
from skolkval.store.publish import publish_round
from skolkval.store.rounds import LOWEST_THRESHOLD, round_named

log = logging.getLogger(__name__)


def check_not_too_low(threshold: int) -> None:
    """Raise SK-401 where so few would be shown together."""
    if threshold < LOWEST_THRESHOLD:
        raise Refusal(
            "SK-401",
            f"Gränsen för minsta grupp kan inte vara lägre än {LOWEST_THRESHOLD}, "
            f"och {threshold} angavs. Ange {LOWEST_THRESHOLD} eller mer.",
        )


def check_not_lowered(title: str, threshold: int, to: int) -> None:
    """Raise SK-312 where the `threshold` of the round would become a lower one."""
    if to < threshold:
        raise Refusal(
            "SK-312",
            f"Omgången ”{title}” har gränsen {threshold} för minsta grupp. Den kan höjas men "
            f"inte sänkas till {to}, för då kunde redan visade tal avslöja enskilda.",
        )


def raise_threshold(database: Database, title: str, threshold: int) -> None:
    """Show at least `threshold` raters together in the round from now on, and publish it so.

    Raises:
        Refusal: SK-308 there is no such round, SK-401 it would be below 5, SK-312 it would be
            lowered.
    """
    check_not_too_low(threshold)
    the_round = round_named(database, title)
    check_not_lowered(the_round.title, the_round.threshold, threshold)
    with database.transaction() as cursor:
        change_threshold(cursor, the_round.round_id, threshold)
        instrument = instrument_of_round(cursor, the_round.round_id)
        publish_round(cursor, the_round.round_id, instrument)


def change_threshold(cursor: duckdb.DuckDBPyConnection, round_id: int, threshold: int) -> None:
    """Write the threshold and log it, inside the caller's transaction; the caller publishes."""
    changed = cursor.execute(
        """UPDATE rounds SET threshold = $threshold
           WHERE round_id = $round_id AND threshold < $threshold RETURNING round_id""",
        {"round_id": round_id, "threshold": threshold},
    ).fetchall()
    if changed:
        log.warning("round %d: the smallest group is raised to %d", round_id, threshold)
