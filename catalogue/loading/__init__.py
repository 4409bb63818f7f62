"""Loading entries in bulk: made, changed or left alone by (source system, external id)."""
