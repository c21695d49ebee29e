"""Each point as one thread through the steering chain: where does it break?"""

from skolkval.ui.chain import show_chain, show_opened
from skolkval.ui.downloads import offer_workbook
from skolkval.ui.selection import choose

chosen = choose()
shown = show_chain(chosen)
show_opened(chosen, shown)
if shown:
    offer_workbook(chosen)
