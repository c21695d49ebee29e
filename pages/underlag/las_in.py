"""Exports become answers in a round: choose, see what was understood, store, undo."""

from skolkval.ui.import_files import ask_for_files, show_what_is_needed
from skolkval.ui.import_flow import ask_for_target, understand
from skolkval.ui.import_store import ask_and_store, batch_number, show_receipt
from skolkval.ui.text import lead

lead("Släpp filerna från enkätverktyget här. Inget sparas förrän du har sett hur de tolkas.")
show_receipt()
files = ask_for_files(batch_number())
if not files:
    show_what_is_needed()
else:
    target, instrument = ask_for_target()
    ask_and_store(understand(files, target, instrument), target)
