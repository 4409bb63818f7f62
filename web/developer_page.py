"""For programmers: the page about the API, with programs that run, and /llms.txt."""

from __future__ import annotations

import json
from typing import NamedTuple

from flask import Blueprint, Response, render_template

from app.searching.requests import SearchRequest
from app.searching.search import search
from app.wiring import Services
from web.caching import A_DAY, once_per_state
from web.language import home, marked

PATH = "for-utvecklare"
BASE = "/api/v1"
TEXT = "matsvinn"
SHOWN = 3
CURL = """\
curl "{api}/entries?q=matsvinn&county=12&limit=1&fields=title"
"""
PYTHON = """\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

asked = urlencode({{"q": "matsvinn", "limit": 3}})
with urlopen(f"{api}/entries?{{asked}}") as answer:
    found = json.load(answer)
print(found["_meta"]["totalRecords"])
for entry in found["items"]:
    print(entry["title"])
"""
JAVASCRIPT = """\
const asked = new URLSearchParams({{ q: "matsvinn", limit: 3 }});
const answer = await fetch(`{api}/entries?${{asked}}`);
if (!answer.ok) throw new Error((await answer.json()).detail);
const found = await answer.json();
console.log(found._meta.totalRecords);
for (const entry of found.items) console.log(entry.title);
"""
CLIENT = """\
npx openapi-typescript {api}/openapi.json -o exempelbanken.ts
"""
ASSISTANT = """\
exempelbanken mcp --url {api}
"""
RESOURCES = (
    ("/entries", marked("Sök exempel, med alla filter, och antal per värde (facets).")),
    ("/entries/{entryId}", marked("Ett exempel med alla uppgifter och belägg.")),
    ("/entries/table", marked("Alla träffar som XLSX eller CSV.")),
    ("/entries/feed", marked("En sökning som Atom-flöde, nytt och ändrat först.")),
    ("/vocabularies", marked("Mål, branscher, län och de andra listorna, med deras värden.")),
    ("/coverage", marked("Antal exempel per två dimensioner, även noll.")),
    ("/coverage/counties", marked("Antal exempel per län.")),
    ("/counties", marked("Länens gränser som GeoJSON.")),
    ("/suggestions", marked("Förslag medan någon skriver.")),
    ("/link-suggestions", marked("Förslag på mål och branscher till en text (POST).")),
    ("/dumps", marked("Hela katalogen i en fil: NDJSON, CSV eller Turtle.")),
    ("/changes", marked("Vad som har ändrats sedan sist, för den som håller en kopia.")),
    ("/catalog", marked("Katalogen beskriven enligt DCAT-AP-SE.")),
    ("/api-info", marked("Namn, version och status.")),
)
"""Address below the base, and what is there."""


class Example(NamedTuple):
    """A program as it is run, and what it answers: the start of the output, or JSON within it."""

    name: str
    code: str
    answer: str


def developer_page(services: Services, release: str) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("developers", __name__)
    settings = services.settings
    api = f"{settings.public_url}{BASE}"

    @routes.get(f"/{PATH}")
    def developers() -> Response:
        return once_per_state(services, release, page)

    def page() -> str:
        return render_template(
            "developers.html",
            api=api,
            examples=_examples(services, api),
            client=CLIENT.format(api=api),
            assistant=ASSISTANT.format(api=api),
            resources=RESOURCES,
            calls=settings.rate_limit,
            address=f"{home()}{PATH}",
        )

    @routes.get("/llms.txt")
    def for_language_models() -> Response:
        text = render_template("llms.txt", api=api, developers=PATH)
        return Response(text, mimetype="text/plain", headers=A_DAY)

    return routes


def _examples(services: Services, api: str) -> tuple[Example, ...]:
    """Return the programs with what this catalogue answers to them."""
    one = search(services, SearchRequest(TEXT, {"county": ("12",)}, limit=1))
    some = search(services, SearchRequest(TEXT, limit=SHOWN))
    shortened = {
        "items": [{"title": item["title"]} for item in one.items],
        "_meta": {"totalRecords": one.total, "page": 1, "offset": 0, "limit": 1},
    }
    printed = "\n".join((str(some.total), *(item["title"] for item in some.items)))
    return (
        Example("curl", CURL.format(api=api), json.dumps(shortened, ensure_ascii=False, indent=2)),
        Example("Python", PYTHON.format(api=api), printed),
        Example("JavaScript", JAVASCRIPT.format(api=api), printed),
    )
