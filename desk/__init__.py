"""Pages for those who look after the catalogue: sign in, what waits, replies and accounts."""
