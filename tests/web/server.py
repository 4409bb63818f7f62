"""`exempelbanken serve` as a real process, and what can be seen of it from outside."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self
from urllib.error import HTTPError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 300.0  # seconds until a test gives up; a loaded machine is slow, not wrong
LISTENS = "0A"
"""The state of a socket that listens, in /proc/net/tcp."""
READY = re.compile(r"svarar på (http://\S+)")


def command(data: Path, *options: str) -> tuple[list[str], dict[str, str]]:
    """Return command line and environment of a server on a free port, with one web process."""
    line = [sys.executable, "-m", "cli.main", "serve", "--port", "0", "--workers", "1", *options]
    return line, {**os.environ, "EXEMPELBANKEN_DATA": str(data), "EXEMPELBANKEN_RATE_LIMIT": "0"}


class Server:
    """Starts in `with` and is stopped at its end."""

    def __init__(
        self,
        data: Path,
        *options: str,
        line: list[str] | None = None,
        folder: Path | None = None,
        **environment: str,
    ) -> None:
        """Take another `line` than the command itself, or another current folder, if given."""
        self._folder = folder
        self._command, self._environment = command(data, *options)
        self._command = line or self._command
        self._environment |= environment
        self.address = ""

    def __enter__(self) -> Self:
        self._log: IO[bytes] = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        lines = iter(self.process.stdout.readline, "")
        found = next(filter(None, map(READY.search, lines)), None)
        if not found:
            log = self.log
            self.__exit__()
            raise AssertionError(f"did not start: {log}")
        self.address = found[1]
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()

    @property
    def log(self) -> str:
        self._log.seek(0)
        return self._log.read().decode()

    def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Return status, text and headers of an answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(self.address + path, headers=named)  # noqa: S310 - our own address
        try:
            with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read().decode(), dict(answer.headers)
        except HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode(), dict(answer.headers)

    @property
    def web(self) -> list[int]:
        """The ids of the web processes: those that have the listening socket of their parent."""
        return [one for one in self._started if self._listener in sockets(one)]

    @property
    def background(self) -> int | None:
        """The process id of the background worker, if it runs: it listens on no port."""
        own = sockets(self.process.pid)
        return next((one for one in self._started if not sockets(one) & own), None)

    @property
    def _listener(self) -> str:
        port = int(self.address.rpartition(":")[2])
        lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        fields = (line.split() for line in lines)
        return next(
            f"socket:[{each[9]}]"
            for each in fields
            if each[1].endswith(f":{port:04X}") and each[3] == LISTENS
        )

    @property
    def _started(self) -> list[int]:
        """The processes of the server itself, and not what Python starts beside it."""
        return [
            one for one in children(self.process.pid) if "resource_tracker" not in command_of(one)
        ]


def sockets(process: int) -> set[str]:
    """Return the sockets that a process has open."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError, PermissionError):
        opened = {str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()}
        return {name for name in opened if name.startswith("socket:")}
    return set()


def children(parent: int) -> list[int]:
    """Return the processes that `parent` has started and that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, state, ppid = _fields(stat.read_text())
        except (FileNotFoundError, ProcessLookupError):
            continue
        if ppid == parent and state != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


def _fields(stat: str) -> tuple[str, str, int]:
    name, _, rest = stat.rpartition(")")
    state, ppid = rest.split()[:2]
    return name, state, int(ppid)


def command_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)


def eventually(holds: Callable[[], object]) -> bool:
    """Wait until something holds; False when it never does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False
