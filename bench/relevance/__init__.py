"""How good the search is on judged queries, beside what others would have built."""
