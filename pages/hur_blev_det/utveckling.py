"""Round against round: what has moved beyond doubt in the group's answers, and can it be compared?"""

from skolkval.ui.development import choose_comparison, show_guard, show_slopes, show_statements
from skolkval.ui.downloads import offer_workbook
from skolkval.ui.rounds_over_time import show_over_time
from skolkval.ui.selection import choose
from skolkval.ui.way_in_plane import show_arrows

chosen = choose()
comparison = choose_comparison(chosen)
if comparison is not None:
    show_guard(comparison)
    show_slopes(comparison)
    show_arrows(comparison)
    show_statements(comparison)
    show_over_time(comparison)
    offer_workbook(chosen)
