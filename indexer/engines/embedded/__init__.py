"""tantivy in the data folder: the engine that needs no server."""
