"""How the pages are served: Streamlit's app behind our own guards, words, health and control."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from streamlit import file_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App
from streamlit.web import bootstrap

from skolkval.errors import Refusal
from skolkval.serving.assets import Assets, swedish_start_page
from skolkval.serving.control import Task, control_paths, control_routes, new_token, noticed
from skolkval.serving.faults import keep_messages_out_of_the_log, log_fault
from skolkval.serving.guard import (
    ANY_ADDRESS,
    KnownCallers,
    KnownPaths,
    SecurityHeaders,
    security_headers,
    server_names,
)
from skolkval.serving.health import HEALTH_PATH, health_route
from skolkval.serving.login import Login
from skolkval.ui.text import refused

APP_SCRIPT: Final = Path(__file__).parent.parent / "app.py"
_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
# What `skolkval run` promises, whatever another config file or the environment says.
_PROMISES: Final[dict[str, Any]] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.allowedOrigins": [],
    "logger.enableRich": False,
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": 25,
}


def page_addresses(script: Path) -> frozenset[str]:
    """`/` and the address of every page beside `script`, which is its file name."""
    return frozenset({"/"} | {f"/{page.stem}" for page in (script.parent / "pages").glob("*/*.py")})


def create_app(
    *,
    ask_database: Callable[[], bool],
    tasks: dict[str, Task] | None = None,
    token: str = "",
    password: str | None = None,
    host: str = "127.0.0.1",
    names: Collection[str] = (),
    script: Path = APP_SCRIPT,
    start_page: str = "oversikt",
    routes: Collection[Route] = (),
) -> App:
    """The ASGI app: everything `skolkval run` promises, around the pages of `script`.

    Args:
        ask_database: true when the database answered a query; asked by `/halsa`.
        tasks: what commands may ask of the server (`backup`, `restore`), by name.
        token: what such a command must show.
        password: shared; without one everybody who reaches the server sees everything.
        host: the address it listens on; browsers may call it by that name.
        names: further host names it may be called by.
        script: Streamlit's main script.
        start_page: file name, without ending, of the page that `/` shows.
        routes: further routes; their paths must be whole, without parameters.

    Raises:
        ValueError: Streamlit's start page has another shape than expected.
    """
    # Otherwise Streamlit takes pages/ for its old kind of multipage app, and the first cold
    # deep link shows an English "Page not found".
    PagesManager.uses_pages_directory = False

    static = Path(file_util.get_static_dir())
    page = swedish_start_page((static / "index.html").read_text(encoding="utf-8"))
    pages = page_addresses(script)
    own_routes = [health_route(ask_database), *control_routes(token, tasks or {}), *routes]
    control = control_paths(tasks or {})
    unlocked = {HEALTH_PATH, "/favicon.png", "/_skolkval/inloggning.css", *control}
    middleware = [
        Middleware(GZipMiddleware, minimum_size=500, compresslevel=6),
        Middleware(SecurityHeaders, headers=security_headers(page.inline_scripts)),
        Middleware(
            KnownCallers,
            names=server_names(host) | frozenset(names),
            any_address=host in ANY_ADDRESS,
        ),
        Middleware(
            Assets,
            page=page,
            page_paths=pages,
            start_path=f"/{start_page}",
            streamlit_files=static,
        ),
        Middleware(KnownPaths, paths=[route.path for route in own_routes]),
    ]
    if password is not None:
        middleware.insert(3, Middleware(Login, password=password, open_paths=unlocked))
    app = App(script, routes=own_routes, middleware=middleware, on_script_error=show_fault)
    # After App, which is what tells Streamlit where the script's own config file is.
    bootstrap.load_config_options(_PROMISES)
    return app


def show_fault(error: Exception) -> bool:
    """Tells the user what could not be done, in place of Streamlit's English box.

    Returns:
        True: nothing more is to be shown.
    """
    if isinstance(error, Refusal):
        refused(error.code, error.text)
    else:
        refused("SK-900", f"Något gick fel. Kod {log_fault(error)}.")
    return True


def serve(
    *,
    database: Path,
    ask_database: Callable[[], bool],
    tasks: dict[str, Task],
    host: str = "127.0.0.1",
    port: int = 8501,
    password: str | None = None,
    names: Collection[str] = (),
    announce: Callable[[str], None] = print,
    script: Path = APP_SCRIPT,
    start_page: str = "oversikt",
) -> None:
    """Serves until it is told to stop (SIGINT, SIGTERM).

    Args:
        database: the open database's file; beside it a notice lies for commands meanwhile.
        port: 0 takes a free one.
        announce: called once with the address, when the server answers.
        ask_database, tasks, password, names, script, start_page: as in `create_app`.

    Raises:
        Refusal: SK-601, others than this machine could reach it without a password; SK-602, the
            address cannot be listened on.
    """
    if password is None and host not in _LOOPBACK:
        raise Refusal(
            "SK-601",
            f"Adressen {host} kan nås av andra. Ange ett gemensamt lösenord i miljövariabeln "
            "SKOLKVAL_PASSWORD eller med --password-file.",
        )
    keep_messages_out_of_the_log()
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    token = new_token()
    app = create_app(
        ask_database=ask_database,
        tasks=tasks,
        token=token,
        password=password,
        host=host,
        names=names,
        script=script,
        start_page=start_page,
    )
    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
        server_header=False,
        ws_max_size=32 * 1024 * 1024,
    )
    here = "127.0.0.1" if host in ANY_ADDRESS else host
    url = f"http://{f'[{here}]' if ':' in here else here}:{port}"
    with listener, noticed(database, here, port, token):
        _Server(config, lambda: announce(url)).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says when it answers, and returns when it has been told to stop."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn's own raises the signal anew at the end, which would end the process before
        # the caller could close the database.
        before = {number: signal.signal(number, self.handle_exit) for number in _STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        if os.name == "posix":
            # On Windows the same option would let two servers share one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise Refusal(
            "SK-602",
            f"Det går inte att lyssna på {host}, port {port}. Kör redan en server där? "
            "Välj en annan port med --port.",
        ) from error
    return listener
