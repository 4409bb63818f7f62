"""Whether the addresses of sources still answer; only where the operator turns that on."""
