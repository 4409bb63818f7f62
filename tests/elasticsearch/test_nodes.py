"""That no server outlives its tests, however they end."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.slow,
    pytest.mark.usefixtures("elasticsearch_programs"),
]

PATIENCE = 180.0
ALONE = """
import sys
from pathlib import Path
from tests.elasticsearch.nodes import ElasticsearchNode

with ElasticsearchNode.alone(Path(sys.argv[1])) as node:
    print(node.url, flush=True)
    sys.stdin.read()
"""
SHARING = """
import sys
from pathlib import Path
from tests.elasticsearch.sharing import shared_node

with shared_node(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def running(program: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a program that prints the address it uses, and ends when its input does."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, folder],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process


def end_input(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def answers(url: str) -> bool:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        connection.request("GET", "/_cluster/health")
        return connection.getresponse().status == 200
    except ConnectionError:
        return False
    finally:
        connection.close()


def test_a_node_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    with running(ALONE, tmp_path) as starter:
        url = address(starter)
        assert answers(url)
        starter.kill()

    deadline = time.monotonic() + PATIENCE
    while answers(url) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(url)


def test_processes_share_one_node_until_the_last_has_done(tmp_path: Path) -> None:
    with running(SHARING, tmp_path) as one, running(SHARING, tmp_path) as other:
        url = address(one)
        assert address(other) == url
        assert answers(url)
        # Both, before either is waited for: the one that started the node waits for the other.
        end_input(one)
        end_input(other)

    assert not answers(url)
    assert not (tmp_path / "url").exists()
