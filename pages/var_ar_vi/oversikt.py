"""The whole picture: who answered, where each level stands, and what stands out."""

from skolkval.ui.downloads import offer_workbook
from skolkval.ui.highlights import show_lists, show_moves
from skolkval.ui.overview import show_area_charts, show_prompts, show_who_answered
from skolkval.ui.selection import choose, show_nothing, shown_rows

chosen = choose()
show_who_answered(chosen)
cells = shown_rows(chosen, "area")
if not cells:
    show_nothing()
else:
    show_area_charts(chosen, cells)
    show_lists(chosen)
    show_moves(chosen)
show_prompts()
if cells:
    offer_workbook(chosen)
