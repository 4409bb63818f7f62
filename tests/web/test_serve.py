from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from copy import copy
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.imports.bulk_load import ImportOptions, import_lines
from catalogue import usage
from record.usage import DOWNLOAD
from tests.fixtures.repository import ROOT
from tests.fixtures.services import copy_learnt, row
from tests.web.server import PATIENCE, Server, children, command, eventually, kill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("learnt_services"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc: needs Linux"),
]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(services: Services) -> Iterator[Server]:
    with Server(services.settings.data, "--no-worker") as started:
        yield started


@pytest.fixture(scope="module")
def metrics_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def whole(services: Services, metrics_port: int) -> Iterator[Server]:
    """Two web processes, a worker and a port for measures; which of them run changes."""
    measured = {"EXEMPELBANKEN_METRICS_PORT": str(metrics_port)}
    with Server(services.settings.data, "--workers", "2", **measured) as started:
        yield started


def refused(data: Path, *options: str, **environment: str) -> str:
    """Run a server that cannot start; return what it says."""
    line, variables = command(data, *options)
    done = subprocess.run(
        line,
        env={**variables, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def test_pages_api_and_health_are_served(server: Server) -> None:
    assert "<h1>" in server.get("/")[1]
    assert json.loads(server.get("/api/v1/entries?q=energi&limit=1")[1])["items"]
    assert json.loads(server.get("/health/ready")[1])["parts"] == {"database": True, "index": True}


def test_an_address_too_long_for_the_web_server_gets_our_own_words(server: Server) -> None:
    status, page, _ = server.get("/?q=" + "a" * 10_000)
    assert status == 414
    assert "Korta söktexten" in page
    status, problem, headers = server.get("/api/v1/entries?q=" + "a" * 10_000)
    assert status == 414
    assert headers["Content-Type"] == "application/problem+json"
    assert json.loads(problem)["status"] == 414


def test_x_forwarded_headers_change_nothing(server: Server) -> None:
    headers = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "evil.example"}
    status, text, _ = server.get("/api/v1/entries?limit=1", **headers)
    assert status == 200
    assert "evil.example" not in text
    assert "https://127.0.0.1" not in text


def test_the_log_has_a_line_for_each_request_without_query_or_address(server: Server) -> None:
    server.get("/?q=hemligtord")
    server.get("/api/v1/entries?q=hemligtord&county=fel")
    server.get("/hemligtord?" + "hemligtord" * 20_000)
    assert eventually(lambda: '"route": "/api/v1/entries", "status": 400' in server.log)
    assert "hemligtord" not in server.log
    assert "127.0.0.1" not in server.log


def test_metrics_are_the_sum_of_all_processes_on_a_port_of_their_own(
    whole: Server, metrics_port: int
) -> None:
    for _ in range(20):
        whole.get("/?q=energi")
    assert whole.get("/metrics")[0] == 404
    port = copy(whole)
    port.address = f"http://127.0.0.1:{metrics_port}"
    counted = 'exempelbanken_http_requests_total{method="GET",route="/",status="200"} 20.0'
    assert eventually(lambda: counted in port.get("/metrics")[1])
    assert eventually(lambda: "exempelbanken_index_lag 0.0" in port.get("/metrics")[1])
    assert "exempelbanken_search_seconds_count 20.0" in port.get("/metrics")[1]


def test_a_killed_web_process_is_replaced(whole: Server) -> None:
    assert eventually(lambda: len(whole.web) == 2)
    gone, other = whole.web
    kill(gone)
    assert eventually(lambda: len({*whole.web} - {gone, other}) == 1)
    assert whole.get("/health/live")[0] == 200


def test_whoever_comes_while_no_web_process_runs_waits_and_is_answered(whole: Server) -> None:
    for process in whole.web:
        kill(process)
    assert whole.get("/health/live")[0] == 200


def test_sigusr1_replaces_all_processes_and_nobody_is_turned_away(whole: Server) -> None:
    assert eventually(lambda: len(whole.web) == 2 and whole.background)
    first = {*whole.web, whole.background}
    whole.process.send_signal(signal.SIGUSR1)
    answers = []

    def is_done() -> bool:
        answers.append(whole.get("/health/live")[0])
        now = {*whole.web, whole.background} - {None}
        return len(now) == len(first) and not first & now

    assert eventually(is_done)
    assert set(answers) == {200}


def test_a_killed_background_worker_is_started_again_and_indexes(
    empty_services: Services, learnt: Path
) -> None:
    copy_learnt(learnt, empty_services.settings.data)
    with Server(empty_services.settings.data) as server:
        assert eventually(lambda: server.background)
        first = server.background
        assert first is not None
        kill(first)
        assert eventually(lambda: server.background not in (None, first))
        line = json.dumps(row("late", title="Biogas")).encode()
        import_lines(empty_services, [line], ImportOptions(source_system="test", publish=True))
        assert eventually(lambda: "1 exempel" in server.get("/?q=biogas")[1])


def test_it_stops_on_sigterm_and_leaves_nothing_running(services: Services) -> None:
    with Server(services.settings.data) as server:
        started = children(server.process.pid)
        assert server.get("/api/v1/entries/table?q=biogas&format=csv")[0] == 200
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
        assert eventually(lambda: not running(started))
    with services.database.read() as connection:  # what was counted is written at the end
        counted = usage.sum_by_key(connection, DOWNLOAD, date.min, date.max, least=1)
    assert counted == [("csv", "", 1)]


def test_sigterm_to_make_run_ends_the_server(services: Services) -> None:
    python = f"IN_VENV={sys.executable} -P -m"
    line = ["make", "-C", str(ROOT), "-o", "seed", "run", python, f"PORT={free_port()}"]
    with Server(services.settings.data, line=line) as server:
        server.process.terminate()
        assert eventually(lambda: not listens(server.address))


def listens(address: str) -> bool:
    host, port = address.removeprefix("http://").split(":")
    with socket.socket() as client:
        return client.connect_ex((host, int(port))) == 0


def test_ctrl_c_while_a_process_starts_stops_all_without_a_traceback(services: Services) -> None:
    with Server(services.settings.data, "--no-worker") as server:
        first = set(children(server.process.pid))
        kill(server.web[0])
        assert eventually(lambda: set(children(server.process.pid)) - first)
        started = children(server.process.pid)
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert eventually(lambda: not running(started))
        assert "Traceback" not in server.log


def test_nothing_goes_on_when_the_parent_is_killed(services: Services) -> None:
    with Server(services.settings.data) as server:
        started = children(server.process.pid)
        kill(server.process.pid)
        assert eventually(lambda: not running(started))


def running(processes: list[int]) -> list[int]:
    return [one for one in processes if (state := state_of(one)) and state != "Z"]


def state_of(process: int) -> str | None:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = refused(tmp_path, "--port", str(taken.getsockname()[1]))
    assert "är upptagen" in told


def test_a_host_that_is_not_ours_is_told(tmp_path: Path) -> None:
    assert "192.0.2.1" in refused(tmp_path, "--host", "192.0.2.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EXEMPELBANKEN_RATE_LIMIT", "many"),
        ("EXEMPELBANKEN_TRUSTED_PROXIES", "proxy.example"),
        ("EXEMPELBANKEN_DATABASE_URL", "sqlite:no-such:form"),
        ("EXEMPELBANKEN_PUBLIC_URL", "example.org"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    key = {"EXEMPELBANKEN_SECRET_KEY": "k" * 40}
    assert name in refused(tmp_path, **{name: value}, **key)
