"""Writes the OpenAPI documents as they are committed: `python -m api.document`."""

from __future__ import annotations

from pathlib import Path

from api.app import document
from api.audiences import public_part
from api.openapi import EDITING, PUBLIC, to_yaml, with_sorted_components

EXAMPLE_URL = "https://exempelbanken.example"
EXAMPLE_CONTACT = "kontakt@exempelbanken.example"
"""The address and the contact in the committed documents; an installation has its own."""


def committed_documents() -> dict[str, str]:
    """Return the text of each document by the name of its file."""
    complete = document(EXAMPLE_URL, EXAMPLE_CONTACT)
    return {
        f"{PUBLIC}.yaml": to_yaml(with_sorted_components(public_part(complete))),
        f"{EDITING}.yaml": to_yaml(with_sorted_components(complete)),
    }


if __name__ == "__main__":
    for name, text in committed_documents().items():
        Path(name).write_text(text, encoding="utf-8")
