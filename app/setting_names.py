"""The names of settings; imports nothing, as every command begins with it."""

from __future__ import annotations

PREFIX = "EXEMPELBANKEN_"


def looks_like_setting(name: str) -> bool:
    """Return whether the name of a variable is that of a setting, or meant for one."""
    return name.upper().startswith("EXEMPELBANK")
