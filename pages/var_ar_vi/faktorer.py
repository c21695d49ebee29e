"""One area: every statement as diverging bars, the levels under each other."""

from skolkval.ui.areas import choose_area, show_statements
from skolkval.ui.overview import show_prompts
from skolkval.ui.selection import choose

chosen = choose()
area = choose_area(chosen)
show_statements(chosen, area)
show_prompts()
