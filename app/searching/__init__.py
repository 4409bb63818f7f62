"""From what was asked to what is answered: searches, suggestions, coverage."""
