"""The instruments: what each asks, files to ask it with, and one's own."""

from skolkval.ui.instruments import (
    choose_instrument,
    offer_delete,
    show_instrument,
    show_templates,
)
from skolkval.ui.own_instrument import offer_own
from skolkval.ui.text import lead, show_told

lead("Ett instrument är de påståenden ni tar ställning till, med skala och de nivåer som svarar.")
show_told()
instrument = choose_instrument()
show_instrument(instrument)
offer_delete(instrument)
show_templates(instrument)
offer_own()
