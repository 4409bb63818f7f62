"""A hook of MkDocs: links from the documents to other files of the repository become plain text.

The site holds the documents alone; what they say of the other files holds without the links.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")


def on_page_markdown(markdown: str, *, page: Any, **_: object) -> str:  # noqa: ANN401  MkDocs' own
    """Return the text of a page for the site."""
    return unlink_outside(markdown, page.file.src_uri)


def unlink_outside(markdown: str, path: str) -> str:
    """Return the text without links that lead out of the folder that its path begins in."""

    def replace(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link[2]))
        return link[1] if target.startswith("../") else link[0]

    return LINK.sub(replace, markdown)
