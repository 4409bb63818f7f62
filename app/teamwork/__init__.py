"""What an editorial team does together: assigns, comments, gets notices, sees who is editing."""
