"""What is erased, on demand and in time."""
