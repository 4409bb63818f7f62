"""Nodes that tests join into a cluster."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, Self

from tests.elasticsearch.launching import NodeSettings
from tests.elasticsearch.nodes import ADDRESS, ElasticsearchNode, free_ports

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 3
"""The fewest that go on after the loss of any one: two are still a majority."""


class ElasticsearchCluster:
    """Some nodes; in a `with` statement they are started, waited for, and stopped."""

    def __init__(self, home: Path, size: int = SIZE) -> None:
        ports = list(islice(free_ports(), 2 * size))
        seeds = tuple(f"{ADDRESS}:{port}" for port in ports[:size])
        self.nodes = tuple(
            ElasticsearchNode(
                NodeSettings(
                    home=home / f"node-{number}",
                    name=f"node-{number}",
                    http_port=ports[size + number],
                    transport_port=ports[number],
                    seeds=seeds,
                    passing=True,
                )
            )
            for number in range(size)
        )

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(node.url for node in self.nodes)

    def start(self) -> None:
        for node in self.nodes:
            node.start()

    def stop(self) -> None:
        with ExitStack() as stack:
            for node in self.nodes:
                stack.callback(node.stop)

    def wait_ready(self) -> None:
        """Wait until each node sees all, and every copy of every index is in place."""
        for node in self.nodes:
            node.wait_ready(nodes=len(self.nodes), status="green")

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self.stop)
            self.start()
            self.wait_ready()
            stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
