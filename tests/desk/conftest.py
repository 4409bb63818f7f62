from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from werkzeug.test import Client

from app.accounts import passwords
from app.accounts.users import create_user
from cli.wsgi import build_application
from tests.fixtures.accounts import QUICK
from tests.fixtures.services import services_in
from tests.web.browser.site import served
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from app.wiring import Services

PASSWORD = "fyra-ord-utan-samband"  # noqa: S105  of a test
ROLES = {"contributor": "08", "curator": None, "admin": None}
"""Role -> county of its account in tests."""


def address_of(role: str) -> str:
    return f"{role}@example.org"


def open_accounts(services: Services) -> None:
    """Open an account of each role."""
    for role, county in ROLES.items():
        create_user(services, address_of(role), role, PASSWORD, county)


@contextmanager
def with_accounts(services: Services) -> Iterator[Services]:
    """Give a catalogue of a module's own an account of each role; it is closed afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", QUICK)
        assert isinstance(QUICK, PasswordHasher)
        open_accounts(services)
        yield services
    services.database.close()


class Desk:
    """A browser at the desk: it keeps cookies, and sends forms as they stand on a page."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.client = Client(build_application(services))
        self.page: Page | None = None

    def answer(self, address: str, **headers: str) -> TestResponse:
        """Ask for a page, and follow nothing."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(address, headers=named)

    def visit(self, address: str) -> Page:
        """Ask for a page, and go where it leads."""
        with self.client.get(address, follow_redirects=True) as answer:
            self.page = Page(answer)
        return self.page

    @property
    def token(self) -> str:
        """What forms of the page last seen bring back."""
        assert self.page
        return self.page.all("input", name="token")[0].attributes["value"]

    def post(self, place: str, /, token: str | None = None, **fields: str) -> TestResponse:
        """Send a form of the page last seen, and follow nothing."""
        given = {"token": self.token if token is None else token, **fields}
        return self.client.post(place, data=given)

    def send(self, place: str, /, **fields: str) -> Page:
        """Send a form of the page last seen, and go where it leads."""
        with self.client.post(
            place, data={"token": self.token, **fields}, follow_redirects=True
        ) as answer:
            self.page = Page(answer)
        return self.page

    def sign_in(self, role: str, password: str = PASSWORD) -> Page:
        self.visit("/redaktion/logga-in")
        return self.send("/redaktion/logga-in", address=address_of(role), password=password)


@pytest.fixture
def services(account_services: Services, quick_hashes: None) -> Services:
    """A catalogue with an account of each role."""
    del quick_hashes
    open_accounts(account_services)
    return account_services


@pytest.fixture
def desk(services: Services) -> Desk:
    """A browser in which nobody has signed in."""
    return Desk(services)


@pytest.fixture
def as_role(services: Services) -> Callable[[str], Desk]:
    """Return a function that gives a browser in which somebody of a role has signed in."""

    def signed_in(role: str) -> Desk:
        found = Desk(services)
        found.sign_in(role)
        return found

    return signed_in


@pytest.fixture(scope="module")
def folder(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of a module's own, in which a reply has been read."""
    found = tmp_path_factory.mktemp("desk")
    shutil.copytree(read_once, found, dirs_exist_ok=True)
    return found


@pytest.fixture(scope="module")
def desk_services(folder: Path) -> Iterator[Services]:
    """The catalogue of that folder, with an account of each role."""
    with with_accounts(services_in(folder)) as services:
        yield services


@pytest.fixture(scope="module")
def address(desk_services: Services) -> Iterator[str]:
    """Where it is served."""
    with served(desk_services.settings.data) as address:
        yield address
