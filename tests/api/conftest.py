from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from api.app import create_api
from app.accounts.access import ADMIN, PUBLISH, READ_DRAFTS, WRITE
from edge.guard import guard
from tests.api.contract import ContractClient
from tests.api.editing import Curator
from tests.api.reviewing import Reviewer

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


@pytest.fixture
def reader(account_services: Services) -> ContractClient:
    """A client without a token, of a catalogue that curators fill."""
    client = guarded(account_services).test_client()
    assert isinstance(client, ContractClient)
    return client


@pytest.fixture
def writer(reader: ContractClient, account_services: Services) -> Curator:
    return Curator(reader, account_services, READ_DRAFTS, WRITE)


@pytest.fixture
def publisher(reader: ContractClient, account_services: Services) -> Curator:
    return Curator(reader, account_services, READ_DRAFTS, WRITE, PUBLISH)


@pytest.fixture
def admin(reader: ContractClient, account_services: Services) -> Curator:
    return Curator(reader, account_services, ADMIN)


@pytest.fixture
def sending(reading_services: Services, reader: ContractClient) -> Callable[..., Reviewer]:
    """Return a function that gives somebody with scopes, in a catalogue without replies."""
    return partial(Reviewer, reader, reading_services)


@pytest.fixture
def reviewing(reply_services: Services) -> Callable[..., Reviewer]:
    """Return a function that gives somebody with scopes, where three candidates wait."""
    client = guarded(reply_services).test_client()
    assert isinstance(client, ContractClient)
    return partial(Reviewer, client, reply_services)


@pytest.fixture
def curator(reviewing: Callable[..., Reviewer]) -> Reviewer:
    """Somebody who may review and publish."""
    return reviewing("replies:harvest", READ_DRAFTS, PUBLISH)


@pytest.fixture
def anonymous(reviewing: Callable[..., Reviewer]) -> Reviewer:
    return reviewing()
