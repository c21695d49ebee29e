"""The whole picture: who answered, where each level stands, and what stands out."""

from skolkval.ui.overview import (
    area_cells,
    show_area_charts,
    show_lists,
    show_prompts,
    show_who_answered,
)
from skolkval.ui.selection import choose

chosen = choose()
show_who_answered(chosen)
show_area_charts(chosen, area_cells(chosen))
show_lists(chosen)
show_prompts()
