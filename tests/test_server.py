"""Does `skolkval run` keep what it promises to whoever calls it, without a browser in between?"""

from __future__ import annotations

import gzip
import json
import os
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from skolkval.errors import Refusal
from skolkval.server import page_addresses, serve
from skolkval.serving.control import request_backup, request_restore
from tests.running import Running, running_widgets

PASSWORD = "ett långt lösenord"


@pytest.fixture(scope="module")
def widgets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_widgets(tmp_path_factory.mktemp("open")) as up:
        yield up


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("locked")
    with running_widgets(folder, "0.0.0.0", {"SKOLKVAL_PASSWORD": PASSWORD}) as up:
        yield up


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/reglage", 200),
        ("/reglage/", 307),
        ("/start", 307),
        ("/finns-inte", 404),
        ("/reglage/finns-inte", 404),
        ("/app.py", 404),
        ("/%2e%2e/app.py", 404),
        ("/static/../../app.py", 404),
        ("/static/js/finns-inte.js", 404),
        ("//example.org/", 404),
        ("/_stcore/metrics", 404),
        ("/_stcore/agent/openapi.json", 404),
        ("/_stcore/script-health-check", 404),
        ("/_stcore/host-config", 200),
        ("/_stcore/stream", 404),
        ("/_stcore/health", 200),
        ("/halsa", 200),
        ("/halsan", 404),
        ("/favicon.png", 200),
        ("/_skolkval/svenska.js", 200),
        ("/_skolkval/server.py", 404),
    ],
)
def test_only_known_addresses_answer(widgets: Running, path: str, status: int) -> None:
    # Written by hand: a client would tidy the dots away before they are sent.
    port = int(widgets.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), 10) as caller:
        caller.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
        )
        first = caller.makefile("rb").readline()
    assert int(first.split()[1]) == status


def test_the_health_route_says_no_when_the_database_does(widgets: Running) -> None:
    sick = Path(f"{widgets.database}.sjuk")
    sick.touch()
    answer = httpx.get(f"{widgets.url}/halsa")
    sick.unlink()

    assert (answer.status_code, answer.text) == (503, "databasen svarar inte")
    assert httpx.get(f"{widgets.url}/halsa").text == "ok"


