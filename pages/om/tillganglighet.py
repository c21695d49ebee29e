"""The accessibility statement that a public body must publish, with what is left for it to fill in."""

from skolkval.ui.accessibility import show_statement
from skolkval.ui.text import lead

lead(
    "Alla ska kunna använda SkolKval: med tangentbord, skärmläsare, förstoring eller utan färgseende."
)
show_statement()
