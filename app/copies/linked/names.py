"""Addresses of things: made to last, apart from the addresses of the documents about them.

They begin with the public address and `/id/`, not with the API's version, and lead on to a
document (303) whichever version is served.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from app.addresses import entry_name

SWEDISH = "sv"
"""The language of addresses that name none."""
ID = "/id"
CATALOGUE = "catalogue"
ENTRIES = "entries"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
"""With http and the last slash: as the national data portal knows it."""
SWEDEN = "http://sws.geonames.org/2661886"
AUTHORITY = "http://publications.europa.eu/resource/authority"
LICENCES = {"CC0-1.0": CC0, "CC-BY-4.0": "http://creativecommons.org/licenses/by/4.0/"}


@dataclass(frozen=True, slots=True)
class Names:
    """Where an installation's things and documents are.

    Attributes:
        public_url: of the installation; api: of its API.
    """

    public_url: str
    api: str

    def entry(self, entry_id: str) -> str:
        """Return the address of an example."""
        return f"{self.public_url}{ID}/{ENTRIES}/{entry_id}"

    def page(self, entry_id: str) -> str:
        """Return the address of the page about an example."""
        return f"{self.public_url}/exempel/{entry_id}"

    def readable_page(self, entry: Mapping[str, Any], language: str) -> str:
        """Return the same with the words of the title, in a language, for people to see."""
        prefix = "" if language == SWEDISH else f"/{language}"
        return f"{self.public_url}{prefix}/exempel/{entry_name(entry)}"

    def vocabulary(self, vocabulary_id: str) -> str:
        """Return the address of a vocabulary."""
        return f"{self.public_url}{ID}/{vocabulary_id}"

    def concept(self, vocabulary_id: str, concept_id: str) -> str:
        """Return the address of a concept."""
        return f"{self.vocabulary(vocabulary_id)}/{quote(concept_id, safe='')}"

    def catalogue(self, part: str = "") -> str:
        """Return the address of the catalogue, or of something that it describes."""
        return f"{self.public_url}{ID}/{CATALOGUE}" + (f"#{part}" if part else "")

    @property
    def context(self) -> str:
        """Where the context of our JSON-LD is."""
        return f"{self.api}/context.jsonld"


def licence(spdx: str) -> str:
    """Return the address of a licence by its SPDX id."""
    return LICENCES.get(spdx, f"https://spdx.org/licenses/{quote(spdx, safe='')}")
