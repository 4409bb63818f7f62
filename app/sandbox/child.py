"""The process that `app.sandbox.parent` starts: limits itself, does one thing, answers, ends."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any

ROOT = Path(__file__).parents[2]
MEMORY, DISK, SIZE, OTHER = 3, 4, 5, 1
EXIT_CODES = {errno.ENOSPC: DISK, errno.EDQUOT: DISK, errno.EFBIG: SIZE, errno.ENOMEM: MEMORY}


def main() -> None:
    """Read the call from standard input, write the result to standard output."""
    answer = os.dup(1)
    os.dup2(2, 1)  # what a parser prints must not end up in the answer
    call = json.loads(sys.stdin.buffer.read())
    find_own_modules()
    limit(call["limits"])
    try:
        result = json.dumps(_call_function(call)).encode()
    except MemoryError:
        os._exit(MEMORY)
    except Exception as error:  # noqa: BLE001 - it goes to the parent, which writes it to its log
        _report(error)
        os._exit(EXIT_CODES.get(getattr(error, "errno", None) or 0, OTHER))
    with os.fdopen(answer, "wb") as out:
        out.write(result)


def find_own_modules() -> None:
    """Let modules be found that are not installed, as tests: last, so that they shadow nothing."""
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))


def _report(error: Exception) -> None:
    known = {"errno": error.errno, "filename": error.filename} if isinstance(error, OSError) else {}
    report = json.dumps({**error_report(error), **known}, default=str)
    os.write(2, f"\n{report}\n".encode())


def error_report(error: Exception) -> dict[str, Any]:
    """Return {error, place}, its kind and where it came up: its message may quote the file."""
    place = [
        f"{each.filename}:{each.lineno} {each.name}" for each in extract_tb(error.__traceback__)
    ]
    return {"error": type(error).__name__, "place": place}


def _call_function(call: Mapping[str, Any]) -> object:
    module, _, name = call["function"].partition(":")
    result: object = getattr(import_module(module), name)(*call["arguments"])
    return result


def limit(limits: Mapping[str, int]) -> None:
    """Lower what this process may use; where the system has no such limits, only time holds."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  Unix only

    _lower(resource.RLIMIT_AS, limits["memory"])
    _lower(resource.RLIMIT_CPU, limits["seconds"], room=1)  # at the hard limit a process is killed
    _lower(resource.RLIMIT_FSIZE, limits["written"])
    _lower(resource.RLIMIT_CORE, 0)
    signal.alarm(limits["clock"] + 1)  # should the parent die, this one ends all the same


def _lower(which: int, value: int, room: int = 0) -> None:
    import resource  # noqa: PLC0415  Unix only

    _, hard = resource.getrlimit(which)
    most = value + room if hard == resource.RLIM_INFINITY else min(value + room, hard)
    resource.setrlimit(which, (min(value, most), most))


if __name__ == "__main__":
    main()
