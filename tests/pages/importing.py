"""What a test of the import page does there: choose files, press a button, say which round they are for."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

Given = tuple[str, bytes]
"""A file's name and what is in it."""
HEADS = "Enhet;Vi vet vart vi ska.;Jag följer upp.;Vi har tid."


def upload(app: AppTest, *files: Given) -> AppTest:
    app.file_uploader[0].set_value([(*each, "application/octet-stream") for each in files])
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def box(app: AppTest, kind: str, label: str) -> Any:
    """The widget of this kind with this label."""
    return next(each for each in app.get(kind) if getattr(each, "label", None) == label)


def csv(name: str, *rows: str, heads: str = HEADS) -> Given:
    """A file of these rows; the fixture's instrument asks what `heads` says."""
    return name, "\r\n".join([heads, *rows, ""]).encode()


def heads_of(n: int, unit: str = "Ask") -> list[str]:
    """Rows of `n` head teachers, none alike."""
    answers = ("Nej", "Delvis", "Ja", "Vet ej")
    return [
        f"{unit};{answers[one % 4]};{answers[one // 4 % 4]};{answers[one // 16 % 4]}"
        for one in range(n)
    ]


def give(
    app: AppTest, *files: Given, title: str = "Vår omgång", instrument: str = "prov"
) -> AppTest:
    """Choose the files, and the round they are for."""
    upload(app, *files)
    app.selectbox(key="sk_instrument").set_value(instrument).run()
    app.text_input(key="sk_title").set_value(title).run()
    assert not app.exception
    return app
