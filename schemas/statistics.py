"""How often the catalogue is used, on the wire."""

from __future__ import annotations

from marshmallow import fields

from record.usage import CHANNELS, PAGES
from schemas import documented as doc
from schemas.arguments import ArgsSchema
from schemas.base import CamelSchema
from schemas.hypermedia import PageMetaSchema, links
from schemas.parameters import Parameter, choice, integer
from schemas.searching import LabelledSchema

FIRST_YEAR, LAST_YEAR = 2000, 9999


class StatisticsArgsSchema(ArgsSchema):
    """Which month, and which way of use."""

    year = Parameter(integer(FIRST_YEAR, LAST_YEAR), "Year. Default: this one.")
    month = Parameter(integer(1, 12), "Month, 1 to 12. Default: this one.")
    channel = Parameter(choice(*CHANNELS), "What is used: the pages or the API.", default=PAGES)


class DayOfUseSchema(CamelSchema):
    """A day (UTC)."""

    date = doc.day("The day.")
    entries_read = doc.number("Entries that were read.", minimum=0)
    searches = doc.number("Searches with a text or a filter.", minimum=0)
    downloads = doc.number("Sheets and dumps that were fetched.", minimum=0)


class ReadEntrySchema(CamelSchema):
    """An entry that is read often."""

    id = doc.uuid("The entry.")
    title = doc.text("Its title.")
    count = doc.number("How often it was read.", minimum=0)


class SoughtPlaceSchema(LabelledSchema):
    """A county, and how often it was searched for."""

    count = doc.number("Searches that named it, or had it as a filter.", minimum=0)


class SubjectSchema(LabelledSchema):
    """A subject of searches."""

    filter = doc.text("The filter that its id is a value of; topic for what texts alone name.")


class SoughtSubjectSchema(SubjectSchema):
    """A subject, and how often it was searched for."""

    count = doc.number("Searches that named it, or had it as a filter.", minimum=0)


class DownloadsSchema(CamelSchema):
    """A kind of file, and how often it was fetched."""

    format = doc.text("csv, xlsx or dump.")
    count = doc.number("How often it was fetched.", minimum=0)


class StatisticsSchema(CamelSchema):
    """Use in a month."""

    first_day = doc.day("The first day of the month.")
    last_day = doc.day("The last day of the month.")
    channel = doc.choice("What is used.", *CHANNELS)
    is_counting = doc.flag("Whether this service counts its use now.")
    counted_since = doc.day("The first day of which there are counts.", null=True)
    days = doc.list_of(DayOfUseSchema, "Every day of the month up to today.")
    entries = doc.list_of(ReadEntrySchema, "The 20 entries that were read most often.")
    subjects = doc.list_of(SoughtSubjectSchema, "Subjects of searches, the most frequent first.")
    counties = doc.list_of(SoughtPlaceSchema, "Counties of searches, the most frequent first.")
    formats = doc.list_of(DownloadsSchema, "Kinds of files, the most frequent first.")
    _links = links("prev: the month before, if there are counts of it.")


class UnansweredSchema(CamelSchema):
    """Searches for a subject and a county that ended without a good answer."""

    subject = doc.one(SubjectSchema, "The subject; null if none was recognised.", null=True)
    county = doc.one(LabelledSchema, "The county; null if none was named.", null=True)
    count = doc.number("How many.", minimum=5)
    as_filter = doc.by_name(
        fields.List(fields.String()), "Parameters of a search for subject and county."
    )
    _links = links("related: what such a search finds now.")


class UnansweredSearchesSchema(CamelSchema):
    """The most frequent first."""

    items = doc.list_of(UnansweredSchema, "Subjects and counties, at most 100.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()
