"""What an editorial team does together: assigns, comments, is told of it, sees who is editing."""
