"""The public entry."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.hypermedia import links
from schemas.rows import KINDS, LINK_FIELDS, PERIODS, RELATION_TYPES, SOURCE_TYPES, STATUSES


class QuoteSchema(CamelSchema):
    """Where in a reply the example stands."""

    start = doc.number("First character, counted from 0.", minimum=0)
    end = doc.number("Character after the last.", minimum=0)


class SourceSchema(CamelSchema):
    """Where the entry comes from; what does not apply is left out."""

    type = doc.choice("Kind of source.", *SOURCE_TYPES, sparse=True)
    title = doc.text("Title of the source.", sparse=True)
    url = doc.address("Address of the source.", sparse=True)
    survey = doc.text("The survey that was answered.", sparse=True)
    question = doc.text("The question that was answered.", sparse=True)
    reply = doc.text("The reply it was found in.", sparse=True)
    quote = doc.one(QuoteSchema, "Where in the reply it stands.", sparse=True)
    received_on = doc.day("When the reply came in.", sparse=True)
    registry_number = doc.text("Registry number of the reply.", sparse=True)
    retrieved_on = doc.day("When the page was read.", sparse=True)
    checked_on = doc.day("When the source was last checked.", sparse=True)


class PeriodSchema(CamelSchema):
    """Whether the work goes on."""

    status = doc.choice("Where in time the example stands.", *PERIODS, sparse=True)


class EvidenceSchema(CamelSchema):
    """Words that a link rests on."""

    quote = doc.text("Quoted from the entry's own texts.")


class EntryLinkSchema(CamelSchema):
    """A link from the entry to a concept, with what it rests on."""

    field = doc.choice("Field of the entry that holds the value.", *LINK_FIELDS, sparse=True)
    value = doc.text("Id of the concept.", sparse=True)
    origin = doc.choice("Who made it.", "curated", "harvested", "suggested", sparse=True)
    score = doc.decimal("Score of a suggestion, else null.", null=True, sparse=True)
    evidence = doc.several(EvidenceSchema, "What it rests on.", sparse=True)


class EntryRelationSchema(CamelSchema):
    """A relation to another entry."""

    type = doc.choice("Kind of relation.", *RELATION_TYPES, sparse=True)
    entry_id = doc.uuid("The other entry.", sparse=True)
    direction = doc.choice("Which of the two names the other.", "outgoing", "incoming", sparse=True)


class EntrySchema(CamelSchema):
    """An example: an activity, a working method or a sector collaboration.

    Without the parameter `fields` every property is there; with it, `id` and those chosen.
    """

    id = doc.uuid("Permanent id.")
    source_system = doc.text("The system that it was loaded from.", sparse=True)
    external_id = doc.text("Its key in that system.", sparse=True)
    kind = doc.choice("Kind of example.", *KINDS, sparse=True)
    title = doc.text("Title, in Swedish.", sparse=True)
    summary = doc.text("Summary, in Swedish.", sparse=True)
    facts = doc.texts("Short points, in Swedish.", sparse=True)
    methods = doc.text("How it was done.", null=True, sparse=True)
    results = doc.text("What came of it.", null=True, sparse=True)
    obstacles = doc.text("What was in the way.", null=True, sparse=True)
    preconditions = doc.text("What it takes.", null=True, sparse=True)
    target_group = doc.text("Whom it is for.", null=True, sparse=True)
    counties = doc.texts("County codes of Statistics Sweden.", sparse=True)
    national = doc.flag("Whether it holds for all 21 counties.", sparse=True)
    sectors = doc.texts("Ids of the vocabulary sectors.", sparse=True)
    sector_text = doc.texts("The sectors in the words of the source.", sparse=True)
    environmental_objectives = doc.texts(
        "Ids of the vocabulary environmental-objectives, 0 (generational goal) to 16.", sparse=True
    )
    goals = doc.texts("Ids of the vocabulary goals (Agenda 2030), 1 to 17.", sparse=True)
    targets = doc.texts("Ids of the vocabulary targets (Agenda 2030), as 12.3.", sparse=True)
    resolve = doc.texts("Ids of the vocabulary resolve (circular levers).", sparse=True)
    business_models = doc.texts("Ids of the vocabulary business-models.", sparse=True)
    lead_organisation = doc.text("The organisation that leads.", null=True, sparse=True)
    partners = doc.texts("Other organisations.", sparse=True)
    contact = doc.text("Functional mailbox or contact page.", null=True, sparse=True)
    start_year = doc.number("First year.", null=True, sparse=True)
    end_year = doc.number("Last year.", null=True, sparse=True)
    period = doc.one(PeriodSchema, "Where in time it stands.", sparse=True)
    relations = doc.several(EntryRelationSchema, "Relations to other entries.", sparse=True)
    source = doc.one(SourceSchema, "Where it comes from.", sparse=True)
    status = doc.choice(
        "State of this version; always published for readers without a scope.",
        *STATUSES,
        sparse=True,
    )
    version = doc.number("Number of this version.", minimum=1, sparse=True)
    published_version = doc.number(
        "Number of the public version; null when there is none.", null=True, sparse=True
    )
    created_at = doc.moment("When it was created.", sparse=True)
    updated_at = doc.moment("When the text that is shown last changed.", sparse=True)
    published_at = doc.moment(
        "When it was first published; null if it never was.", null=True, sparse=True
    )
    licence = doc.text("Licence of the text, an SPDX id.", sparse=True)
    links = doc.several(EntryLinkSchema, "Links with origin and evidence.", sparse=True)


class SingleEntrySchema(EntrySchema):
    """An entry by itself."""

    _links = links("The entry, its versions, relations, similar entries and provenance.")


class ReasonSchema(CamelSchema):
    """One thing that an entry and a search have in common."""

    type = doc.choice(
        "word (as written or inflected), correction, part (of a compound), derived (of the same"
        " family), sides (of a compound, each by itself), label (in the name of a concept that it"
        " is linked to), phrase, concept (linked to it) or topic (names it in other words).",
        "word",
        "correction",
        "part",
        "derived",
        "sides",
        "label",
        "phrase",
        "concept",
        "topic",
        sparse=True,
    )
    text = doc.text("The words of the search.", sparse=True)
    found = doc.text(
        "The correction, the id of the concept, the name of the topic; else null.",
        null=True,
        sparse=True,
    )
    filter = doc.text("The filter of a concept; else null.", null=True, sparse=True)
    in_fields = doc.texts(
        "Fields of the entry that hold the word; organisations: those that lead and take part;"
        " links: the names of what it is linked to.",
        sparse=True,
    )
    words = doc.texts(
        "What stands there, the first two, where it is not the text itself.", sparse=True
    )
    message = doc.text("The same in a sentence, in the language of the answer.", sparse=True)


class FoundEntrySchema(EntrySchema):
    """An entry as a search found it."""

    score = doc.decimal("Relevance; null when the order is another.", null=True, sparse=True)
    highlights = doc.by_name(
        doc.texts("Fragments."),
        "Field -> fragments: HTML-escaped, matched words between <mark> and </mark>.",
        sparse=True,
    )
    explanation = doc.several(
        ReasonSchema, "With explain=true: what it has in common with the search.", sparse=True
    )
    _links = links("The entry by itself.")


def _paths(schema: CamelSchema, prefix: str = "") -> list[str]:
    paths = []
    for field in schema.fields.values():
        path = f"{prefix}{field.data_key}"
        inner = getattr(field, "inner", field)
        nested = getattr(inner, "schema", None)
        paths += [path, *(_paths(nested, f"{path}.") if nested else [])]
    return paths


FIELD_PATHS = tuple(_paths(EntrySchema()))
"""What the parameter `fields` may name: fields, and parts of them (`source.url`)."""
FOUND_PATHS = tuple(path for path in _paths(FoundEntrySchema()) if not path.startswith("_"))
"""The same for entries among others: why they were found, too."""
