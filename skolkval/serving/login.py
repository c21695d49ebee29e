"""Who may see a server that others can reach: everybody who knows the shared password."""

from __future__ import annotations

import hashlib
import hmac
import html
import secrets
import time
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from skolkval.errors import Refusal
from skolkval.serving.guard import refuse

MIN_PASSWORD: Final = 12
LOGIN_PATH: Final = "/logga-in"
LOGOUT_PATH: Final = "/logga-ut"
_COOKIE: Final = "skolkval_inloggning"
_SESSION_SECONDS: Final = 12 * 3600
_TRIES: Final = 5
_TRIES_SECONDS: Final = 60.0
_MAX_FORM_BYTES: Final = 4096
_HTML_HEADERS: Final = {"Cache-Control": "no-store"}

_PAGE: Final = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Logga in – SkolKval</title>
<link rel="stylesheet" href="/_skolkval/inloggning.css">
</head>
<body>
<main>
<h1>SkolKval</h1>
<form method="post" action="{action}">
<label for="losenord">Gemensamt lösenord</label>
<input id="losenord" name="losenord" type="password" required autofocus
 autocomplete="current-password"{described}>
{message}<button type="submit">Logga in</button>
</form>
</main>
</body>
</html>
"""


def read_password(environment: str | None, file: Path | None) -> str | None:
    """The shared password, from a file if one is named, else from the environment.

    Args:
        environment: the value of SKOLKVAL_PASSWORD.
        file: a text file with the password on its first line.

    Raises:
        Refusal: SK-601, the file cannot be read, or the password is shorter than `MIN_PASSWORD`.
    """
    password = environment
    if file is not None:
        try:
            password = file.read_text(encoding="utf-8").split("\n", 1)[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Refusal(
                "SK-601",
                f"Lösenordsfilen {file.name} kunde inte läsas. "
                "Kontrollera att den finns och är en textfil.",
            ) from error
    if not password:
        return None
    if len(password) < MIN_PASSWORD:
        raise Refusal(
            "SK-601",
            f"Lösenordet är för kort. Välj ett med minst {MIN_PASSWORD} tecken.",
        )
    return password


class Attempts:
    """Counts failed tries per address, so that a password cannot be guessed by machine.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: defaultdict[str, deque[float]] = defaultdict(deque)

    def exhausted(self, address: str) -> bool:
        """Whether `address` has to wait before it may try again."""
        self._forget()
        return len(self._failed.get(address, ())) >= _TRIES

    def fail(self, address: str) -> None:
        self._failed[address].append(self._clock())

    def _forget(self) -> None:
        oldest = self._clock() - _TRIES_SECONDS
        for address in list(self._failed):
            times = self._failed[address]
            while times and times[0] <= oldest:
                times.popleft()
            if not times:
                del self._failed[address]


class Login:
    """Lets nobody past without the shared password, websockets included.

    The cookie is a time and its signature under a key that lives as long as the server, so a
    restart logs everybody out and nothing has to be stored.

    Args:
        password: the shared password.
        open_paths: addresses that answer without it (health; control has a token of its own).
    """

    def __init__(self, app: ASGIApp, password: str, open_paths: Collection[str]) -> None:
        self.app = app
        self.open_paths = frozenset(open_paths)
        self._key = secrets.token_bytes(32)
        self._expected = self._digest(password)
        self._attempts = Attempts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] in self.open_paths:
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == LOGIN_PATH:
            await (await self._login(Request(scope, receive)))(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == LOGOUT_PATH:
            response = RedirectResponse(LOGIN_PATH, 303, headers=_HTML_HEADERS)
            response.delete_cookie(_COOKIE)
            await response(scope, receive, send)
        elif self._is_signed(_cookie(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and "text/html" in Request(scope).headers.get("accept", ""):
            query = scope["query_string"].decode("latin-1")
            target = scope["path"] + (f"?{query}" if query else "")
            response = RedirectResponse(f"{LOGIN_PATH}?till={quote(target, safe='')}", 303)
            await response(scope, receive, send)
        else:
            await refuse(scope, receive, send, 401, "Du är inte inloggad.")

    async def _login(self, request: Request) -> Response:
        target = _local(request.query_params.get("till", "/"))
        if request.method != "POST":
            return _form(target, "", 200)
        address = request.client.host if request.client else ""
        if self._attempts.exhausted(address):
            return _form(target, "För många försök. Vänta en minut och försök igen.", 429)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MAX_FORM_BYTES:
                return _form(target, "Lösenordet är för långt.", 413)
        given = parse_qs(body.decode("utf-8", "replace")).get("losenord", [""])[0]
        if not hmac.compare_digest(self._digest(given), self._expected):
            self._attempts.fail(address)
            return _form(target, "Fel lösenord. Försök igen.", 401)
        response = RedirectResponse(target, 303, headers=_HTML_HEADERS)
        response.set_cookie(
            _COOKIE,
            self._sign(int(time.time()) + _SESSION_SECONDS),
            max_age=_SESSION_SECONDS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return response

    def _digest(self, text: str) -> bytes:
        # å typed on a Mac may arrive as a and a ring.
        message = unicodedata.normalize("NFC", text).encode()
        return hmac.new(self._key, message, hashlib.sha256).digest()

    def _sign(self, expires: int) -> str:
        return f"{expires}.{self._digest(f'cookie {expires}').hex()}"

    def _is_signed(self, cookie: str) -> bool:
        expires, _, _ = cookie.partition(".")
        if not (expires.isascii() and expires.isdecimal() and len(expires) <= 12):
            return False
        good = hmac.compare_digest(self._sign(int(expires)).encode(), cookie.encode())
        return good and int(expires) > time.time()


def _cookie(scope: Scope) -> str:
    # A websocket carries the same headers, but Request takes only http scopes.
    return Request({**scope, "type": "http"}).cookies.get(_COOKIE, "")


def _local(target: str) -> str:
    """`target` if it is an address of this server, else the start page."""
    parts = urlsplit(target)
    stays_here = not parts.scheme and not parts.netloc and target.startswith("/")
    return target if stays_here and "\\" not in target and target.isprintable() else "/"


def _form(target: str, message: str, status: int) -> HTMLResponse:
    page = _PAGE.format(
        action=html.escape(f"{LOGIN_PATH}?till={quote(target, safe='')}"),
        described=' aria-describedby="fel" aria-invalid="true"' if message else "",
        message=f'<p id="fel" role="alert">{html.escape(message)}</p>\n' if message else "",
    )
    return HTMLResponse(page, status, headers=_HTML_HEADERS)
