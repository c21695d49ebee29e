"""An export becomes answers in a round: choose, see what was understood, store, undo."""

from skolkval.ui.import_flow import (
    ask_and_store,
    ask_for_file,
    ask_for_target,
    show_receipt,
    show_what_is_needed,
    understand,
)
from skolkval.ui.import_report import show_understanding
from skolkval.ui.text import lead

lead("Släpp filen från enkätverktyget här. Inget sparas förrän du har sett hur den tolkas.")
show_receipt()
file = ask_for_file()
if file is None:
    show_what_is_needed()
else:
    target, instrument = ask_for_target()
    plan, report = understand(file, instrument)
    show_understanding(report, instrument, readable=plan is not None)
    if plan is not None:
        ask_and_store(plan, target)
