"""A reader for each kind of file that replies come in: bytes in, lines with their formats out."""
