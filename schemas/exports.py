"""What the searches take that are answered as files."""

from __future__ import annotations

from schemas.arguments import DEFAULT_LIMIT, MOST_ITEMS, SearchArgsSchema
from schemas.parameters import Parameter, choice, integer

FORMATS = ("xlsx", "csv")
OF_A_PAGE = ("facets", "explain", "expand", "fields_", "status", "page", "limit", "cursor")
"""What only a page of JSON can hold."""


LANGUAGE = Parameter(
    choice("sv", "en"), "Language of names, for an address that is kept; without it as of messages."
)


class TableArgsSchema(SearchArgsSchema):
    """A search, and the kind of file."""

    class Meta(SearchArgsSchema.Meta):
        """All hits are in the file."""

        exclude = OF_A_PAGE

    language = LANGUAGE
    format = Parameter(choice(*FORMATS), "Kind of the file; without it by Accept, else xlsx.")


class FeedArgsSchema(SearchArgsSchema):
    """A search, and a page of it."""

    class Meta(SearchArgsSchema.Meta):
        """The order is that of change."""

        exclude = ("facets", "explain", "expand", "fields_", "status", "cursor", "sort")

    language = LANGUAGE
    limit = Parameter(integer(1, MOST_ITEMS), "Maximum entries of a page.", default=DEFAULT_LIMIT)


class MapArgsSchema(SearchArgsSchema):
    """A search."""

    class Meta(SearchArgsSchema.Meta):
        """A map has neither pages nor order."""

        exclude = (*OF_A_PAGE, "sort")
