"""/entries, and what belongs to one of them."""
