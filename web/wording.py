"""Swedish for what pages show: names of filters, counts, years, places, dates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from record.fields import SORTED
from record.filters import RANGES, SELECTING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TITLES = {
    "q": "Sökord",
    **{each.name: each.title.sv for each in SELECTING},
    **{each.low: f"{each.title.sv} från" for each in RANGES},
    **{each.high: f"{each.title.sv} till" for each in RANGES},
    "sort": "Ordning",
    "page": "Sida",
    "limit": "Antal per sida",
    "id": "Urval",
}
"""Parameter -> what it is called on pages."""

SORTS = {
    "relevance": "Relevans",
    **{f"-{each.name}": each.order.sv for each in SORTED if each.order},
    "title": "Titel A–Ö",
}
SOURCE_TYPES = {
    "web-page": "offentliga webbsidor",
    "report": "rapporter",
    "survey-reply": "svar på länens enkät",
}
SOURCE_TYPE = {"web-page": "Webbsida", "report": "Rapport", "survey-reply": "Enkätsvar"}
RELATIONS = {
    ("uses-method", "outgoing"): "Använder arbetssättet",
    ("uses-method", "incoming"): "Används i",
    ("part-of", "outgoing"): "Ingår i",
    ("part-of", "incoming"): "Omfattar",
}
ORIGINS = {"curated": "redaktionell", "harvested": "ur svaret", "suggested": "föreslagen"}
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
PERIODS = {"planned": "planerad", "ongoing": "pågår", "ended": "avslutad"}
RELAXATIONS = {
    "without-filter": "Utan filtret",
    "without-word": "Utan",
    "without-exclusion": "Även med",
    "without-quotes": "Utan citattecken:",
    **{each.relaxation: f"Utan {each.title.sv.lower()}" for each in RANGES},
    "only-word": "Bara",
    "only-filter": "Bara filtret",
    "related-concept": "Besläktat mål:",
    "wider-topic": "Vidare ämne:",
}
LICENCES = {
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"),
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.sv"),
}
MOST_PLACES = 3
SHADES = (1, 6, 12, 24)
"""Examples from which a county is one step darker on the map."""


def number(value: int) -> str:
    """Write a number with a narrow space between thousands."""
    return f"{value:,}".replace(",", "\u202f")


def amount(value: int, unit: str) -> str:
    """Write a number with its unit."""
    return f"{number(value)}\u00a0{unit}" if unit else number(value)


def years(entry: Mapping[str, Any]) -> str:
    """Write when an example ran."""
    start, end = entry["startYear"], entry["endYear"]
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return f"sedan {start}" if entry["period"]["status"] == "ongoing" else f"från {start}"
    return f"till {end}" if end else "år okänt"


def places(entry: Mapping[str, Any], label: Callable[[str, str], str]) -> str:
    """Name the counties of an example, the first few when there are many."""
    if entry["national"]:
        return "Hela landet"
    names = [label("county", county) for county in entry["counties"]]
    if len(names) > MOST_PLACES + 1:
        names[MOST_PLACES:] = [f"{len(names) - MOST_PLACES} län till"]
    return joined(names) or "Län okänt"


def joined(names: list[str]) -> str:
    """Write a list as Swedish does: a, b och c."""
    return " och ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def breakable(text: str) -> str:
    """Let the longest name of a goal break where it should on a narrow tile."""
    return text.replace("klimatförändringarna", "klimat\u00adförändringarna")


def day(moment: str | None) -> str:
    """Write the date of an RFC 3339 date or time."""
    if not moment:
        return ""
    read = datetime.fromisoformat(moment)
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"


def shade(count: int) -> int:
    """Return how dark a county is on the map: 0 for no examples, up to 4."""
    return sum(count >= step for step in SHADES)


def contact_address(contact: str) -> str:
    """Return a link to a mailbox or a contact page."""
    return contact if contact.startswith(("http://", "https://")) else f"mailto:{contact}"


def report_address(contact: str, entry: Mapping[str, Any]) -> str:
    """Return a link for reporting an error in an example, with the subject filled in."""
    address = contact_address(contact)
    if not address.startswith("mailto:"):
        return address
    subject = f"Fel i exempel: {entry['title']} ({entry['id']})"
    return f"{address}?subject={quote(subject)}"


def licence_name(licence: str) -> str:
    """Return the name of a licence by its SPDX identifier."""
    return LICENCES.get(licence, (licence, ""))[0]


def licence_address(licence: str) -> str:
    """Return where the licence can be read."""
    return LICENCES.get(licence, ("", f"https://spdx.org/licenses/{licence}.html"))[1]
