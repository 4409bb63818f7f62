"""Erasing an entry, a survey reply or a text for good."""
