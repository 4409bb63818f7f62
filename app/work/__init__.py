"""What goes on behind requests: jobs, the worker, guarded processes."""
