"""Round against round: what has moved beyond doubt in the group's answers, and can it be compared?"""

from skolkval.ui.development import (
    choose_comparison,
    show_arrows,
    show_guard,
    show_over_time,
    show_slopes,
    show_statements,
)
from skolkval.ui.downloads import offer_workbook
from skolkval.ui.selection import choose

chosen = choose()
comparison = choose_comparison(chosen)
if comparison is not None:
    show_guard(comparison)
    show_slopes(comparison)
    show_arrows(comparison)
    show_statements(comparison)
    show_over_time(comparison)
    offer_workbook(chosen)
