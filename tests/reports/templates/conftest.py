"""What the tests of the templates share: instruments of every shape, a hostile one among them."""

from __future__ import annotations

import pytest

from skolkval.instruments.catalogue import built_in
from skolkval.instruments.model import Instrument
from skolkval.instruments.toml_file import load_toml

HOSTILE = """
id = "eget"
version = "3"
title = "=HYPERLINK(\\"http://exempel.invalid\\") <b>Eget</b> {sex}"
publisher = "@kommunen"
[levels]
elev = "Elev, åk 4–6"
vardnadshavare = "Vårdnadshavare"
personal = "Personal \\"alla\\""
[scale]
not_applicable = ["Ej aktuellt", "Vet ej"]
[scale.steps]
1 = "- Nej"
2 = "Till viss del"
3 = "+ Ja"
[[area]]
id = "1-omrade"
label = "=Område {ett} & <två>"
[[area.item]]
id = "1-a"
text = "=1+1 är vad vi lär oss."
[[area.item]]
id = "1-b"
reversed = true
text = "-Lektioner störs {ofta} [i klassrummet]: <b>nästan</b> & alltid."
[[area.item]]
id = "delad-elev"
level = "elev"
text = "@Vi har ${roligt} tillsammans."
[[area.item]]
id = "delad-vardnadshavare"
level = "vardnadshavare"
text = "@Vi har ${roligt} tillsammans."
[[area]]
id = "mycket-langt-namn-pa-ett-omrade"
label = "Mycket långt namn"
[[area.item]]
id = "mycket-langt-namn-pa-ett-omrade-1"
level = "personal"
reversed = true
text = "Vi hinner inte med."
[[area.item]]
id = "mycket-langt-namn-pa-ett-omrade-2"
level = "personal"
text = "Vi stöttar varandra."
"""
WITHOUT_LEVELS = """
id = "enkel"
version = "1"
title = "Enkel"
publisher = "Exempelkommunen"
[scale]
not_applicable = ["Vet ej"]
[scale.steps]
1 = "Nej"
2 = "Ja"
[[area]]
id = "ett"
label = "Ett"
[[area.item]]
id = "ett-1"
text = "Vi vet vart vi ska."
[[area.item]]
id = "ett-2"
text = "Vi har tid."
"""
INSTRUMENTS = (*built_in(), load_toml(HOSTILE), load_toml(WITHOUT_LEVELS))


@pytest.fixture(params=INSTRUMENTS, ids=[each.id for each in INSTRUMENTS])
def instrument(request: pytest.FixtureRequest) -> Instrument:
    """Each instrument in turn: with levels and without, with the same words at two levels."""
    assert isinstance(request.param, Instrument)
    return request.param
