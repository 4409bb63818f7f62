"""How well the harvest reads replies to the survey: `make harvest-eval`."""
