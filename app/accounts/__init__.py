"""Who may do what: tokens, people, sessions, passwords, OpenID Connect."""
