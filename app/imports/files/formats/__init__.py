"""A module for each format of files of entries: what it looks like, how it is read and written."""
