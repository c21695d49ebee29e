"""The whole picture: who answered, where each level stands, and what stands out."""

from skolkval.ui.area_charts import show_area_charts
from skolkval.ui.downloads import offer_workbook
from skolkval.ui.highlights import show_lists, show_moves
from skolkval.ui.selection import choose, show_nothing, shown_rows
from skolkval.ui.text import ask_the_room
from skolkval.ui.who_answered import show_who_answered

chosen = choose()
show_who_answered(chosen)
cells = shown_rows(chosen, "area")
if not cells:
    show_nothing(chosen)
else:
    show_area_charts(chosen, cells)
    show_lists(chosen)
    show_moves(chosen)
ask_the_room()
if cells:
    offer_workbook(chosen)
