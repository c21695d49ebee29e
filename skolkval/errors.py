"""How the product says no: one coded, Swedish refusal that leaves everything as it was."""

from __future__ import annotations


class Refusal(Exception):
    """Something a user asked for cannot be done, and nothing has changed.

    Args:
        code: `SK-nnn`, listed in `docs/felkoder.md`.
        text: Swedish, plain text (never markdown): what happened, where, and what to do.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text
