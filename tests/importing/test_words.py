"""Is every word the importer knows written in docs/import.md?"""

from __future__ import annotations

from pathlib import Path

from skolkval.importing.scales.known import GENERIC_NOT_APPLICABLE
from skolkval.importing.words import LEVEL_SYNONYMS, ROLE_OF_HEADER

DOCUMENT = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


def test_every_known_word_is_documented() -> None:
    rows = {f"| `{name}` | {', '.join(words)} |" for name, words in LEVEL_SYNONYMS.items()}
    for role in set(ROLE_OF_HEADER.values()):
        words = [word for word, known in ROLE_OF_HEADER.items() if known == role]
        rows.add(f"| `{role}` | {', '.join(words)} |")
    rows.add(", ".join(sorted(GENERIC_NOT_APPLICABLE)) + ".")
    assert rows <= set(DOCUMENT.splitlines())
