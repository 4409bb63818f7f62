"""A desk with a reply that has been read, at which a curator has signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk.conftest import Desk, open_accounts

if TYPE_CHECKING:
    from app.wiring import Services


@pytest.fixture
def services(reply_services: Services, quick_hashes: None) -> Services:
    """A catalogue in which three candidates of one reply wait, with an account of each role."""
    del quick_hashes
    open_accounts(reply_services)
    return reply_services


@pytest.fixture
def desk(services: Services) -> Desk:
    """A browser in which a curator has signed in."""
    found = Desk(services)
    found.sign_in("curator")
    return found
