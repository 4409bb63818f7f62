"""Everything public, as files to copy."""
