"""How tests move in the browser: nothing is read, counted or pressed while a page is on its way."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.web.server import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response


@contextmanager
def context_in(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Open a context whose pages wait as long for something as other tests do."""
    with browser.new_context(**options) as context:
        context.set_default_timeout(PATIENCE * 1000)
        yield context


def click(target: Locator, *, leads: bool = True, times: int = 1) -> Response | None:
    """Click, and wait for the page that it leads to; return what answered there."""
    return _moved(target.page, lambda: target.click(click_count=times), leads=leads)


def press(page: Page, key: str, *, leads: bool = True) -> Response | None:
    """Press a key, and wait for the page (or the place on it) that it leads to."""
    return _moved(page, lambda: page.keyboard.press(key), leads=leads)


def _moved(page: Page, act: Callable[[], None], *, leads: bool) -> Response | None:
    answer = None
    if leads:
        with page.expect_navigation() as led:
            act()
        answer = led.value
    else:
        act()
    settled(page)
    return answer


def settled(page: Page) -> None:
    """Wait until two frames are drawn, also where scripts are off.

    With the first one after a load, Chromium takes the focus to the fragment of an address: a Tab
    before it is lost. The size of a window reaches scripts with a frame, too.
    """
    body = page.query_selector("body")
    assert body is not None
    body.wait_for_element_state("stable")
