"""Several readings of the same lines, and how plausible each of them is."""
