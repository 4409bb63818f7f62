"""Examples of linked data."""

from __future__ import annotations

from typing import Any

from schemas.examples.entries import ROOT

CATALOG: dict[str, Any] = {
    "@context": f"{ROOT}/context.jsonld",
    "@graph": [
        {
            "@id": "https://exempelbanken.example/id/catalogue",
            "@type": "dcat:Catalog",
            "dcterms:title": {"@language": "sv", "@value": "Exempelbanken"},
            "dcat:dataset": {"@id": "https://exempelbanken.example/id/catalogue#examples"},
        }
    ],
}
