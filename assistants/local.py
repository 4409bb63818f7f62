"""The catalogue of this machine, called in process: no port is opened, no server needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.test import Client

from assistants.catalogue import Answer, Request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class LocalCatalogue:
    """Calls the API as a web server would."""

    def __init__(self, application: WSGIApplication, address: str) -> None:
        """Take the API, and the address that links in its answers are built from."""
        self._client = Client(application, use_cookies=False)
        self._address = address

    def answer(self, request: Request) -> Answer:
        """Answer a call.

        Raises:
            Unanswered: it is too long.
        """
        with self._client.open(
            request.target,
            base_url=self._address,
            method=request.method,
            headers=request.headers,
            data=request.body,
        ) as response:
            return Answer(response.status_code, response.get_json(force=True))
