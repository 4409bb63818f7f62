"""From a request to its answer: searches, suggestions, coverage."""
