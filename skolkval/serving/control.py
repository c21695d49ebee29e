"""How a command reaches the server that holds the database: over the loopback, with a secret.

While a server runs no other process can open the database, so the server writes where it listens
and a fresh token beside the database, readable by its owner only, and does what a caller with that
token asks: copy the database out, or put a copy back.
"""

from __future__ import annotations

import hmac
import http.client
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from skolkval.errors import Refusal
from skolkval.serving.faults import log_fault

Task = Callable[[Path], None]

_PREFIX: Final = "/_skolkval/"
_MAX_BODY: Final = 10_000
_TRY_AGAIN: Final = "Försök igen, eller stoppa servern först."


def new_token() -> str:
    """A secret for one run of the server."""
    return secrets.token_urlsafe(32)


def control_paths(tasks: dict[str, Task]) -> list[str]:
    """The addresses that `control_routes` answers at."""
    return [f"{_PREFIX}{name}" for name in tasks]


def control_routes(token: str, tasks: dict[str, Task]) -> list[Route]:
    """One POST route per task, `{"path": "…"}` in, 204 out or a refusal as JSON.

    Args:
        token: what the caller must show as bearer.
        tasks: name in the address, and what is done with the path; may raise `Refusal`.
    """

    def endpoint(task: Task) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            # Left to the router, another method would find Streamlit's own start page.
            if request.method != "POST":
                return Response(status_code=405)
            shown = request.headers.get("authorization", "").removeprefix("Bearer ")
            if not hmac.compare_digest(shown.encode(), token.encode()):
                return Response(status_code=403)
            body = await _body(request)
            if body is None:
                return Response(status_code=413)
            path = _path_in(body)
            if path is None:
                return Response(status_code=400)
            try:
                await run_in_threadpool(task, path)
            except Refusal as refusal:
                return _refused(refusal, 409)
            except Exception as error:
                # Told here, so that the caller gets the code that the log has.
                text = f"Något gick fel i servern. Kod {log_fault(error)}. {_TRY_AGAIN}"
                return _refused(Refusal("SK-900", text), 500)
            return Response(status_code=204)

        return answer

    return [
        Route(f"{_PREFIX}{name}", endpoint(task), methods=["GET", "POST"])
        for name, task in tasks.items()
    ]


async def _body(request: Request) -> bytes | None:
    """What was sent; None where that is more than a path. A stated length may be untrue."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            return None
    return body


def _path_in(body: bytes) -> Path | None:
    try:
        asked = json.loads(body)
    except ValueError:
        return None
    path = asked.get("path") if isinstance(asked, dict) else None
    return Path(path) if isinstance(path, str) and path else None


def _refused(refusal: Refusal, status: int) -> Response:
    return JSONResponse({"code": refusal.code, "text": refusal.text}, status)


def _notice(database: Path) -> Path:
    return database.with_name(f"{database.name}.server")


@contextmanager
def noticed(database: Path, host: str, port: int, token: str) -> Iterator[None]:
    """Tells commands where the server is, for as long as it runs.

    Args:
        host: the address that answers on this machine.
    """
    notice = _notice(database)
    fresh = notice.with_name(f"{notice.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    # Created closed to others, never closed afterwards: the token is a key to the database.
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"host": host, "port": port, "token": token}, file)
    os.replace(fresh, notice)
    try:
        yield
    finally:
        notice.unlink(missing_ok=True)


def request_backup(database: Path, target: Path) -> bool:
    """Asks the running server to copy its database to `target`.

    Returns:
        False when no server answers for `database`; then the caller copies it itself.

    Raises:
        Refusal: the server's own, or SK-900 when it failed.
    """
    return _request(database, "backup", target)


def request_restore(database: Path, source: Path) -> bool:
    """Asks the running server to replace its database with the copy at `source`.

    Returns, raises: as `request_backup`.
    """
    return _request(database, "restore", source)


def _request(database: Path, name: str, path: Path) -> bool:
    try:
        notice = json.loads(_notice(database).read_text())
    except FileNotFoundError:
        return False
    # No time limit: a large copy takes as long as it takes, and the loopback does not go away.
    connection = http.client.HTTPConnection(notice["host"], notice["port"])
    try:
        connection.request(
            "POST",
            f"{_PREFIX}{name}",
            body=json.dumps({"path": str(path.absolute())}),
            headers={"Authorization": f"Bearer {notice['token']}"},
        )
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException):
        # The server was killed and left its notice behind.
        return False
    finally:
        connection.close()
    if response.status == 204:
        return True
    if response.status in (409, 500):
        raise Refusal(**json.loads(body))
    raise Refusal("SK-900", f"Servern svarade {response.status}. {_TRY_AGAIN}")
