"""Commands; every command calls app/."""
