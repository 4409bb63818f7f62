"""How often the catalogue is used: counting it, and reading the counts."""
