"""An example as a schema.org Article about a piece of work, its aims and its places."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.copies.linked.graph import Ref, bilingual, moment, node, number, plain, ref, swedish
from app.copies.linked.names import SWEDEN, licence
from app.errors import NotFound
from record.field import Search
from record.fields import VOCABULARY_OF
from record.texts import QUOTED, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.copies.linked.graph import Node, Text
    from app.copies.linked.names import Names
    from app.vocabularies import Vocabularies

SUBJECTS = tuple(field for field in VOCABULARY_OF if field not in {"counties", "funding"})
"""Fields whose concepts an example is about."""
BODY = tuple(
    field
    for field in QUOTED
    if field.search is Search.TEXT and field.name not in {"summary", "documents"}
)
"""Fields whose texts are the body of the article."""
RELATED = {
    ("part-of", "outgoing"): "schema:isPartOf",
    ("part-of", "incoming"): "schema:hasPart",
    ("uses-method", "outgoing"): "schema:mentions",
    ("uses-method", "incoming"): "schema:subjectOf",
}


def entry_node(entry: Mapping[str, Any], vocabularies: Vocabularies, names: Names) -> Node:
    """Return an entry, given as its public JSON."""
    english = entry["english"] or {}
    return node(
        names.entry(entry["id"]),
        "schema:Article",
        {
            "schema:headline": bilingual(entry["title"], english.get("title")),
            "schema:abstract": bilingual(entry["summary"], english.get("summary")),
            "schema:articleBody": swedish("\n".join(text for *_, text in texts_of(entry, BODY))),
            "schema:citation": [_document_node(each) for each in entry["documents"]],
            "schema:keywords": [plain(each) for each in entry["keywords"]],
            "schema:additionalType": Ref(names.concept("kinds", entry["kind"])),
            "schema:identifier": plain(f"{entry['sourceSystem']}/{entry['externalId']}"),
            "schema:inLanguage": plain("sv"),
            "schema:version": number(entry["version"]),
            "schema:dateCreated": moment(entry["createdAt"]),
            "schema:dateModified": moment(entry["updatedAt"]),
            "schema:datePublished": moment(entry["publishedAt"]),
            "schema:temporalCoverage": _years(entry),
            "schema:spatialCoverage": _places(entry, vocabularies, names),
            "schema:about": [
                _work(entry, vocabularies, names),
                *(term for field in SUBJECTS for term in _terms(field, entry, vocabularies, names)),
            ],
            "schema:isBasedOn": _source(entry["source"]),
            "schema:license": Ref(licence(entry["licence"])),
            "schema:mainEntityOfPage": Ref(names.page(entry["id"])),
            "schema:includedInDataCatalog": Ref(names.catalogue()),
            **_relations(entry, names),
        },
    )


def _years(entry: Mapping[str, Any]) -> Text | None:
    """Return an ISO 8601 interval, open (..) where a year is not known."""
    if entry["startYear"] is None and entry["endYear"] is None:
        return None
    return plain(f"{entry['startYear'] or '..'}/{entry['endYear'] or '..'}")


def _places(entry: Mapping[str, Any], vocabularies: Vocabularies, names: Names) -> list[Node]:
    if entry["national"]:
        return [node(SWEDEN, "schema:Country", {"schema:name": bilingual("Sverige", "Sweden")})]
    return _concept_nodes(_county_node, "counties", entry["counties"], vocabularies, names)


@lru_cache(maxsize=64)
def _county_node(_id: str, county_id: str, vocabularies: Vocabularies, names: Names) -> Node:
    county = vocabularies.concept("counties", county_id)
    return node(
        names.concept("counties", county_id),
        "schema:AdministrativeArea",
        {"schema:name": bilingual(**county["prefLabel"]), "schema:sameAs": ref(county["uri"])},
    )


def _work(entry: Mapping[str, Any], vocabularies: Vocabularies, names: Names) -> Node:
    """Return the work that the example tells of, who does it and what paid for it."""
    return node(
        f"{names.entry(entry['id'])}#work",
        "schema:Project",
        {
            "schema:name": swedish(entry["title"]),
            "schema:parentOrganization": _organisation(entry["leadOrganisation"]),
            "schema:member": [_organisation(each) for each in entry["partners"]],
            "schema:funder": _terms("funding", entry, vocabularies, names),
            "schema:contactPoint": _contact(entry["contact"]),
        },
    )


def _organisation(name: str | None) -> Node | None:
    return node(None, "schema:Organization", {"schema:name": swedish(name)}) if name else None


def _contact(contact: str | None) -> Node | None:
    if not contact:
        return None
    address = {"schema:email": plain(contact)} if "@" in contact else {"schema:url": ref(contact)}
    return node(None, "schema:ContactPoint", address)


def _terms(
    field: str, entry: Mapping[str, Any], vocabularies: Vocabularies, names: Names
) -> list[Node]:
    return _concept_nodes(_term, VOCABULARY_OF[field], entry[field], vocabularies, names)


@lru_cache(maxsize=2_048)
def _term(vocabulary_id: str, concept_id: str, vocabularies: Vocabularies, names: Names) -> Node:
    concept = vocabularies.concept(vocabulary_id, concept_id)
    return node(
        names.concept(vocabulary_id, concept["id"]),
        "schema:DefinedTerm",
        {
            "schema:name": bilingual(**concept["prefLabel"]),
            "schema:termCode": plain(concept["notation"]),
            "schema:inDefinedTermSet": Ref(names.vocabulary(vocabulary_id)),
            "schema:sameAs": ref(concept["uri"]),
        },
    )


def _concept_nodes(
    describe: Callable[[str, str, Vocabularies, Names], Node],
    vocabulary_id: str,
    ids: Iterable[str],
    vocabularies: Vocabularies,
    names: Names,
) -> list[Node]:
    """Return the concepts as things; one that a release has taken away is left out."""
    found = []
    for concept_id in ids:
        with suppress(NotFound):
            found.append(describe(vocabulary_id, concept_id, vocabularies, names))
    return found


def _source(source: Mapping[str, Any]) -> Node | None:
    properties = {"schema:name": swedish(source.get("title")), "schema:url": ref(source.get("url"))}
    return node(None, "schema:CreativeWork", properties) if any(properties.values()) else None


def _relations(entry: Mapping[str, Any], names: Names) -> dict[str, list[Ref]]:
    found: dict[str, list[Ref]] = {}
    for each in entry["relations"]:
        name = RELATED[each["type"], each["direction"]]
        found.setdefault(name, []).append(Ref(names.entry(each["entryId"])))
    return found


def _document_node(document: Mapping[str, Any]) -> Node | None:
    return node(
        None,
        "schema:CreativeWork",
        {
            "schema:name": plain(document["title"]),
            "schema:url": ref(document["url"]),
            "schema:genre": plain(document["kind"]),
            "schema:inLanguage": plain(document["language"]),
            "schema:license": Ref(licence(document["licence"])) if document["licence"] else None,
        },
    )
