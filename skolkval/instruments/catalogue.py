"""Which instruments come with the product?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import load_toml

_FOLDER = Path(__file__).parents[2] / "data" / "instruments"


@cache
def _built_in_files() -> dict[str, tuple[str, Instrument]]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.toml")))
    pairs = ((text, load_toml(text)) for text in texts)
    return {instrument.id: (text, instrument) for text, instrument in pairs}


def built_in() -> tuple[Instrument, ...]:
    """The instruments that come with the product, by file name."""
    return tuple(instrument for _, instrument in _built_in_files().values())


def built_in_text(instrument_id: str) -> str:
    """The TOML of a built-in instrument.

    Raises:
        KeyError: no built-in instrument has that id.
    """
    return _built_in_files()[instrument_id][0]
