"""Whether the parts that answers rest on answer themselves, and how far behind the index is."""

from __future__ import annotations

from app.availability import translates_engine_errors
from app.integrity import is_known_damaged
from app.wiring import Services
from catalogue import ledger


def readiness(services: Services) -> dict[str, bool]:
    """Return part -> whether it answers."""
    whole = not is_known_damaged(services.settings)
    return {"database": whole and services.database.is_alive(), "index": services.engine_ready()}


@translates_engine_errors()
def index_position(services: Services) -> tuple[int, int]:
    """Return the ledger position of the index, and how many events it has yet to take in.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    reached = services.engine.snapshot().seq
    with services.database.read() as connection:
        return reached, max(0, ledger.last_seq(connection) - reached)
