"""Units beside themselves over time and within what chance allows, never as a league table by default."""

from skolkval.ui.downloads import offer_workbook
from skolkval.ui.school_forms import show_forms
from skolkval.ui.selection import choose
from skolkval.ui.text import ask_the_room
from skolkval.ui.unit_funnel import show_funnel
from skolkval.ui.units import choose_view, show_grid, show_spread

chosen = choose()
view = choose_view(chosen)
if view is not None:
    show_spread(chosen, view)
    show_grid(chosen, view)
    show_funnel(chosen, view)
    show_forms(chosen, view)
    ask_the_room()
    offer_workbook(chosen)
