"""Processor time: what work costs, on a machine that others share too."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from elasticsearch import Elasticsearch

if TYPE_CHECKING:
    from app.settings import Settings


class Processor:
    """Counts the seconds of processor time since it was made.

    Counted are this process, the processes that it has started and that have ended, and the
    servers of the search engine, whoever else they work for.
    """

    def __init__(self, settings: Settings) -> None:
        self._urls = list(settings.elastic.urls) if settings.elastic else []
        self._before = self._used()

    def seconds(self) -> float:
        """Return what has been used."""
        return self._used() - self._before

    def _used(self) -> float:
        return sum(os.times()[:4]) + self._of_servers()

    def _of_servers(self) -> float:
        if not self._urls:
            return 0.0
        with Elasticsearch(self._urls) as client:
            nodes = client.nodes.stats(metric="process")["nodes"].values()
        return float(sum(node["process"]["cpu"]["total_in_millis"] for node in nodes)) / 1000
