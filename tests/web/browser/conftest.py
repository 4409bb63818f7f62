"""One served catalogue for all modules that a process of the suite runs."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.web.browser.moving import context_in
from tests.web.browser.site import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from app.wiring import Services


class NewPage(Protocol):
    """Opens a page in a context of its own; keyword arguments are those of a context."""

    def __call__(self, **options: Any) -> Page: ...


@pytest.fixture(scope="session")
def address(services: Services) -> Iterator[str]:
    """The seeded catalogue, served."""
    with served(services.settings.data) as address:
        yield address


@pytest.fixture
def new_page(browser: Browser, address: str) -> Iterator[NewPage]:
    with ExitStack() as opened:

        def new_page(**options: Any) -> Page:
            return opened.enter_context(page_in(browser, address, **options))

        yield new_page


@contextmanager
def page_in(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open a page for several tests; what is given in `options` is that of a context."""
    with context_in(browser, **{**usual(address), **options}) as context:
        yield context.new_page()


def usual(address: str) -> dict[str, Any]:
    return {"base_url": address, "locale": "sv-SE", "reduced_motion": "reduce"}
