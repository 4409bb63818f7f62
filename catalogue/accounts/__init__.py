"""Who may sign in: people, their sessions, and tokens of programs."""
