"""One analysis of Swedish text: tokens, keys, compound parts, folding, collation, spelling."""
