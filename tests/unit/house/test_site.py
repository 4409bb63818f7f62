"""What `make docs` builds: every document has its place, and no link leads out of the site."""

from __future__ import annotations

import re

import pytest

from tests.fixtures.repository import ROOT, text_of
from tools.site_links import unlink_outside


@pytest.mark.parametrize(
    ("path", "markdown", "expected"),
    [
        ("a.md", "see [the file](../deploy/x.conf#y).", "see the file."),
        ("a.md", "see [b](b.md#c)", "see [b](b.md#c)"),
        ("adr/1.md", "see [a](../a.md)", "see [a](../a.md)"),
        ("adr/1.md", "see [code](../../app)", "see code"),
        ("a.md", "see [us](https://example.org/../x)", "see [us](https://example.org/../x)"),
    ],
)
def test_links_out_of_the_documents_become_text(path: str, markdown: str, expected: str) -> None:
    assert unlink_outside(markdown, path) == expected


def test_every_document_has_its_place_in_the_site() -> None:
    placed = set(re.findall(r": (\S+\.md)$", text_of("mkdocs.yml"), re.MULTILINE))
    folder = ROOT / "docs"
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    assert placed == {path for path in written if not re.match(r"adr/\d", path)}
