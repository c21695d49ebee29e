"""What is protected and how, in plain Swedish, and how this round's units are counted together."""

from skolkval.ui.privacy import show_protection
from skolkval.ui.text import lead

lead("Ingen ska kunna läsa ut vad en enskild person har svarat, hur man än väljer och jämför.")
show_protection()
