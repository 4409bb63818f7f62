"""Survey replies: sent in, read by a worker, looked at."""
