"""A search to take along: a table, a feed, a map."""
