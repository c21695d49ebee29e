"""Is every code that a user can meet explained in docs/felkoder.md, and no other?"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"SK-(?:\d{3}|W\d{2})")


def codes_in_the_program() -> set[str]:
    files = [ROOT / "app.py", *ROOT.glob("skolkval/**/*"), *ROOT.glob("pages/**/*")]
    texts = (
        file.read_text(encoding="utf-8") for file in files if file.suffix in (".py", ".js", ".sql")
    )
    return {code for text in texts for code in CODE.findall(text)}


def codes_in_the_table() -> list[str]:
    lines = (ROOT / "docs" / "felkoder.md").read_text(encoding="utf-8").splitlines()
    rows = (re.match(rf"\| ({CODE.pattern}) \|", line) for line in lines)
    return [row[1] for row in rows if row]


def test_every_code_in_the_program_is_explained_and_no_other() -> None:
    assert codes_in_the_program() == set(codes_in_the_table())


def test_no_code_is_explained_twice() -> None:
    listed = codes_in_the_table()
    assert len(listed) == len(set(listed))
