"""Reference data and curated entries, as files, and the few lines that read them."""