@pytest.mark.parametrize("host", ["ond.example", "127.0.0.1.ond.example", "", "10.0.0.1", "[::1"])
def test_a_server_on_the_loopback_answers_to_no_other_name(widgets: Running, host: str) -> None:
    assert httpx.get(widgets.url, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:1", "[::1]:8501"])
def test_it_answers_to_the_names_of_the_loopback(widgets: Running, host: str) -> None:
    assert httpx.get(widgets.url, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://ond.example", "null", "http://127.0.0.1"])
def test_another_sites_page_may_neither_call_nor_listen(widgets: Running, origin: str) -> None:
    called = httpx.get(f"{widgets.url}/_stcore/host-config", headers={"Origin": origin})
    upgrade = {
        "Origin": origin,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    listened = httpx.get(f"{widgets.url}/_stcore/stream", headers=upgrade)

    assert called.status_code == 403
    assert listened.status_code == 403


def test_every_answer_carries_the_security_headers(widgets: Running) -> None:
    for path in ("/", "/finns-inte", "/halsa", "/_stcore/host-config", "/favicon.png"):
        headers = httpx.get(f"{widgets.url}{path}").headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'", path
        assert policy["connect-src"] == "'self'"
        assert policy["img-src"] == "'self' data: blob:"
        assert policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in policy["script-src"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "strict-transport-security" not in headers
        assert "server" not in headers


def test_https_in_front_brings_strict_transport(widgets: Running) -> None:
    # uvicorn believes this header from the loopback, where the proxy is.
    answer = httpx.get(widgets.url, headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_the_start_page_is_swedish_also_when_compressed(widgets: Running) -> None:
    with httpx.stream("GET", widgets.url, headers={"Accept-Encoding": "gzip"}) as answer:
        packed = answer.headers["content-encoding"] == "gzip"
        body = b"".join(answer.iter_raw())
    html = (gzip.decompress(body) if packed else body).decode()

    assert packed
    assert '<html lang="sv">' in html
    assert "<title>SkolKval</title>" in html
    assert html.index("/_skolkval/svenska.js") < html.index("./static/js/index.")
    assert "agent" not in html


def test_the_files_of_a_first_visit_are_compressed(widgets: Running) -> None:
    html = httpx.get(widgets.url).text
    paths = set(re.findall(r'"\.(/static/(?:js|css)/[^"]+)"', html))
    sent = plain = 0
    for path in paths:
        with httpx.stream("GET", widgets.url + path, headers={"Accept-Encoding": "gzip"}) as got:
            assert "immutable" in got.headers["cache-control"]
            assert got.headers["content-encoding"] == "gzip"
            body = b"".join(got.iter_raw())
        sent, plain = sent + len(body), plain + len(gzip.decompress(body))

    assert len(paths) > 20
    assert sent < 0.4 * plain


def test_an_upload_without_the_page_that_asks_for_it_is_refused(widgets: Running) -> None:
    files = {"file": ("a.csv", b"a;b", "text/csv")}
    answer = httpx.put(f"{widgets.url}/_stcore/upload_file/nagon/annan", files=files)
    assert answer.status_code == 403


def test_a_command_gets_its_backup_from_the_running_server(
    widgets: Running, tmp_path: Path
) -> None:
    assert request_backup(widgets.database, tmp_path / "kopia.db")
    assert (tmp_path / "kopia.db").read_text() == "en kopia"

    (tmp_path / "kopia.db").write_text("en annan")
    assert request_restore(widgets.database, tmp_path / "kopia.db")
    assert widgets.database.read_text() == "en annan"


def test_a_refused_backup_is_refused_to_the_command_too(widgets: Running, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="SK-301 Lagringsutrymmet är slut"):
        request_backup(widgets.database, tmp_path / "full.db")


def test_a_backup_that_breaks_says_so_without_a_trace(widgets: Running, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="SK-900") as caught:
        request_backup(widgets.database, tmp_path / "krasch.db")
    code = caught.value.text.split("Kod ")[1][:4]
    assert f"Kod {code}: ValueError" in widgets.output
    assert "hemligt" not in caught.value.text
    assert "hemligt" not in widgets.output


def test_without_a_server_the_command_is_told_that_there_is_none(tmp_path: Path) -> None:
    database = tmp_path / "ingen.db"
    assert not request_backup(database, tmp_path / "kopia.db")

    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        notice = {"host": "127.0.0.1", "port": closed.getsockname()[1], "token": "x"}
    (tmp_path / "ingen.db.server").write_text(json.dumps(notice))
    assert not request_backup(database, tmp_path / "kopia.db")


def test_only_the_owner_can_read_the_key_and_no_other_key_opens(widgets: Running) -> None:
    notice = Path(f"{widgets.database}.server")
    if os.name == "posix":
        assert stat.S_IMODE(notice.stat().st_mode) == 0o600
    url = f"{widgets.url}/_skolkval/backup"
    assert httpx.post(url, json={"path": "kopia"}).status_code == 403
    for key in (b"", b"Bearer", b"Bearer fel", "Bearer å".encode("latin-1")):
        answer = httpx.post(url, json={"path": "kopia"}, headers={b"Authorization": key})
        assert answer.status_code == 403
    token = json.loads(notice.read_text())["token"]
    right = {"Authorization": f"Bearer {token}"}
    assert httpx.post(url, content="x" * 20_000, headers=right).status_code == 413
    chunks = (b"x" * 5_000 for _ in range(4))
    assert httpx.post(url, content=chunks, headers=right).status_code == 413
    for malformed in ("", "{", "[]", "{}", '{"path": ""}', '{"path": 1}', "null"):
        assert httpx.post(url, content=malformed, headers=right).status_code == 400
    assert httpx.get(url, headers=right).status_code == 405


def test_it_stops_when_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with running_widgets(tmp_path) as up:
        assert Path(f"{up.database}.server").exists()
        assert up.stop() == 0

    assert "stängd" in up.output
    assert not Path(f"{up.database}.server").exists()


def test_an_address_that_others_reach_demands_a_password(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "skola.example"):
        with pytest.raises(Refusal, match="SK-601"):
            serve(database=tmp_path / "a.db", ask_database=bool, tasks={}, host=host)


def test_a_port_that_is_taken_is_refused_in_words(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Refusal, match="SK-602"):
            serve(
                database=tmp_path / "a.db",
                ask_database=bool,
                tasks={},
                port=other.getsockname()[1],
            )


def test_without_the_password_only_health_and_the_log_in_page_answer(locked: Running) -> None:
    for path in ("/", "/reglage", "/static/js/x.js", "/_stcore/host-config", "/_stcore/stream"):
        assert httpx.get(locked.url + path).status_code == 401, path
    assert httpx.get(f"{locked.url}/halsa").text == "ok"
    sent_on = httpx.get(f"{locked.url}/reglage?a=1", headers={"Accept": "text/html"})
    assert sent_on.status_code == 303
    assert sent_on.headers["location"] == "/logga-in?till=%2Freglage%3Fa%3D1"
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert httpx.get(f"{locked.url}/_stcore/stream", headers=upgrade).status_code == 403


def test_the_password_opens_and_its_cookie_is_closed_to_scripts(locked: Running) -> None:
    with httpx.Client(base_url=locked.url) as client:
        answer = client.post("/logga-in?till=/reglage", data={"losenord": PASSWORD})
        cookie = answer.headers["set-cookie"].lower()

        assert (answer.status_code, answer.headers["location"]) == (303, "/reglage")
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/reglage").status_code == 200
        assert client.get("/logga-ut").status_code == 303
        assert client.get("/reglage").status_code == 401


def test_a_server_for_everybody_answers_to_addresses_but_not_to_strange_names(
    locked: Running,
) -> None:
    assert httpx.get(f"{locked.url}/halsa", headers={"Host": "192.0.2.7"}).status_code == 200
    assert httpx.get(f"{locked.url}/halsa", headers={"Host": "ond.example"}).status_code == 400


def test_the_addresses_are_the_file_names_of_the_pages(tmp_path: Path) -> None:
    (tmp_path / "pages" / "fraga").mkdir(parents=True)
    (tmp_path / "pages" / "fraga" / "oversikt.py").touch()
    assert page_addresses(tmp_path / "app.py") == {"/", "/oversikt"}
