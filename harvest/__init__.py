"""From survey replies as they came to candidate entries: bytes in, candidates out."""
