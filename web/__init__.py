"""HTML pages in Swedish and English, rendered on the server; they work without JavaScript."""
