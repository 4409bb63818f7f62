"""What the dearest requests of strangers cost beside a plain search."""
