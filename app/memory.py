"""What the C library keeps of memory that is free, and gives back only on request (glibc)."""

from __future__ import annotations

import ctypes
import gc
import os
from contextlib import suppress

ARENAS = 2
"""An arena of memory for each thread keeps what a search has freed: a tenth of a process."""
_M_ARENA_MAX = -8
"""The parameter's number in glibc's malloc.h."""


def limit_arenas() -> None:
    """Do what MALLOC_ARENA_MAX does, which is read before Python begins."""
    if "MALLOC_ARENA_MAX" not in os.environ:
        with suppress(OSError, AttributeError):  # another library than glibc
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)


def release_memory() -> None:
    """Give back what an expensive request has used."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
