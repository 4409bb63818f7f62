"""What the API is called, which version it has, and the terms it is given under."""

from __future__ import annotations

NAME = "Exempelbanken"
VERSION = "1.0.0"
"""The release's, as in pyproject.toml."""
RELEASED = "2026-12-02"
STATUS = "active"
BASE_PATH = "/api/v1"
"""Where the API is mounted: name and major version, as the national profile asks."""
DOCUMENTATION = f"{BASE_PATH}/openapi.yaml"
TERMS = "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"
LICENCE = "EUPL-1.2 (code); CC0-1.0 (data)"
LICENCE_URL = "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12"

DESCRIPTION = """\
**Svenska.** Exempelbanken samlar exempel på vad länen gör för att företag ska närma sig \
miljömålen och Agenda 2030: aktiviteter, arbetssätt och branschsamarbeten, med koppling till mål, \
strategier för cirkulär ekonomi, branscher och län. API:et är öppet för läsning utan nyckel, och \
uppgifterna är fria att använda (CC0 1.0). Exemplens texter är på svenska; etiketter och \
felmeddelanden ges på svenska eller engelska efter `language` eller `Accept-Language`. Varje anrop \
kan ha `traceparent` (W3C Trace Context), och varje läsning `If-None-Match`. Den som redigerar \
använder `openapi-editing.yaml`.

För skördare hos bibliotek och arkiv talar `/oai-pmh` OAI-PMH 2.0 (GET och POST, XML): ett \
protokoll med egna verb och fel, som inte beskrivs i det här dokumentet.

Begränsningar: sidor når de 10 000 första träffarna, därefter läser man vidare med `sort=seq` och \
`cursor`. Anonyma anrop begränsas per adress (429 med `Retry-After`). Katalogen är inte \
heltäckande: 0 betyder att exempel saknas här, inte att länet är overksamt. \
Servicenivå: tjänsten ges utan garanti för tillgänglighet; dess läge står på `/health/ready`.

Livscykel: semantisk versionshantering. Nya fält och resurser kan tillkomma i en huvudversion; \
läs därför svar tolerant. Ett brott mot avtalet får en ny huvudversion i adressen, och den gamla \
märks `Deprecation` och `Sunset`. Inget slutdatum är känt för v1.

**English.** Exempelbanken collects examples of what Sweden's counties do to move companies \
towards the environmental objectives and Agenda 2030: activities, working methods and sector \
collaborations, linked to goals, circular levers, sectors and counties. Reading needs no key, and \
the data is free to use (CC0 1.0). The entries' texts are in Swedish; labels and error messages \
are in Swedish or English by `language` or `Accept-Language`. Every call may have `traceparent` \
(W3C Trace Context), and every GET `If-None-Match`. Those who edit use `openapi-editing.yaml`.

For harvesters of libraries and archives `/oai-pmh` speaks OAI-PMH 2.0 (GET and POST, XML): a \
protocol with verbs and faults of its own, which this document does not describe.

Limitations: pages reach the first 10,000 hits; after that read on with `sort=seq` and `cursor`. \
Anonymous calls are limited per address (429 with `Retry-After`). The catalogue is not \
exhaustive: 0 means that it has no example, not that the county does no work. Service \
level: no availability is guaranteed; `/health/ready` answers with the state of the service.

Life cycle: semantic versioning. Fields and resources may be added within a major version, so read \
answers tolerantly. What breaks the contract gets a new major version in the address, and the old \
one is marked by `Deprecation` and `Sunset`. No end is known for v1.
"""
