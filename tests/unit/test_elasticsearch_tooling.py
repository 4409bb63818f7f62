"""Putting a test server together and configuring it, as far as that needs no server."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.elasticsearch.assembly import made_once
from tests.elasticsearch.java_runtime import new_enough
from tests.elasticsearch.launching import NodeSettings, configuration, read_arguments

SEEDS = ("127.0.0.1:20001", "127.0.0.1:20002", "127.0.0.1:20003")


def java(home: Path, script: str) -> Path:
    """Make a Java installation whose program runs a shell script."""
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return home


def test_the_first_java_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    old = java(tmp_path / "old", "echo java.base@17.0.15")
    new = java(tmp_path / "new", "echo java.base@21.0.2; echo jdk.incubator.vector@21.0.2")
    newer = java(tmp_path / "newer", "echo java.base@25")

    found = new_enough([old, new, newer])

    assert found is not None
    assert (found.home, found.version) == (new, 21)
    assert found.modules == {"java.base", "jdk.incubator.vector"}


def test_a_folder_without_a_java_that_answers_is_passed_over(tmp_path: Path) -> None:
    ancient = java(tmp_path / "ancient", "echo 'Unrecognized option: --list-modules' >&2; exit 1")
    new = java(tmp_path / "new", "echo java.base@21")

    found = new_enough([tmp_path / "nothing", ancient, new])

    assert found is not None
    assert found.home == new


def test_without_a_java_that_is_new_enough_there_is_none(tmp_path: Path) -> None:
    assert new_enough([java(tmp_path / "old", "echo java.base@17.0.15")]) is None


def test_of_several_starts_at_once_one_assembles(tmp_path: Path) -> None:
    made: list[Path] = []
    together = Barrier(4)

    def make(folder: Path) -> None:
        made.append(folder)
        time.sleep(0.05)  # time for the others to do the same, if nothing held them back
        (folder / "file").touch()

    def start(_: int) -> bool:
        together.wait()
        return (made_once(tmp_path / "cache" / "programs", make) / "file").exists()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(start, range(4))) == [True] * 4
    assert len(made) == 1


def test_an_assembly_that_broke_off_is_done_again_from_nothing(tmp_path: Path) -> None:
    def break_off(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError("no network")

    with pytest.raises(RuntimeError, match="no network"):
        made_once(tmp_path / "programs", break_off)
    assert not (tmp_path / "programs").exists()

    folder = made_once(tmp_path / "programs", lambda folder: (folder / "whole").touch())

    assert [path.name for path in folder.iterdir()] == ["whole"]


def test_a_node_alone_looks_for_no_others() -> None:
    written = configuration(read_arguments(["/home", "9200"]))

    assert written["discovery.type"] == "single-node"
    assert "discovery.seed_hosts" not in written


def test_a_node_of_a_cluster_knows_its_place_and_the_others() -> None:
    options = ["--name", "second", "--transport", "20002", "--seeds", ",".join(SEEDS)]

    written = configuration(read_arguments(["/home", "9200", *options]))

    assert (written["node.name"], written["transport.port"]) == ("second", 20002)
    assert written["discovery.seed_hosts"] == list(SEEDS)
    assert written["cluster.initial_master_nodes"] == list(SEEDS)
    assert "discovery.type" not in written


@pytest.mark.parametrize("seeds", [(), SEEDS])
def test_a_node_listens_on_this_machine_only(seeds: tuple[str, ...]) -> None:
    written = configuration(NodeSettings(home=Path("/home"), http_port=9200, seeds=seeds))

    assert (written["http.host"], written["transport.host"]) == ("127.0.0.1", "127.0.0.1")
