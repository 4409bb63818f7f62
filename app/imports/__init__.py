"""Files of entries: handed in, read, tried, committed, reverted."""
