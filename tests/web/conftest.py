from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from werkzeug.test import Client, TestResponse

from cli.wsgi import build_application
from tests.web.page import Page

if TYPE_CHECKING:
    from app.wiring import Services

EVERY_COUNTY = [f"{code:02}" for code in range(1, 26) if code not in (2, 11, 15, 16)]


class Visit(Protocol):
    """Fetches a page of the whole application, moved ones too; keyword arguments are headers."""

    def __call__(self, address: str, **headers: str) -> Page: ...


def visitor(services: Services) -> Visit:
    client = Client(build_application(services))

    def visit(address: str, **headers: str) -> Page:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with client.get(address, headers=named, follow_redirects=True) as answer:
            assert isinstance(answer, TestResponse)
            return Page(answer)

    return visit


@pytest.fixture(scope="session")
def visit(services: Services) -> Visit:
    """Pages of the seeded catalogue."""
    return visitor(services)


@pytest.fixture
def visit_own(empty_services: Services) -> Visit:
    """Pages of a catalogue that the test fills itself."""
    return visitor(empty_services)
