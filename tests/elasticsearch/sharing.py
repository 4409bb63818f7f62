"""One node for all processes of a test run."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from tests.elasticsearch.locking import held
from tests.elasticsearch.nodes import ElasticsearchNode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def shared_node(folder: Path) -> Iterator[str]:
    """Give the address of the node that serves whoever names the same folder.

    The first process that asks starts it, and stops it once nobody uses it any more. Every user
    holds a shared lock on one file, so a user that dies counts no longer.
    """
    url, users = folder / "url", folder / "users"
    node = None
    try:
        with ExitStack() as use:
            with held(folder / "starting"):
                use.enter_context(held(users, shared=True))
                if not url.exists():
                    node = ElasticsearchNode.alone(folder / "node").__enter__()
                    url.write_text(node.url)
            yield url.read_text()
    finally:
        if node is not None:
            with held(users):
                url.unlink()
                node.stop()
