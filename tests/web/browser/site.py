"""The application on a port of this machine, served by a thread of the test's own process."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from cli.wsgi import build_application
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services


class Quiet(WSGIRequestHandler):
    """Logs no requests."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - as in werkzeug
        """Say nothing."""


@contextmanager
def with_contact(data: Path, address: str = "http://127.0.0.1:8000") -> Iterator[Services]:
    """Open the catalogue of a folder as one whose curators can be written to."""
    services = services_in(
        data, EXEMPELBANKEN_PUBLIC_URL=address, EXEMPELBANKEN_CONTACT="exempel@example.org"
    )
    yield services
    services.database.close()


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve the catalogue of a folder; its links name the address that it is served at."""
    server = make_server("127.0.0.1", 0, _nothing, threaded=True, request_handler=Quiet)
    address = f"http://127.0.0.1:{server.server_port}"
    with with_contact(data, address) as services:
        server.app = build_application(services)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield address
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _nothing(*_: object) -> list[bytes]:
    return []
