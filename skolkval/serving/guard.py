"""Which requests reach the app at all, and which headers every answer carries."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_ADDRESS = frozenset({"0.0.0.0", "::"})
# Everything a Streamlit page of ours asks for. `/_stcore/metrics`, the agent routes and whatever
# a later version adds stay closed until someone opens them here.
_OPEN_PATHS = frozenset({"/_stcore/health", "/_stcore/host-config"})
_SOCKET_PATH = "/_stcore/stream"
_OPEN_PREFIXES = ("/_stcore/upload_file/", "/_stcore/bidi-components/", "/media/")

_NO_SUCH_PAGE = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sidan finns inte – SkolKval</title>
<link rel="stylesheet" href="/_skolkval/inloggning.css">
</head>
<body>
<main>
<h1>Sidan finns inte</h1>
<p>Kontrollera adressen, eller börja om från början.</p>
<p><a href="/">Till översikten</a></p>
</main>
</body>
</html>
"""


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
    """Answer with a plain status, or close a websocket before it is accepted."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    await PlainTextResponse(text, status)(scope, receive, send)


def server_names(host: str) -> frozenset[str]:
    """The names a browser may call this server by, given the address it listens on."""
    if host in ANY_ADDRESS:
        return _OWN_NAMES | {socket.gethostname().lower(), socket.getfqdn().lower()}
    return _OWN_NAMES | {host.lower()}


class KnownCallers:
    """Lets in only requests that name this server and come from its own pages.

    A strange `Host` is how DNS rebinding reaches a server on the loopback address. A strange
    `Origin` is refused here because Streamlit would ask an outside service for our public
    address before it says no.

    Args:
        names: host names without port, lower case.
        any_address: also accept bare IP addresses, which rebinding cannot use.
    """

    def __init__(self, app: ASGIApp, names: Collection[str], any_address: bool) -> None:
        self.app = app
        self.names = frozenset(names)
        self.any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            await refuse(scope, receive, send, 400, "Servern svarar inte under det namnet.")
        elif (origin := headers.get("origin")) is not None and urlsplit(origin).netloc != host:
            await refuse(scope, receive, send, 403, "Anropet kommer från en annan webbplats.")
        else:
            await self.app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            return self.any_address and bool(ipaddress.ip_address(name))
        except ValueError:
            return False


class KnownPaths:
    """Answers 404 to every address that is neither a page, an asset nor a route of ours.

    Streamlit answers 200 with its start page to any path, so a misspelt health probe looks well.

    Args:
        paths: exact paths that are open besides Streamlit's own.
    """

    def __init__(self, app: ASGIApp, paths: Collection[str]) -> None:
        self.app = app
        self.paths = _OPEN_PATHS | frozenset(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "lifespan"
            or scope["path"] in self.paths
            or (scope["type"] == "websocket" and scope["path"] == _SOCKET_PATH)
            or scope["path"].startswith(_OPEN_PREFIXES)
        ):
            await self.app(scope, receive, send)
        else:
            if "text/html" in Headers(scope=scope).get("accept", ""):
                await HTMLResponse(_NO_SUCH_PAGE, 404)(scope, receive, send)
            else:
                await refuse(scope, receive, send, 404, "Sidan finns inte.")


def security_headers(inline_scripts: Collection[str]) -> dict[str, str]:
    """The headers of every answer.

    Args:
        inline_scripts: `sha256-…` sources of the start page's own inline scripts.

    Inline styles stay allowed: Streamlit's and Plotly's looks are style elements made at run time.
    """
    hashes = " ".join(f"'{source}'" for source in inline_scripts)
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' {hashes}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


class SecurityHeaders:
    """Puts `headers` on every HTTP answer, and HSTS on those that went over https."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = dict(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if scope["scheme"] == "https":
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        await self.app(scope, receive, send_with_headers)
