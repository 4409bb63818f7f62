"""The fields of an index: one list for every engine.

Scored fields hold ready-made, whitespace-separated tokens; none is ever empty (PLACEHOLDER):
engines count documents without a field differently, and their rankings would differ.
"""

from __future__ import annotations

from record.field import Type
from record.fields import SORTED
from record.filters import DIMENSIONS, FILTER_NAMES, KEY_NAMES, RANGES

PLACEHOLDER = "_"

WHOLE_WORDS = ("title", "text", "labels")
"""Keys of whole words, with positions (phrases)."""
COMPOUND_PARTS = {"title": "title_parts", "text": "text_parts"}
"""Field -> keys of the parts of its compounds; a field of their own, so that they can weigh less.

Not of labels: a name is a whole, and the Agency for Marine (havs-) Management is not about seas."""
LEAD = "lead"
"""Keys of the words of title and summary, then of the parts of their compounds: what an entry leads
with. It is selected by, never scored."""
POSITIONED = (*WHOLE_WORDS, LEAD)
"""Fields with positions."""
TAG_FIELDS = {facet: f"{facet}_tags" for facet in DIMENSIONS}
"""Facet -> field of the concepts an entry is linked to, one token each.

Scored as words are, each facet by itself: a rare concept counts more than a common one, and an
entry of one county, or with one goal, is more about it than an entry of ten."""
TOPICS = "topics"
"""What an entry is about (`indexer.topics`), as often as it says so."""
LEAD_TOPICS = "lead_topics"
"""The topics of title and summary."""
TOPIC_MARK = "#"
"""Before a topic, among the words of an entry: no word begins with it."""
TITLE_WORDS = "title_words"
"""Title words as written (lower case), for suggestions while typing."""

NGRAMS = "ngrams"
"""All texts in lower case without function words, which the engine splits (`GRAM`)."""
GRAM = 4
"""Characters of a piece of a word; a blank at either end of the word is one."""

TEXT_FIELDS = (
    *(*POSITIONED, *COMPOUND_PARTS.values(), *TAG_FIELDS.values()),
    *(TOPICS, LEAD_TOPICS, TITLE_WORDS, NGRAMS),
)

FACETS = FILTER_NAMES
"""Exact values for filters and counts."""
SOURCE = "source_type"
"""Type of the source that an entry comes from: counted as facets are, but no filter."""
DETAIL_FIELDS = "detail_fields"
"""Fields that an entry has of those that readers who copy a practice need; counted as well."""
HOLDS = "holds"
"""Names of the switches of `record.filters.HOLDINGS` that an entry answers with yes; counted."""
KEYWORDS = (*FACETS, SOURCE, DETAIL_FIELDS, HOLDS)
"""Every field of exact values that is counted."""
KEYS = KEY_NAMES
"""Exact values that are looked up, and never counted."""

AFTER_ALL = 1 << 60
"""First number of an entry without one: no range reaches it. Its last number is BEFORE_ALL."""
BEFORE_ALL = -1


def first_of(name: str) -> str:
    """Return the number field of where an entry's part of a range begins."""
    return f"{name}_first"


def last_of(name: str) -> str:
    """Return the number field of where it ends."""
    return f"{name}_last"


ORDERED = tuple(each.name for each in SORTED if each.type in {Type.YEAR, Type.NUMBER})
"""Fields of the entry that a search can be ordered by, with two number fields each: entries without
a number stand last whichever way the list is turned."""


def ordering_of(name: str, *, descending: bool) -> str:
    """Return the number field for an order by a field of the entry."""
    return f"{name}_{'descending' if descending else 'ascending'}"


NUMBER_FIELDS = (
    *("seq", "updated", "published", "browse", "national"),
    *(of(each.name) for each in RANGES for of in (first_of, last_of)),
    *(ordering_of(name, descending=down) for name in ORDERED for down in (False, True)),
    *("id_high", "id_low"),
)
"""Whole numbers for ranges and order; see `indexer.documents`."""
TITLE_ORDER = "title_order"
"""Swedish collation key of the title."""
