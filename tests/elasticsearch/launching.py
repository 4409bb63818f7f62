"""Starts one node of a genuine Elasticsearch in the foreground, for tests on this machine."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.elasticsearch.assembly import HERE, assembled, made_once, programs_folder
from tests.elasticsearch.java_runtime import OLDEST, find_java

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.elasticsearch.java_runtime import JavaRuntime

MISSING_JAVA = (
    f"Java {OLDEST} or newer is missing: set JAVA_HOME, install a package such as openjdk-21-jre, "
    "or fetch a runtime as tests/elasticsearch/README.md tells"
)
MISSING_MAVEN = "Maven is missing: install the package maven (Debian, Ubuntu) or put mvn in PATH"
ARCHIVE = "classes.jsa"
VECTORS = "jdk.incubator.vector"
"""A module that Lucene computes faster with; a trimmed runtime may lack it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeSettings:
    """How to run a node.

    Attributes:
        home: folder of its data, configuration and log; a node that starts again finds them there.
        http_port, transport_port: on 127.0.0.1; 0 takes any free port.
        seeds: "host:port" of the transport of every node of the cluster; none = a single node.
        heap: as Java's -Xmx takes it.
        passing: it runs for a test only: it stops when its standard input ends, and takes half
            the processor time to start, at the price of slower code later.
        others: further settings of Elasticsearch's own.
    """

    home: Path
    http_port: int
    name: str = "node-1"
    transport_port: int = 0
    seeds: tuple[str, ...] = ()
    heap: str = "512m"
    passing: bool = False
    others: Mapping[str, Any] = field(default_factory=dict)


def missing() -> str | None:
    """Return a sentence on what must be installed before a node can be started, or None."""
    if find_java() is None:
        return MISSING_JAVA
    if shutil.which("mvn") is None and not programs_folder().exists():
        return MISSING_MAVEN
    return None


def command(settings: NodeSettings) -> list[str]:
    """Write the node's configuration and return the command that runs it.

    Raises:
        RuntimeError: something must be installed first, or the program files cannot be fetched.
    """
    java = find_java()
    if java is None:
        raise RuntimeError(MISSING_JAVA)
    archive = class_archive(java)
    shared = [f"-XX:SharedArchiveFile={archive}"] if archive.exists() else []
    return _command(java, settings, *shared)


def class_archive(java: JavaRuntime) -> Path:
    """Return the file of loaded classes that halves the start of a node; made once per machine.

    A trimmed runtime may be unable to make it; there is no such file then.
    """
    programs = assembled(java)
    return (
        made_once(programs / f"classes-{java.version}", partial(_archive_classes, java)) / ARCHIVE
    )


def _archive_classes(java: JavaRuntime, folder: Path) -> None:
    with TemporaryDirectory() as home:
        settings = NodeSettings(home=Path(home), http_port=0, passing=True)
        line = _command(java, settings, f"-XX:ArchiveClassesAtExit={folder / ARCHIVE}")
        # It ends as soon as it has started, since it gets no input.
        subprocess.run(line, check=True, stdin=subprocess.DEVNULL, capture_output=True)


def _command(java: JavaRuntime, settings: NodeSettings, *options: str) -> list[str]:
    programs = assembled(java)
    config = settings.home / "config"
    config.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "log4j2.properties", config)
    # JSON is YAML too.
    (config / "elasticsearch.yml").write_text(json.dumps(configuration(settings), indent=2))
    line = [str(java.program), "--enable-native-access=ALL-UNNAMED", *options]
    line += [f"-Xms{settings.heap}", f"-Xmx{settings.heap}"]
    if VECTORS in java.modules:
        line += ["--add-modules", VECTORS]
    if settings.passing:
        line += ["-XX:TieredStopAtLevel=1"]
    main = ["TestNode", str(programs), str(config)] + ["--while-input"] * settings.passing
    return [*line, "-cp", f"{programs}/lib/*", *main]


def configuration(settings: NodeSettings) -> dict[str, Any]:
    """Return what goes into elasticsearch.yml."""
    discovery: dict[str, Any] = {"discovery.type": "single-node"}
    if settings.seeds:
        seeds = list(settings.seeds)
        discovery = {"discovery.seed_hosts": seeds, "cluster.initial_master_nodes": seeds}
    return {
        "cluster.name": "exempelbanken-test",
        "node.name": settings.name,
        "path.data": str(settings.home / "data"),
        "path.logs": str(settings.home / "logs"),
        "http.host": "127.0.0.1",
        "http.port": settings.http_port,
        "transport.host": "127.0.0.1",
        "transport.port": settings.transport_port,
        # A test machine's full disk is no reason to block indexes, and the check that does it would
        # also lift, every 30 s, a block that a test has set.
        "cluster.routing.allocation.disk.threshold_enabled": False,
        "cluster.info.update.interval": "1h",
        **discovery,
        **settings.others,
    }


def read_arguments(arguments: list[str] | None = None) -> NodeSettings:
    parser = argparse.ArgumentParser(prog="start", description=__doc__)
    parser.add_argument("home", type=Path, help="folder of the node's data, configuration and log")
    parser.add_argument("http_port", type=int, help="port on 127.0.0.1")
    parser.add_argument("--name", default="node-1", help="of the node (%(default)s)")
    parser.add_argument("--transport", type=int, default=0, help="port for other nodes (any)")
    parser.add_argument("--seeds", default="", help="host:port,... of the cluster's transports")
    parser.add_argument("--heap", default="512m", help="of Java (%(default)s)")
    parser.add_argument("--snapshots", type=Path, help="folder that snapshots may be stored in")
    given = parser.parse_args(arguments)
    return NodeSettings(
        home=given.home.resolve(),
        http_port=given.http_port,
        name=given.name,
        transport_port=given.transport,
        seeds=tuple(filter(None, given.seeds.split(","))),
        heap=given.heap,
        others={"path.repo": str(given.snapshots.resolve())} if given.snapshots else {},
    )


def main() -> None:
    """Become the node, so that signals reach it."""
    settings = read_arguments()
    if sentence := missing():
        raise SystemExit(sentence)
    line = command(settings)
    os.execv(line[0], line)  # noqa: S606  no shell is wanted


if __name__ == "__main__":
    main()
