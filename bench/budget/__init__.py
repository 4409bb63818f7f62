"""Work that standard tasks do, counted and compared with a committed budget."""
