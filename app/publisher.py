"""Who publishes the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

PUBLISHER_TYPES = (
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
)
"""The last part of the addresses of ADMS's publisher types, which DCAT-AP-SE asks for."""


@dataclass(frozen=True)
class Publisher:
    """Who publishes the catalogue; `uri` is its address in the national register."""

    name: str = "Exempelbanken"
    uri: str | None = None
    kind: str = "RegionalAuthority"
