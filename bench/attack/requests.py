"""Every operation of openapi-editing.yaml and every page, with its most expensive input."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import yaml

from api.media import LINKED
from api.smorest import SMALL_BODY
from app.addresses import entry_name
from bench.attack.texts import texts
from edge.guard import LARGEST_BODY, LONGEST_ADDRESS
from indexer.engine import EngineQuery
from record.filters import FILTER_NAMES
from schemas.link_suggestions import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.wiring import Services

API = "/api/v1"
DOCUMENT = Path("openapi-editing.yaml")
PAGES = (
    *("/", "/exempel/{entryName}", "/forslag", "/id/entries/{entryId}"),
    *("/utskrift", "/utskrift?q=energi", "/lista?{ids}", "/sitemap-2000.xml"),
)
NOWHERE = "00000000-0000-4000-8000-000000000000"
JSON = "application/json"

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Attack:
    """A request; `operation` and `input` say in the table what it is."""

    operation: str
    input: str
    path: str
    query: Pairs = field(default_factory=list)
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return path and query, as many parameters as an address has room for."""
        kept = self.query
        while len(self.path) + len(urlencode(kept)) > LONGEST_ADDRESS:
            kept = kept[: len(kept) * 9 // 10]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


class Requests:
    """Makes the requests over a catalogue."""

    def __init__(self, services: Services) -> None:
        self._document: dict[str, Any] = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
        snapshot = services.engine.snapshot()
        hits = snapshot.search(EngineQuery(limit=100)).hits
        self._ids = [str(hit.entry["id"]) for hit in hits]
        largest = max(hits, key=lambda hit: len(json.dumps(hit.entry))).entry
        self._largest, self._name = largest["id"], entry_name(largest)
        named = snapshot.search(EngineQuery(facets=("organisation", "year"), limit=0)).facets
        self._valid: dict[str, list[str]] = {
            name: [*named[name]]
            if name in named
            else [value["id"] for value in services.vocabularies.values(name)]
            for name in FILTER_NAMES
        }
        self._labels = [
            concept.pref_sv
            for name in ("targets", "sectors")
            for concept in services.vocabularies.concepts(name)
        ]
        self._services = services

    def all(self) -> Iterator[Attack]:
        """Yield the attacks, operation by operation."""
        for path, operations in self._document["paths"].items():
            for method, operation in operations.items():
                name = f"{method.upper()} {path}"
                for filled in self._filled(path):
                    if method == "get":
                        yield from self._asked(name, f"{API}{filled}", operation)
                    else:
                        yield from self._sent(name, method, f"{API}{filled}", operation)
        ids = urlencode([("id", each) for each in self._ids])
        for path in PAGES:
            filled = path.format(entryId=self._largest, entryName=self._name, ids=ids)
            yield Attack(f"page {path}", "as it is", filled)
        yield from self._searched("page /", "/", facets=False)
        yield from self._typed("page /forslag", "/forslag", 200)

    def _filled(self, path: str) -> Iterator[str]:
        """Yield the path with each thing there is for its parameters, at most a few."""
        names = re.findall(r"\{(\w+)\}", path)
        choices = product(*(self._things(name) for name in names))
        for values in choices:
            parts = dict(zip(names, (quote(value, safe="") for value in values), strict=True))
            yield path.format(**parts)

    def _things(self, name: str) -> Sequence[str]:
        vocabularies = [each["id"] for each in self._services.vocabularies.collection()]
        known: dict[str, Sequence[str]] = {
            "entryId": [self._largest],
            "version": ["1"],
            "vocabularyId": vocabularies,
            "conceptId": ["12"],
            "dumpId": [NOWHERE],
            "fileName": ["entries.ndjson.gz"],
            "problemId": ["invalid-query"],
        }
        return known.get(name, [NOWHERE])

    def _asked(self, name: str, path: str, operation: Mapping[str, Any]) -> Iterator[Attack]:
        yield Attack(name, "as it is", path)
        shared = self._document["components"]["parameters"]
        stated = (
            shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
            for each in operation["parameters"]
        )
        parameters = {each["name"]: each["schema"] for each in stated if each["in"] == "query"}
        for media in LINKED if "/vocab" in path or "/entries/" in path or "cat" in path else ():
            yield Attack(name, media, path, headers={"Accept": media})
        for parameter, schema in parameters.items():
            for told, values in self._values(parameter, schema):
                yield Attack(name, told, path, [(parameter, value) for value in values])
        if "county" in parameters and not operation.get("security", [{}])[0]:
            yield from self._searched(name, path, facets="facets" in parameters)
        elif "q" in parameters:
            yield from self._typed(name, path, parameters["q"]["maxLength"])

    def _values(self, name: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield what a parameter alone may be asked with, and how that is called."""
        if schema.get("type") == "array":
            most, items = schema["maxItems"], schema["items"]
            if "enum" in items:
                yield f"{name}: all", items["enum"][:most]
            elif items.get("format") == "uuid":
                yield f"{name}: {most}", self._ids[:most]
            else:
                yield f"{name}: {most} valid", self._valid.get(name, self._labels)[:most]
                yield f"{name}: {most} near", [f"{each}x" for each in self._labels[:most]]
                yield f"{name}: {most} long", [f"{number}" * 40 for number in range(most)]
            yield f"{name}: too many", ["x"] * 1_000
        elif "enum" in schema:
            yield f"{name}: {schema['enum'][-1]}", [schema["enum"][-1]]
        elif schema.get("type") == "integer":
            yield f"{name}: least", [str(schema["minimum"])]
            yield f"{name}: most", [str(schema["maximum"])]
        elif schema.get("type") == "string":
            yield f"{name}: longest", ["å" * schema.get("maxLength", 500)]

    def _searched(self, name: str, path: str, *, facets: bool) -> Iterator[Attack]:
        """Yield searches: each text bare and with everything, and filters at their caps."""
        page = path == "/"
        all_of_it: Pairs = [("facets", name) for name in FILTER_NAMES] if facets else []
        if facets or page:
            all_of_it += [("explain", "true"), ("limit", "100")]
            yield Attack(name, "deepest page", path, [("q", "i"), ("page", "100"), *all_of_it])
            every = [("sort", "startYear"), ("page", "100"), ("limit", "100")]
            yield Attack(name, "deepest page by year", path, every)
            yield Attack(name, "everything of all", path, all_of_it)
        valid = [(each, value) for each in FILTER_NAMES for value in self._valid[each][:50]]
        near = [(each, f"{label}x") for label in self._labels[:50] for each in FILTER_NAMES]
        one_each = [(each, self._valid[each][0]) for each in FILTER_NAMES]
        yield Attack(name, "all filters, valid", path, valid)
        together = [("matchAll", each) for each in FILTER_NAMES]
        yield Attack(name, "all filters, all values", path, [*valid, *together])
        yield Attack(name, "all filters, near", path, near)
        yield Attack(name, "unknown parameters", path, [(f"contys{n}", "") for n in range(700)])
        for told, text in texts(self._services, 500).items():
            yield Attack(name, told, path, [("q", text)])
            if all_of_it:
                yield Attack(name, f"{told}, everything", path, [("q", text), *all_of_it])
            yield Attack(name, f"{told}, filtered", path, [("q", text), *one_each, *all_of_it])

    def _typed(self, name: str, path: str, longest: int) -> Iterator[Attack]:
        for letter in "abefgiklmnoprstuvåäö":
            yield Attack(name, f"the letter {letter}", path, [("q", letter), ("limit", "20")])
        for told, text in texts(self._services, longest).items():
            yield Attack(name, told, path, [("q", text)])

    def _sent(
        self, name: str, method: str, path: str, operation: Mapping[str, Any]
    ) -> Iterator[Attack]:
        content = operation.get("requestBody", {}).get("content", {})
        example = content.get(JSON, {}).get("example", {})
        bodies: dict[str, bytes] = {
            "its example": json.dumps(example).encode(),
            "too large": b"x" * (LARGEST_BODY + 1),
            "unknown fields": json.dumps(dict.fromkeys(map(str, range(4_000)))).encode(),
            "some unknown fields": json.dumps(dict.fromkeys(map(str, range(200)))).encode(),
            "deep": b"[" * 30_000 + b"]" * 30_000,
            "many values": b'{"text":[' + b"0," * 30_000 + b"0]}",
            "one long text": json.dumps({"text": "x" * (SMALL_BODY - 20)}).encode(),
        }
        if path.endswith("/link-suggestions"):
            for told, text in texts(self._services, LONGEST_TEXT).items():
                bodies[told] = json.dumps({"text": text}, ensure_ascii=False).encode()
                lines = text.replace(" ", ".\n")
                bodies[f"{told}, a line each"] = json.dumps({"text": lines}).encode()
        for told, body in bodies.items():
            headers = {"Content-Type": JSON}
            yield Attack(name, told, path, method=method.upper(), body=body, headers=headers)
