"""Examples of problems, and of what tells about the API; tests hold them to their schemas."""

from __future__ import annotations

from schemas.examples.entries import NUMBERS, ROOT, Example, link

PROBLEM: Example = {
    "type": f"{ROOT}/problems/invalid-query",
    "title": "Frågan går inte att tolka",
    "status": 400,
    "detail": "Frågan innehåller något som inte går att tolka.",
    "instance": "/api/v1/entries",
    "errors": [
        {
            "parameter": "county",
            "pointer": None,
            "code": "unknown-value",
            "message": "Värdet finns inte för county. Närmast: 12 (Skåne län).",
            "value": "Skane",
            "nearest": ["12"],
        }
    ],
}
_PROBLEM_TYPE: Example = {
    "id": "not-found",
    "status": 404,
    "title": "Finns inte",
    "description": "Det finns inget på den adressen. /api/v1/openapi.yaml räknar upp de"
    " adresser som finns, och /api/v1/api-info presenterar API:et.",
    "_links": [link("self", "/problems/not-found")],
}
PROBLEM_TYPE: Example = _PROBLEM_TYPE
PROBLEM_TYPES: Example = {
    "items": [_PROBLEM_TYPE],
    "_meta": NUMBERS,
    "_links": [link("self", "/problems")],
}
API_INFO: Example = {
    "apiName": "Exempelbanken",
    "apiVersion": "1.0.0",
    "apiReleased": "2026-11-25",
    "apiDocumentation": f"{ROOT}/docs",
    "apiStatus": "active",
    "_links": [
        link("self", "/api-info"),
        link("describedby", "/openapi.yaml"),
    ],
}
