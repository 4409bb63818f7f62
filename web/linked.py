"""An example in the words of schema.org, for search engines and whoever shows a link to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.addresses import entry_name
from web.wording import licence_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.wiring import Services
    from web.entry import LinkGroup


def linked(
    services: Services, entry: Mapping[str, Any], groups: Sequence[LinkGroup]
) -> dict[str, Any]:
    """Return an example as a CreativeWork (JSON-LD); what is not known is left out."""
    settings = services.settings
    source = entry["source"]
    known = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": f"{settings.public_url}/id/entries/{entry['id']}",
        "url": f"{settings.public_url}/exempel/{entry_name(entry)}",
        "name": entry["title"],
        "description": entry["summary"],
        "inLanguage": "sv",
        "datePublished": entry["publishedAt"],
        "dateModified": entry["updatedAt"],
        "license": licence_address(entry["licence"]),
        "publisher": _organisation(settings.publisher.name),
        "sourceOrganization": entry["leadOrganisation"]
        and _organisation(entry["leadOrganisation"]),
        "isBasedOn": source["url"],
        "spatialCoverage": _places(services, entry),
        "about": [
            {"@type": "DefinedTerm", "name": link.label, "inDefinedTermSet": group.title}
            for group in groups
            for link in group.links
        ],
    }
    return {name: value for name, value in known.items() if value}


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _places(services: Services, entry: Mapping[str, Any]) -> list[dict[str, str]]:
    if entry["national"]:
        return [{"@type": "Country", "name": "Sverige"}]
    names = (services.vocabularies.label("county", each, "sv") for each in entry["counties"])
    return [{"@type": "AdministrativeArea", "name": name} for name in names]
