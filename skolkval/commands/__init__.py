"""What each command of `skolkval` does."""
