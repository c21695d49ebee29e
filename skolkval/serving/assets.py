"""How the start page becomes Swedish, and how Streamlit's files reach the browser compressed."""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

_OWN_FILES: Final = Path(__file__).parent.parent / "static"
_OWN_PREFIX: Final = "/_skolkval/"
_LONG_CACHE: Final = "public, immutable, max-age=31536000"
_ALREADY_SMALL: Final = (".woff", ".woff2", ".png", ".jpg", ".gif", ".webp")
_NO_SCRIPT: Final = "<noscript><p>SkolKval behöver JavaScript för att visas.</p></noscript>"


@dataclass(frozen=True)
class StartPage:
    """The one HTML page that every address of the app answers with.

    Attributes:
        html: UTF-8.
        inline_scripts: `sha256-…` sources of the scripts written in the page itself.
    """

    html: bytes
    inline_scripts: tuple[str, ...]


def swedish_start_page(streamlit_html: str) -> StartPage:
    """Streamlit's index.html with Swedish language, our title, our words and no agent pointer.

    Raises:
        ValueError: the page is not of the shape this was written against.
    """
    html = streamlit_html
    # The version in the address makes browsers fetch a script anew when it changes.
    scripts = "".join(
        f'<script src="{_OWN_PREFIX}{name}?v={_version(name)}"></script>'
        for name in ("svenska.js", "adress.js", "kort.js", "hjalpmedel.js")
    )
    for pattern, replacement in (
        (r"<!--.*?-->\s*", ""),
        (r'<html lang="en">', '<html lang="sv">'),
        (r"<title>.*?</title>", "<title>SkolKval</title>"),
        (r'<link rel="service-desc"[^>]*>\s*', ""),
        (r"<noscript>.*?</noscript>", _NO_SCRIPT),
        # First, so that it says which language this is before Streamlit asks.
        (r"<head>", f"<head>{scripts}"),
    ):
        html, replaced = re.subn(pattern, replacement, html, flags=re.DOTALL)
        if not replaced:
            raise ValueError(f"start page has no {pattern!r}")
    inline = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in inline)
    return StartPage(
        html=html.encode(),
        inline_scripts=tuple(f"sha256-{base64.b64encode(d).decode()}" for d in digests),
    )


def _version(name: str) -> str:
    return hashlib.sha256((_OWN_FILES / name).read_bytes()).hexdigest()[:8]


class Assets:
    """Serves the start page at every page address, and the files of Streamlit and of our own.

    A file is compressed the first time it is asked for and kept: Streamlit's own middleware
    leaves these uncompressed (8.5 MB on a first visit), and compressing them anew for each of
    sixty people who open a link at once would hold the server for many seconds.

    Args:
        page: what the page addresses answer with.
        page_paths: the addresses, such as `/` and `/faktorer`.
        start_path: the start page's own address, sent on to `/`: Streamlit knows it by no other,
            and would say that the page is not found.
        streamlit_files: the folder that holds Streamlit's index.html.
    """

    def __init__(
        self,
        app: ASGIApp,
        page: StartPage,
        page_paths: Collection[str],
        start_path: str,
        streamlit_files: Path,
    ) -> None:
        self.app = app
        self.page = page
        self.page_paths = frozenset(page_paths)
        self.start_path = start_path
        # Paths are looked up here and never joined to a folder, so nothing else can be read.
        self.files = {
            f"/{path.relative_to(streamlit_files).as_posix()}": path
            for path in (streamlit_files / "static").rglob("*")
            if path.is_file()
        }
        self.files["/favicon.png"] = _OWN_FILES / "favicon.png"
        self.files |= {f"{_OWN_PREFIX}{path.name}": path for path in _OWN_FILES.iterdir()}
        self._bodies: dict[str, tuple[bytes, bytes | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = None
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            response = await self._answer(scope)
        await (response or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        path = scope["path"]
        address = path.rstrip("/") or "/"
        if address in self.page_paths:
            target = "/" if address == self.start_path else address
            if path != target:
                query = scope["query_string"].decode("latin-1")
                return RedirectResponse(f"{target}?{query}" if query else target)
            return Response(
                self.page.html, media_type="text/html", headers={"Cache-Control": "no-cache"}
            )
        if path in self.files:
            return await self._file(path, "gzip" in Headers(scope=scope).get("accept-encoding", ""))
        return None

    async def _file(self, path: str, gzip_accepted: bool) -> Response:
        if path not in self._bodies:
            self._bodies[path] = await anyio.to_thread.run_sync(_read, self.files[path])
        plain, packed = self._bodies[path]
        response = Response(
            packed if packed and gzip_accepted else plain,
            media_type=mimetypes.guess_type(path)[0] or "application/octet-stream",
            headers={"Cache-Control": _LONG_CACHE, "Vary": "Accept-Encoding"},
        )
        if packed and gzip_accepted:
            response.headers["Content-Encoding"] = "gzip"
        return response


def _read(path: Path) -> tuple[bytes, bytes | None]:
    plain = path.read_bytes()
    small = path.suffix in _ALREADY_SMALL
    return plain, None if small else gzip.compress(plain, compresslevel=6, mtime=0)
