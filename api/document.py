"""Prints the OpenAPI document as it is committed: `python -m api.document > openapi.yaml`."""

from __future__ import annotations

import sys

from api.app import build_api
from api.openapi import document_of, to_yaml

EXAMPLE_URL = "https://exempelbanken.example"
"""Where the committed document says the API is; an installation serves its own address."""


def committed_document() -> str:
    """Return the text of openapi.yaml."""
    _, api = build_api(EXAMPLE_URL)
    return to_yaml(document_of(api))


if __name__ == "__main__":
    sys.stdout.write(committed_document())
