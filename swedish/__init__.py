"""One analysis of Swedish text for every engine: tokens, keys, compound parts, folding, spelling."""
