"""HTML pages in Swedish, rendered on the server; they work without JavaScript."""
