"""The answer of a search, and the account of how it was understood."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from record.filters import HOLDINGS, RANGES, SINCES
from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.entries import FoundEntrySchema
from schemas.hypermedia import PageMetaSchema, links

INDEX_SEQ = "Position in the ledger of the last public change that the index holds."


def _parameters(description: str) -> fields.Dict:
    return doc.by_name(doc.texts("Values."), description)


class LabelledSchema(CamelSchema):
    """A value with its label."""

    id = doc.text("The value, as a filter takes it.")
    label = doc.text("Its name in the language of the answer.")


class FacetValueSchema(LabelledSchema):
    """A value of a facet; facets do not count their own selection."""

    count = doc.number("Entries that have it.", minimum=0)
    selected = doc.flag("Whether the request chose it.")
    broader = doc.text("The goal of a target, else null.", null=True)


class WordSchema(CamelSchema):
    """How one word was read."""

    text = doc.text("The word as written.")
    status = doc.choice(
        "used, ignored (too common to search for), corrected or unknown (no entry holds it).",
        "used",
        "ignored",
        "corrected",
        "unknown",
    )
    corrections = doc.texts("What was searched for instead.")


class RecognisedConceptSchema(LabelledSchema):
    """A concept that the text names."""

    filter = doc.text("The filter that its id is a value of.")
    vocabulary = doc.text("The vocabulary it stands in.")
    text = doc.text("The words that name it.")
    meant = doc.text(
        "The words as interpreted: spelling corrected, elided parts of compounds completed."
    )
    as_filter = _parameters("Parameters of the search with it as a filter.")
    ignored = _parameters("Parameters of the search without this interpretation.")


class TopicSchema(CamelSchema):
    """A topic that the text names: entries about it are found however they say it."""

    id = doc.text("Its id, as in ignore=topic:id.")
    label = doc.text("Its name, in Swedish.")
    text = doc.text("The words that name it.")
    narrower = doc.flag("Whether it is only a kind of what the words say, as buses are of transit.")
    ignored = _parameters("Parameters of the search without this interpretation.")


class NamedYearsSchema(CamelSchema):
    """Years that the text names; they lift hits and leave none out unless chosen as a filter."""

    text = doc.text("The words that name them.")
    year_from = doc.number("The first year; null if any earlier one will do.", null=True)
    year_to = doc.number("The last year; null if any later one will do.", null=True)
    begun = doc.flag("Whether what began in them is meant; otherwise what went on.")
    sought = doc.text("The text without them and without counties; empty if it asks for no more.")
    total = doc.number("Number of hits with them as a filter.", minimum=0)
    as_filter = _parameters("Parameters of the search with them as a filter.")


class NamedPlaceSchema(CamelSchema):
    """Counties that the text names; they lift hits and leave none out unless chosen as a filter."""

    counties = doc.list_of(LabelledSchema, "The counties.")
    sought = doc.text("The text without them and without years.")
    total = doc.number("Number of hits of these counties: what a filter by them leaves.", minimum=0)


class RelaxationSchema(CamelSchema):
    """A way to loosen a search that found nothing, and what it would find."""

    type = doc.choice(
        "What is left out (without-), all that is kept (only-), any instead of all values of a"
        " filter (any-value), or what it is next to.",
        "without-filter",
        "any-value",
        "without-word",
        "without-exclusion",
        "without-quotes",
        *(each.relaxation for each in RANGES),
        "only-word",
        "only-filter",
        "related-concept",
        "wider-topic",
    )
    label = doc.text("What is left out or kept, in words.")
    parameters = _parameters("Parameters of the looser search.")
    count = doc.number("Number of hits.", minimum=1)


class EntryQuerySchema(CamelSchema):
    """How the request was understood; what it neither asks for nor names is left out."""

    class Meta(CamelSchema.Meta):
        """Both bounds of every range, and what it leaves out; a name that upstream has taken."""

        include = {  # noqa: RUF012  # as upstream
            "complete": doc.number(
                "Number of hits that have all that the text asks for: that say it, in any form or"
                " by a synonym, or are linked to it. /coverage does not count them.",
                sparse=True,
            ),
            **{
                name: doc.number(about, sparse=True)
                for each in RANGES
                for name, about in (
                    (each.low, f"{each.low} of the request."),
                    (each.high, f"{each.high} of the request."),
                    (
                        each.without,
                        f"Number of entries left out because they have no {each.missing.en}.",
                    ),
                )
            },
            **{
                each.name: doc.flag(f"{each.name} of the request.", sparse=True)
                for each in HOLDINGS
            },
            **{
                each.name: doc.moment(f"{each.name} of the request.", sparse=True)
                for each in SINCES
            },
        }

    text = doc.text("The search text.")
    words = doc.list_of(WordSchema, "Its words.")
    phrases = doc.texts("Its quoted phrases.")
    excluded = doc.texts("Its excluded words.")
    without_exclusions = _parameters(
        "Parameters of the search that leaves nothing out; empty if this one does not."
    )
    not_excluded = doc.texts(
        "Negations that leave nothing out, since they tell what work is for: utan plast."
    )
    concepts = doc.list_of(RecognisedConceptSchema, "Concepts it names.")
    topics = doc.list_of(TopicSchema, "Topics it names.")
    period = doc.one(
        NamedYearsSchema,
        "Years it names; left out where it names none or several periods, or years are chosen.",
        sparse=True,
    )
    place = doc.one(
        NamedPlaceSchema,
        "Counties it names beside what it seeks; left out where it names none or nothing else, or"
        " counties are chosen.",
        sparse=True,
    )
    ignored = doc.texts("Interpretations disabled by ignore.")
    filters = doc.by_name(
        fields.List(fields.Nested(LabelledSchema)), "The values of each filter, resolved to ids."
    )
    match_all_filters = doc.texts("Filters whose values must all hold.")
    national = doc.flag("Whether national entries were found, also beside those of a county.")
    ids = doc.texts("Ids to return.")
    unknown_ids = doc.texts("Those of them that no published entry has.")
    sort = doc.text("The order that was used.")
    relaxations = doc.list_of(
        RelaxationSchema,
        "When nothing was found: what would be, with one condition less or with one alone.",
    )


def empty_query_echo(sort: str) -> dict[str, Any]:
    """Return how a list without any search is understood, in an order."""
    empty = {fields.List: (), fields.Dict: {}, fields.String: "", fields.Boolean: False}
    described = EntryQuerySchema().fields.values()
    nothing = {str(one.data_key): empty.get(type(one)) for one in described if one.required}
    return {**nothing, "sort": sort}


class IndexMetaSchema(CamelSchema):
    """What was counted, and when."""

    total_records = doc.number("Entries counted.", minimum=0)
    index_seq = doc.number(INDEX_SEQ, minimum=0)


class SearchMetaSchema(PageMetaSchema):
    """The numbers of a page of hits."""

    page = doc.number("This page, counted from 1; null with a cursor.", null=True, minimum=1)
    offset = doc.number("Hits before this page; null with a cursor.", null=True, minimum=0)
    index_seq = doc.number(INDEX_SEQ, minimum=0)
    next_cursor = doc.text("For sort=seq: reads on from here; null at the end.", null=True)


class EntriesSchema(CamelSchema):
    """A page of hits."""

    items = doc.list_of(
        FoundEntrySchema, "The hits, with the fields chosen by the parameter fields."
    )
    nearby = doc.list_of(
        FoundEntrySchema,
        "Where no entry is about what the text asks for: at most five that come nearest to it,"
        " which are no hits.",
    )
    facets = doc.by_name(
        fields.List(fields.Nested(FacetValueSchema)),
        "The values of each requested facet; for organisation the 50 most frequent.",
    )
    query = doc.one(EntryQuerySchema, "How the request was understood.")
    _meta = doc.one(SearchMetaSchema, "Paging information.")
    _links = links(
        "This page and the pages around it; each keeps all other parameters. last is the last page"
        " that can be asked for: of more than 10,000 hits, that with the 10,000th. cursor, there:"
        " all hits from the first one, in the order of the ledger (sort=seq), read on by next."
    )


class SimilarEntriesSchema(CamelSchema):
    """Entries like another one, best first."""

    items = doc.list_of(FoundEntrySchema, "Similar entries.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class SuggestionSchema(CamelSchema):
    """What a half-typed text may become."""

    type = doc.choice(
        "A concept (a value of a filter), a topic or a text (to search for), or an entry.",
        "concept",
        "topic",
        "text",
        "entry",
    )
    label = doc.text(
        "The name of the concept or topic, the typed text with its last word finished, the name"
        " of a place, or the title of the entry."
    )
    matched = doc.text(
        "The other name that the text begins, or the number of a goal or objective; else null.",
        null=True,
    )
    vocabulary = doc.text("The vocabulary of a concept, else null.", null=True)
    id = doc.text("Id of the concept, topic or entry; null of a text.", null=True)
    as_filter = _parameters("Parameters of a search for it.")
    count = doc.number(
        "Published entries of the concept; those that a search for the topic finds; of a text with"
        " its last word finished, those found by what was typed before that are linked to that"
        " word; null of another text, and of an entry.",
        null=True,
    )


class SuggestionsSchema(CamelSchema):
    """Suggestions, the likeliest first; entries come last."""

    items = doc.list_of(SuggestionSchema, "The suggestions.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class AxisSchema(CamelSchema):
    """One dimension of a coverage."""

    dimension = doc.text("The filter that its values belong to.")
    values = doc.list_of(LabelledSchema, "All its values.")


class CellSchema(CamelSchema):
    """Entries that have both values."""

    row = doc.text("Value of the row.")
    column = doc.text("Value of the column.")
    count = doc.number("Published entries.", minimum=0)


class BilingualSchema(CamelSchema):
    """A text in both languages."""

    sv = doc.text("In Swedish.")
    en = doc.text("In English.")


class CoverageSchema(CamelSchema):
    """Counts per pair of values of two dimensions, empty cells included."""

    rows = doc.one(AxisSchema, "The rows.")
    columns = doc.one(AxisSchema, "The columns.")
    cells = doc.list_of(CellSchema, "Every cell.")
    query = doc.one(EntryQuerySchema, "How the conditions were understood.")
    _meta = doc.one(IndexMetaSchema, "What was counted.")
    note = doc.text("What an empty cell means.")
    _links = links()


class CountyPropertiesSchema(LabelledSchema):
    """Properties of a county on a map."""

    class Meta(LabelledSchema.Meta):
        """A feature has its id beside its properties."""

        exclude = ("id",)

    uri = doc.address("Its lasting address.")


class MultiPolygonSchema(CamelSchema):
    """Borders, RFC 7946."""

    type = doc.choice("Always this.", "MultiPolygon")
    coordinates = doc.json_list("Longitude and latitude (WGS 84) of the corners of its parts.")


class CountyFeatureSchema(CamelSchema):
    """A county on a map."""

    type = doc.choice("Always this.", "Feature")
    id = doc.text("County code.")
    geometry = doc.one(MultiPolygonSchema, "Its borders, simplified.")
    properties = doc.one(CountyPropertiesSchema, "Its properties.")


class CountyShapesSchema(CamelSchema):
    """The counties as GeoJSON."""

    type = doc.choice("Always this.", "FeatureCollection")
    features = doc.list_of(CountyFeatureSchema, "All 21 counties.")
    borders = doc.text("Whose the borders are, and on which terms.")
    _links = links()


class CountyCountSchema(LabelledSchema):
    """What a search finds in a county."""

    count = doc.number("Its own entries that the search finds.", minimum=0)
    uri = doc.address("Its lasting address.")


class CountyCoverageSchema(CamelSchema):
    """What a search finds in each county."""

    counties = doc.list_of(CountyCountSchema, "All 21 counties.")
    national = doc.number("National entries that the search finds.", minimum=0)
    _meta = doc.one(IndexMetaSchema, "What was counted.")
    _links = links()
