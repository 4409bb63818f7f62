"""Overwriting texts for good, in every row of every table that holds them."""
