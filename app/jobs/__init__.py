"""Work that goes on behind requests: jobs, and the worker that does them."""
