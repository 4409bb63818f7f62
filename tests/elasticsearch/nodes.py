"""A node that tests start, kill, pause and stop."""

from __future__ import annotations

import http.client
import json
import random
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from tests.elasticsearch.launching import NodeSettings, command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "127.0.0.1"
PORTS = range(20_000, 30_000)
"""Below those that systems hand out to outgoing connections (from 32768, or 49152)."""
READY_SECONDS = 300.0
"""A start takes 4 s of processor time, which may be a minute on a busy machine."""
STOP_SECONDS = 60.0
ANSWER_SECONDS = 10.0
POLL_SECONDS = 0.1
LAST_WORDS = 3_000
"""Characters of a dead node's log that are shown."""


def free_ports() -> Iterator[int]:
    """Yield ports that nobody listens on, each once, in an order of chance."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as attempt:
            try:
                attempt.bind((ADDRESS, port))
            except OSError:
                continue
        yield port


class ElasticsearchNode:
    """A node in a process of its own, which ends with the one that started it at the latest.

    It can be started again after `stop` or `kill`: it keeps its port and its data. In a `with`
    statement it is started, waited for, and stopped.
    """

    def __init__(self, settings: NodeSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def alone(cls, home: Path, **others: object) -> Self:
        """Return a single node on a free port, not started yet, with `others` as settings."""
        port = next(free_ports())
        return cls(NodeSettings(home=home, http_port=port, passing=True, others=others))

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self._settings.http_port}"

    @property
    def is_running(self) -> bool:
        """Whether its process has been started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, without waiting until it is ready."""
        line = command(self._settings)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                line,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C ends the tests, and they end the node
            )

    def stop(self) -> None:
        """Have it close its indexes and end; a node that is paused is resumed for it."""
        if not self.is_running:
            return
        self.resume()
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Let it stand still: it accepts connections and answers none."""
        self._running.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._running.send_signal(signal.SIGCONT)

    def wait_ready(self, nodes: int = 1, status: str = "yellow") -> None:
        """Wait until it answers, sees so many nodes, and its indexes are as healthy as that.

        Raises:
            RuntimeError: it has ended; with the last words of its log.
            TimeoutError: it is still not ready after minutes.
        """
        deadline = time.monotonic() + READY_SECONDS
        wanted = {"wait_for_nodes": f">={nodes}", "wait_for_status": status, "timeout": "1s"}
        while (health := self._health(wanted)) is None or health["timed_out"]:
            if self._running.poll() is not None:
                raise RuntimeError(f"Elasticsearch ended: {self._last_words()}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"Elasticsearch is not ready: {health}, {self._last_words()}")
            time.sleep(POLL_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        try:
            self.wait_ready()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("the node has not been started")
        return self._process

    @property
    def _log(self) -> Path:
        return self._settings.home / "log"

    def _end(self, how: signal.Signals) -> None:
        process = self._running
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        finally:
            process.kill()
            process.communicate()  # closes the input

    def _health(self, wanted: dict[str, str]) -> dict[str, Any] | None:
        """Return the cluster's health, or None while it cannot tell."""
        connection = http.client.HTTPConnection(
            ADDRESS, self._settings.http_port, timeout=ANSWER_SECONDS
        )
        try:
            connection.request("GET", f"/_cluster/health?{urlencode(wanted)}")
            answer = json.load(connection.getresponse())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return answer if "timed_out" in answer else None

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace")[-LAST_WORDS:]
