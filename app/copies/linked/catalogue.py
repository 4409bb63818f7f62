"""The catalogue, its dumps and its API in DCAT, after the Swedish profile DCAT-AP-SE 3.0.1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.copies.dumps.files import MEDIA_TYPES
from app.copies.linked import about
from app.copies.linked.graph import Ref, Text, bilingual, day, moment, node, number, plain, ref
from app.copies.linked.names import AUTHORITY, CC0, SWEDEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.copies.linked.graph import Node, Values
    from app.copies.linked.names import Names
    from app.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Described:
    """What a description of the catalogue rests on.

    Attributes:
        contact: an address to write to, if one is set.
        modified: when something public last changed, ISO text.
        dump: the manifest of the latest dump, if there is one.
        linked: ids of the vocabularies that entries link to.
        vocabularies: all vocabularies, without their concepts.
    """

    publisher: Publisher
    contact: str | None
    modified: str | None
    dump: Mapping[str, Any] | None
    linked: Sequence[str]
    vocabularies: Sequence[Mapping[str, Any]]


def catalogue_nodes(facts: Described, names: Names) -> list[Node]:
    """Return the catalogue and everything in it; nothing that is harvested is a blank node."""
    publisher = _publisher(facts, names)
    return [
        _catalogue(facts, names, publisher),
        publisher,
        _contact(facts, names),
        _dataset(facts, names, publisher),
        *(_file(name, facts, names) for name in MEDIA_TYPES),
        _api_as_distribution(names),
        _service(facts, names, publisher),
        *(
            described
            for each in facts.vocabularies
            for described in _vocabulary(each, names, publisher)
        ),
    ]


def _catalogue(facts: Described, names: Names, publisher: Node) -> Node:
    return node(
        names.catalogue(),
        "dcat:Catalog",
        {
            "dcterms:title": about.TITLE,
            "dcterms:description": about.ABOUT,
            "dcterms:publisher": _to(publisher),
            "dcterms:license": Ref(CC0),
            "dcterms:language": _languages(),
            "dcterms:spatial": Ref(SWEDEN),
            "dcterms:modified": moment(facts.modified),
            "dcat:themeTaxonomy": Ref(f"{AUTHORITY}/data-theme"),
            "foaf:homepage": Ref(f"{names.public_url}/"),
            "dcat:dataset": _datasets(facts, names),
            "dcat:service": Ref(names.catalogue("api")),
        },
    )


def _publisher(facts: Described, names: Names) -> Node:
    iri = ref(facts.publisher.uri) or Ref(names.catalogue("publisher"))
    properties: dict[str, Values] = {
        "foaf:name": plain(facts.publisher.name),
        "dcterms:type": Ref(about.PUBLISHER_TYPE + facts.publisher.kind),
        "foaf:homepage": Ref(f"{names.public_url}/"),
    }
    return node(iri.iri, "foaf:Agent", properties)


def _contact(facts: Described, names: Names) -> Node:
    """Return whom to ask; a contact is never the publisher itself (the portal keeps them apart)."""
    email = facts.contact if facts.contact and "@" in facts.contact else None
    page = None if email else facts.contact or f"{names.public_url}/"
    return node(
        names.catalogue("contact"),
        "vcard:Organization",
        {
            "vcard:fn": plain(facts.publisher.name),
            "vcard:hasEmail": ref(f"mailto:{email}") if email else None,
            "vcard:hasURL": ref(page),
        },
    )


def _dataset(facts: Described, names: Names, publisher: Node) -> Node:
    files = [Ref(names.catalogue(name)) for name in (*MEDIA_TYPES, "json")]
    return node(
        names.catalogue("examples"),
        "dcat:Dataset",
        {
            "dcterms:title": about.EXAMPLES,
            "dcterms:description": about.ABOUT,
            "dcterms:publisher": _to(publisher),
            "dcterms:license": Ref(CC0),
            "dcterms:accessRights": _public(),
            "dcterms:accrualPeriodicity": Ref(f"{AUTHORITY}/frequency/DAILY"),
            "dcterms:conformsTo": Ref(f"{names.api}/openapi.yaml"),
            "dcterms:identifier": plain(names.catalogue("examples")),
            "dcterms:language": Ref(f"{AUTHORITY}/language/SWE"),
            "dcterms:modified": moment(facts.modified),
            "dcterms:spatial": Ref(SWEDEN),
            "dcterms:subject": [Ref(names.vocabulary(each)) for each in facts.linked],
            "dcat:contactPoint": Ref(names.catalogue("contact")),
            "dcat:keyword": about.KEYWORDS,
            "dcat:theme": _themes(),
            "dcat:landingPage": Ref(f"{names.public_url}/"),
            "dcat:distribution": files,
        },
    )


def _file(name: str, facts: Described, names: Names) -> Node:
    """Return a file of the dumps; its address is always that of the latest one."""
    files = {each["name"]: each for each in (facts.dump or {}).get("files", ())}
    size = files[name]["bytes"] if name in files else None
    is_packed = name.endswith(".gz")
    return node(
        names.catalogue(name),
        "dcat:Distribution",
        {
            "dcterms:title": about.FILE_TITLES[name],
            "dcterms:format": plain(about.FORMATS[name]),
            "dcat:mediaType": _media_type(about.REGISTERED.get(name)),
            "dcat:compressFormat": _media_type("application/gzip" if is_packed else None),
            "dcterms:license": Ref(CC0),
            "dcterms:modified": moment(facts.dump["createdAt"] if facts.dump else None),
            "dcat:accessURL": Ref(f"{names.api}/dumps"),
            "dcat:downloadURL": Ref(f"{names.api}/dumps/latest/files/{name}"),
            "dcat:byteSize": number(size),
            "spdx:checksum": _checksum(files[name]["checksum"]) if name in files else None,
        },
    )


def _checksum(hexadecimal: str) -> Node:
    return node(
        None,
        "spdx:Checksum",
        {
            "spdx:algorithm": Ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": Text(hexadecimal, datatype="xsd:hexBinary"),
        },
    )


def _api_as_distribution(names: Names) -> Node:
    return node(
        names.catalogue("json"),
        "dcat:Distribution",
        {
            "dcterms:title": about.BY_API,
            "dcterms:format": plain("application/json"),
            "dcat:mediaType": _media_type("application/json"),
            "dcterms:license": Ref(CC0),
            "dcat:accessURL": Ref(f"{names.api}/entries"),
            "dcat:accessService": Ref(names.catalogue("api")),
        },
    )


def _service(facts: Described, names: Names, publisher: Node) -> Node:
    return node(
        names.catalogue("api"),
        "dcat:DataService",
        {
            "dcterms:title": about.API_TITLE,
            "dcterms:description": about.API,
            "dcterms:publisher": _to(publisher),
            "dcterms:license": Ref(CC0),
            "dcterms:accessRights": _public(),
            "dcterms:conformsTo": Ref(about.SPECIFICATION),
            "dcat:contactPoint": Ref(names.catalogue("contact")),
            "dcat:theme": _themes(),
            "dcat:keyword": about.KEYWORDS,
            "dcat:endpointURL": Ref(names.api),
            "dcat:endpointDescription": Ref(f"{names.api}/openapi.yaml"),
            "dcat:servesDataset": _datasets(facts, names),
            "dcat:landingPage": Ref(f"{names.public_url}/"),
        },
    )


def _datasets(facts: Described, names: Names) -> list[Ref]:
    parts = ["examples", *(_part(each) for each in facts.vocabularies)]
    return [Ref(names.catalogue(each)) for each in parts]


def _part(vocabulary: Mapping[str, Any]) -> str:
    return f"vocabulary-{vocabulary['id']}"


def _vocabulary(vocabulary: Mapping[str, Any], names: Names, publisher: Node) -> list[Node]:
    """Return a vocabulary as a dataset of its own, with the forms it is had in."""
    part, address = _part(vocabulary), f"{names.api}/vocabularies/{vocabulary['id']}"
    forms = {"json": ("application/json", about.AS_JSON), "skos": ("text/turtle", about.AS_SKOS)}
    dataset = node(
        names.catalogue(part),
        "dcat:Dataset",
        {
            "dcterms:title": bilingual(**vocabulary["title"]),
            "dcterms:description": bilingual(**vocabulary["description"]),
            "dcterms:publisher": _to(publisher),
            "dcterms:license": Ref(CC0),
            "dcterms:accessRights": _public(),
            "dcterms:conformsTo": Ref("http://www.w3.org/2004/02/skos/core"),
            "dcterms:identifier": plain(names.catalogue(part)),
            "dcterms:language": _languages(),
            "dcterms:modified": day(vocabulary["checkedOn"]),
            "dcterms:subject": Ref(names.vocabulary(vocabulary["id"])),
            "dcat:contactPoint": Ref(names.catalogue("contact")),
            "dcat:keyword": about.KEYWORDS,
            "dcat:theme": _themes(),
            "dcat:distribution": [Ref(names.catalogue(f"{part}-{form}")) for form in forms],
        },
    )
    distributions = [
        node(
            names.catalogue(f"{part}-{form}"),
            "dcat:Distribution",
            {
                "dcterms:title": title,
                "dcterms:format": plain(kind),
                "dcat:mediaType": _media_type(kind),
                "dcterms:license": Ref(CC0),
                "dcat:accessURL": Ref(address),
                "dcat:accessService": Ref(names.catalogue("api")),
            },
        )
        for form, (kind, title) in forms.items()
    ]
    return [dataset, *distributions]


def _media_type(kind: str | None) -> Ref | None:
    """Return the address of a media type, which Europe asks for beside its name."""
    return Ref(f"https://www.iana.org/assignments/media-types/{kind}") if kind else None


def _to(publisher: Node) -> Ref | None:
    return ref(publisher.iri)


def _public() -> Ref:
    return Ref(f"{AUTHORITY}/access-right/PUBLIC")


def _languages() -> list[Ref]:
    return [Ref(f"{AUTHORITY}/language/{code}") for code in ("SWE", "ENG")]


def _themes() -> list[Ref]:
    return [Ref(f"{AUTHORITY}/data-theme/{code}") for code in about.THEMES]
