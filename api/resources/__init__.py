"""One module per resource: it translates between HTTP and a use case, and decides nothing."""
