"""What the pages are made of: frame, selection, cards, messages, and cached loading."""
