from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.app import create_api
from edge.guard import guard
from tests.api.contract import ContractClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from app.wiring import Services

    Build = Callable[[Services], ContractClient]


def guarded(services: Services) -> Flask:
    """Build the API behind the edge, without a call limit."""
    flask_app = guard(create_api(services), services.settings, None)
    flask_app.test_client_class = ContractClient
    return flask_app


@pytest.fixture(scope="session")
def api(services: Services) -> Flask:
    """The API over the seeded catalogue."""
    return guarded(services)


@pytest.fixture
def client(api: Flask) -> ContractClient:
    client = api.test_client()
    assert isinstance(client, ContractClient)
    return client


@pytest.fixture
def fresh(empty_services: Services) -> ContractClient:
    """A client of a catalogue that the test itself fills."""
    client = guarded(empty_services).test_client()
    assert isinstance(client, ContractClient)
    return client
