"""What is asked: instruments as immutable data."""
