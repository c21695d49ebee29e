"""How every number is made, in plain Swedish with an example each."""

from skolkval.ui.method import show_example, show_methods
from skolkval.ui.method_analyst import ANALYST
from skolkval.ui.method_numbers import METHODS
from skolkval.ui.text import lead

lead(
    "Varje tal i SkolKval räknas fram ur hur många som valt varje steg. Så här, med ett exempel på varje."
)
show_example()
show_methods("Talen på sidorna", METHODS)
show_methods("Mått för analytiker", ANALYST)
