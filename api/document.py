"""Prints the OpenAPI document as it is committed: `python -m api.document > openapi.yaml`."""

from __future__ import annotations

import sys

from api.app import document
from api.openapi import to_yaml

EXAMPLE_URL = "https://exempelbanken.example"
EXAMPLE_CONTACT = "kontakt@exempelbanken.example"
"""Where and whose the committed document says the API is; an installation tells its own."""


def committed_document() -> str:
    """Return the text of openapi.yaml."""
    return to_yaml(document(EXAMPLE_URL, EXAMPLE_CONTACT))


if __name__ == "__main__":
    sys.stdout.write(committed_document())
