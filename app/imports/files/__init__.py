"""Files that admins load, of four kinds: read into rows of the load format, and written back."""
