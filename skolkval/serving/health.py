"""Is the service well? Answers only after the database has answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

HEALTH_PATH: Final = "/halsa"
_PATIENCE_SECONDS: Final = 5.0
_log = logging.getLogger(__name__)


def health_route(ask_database: Callable[[], bool]) -> Route:
    """GET /halsa: 200 `ok` when the database answers in time, else 503.

    Args:
        ask_database: true when a query was answered; may block or raise.
    """
    # One question at a time: a database that hangs must not take a thread for every probe.
    asking: asyncio.Task[bool] | None = None

    async def answer(_request: Request) -> Response:
        nonlocal asking
        if asking is None or asking.done():
            asking = asyncio.create_task(asyncio.to_thread(ask_database))
        try:
            well = await asyncio.wait_for(asyncio.shield(asking), _PATIENCE_SECONDS)
        except Exception as error:
            _log.error("Databasen svarade inte: %s", type(error).__name__)
            well = False
        return PlainTextResponse(
            "ok" if well else "databasen svarar inte",
            200 if well else 503,
            headers={"Cache-Control": "no-store"},
        )

    return Route(HEALTH_PATH, answer)
