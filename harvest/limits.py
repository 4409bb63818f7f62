"""How much of a file is read: far beyond any reply, and within 20 seconds and 500 MB."""

LARGEST_FILE = 50_000_000
"""Bytes; mail servers seldom take more."""
LONGEST_TEXT = 5_000_000
"""Characters of one file: some 2,000 pages; the longest replies have 20."""
MOST_BLOCKS = 200_000
"""Lines of one file."""
