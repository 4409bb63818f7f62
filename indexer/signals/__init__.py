"""What speaks for a hit: each module gives one signal, a query or a number from 0 to 1."""
