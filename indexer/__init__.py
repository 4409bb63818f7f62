"""Search: documents, query tree, understanding, engines, sync and rebuild."""
