"""What the page of an example shows, whoever looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.counties import places
from web.county_pages import county_path
from web.entry import boards, lacking, letter, link_groups, sections, values
from web.language import language
from web.linked import linked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services

API_ENTRIES = "/api/v1/entries"


def shown_entry(services: Services, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template of an example takes beside the entry itself."""
    groups, known = link_groups(services, entry), places(services, language())
    return {
        "groups": groups,
        "lacking": lacking(entry),
        "boards": boards(known, entry),
        "county_paths": {each.id: county_path(each) for each in known},
        "linked": linked(services, entry, groups),
        "sections": sections(services, entry),
        "values": values(services, entry),
        "letter": letter(entry, services.settings.public_url),
        "json_address": f"{API_ENTRIES}/{entry['id']}",
    }
