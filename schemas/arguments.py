"""What query strings may hold, resource by resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError, post_load, validates_schema

from record.fields import BY_NAME
from record.filters import (
    CONDITION_NAMES,
    DIMENSIONS,
    FILTER_NAMES,
    FILTERS,
    HOLDINGS,
    KEYS,
    RANGES,
    RELEVANCE,
    SINCES,
    SORTS,
)
from record.lists import STATUSES
from schemas.base import CamelSchema
from schemas.entries import EVERY_FIELD, HIT_FIELDS, HIT_NAMES, LABELS
from schemas.faults import fault, refuse
from schemas.parameters import (
    Kind,
    Parameter,
    Parameters,
    choice,
    integer,
    key,
    moment,
    switch,
    uuid,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from record.filters import Filter

LONGEST_TEXT = 500
LONGEST_VALUE = 200
LONGEST_REASON = 1000
MOST_VALUES = 50
MOST_IDS = 100
MOST_ITEMS = 100
DEFAULT_LIMIT = 20
HIGHEST_PAGE = 999_999_999
"""A number that can be read; `page` times `limit` has a lower bound, which names the cursor."""
EXPAND_LABELS = f"expand={LABELS}"
OF_SEARCH = (
    *("q", "ignore", *FILTER_NAMES, "matchAll", "id", *CONDITION_NAMES),
    *("sort", "facets", "cursor", "explain"),
)
"""What a list by status does not take."""


class ArgsSchema(CamelSchema):
    """A query string; a parameter that is not listed is refused."""

    error_messages = {"unknown": "unknown-parameter"}  # noqa: RUF012  # as upstream

    language = Parameter(
        choice("sv", "en"), "Language of labels and messages, before that of Accept-Language."
    )


class NoArgsSchema(ArgsSchema):
    """A resource without parameters of its own: it takes the language, and nothing is loaded."""

    @post_load
    def load_nothing(self, _data: Mapping[str, Any], **_: object) -> dict[str, Any]:
        """Return what the method of the resource is called with: nothing."""
        return {}


class PageArgsSchema(ArgsSchema):
    """A page of a list."""

    page = Parameter(integer(1, HIGHEST_PAGE), "Page number, starting at 1.", default=1)
    limit = Parameter(
        integer(0, MOST_ITEMS),
        "Maximum items of a page (0 = totals only).",
        default=DEFAULT_LIMIT,
    )


def _filter(each: Filter) -> Parameters:
    return Parameters(words(LONGEST_VALUE), each.about, most=MOST_VALUES)


def _key(each: Filter) -> Parameters:
    about = f"{each.about} A key that no entry has finds none."
    return Parameters(key(BY_NAME[each.name].longest), about, most=MOST_IDS)


def _fields() -> Parameters:
    chosen = choice(EVERY_FIELD, *HIT_NAMES)

    def read(value: str) -> str:
        if value == LABELS:
            raise refuse("not-a-field", value, (EXPAND_LABELS,))
        name: str = chosen.read(value)
        return name

    return Parameters(
        Kind(read, chosen.schema),
        "Field of each hit; repeat it for several, or * for all. id, uri and title are always"
        f" there. Default: {', '.join(HIT_FIELDS)}, etag and score.",
        most=len(HIT_NAMES),
    )


class ExpandArgsSchema(ArgsSchema):
    """What an answer holds in addition to the items."""

    expand = Parameters(
        choice(LABELS),
        "labels: the names of the concepts that an entry holds by id, in the language of the"
        " answer, as its member labels: of the fields chosen, or of all if these hold no concepts.",
        most=1,
    )


class VersionArgsSchema(ExpandArgsSchema):
    """Another version to compare with."""

    diff = Parameter(
        integer(1, HIGHEST_PAGE), "Number of another version to compare this one with."
    )


class ConditionsArgsSchema(ArgsSchema):
    """What narrows a search; values may be ids, notations or names in Swedish or English."""

    class Meta(ArgsSchema.Meta):
        """Every filter, both bounds of every range, and every other condition."""

        include = {  # noqa: RUF012  # as upstream
            **{each.name: _filter(each) for each in FILTERS},
            **{each.name: _key(each) for each in KEYS},
            "matchAll": Parameters(
                choice(*FILTER_NAMES),
                "Filter whose values must all hold, not just any of them; repeat it for several.",
                most=len(FILTERS),
            ),
            **{
                name: Parameter(integer(each.lowest, each.highest), f"{each.about} {which}.")
                for each in RANGES
                for name, which in ((each.low, each.more), (each.high, each.less))
            },
            **{
                each.name: Parameter(
                    switch(), f"Only entries with (true) or without (false) {each.about}."
                )
                for each in HOLDINGS
            },
            **{
                each.name: Parameter(
                    moment(),
                    f"Only entries with {each.field} at this moment or later: a time with its zone,"
                    " or a date (from 00:00 UTC).",
                )
                for each in SINCES
            },
        }

    id = Parameters(uuid(), "Filter by entry id.", most=MOST_IDS)
    national = Parameter(
        switch(),
        "Whether national entries are found; a filter by county finds them, too.",
        default=True,
    )
    q = Parameter(
        words(LONGEST_TEXT),
        'Search text, in Swedish. "Quoted" words must stand together, -words must not occur.'
        ' Places, years and states ("pågående") that it names are recognised. A text without words'
        " that count (och, *) finds everything, latest changes first.",
        default="",
    )
    ignore = Parameters(
        words(LONGEST_VALUE),
        "Interpretations to disable: spelling, topics, topic:id or filter:id, as county:12.",
        most=MOST_VALUES,
    )


class CoverageArgsSchema(ConditionsArgsSchema):
    """Two dimensions and the conditions of a search."""

    rows = Parameter(choice(*DIMENSIONS), "Dimension of the rows.", default="county")
    columns = Parameter(choice(*DIMENSIONS), "Dimension of the columns.", default="goal")


class SortedArgsSchema(ConditionsArgsSchema):
    """What narrows a search, and the order of what it finds."""

    sort = Parameter(
        choice(*SORTS, *(f"-{name}" for name in SORTS if name != RELEVANCE)),
        "Sort order; prefix - for descending. Default: relevance with q, else -updatedAt.",
    )


class SearchArgsSchema(SortedArgsSchema, ExpandArgsSchema):
    """A search."""

    facets = Parameters(
        choice(*FILTER_NAMES),
        "Facets to count; organisation holds the 50 most frequent values.",
        most=len(FILTERS),
    )
    explain = Parameter(switch(), "Explain for each hit why it was found.", default=False)
    fields_ = _fields()
    status = Parameters(
        choice(*STATUSES),
        "State of the latest version; others than published take the scope entries:read-drafts"
        " (entries:write for those that the caller has created or changed, or names by externalId)"
        " and are listed by -updatedAt, without search, narrowed by sourceSystem and externalId"
        " alone.",
        most=len(STATUSES),
    )
    page = Parameter(integer(1, HIGHEST_PAGE), "Page number, starting at 1.", default=1)
    limit = Parameter(
        integer(0, MOST_ITEMS), "Maximum items (0 = facets only).", default=DEFAULT_LIMIT
    )
    cursor = Parameter(
        words(LONGEST_TEXT, shortest=1),
        "With sort=seq: continues from _meta.nextCursor, with no limit on depth.",
    )

    @validates_schema
    def check_together(self, data: Mapping[str, Any], **_: object) -> None:
        """Refuse a page of a cursor; what else goes together is the use case's to say."""
        if "cursor" in data and data["page"] > 1:
            raise ValidationError({"page": [fault("cursor-with-page", data["page"])]})
        if is_listing(data.get("status", ())) and (
            others := [name for name in OF_SEARCH if data.get(name)]
        ):
            raise ValidationError({name: [fault("not-with-status")] for name in others})


def is_listing(statuses: Sequence[str]) -> bool:
    """Return whether entries are listed from the rows: the index holds those published."""
    return any(status != "published" for status in statuses)


class WithdrawingArgsSchema(ArgsSchema):
    """Why an entry is withdrawn."""

    reason = Parameter(
        words(LONGEST_REASON), "Why; needed, and shown to everybody who asks for it.", default=""
    )
    replaced_by = Parameter(uuid(), "The entry that replaces it.")

    @validates_schema
    def check_reason(self, data: Mapping[str, Any], **_: object) -> None:
        """Refuse to withdraw without a reason: the profile wants parameters to be optional."""
        if not data["reason"]:
            raise ValidationError({"reason": [fault("required")]})


class SimilarArgsSchema(ExpandArgsSchema):
    """How many similar entries."""

    limit = Parameter(integer(1, 20), "Maximum number of entries.", default=5)


class SuggestionArgsSchema(ArgsSchema):
    """A half-typed text."""

    q = Parameter(words(100), "What has been typed.", default="")
    limit = Parameter(integer(1, 20), "Maximum number of suggestions.", default=10)
