"""Questions of county staff, with the calls of tools that answer them and their answers."""
