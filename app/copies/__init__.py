"""What others keep copies by: dumps, the feed of changes, linked data."""
