"""The process that `app.work.guarded` starts: limits itself, does one thing, answers, ends."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY, DISK, SIZE, OTHER = 3, 4, 5, 1
EXIT_CODES = {errno.ENOSPC: DISK, errno.EDQUOT: DISK, errno.EFBIG: SIZE, errno.ENOMEM: MEMORY}


def main() -> None:
    """Read the call from standard input, write the result to standard output."""
    answer = os.dup(1)
    os.dup2(2, 1)  # what a parser prints must not end up in the answer
    call = json.loads(sys.stdin.buffer.read())
    limit(call["limits"])
    try:
        result = _done(call)
    except MemoryError:
        os._exit(MEMORY)
    except OSError as error:
        os._exit(EXIT_CODES.get(error.errno or 0, OTHER))
    with os.fdopen(answer, "wb") as out:
        out.write(json.dumps(result).encode())


def _done(call: Mapping[str, Any]) -> object:
    module, _, name = call["function"].partition(":")
    result: object = getattr(import_module(module), name)(*call["arguments"])
    return result


def limit(limits: Mapping[str, int]) -> None:
    """Lower what this process may use; where the system has no such limits, only time holds."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  Unix only

    _lower(resource.RLIMIT_AS, limits["memory"])
    _lower(resource.RLIMIT_CPU, limits["seconds"])
    _lower(resource.RLIMIT_FSIZE, limits["written"])
    _lower(resource.RLIMIT_CORE, 0)
    signal.alarm(limits["seconds"] + 1)  # should the parent die, this one ends all the same


def _lower(which: int, value: int) -> None:
    import resource  # noqa: PLC0415  Unix only

    _, hard = resource.getrlimit(which)
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (most, most))


if __name__ == "__main__":
    main()
