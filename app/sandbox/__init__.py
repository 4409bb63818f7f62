"""Reading files from outside in a process of its own, which may die of them in our stead."""
