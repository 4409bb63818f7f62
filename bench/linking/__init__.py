"""How good link suggestions are on curated entries that were not learnt from."""
