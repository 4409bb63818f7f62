"""One entry at a time: read, made, changed, published, compared."""
