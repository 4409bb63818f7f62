"""Candidates of survey replies: reviewed, and made into entries."""
