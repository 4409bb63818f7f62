"""The type of the pages: where it comes from, and that it is there before the first word."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOT, text_of

if TYPE_CHECKING:
    from tests.web.conftest import Visit

TYPE = "web/static/type"
SUMS = [line.split() for line in text_of(f"{TYPE}/sha256").splitlines()]


@pytest.mark.parametrize(("checksum", "name"), SUMS)
def test_a_vendored_file_is_the_one_that_was_published(checksum: str, name: str) -> None:
    assert hashlib.sha256((ROOT / TYPE / name).read_bytes()).hexdigest() == checksum


def test_the_file_that_the_style_asks_for_is_fetched_ahead_and_kept_for_a_year(
    visit: Visit,
) -> None:
    page = visit("/en/")
    ahead = page.one("link", rel="preload").attributes
    (named,) = re.findall(r'url\("(type/[^"]+)"\)', text_of("web/static/style.css"))
    assert ahead["href"] == f"/static/{named}"
    assert ahead["as"] == "font"
    assert "crossorigin" in ahead
    assert "font-src 'self'" in page.headers["Content-Security-Policy"]
    answer = visit(ahead["href"])
    assert answer.headers["Content-Type"] == "font/woff2"
    assert "max-age=31536000" in answer.headers["Cache-Control"]
