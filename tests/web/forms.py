"""What holds for each form that anybody may send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.page import Page

not_from_the_form = pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"token": "made-up"}, 400),
        ({"website": "https://spam.example"}, 400),
        ({"origin": "https://elsewhere.example"}, 400),
    ],
)
"""What a form is sent with by others than its reader."""


def assert_is_shown_again(page: Page, status: int, written: str) -> None:
    """Check that a form that was refused as a whole keeps what was written in it."""
    assert page.status == status
    assert page.one("textarea").text.split() == written.split()
    assert not [each for each in page.all("a") if each.attributes["href"] in ("#title", "#text")]
    assert "autofocus" in page.one("div", class_="faults").attributes
    assert page.all("input", id="website")[0].attributes.get("value", "") == ""


def assert_is_too_soon(page: Page, written: str) -> None:
    """Check that a form of an address that has sent enough says how long to wait."""
    assert page.status == 429
    assert 1 <= int(page.headers["Retry-After"]) <= 60
    assert "Flera formulär har skickats" in page.text
    assert page.one("textarea").text.split() == written.split()
