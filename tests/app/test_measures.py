"""What a worker tells those who watch it: figures, and whether it is alive."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.copies.dumps import service as dumps
from app.jobs.metrics import work_metrics
from cli.serve import listen
from edge import worker_measures
from edge.worker_measures import Measuring, serve_worker
from tests.app.importing import handed_in, ndjson
from tests.app.working import unreadable, work_off
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from app.wiring import Services


@contextmanager
def told_by(measuring: Measuring) -> Iterator[str]:
    """Serve a worker's port; gives its address."""
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    stop = serve_worker(listener, measuring)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop()


def asked(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - of our own
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_figures_tell_what_waits_runs_and_has_failed(job_services: Services) -> None:
    assert set(work_metrics(job_services).jobs.values()) == {0}
    unreadable(job_services)
    handed_in(job_services, ndjson(row("a")))
    figures = work_metrics(job_services)
    assert figures.jobs["import", "queued"] == 2
    assert figures.waiting["import"] > 0
    assert figures.waiting["dump"] == 0
    work_off(job_services)
    assert work_metrics(job_services).jobs["import", "queued"] == 1


def test_figures_tell_how_old_the_latest_dump_is(job_services: Services) -> None:
    assert work_metrics(job_services).dump_age is None
    dumps.make_dump(job_services)
    age = work_metrics(job_services).dump_age
    assert age is not None
    assert age > 0


def test_the_port_of_a_worker_tells_measures_and_whether_it_is_alive(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    measuring = Measuring()
    with told_by(measuring) as address:
        assert asked(f"{address}/health/ready")[0] == 503
        assert asked(f"{address}/health/live")[0] == 200
        measuring.started(empty_services)
        measuring.beat("long")
        status, body = asked(f"{address}/health/ready")
        assert (status, json.loads(body)["parts"]["long"]) == (200, True)
        measuring.attempt("reply", "failed", 1.5)
        measuring.periodic_task("expire", well=True)
        _, figures = asked(f"{address}/metrics")
        monkeypatch.setattr(worker_measures, "STILL", -1.0)
        assert asked(f"{address}/health/ready")[0] == 503
    for told in (
        'exempelbanken_job_attempts_total{kind="reply",outcome="failed"}',
        'exempelbanken_job_seconds_bucket{kind="reply",le="5.0"}',
        'exempelbanken_chores_total{chore="expire",outcome="done"}',
        "exempelbanken_build_info{",
    ):
        assert told in figures
