"""Can the shared password be guessed, forged or walked around?"""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from skolkval.errors import Refusal
from skolkval.serving.login import Attempts, Login, read_password

PASSWORD = "ett långt lösenord"


def client() -> TestClient:
    async def inside(_request: Request) -> Response:
        return PlainTextResponse("inne")

    app = Starlette(routes=[Route("/{path:path}", inside)])
    return TestClient(Login(app, PASSWORD, {"/halsa"}), follow_redirects=False)


def log_in(caller: TestClient, password: str, target: str = "/") -> int:
    answer = caller.post("/logga-in", params={"till": target}, data={"losenord": password})
    return int(answer.status_code)


def test_a_wrong_password_is_told_so_and_stays_outside() -> None:
    caller = client()
    answer = caller.post("/logga-in", data={"losenord": "fel lösenord nu"})

    assert answer.status_code == 401
    assert "Fel lösenord. Försök igen." in answer.text
    assert caller.get("/").status_code == 401


def test_the_sixth_try_in_a_minute_waits_even_if_it_is_right() -> None:
    caller = client()
    assert [log_in(caller, "fel") for _ in range(5)] == [401] * 5
    assert log_in(caller, PASSWORD) == 429


def test_tries_are_forgotten_after_a_minute() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(5):
        attempts.fail("a")
    assert attempts.exhausted("a")
    assert not attempts.exhausted("b")
    now[0] = 60.0
    assert not attempts.exhausted("a")


def test_a_password_from_a_mac_is_the_same() -> None:
    assert log_in(client(), "ett la\u030angt lo\u0308senord") == 303


def test_no_made_up_or_altered_or_other_servers_cookie_opens() -> None:
    caller, other = client(), client()
    log_in(caller, PASSWORD)
    log_in(other, PASSWORD)
    good = caller.cookies["skolkval_inloggning"]
    expires, signature = good.split(".")
    for cookie in (
        "",
        "x",
        ".",
        f"{expires}.",
        f".{signature}",
        f"{int(expires) + 1}.{signature}",
        f"{expires}.{signature[:-1]}",
        f"{'9' * 5000}.{signature}",
        other.cookies["skolkval_inloggning"],
    ):
        answer = client().get("/", headers={"Cookie": f"skolkval_inloggning={cookie}"})
        assert answer.status_code == 401, cookie
    assert caller.get("/").text == "inne"


def test_a_cookie_ends_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    caller = client()
    log_in(caller, PASSWORD)
    # By hand: the client itself would no longer send a cookie that has ended.
    sent = {"Cookie": f"skolkval_inloggning={caller.cookies['skolkval_inloggning']}"}
    caller.cookies.clear()
    assert caller.get("/", headers=sent).text == "inne"
    monkeypatch.setattr("skolkval.serving.login.time.time", lambda: 4e9)
    assert caller.get("/", headers=sent).status_code == 401


@pytest.mark.parametrize(
    "target", ["http://ond.example/", "//ond.example/", "/\\ond.example", "javascript:x", "/a\nb"]
)
def test_nobody_is_sent_to_another_site_after_logging_in(target: str) -> None:
    answer = client().post("/logga-in", params={"till": target}, data={"losenord": PASSWORD})
    assert answer.headers["location"] == "/"


def test_a_target_is_text_in_the_page() -> None:
    page = client().get("/logga-in", params={"till": '/"><script>x</script>'}).text
    assert "<script" not in page


def test_a_form_too_large_to_be_a_password_is_not_read() -> None:
    assert log_in(client(), "x" * 5000) == 413


def test_the_password_is_read_from_a_file_before_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "losenord.txt"
    file.write_text(f"{PASSWORD}\nnågot annat\n", encoding="utf-8")
    assert read_password("ett annat lösenord", file) == PASSWORD
    assert read_password(PASSWORD, None) == PASSWORD
    assert read_password(None, None) is None


def test_a_short_password_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="minst 12 tecken"):
        read_password("kort", None)
    with pytest.raises(Refusal, match=r"SK-601 .*finns-inte\.txt"):
        read_password(None, tmp_path / "finns-inte.txt")
