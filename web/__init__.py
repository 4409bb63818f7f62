"""HTML pages for county staff, rendered on the server, in Swedish."""
