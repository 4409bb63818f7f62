"""Workers of two releases at the same index: the newer one keeps it, the older one stands by."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.indexing import NewerIndex, index_status, rebuild_index, sync_index, verify_index
from indexer import index_names
from indexer.engine import NoLiveIndex
from indexer.index_names import Builder, IndexName
from tests.faults.installation import wait_for

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.faults.acting import Command
    from tests.faults.conftest import Install
    from tests.faults.installation import Installation

ENTRIES = 50
OLDER, NEWER = "0.0.1", "999.0"
STANDS_BY = "index left to a newer release"


def of_release(services: Services, release: str) -> Services:
    return built_by(services, replace(services.builder, release=release, fingerprint="other"))


def built_by(services: Services, builder: Builder) -> Services:
    """Return services that take themselves for another builder than this process is."""
    other = replace(services)
    vars(other)["builder"] = builder
    return other


def release_of(installation: Installation) -> str | None:
    return index_status(installation.services).built_by


@pytest.fixture
def ready(install: Install) -> Installation:
    return install(ENTRIES)


@pytest.fixture
def embedded(install_embedded: Install) -> Installation:
    return install_embedded(ENTRIES)


def test_a_newer_release_takes_over_once_and_an_older_one_never(ready: Installation) -> None:
    newer, older = of_release(ready.services, NEWER), ready.services
    sync_index(older)
    sync_index(newer)
    live = newer.engine.live()
    for turn in range(3):
        ready.load(ENTRIES, mark=f"gång {turn}")
        with pytest.raises(NewerIndex):
            sync_index(older)
        sync_index(newer)
    assert newer.engine.live() == live
    assert not verify_index(newer)


def test_of_one_release_with_two_analyses_the_later_one_keeps_the_index(
    ready: Installation,
) -> None:
    earlier = ready.services
    sync_index(earlier)
    later = built_by(earlier, Builder(earlier.builder.release, "other", "99990101t000000"))
    sync_index(later)
    with pytest.raises(NewerIndex):
        sync_index(built_by(earlier, replace(earlier.builder, since="20000101t000000")))


def test_a_rebuild_by_command_goes_back_to_an_older_release(ready: Installation) -> None:
    sync_index(of_release(ready.services, NEWER))
    assert not index_status(ready.services).current
    rebuild_index(ready.services)
    assert index_status(ready.services).current


def call_itself(release: str) -> None:
    """Have this process take itself for another release, which has other fields."""
    index_names.release = lambda: release
    index_names.MAPPING_VERSION = release


def start_worker(installation: Installation, release: str) -> Command:
    return installation.start("worker", prepare=partial(call_itself, release))


def test_two_workers_of_different_releases_do_not_undo_each_other(embedded: Installation) -> None:
    older = start_worker(embedded, OLDER)
    wait_for(lambda: release_of(embedded) == OLDER, "the older worker to build")
    newer = start_worker(embedded, NEWER)
    wait_for(lambda: release_of(embedded) == NEWER, "the newer worker to take over")
    live = embedded.services.engine.live()
    with pytest.raises(NoLiveIndex):  # its fields are not those of this process
        embedded.services.engine.snapshot()
    embedded.load(ENTRIES, mark="ändrat")
    wait_for(lambda: not verify_index(embedded.services), "the newer worker to catch up")
    assert embedded.services.engine.live() == live
    newer.kill()
    restarted = start_worker(embedded, OLDER)
    embedded.load(ENTRIES, mark="ändrat igen")
    wait_for(lambda: older.said(STANDS_BY), "the older worker to say so")
    wait_for(lambda: restarted.said(STANDS_BY), "and once more at its start")
    assert embedded.services.engine.live() == live


def test_status_names_both_releases(embedded: Installation) -> None:
    sync_index(of_release(embedded.services, NEWER))
    done = embedded.run("index", "status")
    assert done.wait() == 1
    assert f"utgåva {NEWER}" in done.stdout


def test_every_index_of_another_release_is_swept(ready: Installation) -> None:
    ready.services.engine.create(str(IndexName(OLDER, "other", "20000101t000000")))
    name = rebuild_index(ready.services)
    assert ready.services.engine.names() == [name]
