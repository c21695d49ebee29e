"""How a test starts a real server, and is sure that it ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
WIDGETS = Path(__file__).parent / "widgets" / "serve.py"
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0


@dataclass(frozen=True)
class Running:
    """A server that answers.

    Attributes:
        url: without a slash at the end.
        database: the file it was given.
        output: everything it has printed and logged.
    """

    url: str
    database: Path
    process: subprocess.Popen[bytes]
    output_file: Path

    @property
    def output(self) -> str:
        return self.output_file.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Asks it to stop, as Ctrl+C and the system do, and gives its exit code."""
        self.process.terminate()
        return self.process.wait(_STOP_SECONDS)


def free_port() -> int:
    """A port on the loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    arguments: Sequence[str], port: int, database: Path, environment: dict[str, str] | None = None
) -> Iterator[Running]:
    """`python ARGUMENTS`, from the moment its health route says ok until the block ends."""
    url = f"http://127.0.0.1:{port}"
    output = database.with_suffix(".log")
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    server = Running(url, database, process, output)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def running_widgets(
    folder: Path, host: str = "127.0.0.1", environment: dict[str, str] | None = None
) -> Iterator[Running]:
    """The small app of tests/widgets, fresh."""
    port, database = free_port(), folder / "widgets.db"
    with running([str(WIDGETS), str(port), str(database), host], port, database, environment) as up:
        yield up


def _wait(server: Running) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise RuntimeError(f"The server ended at once:\n{server.output}")
        try:
            with urllib.request.urlopen(f"{server.url}/halsa", timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer in {_START_SECONDS:.0f} s:\n{server.output}")
