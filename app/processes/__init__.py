"""Processes of our own: a pool for heavy work, a sandbox for files from outside."""
