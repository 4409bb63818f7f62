"""The closed lists of an entry."""

from __future__ import annotations

KINDS = ("activity", "working-method", "sector-collaboration")
SOURCE_TYPES = ("survey-reply", "web-page", "report")
STATES = ("planned", "ongoing", "completed", "unknown")
RESULT_BASES = ("measured", "estimated", "own-claim", "evaluated")
DOCUMENT_KINDS = (
    *("guide", "template", "contract", "calculation"),
    *("plan", "evaluation", "report", "other"),
)
LANGUAGES = ("sv", "en", "da", "de", "fi", "no")

USES_METHOD, PART_OF = "uses-method", "part-of"
RELATION_TYPES = (USES_METHOD, PART_OF)
OUTGOING, INCOMING = "outgoing", "incoming"
DIRECTIONS = (OUTGOING, INCOMING)

DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = "draft", "in-review", "published", "withdrawn"
STATUSES = (DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN)

TIPS = "tips"
"""Source system of what readers hand in."""

CURATED, HARVESTED, SUGGESTED = "curated", "harvested", "suggested"
ORIGINS = (CURATED, HARVESTED, SUGGESTED)
"""Who made a link: a person, the reading of a reply, a suggestion that was accepted."""

REPORT_KINDS = (
    "dead-source",
    "wrong-fact",
    "missing-fact",
    "wrong-link",
    "personal-data",
    "other",
)
"""What readers may report about an entry."""

DEFAULT_LICENCE = "CC0-1.0"

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
LARGEST_AMOUNT = 999_999_999_999
"""Whole SEK."""
LARGEST_OFFSET = 10_000_000
"""Characters into a reply."""

NOTHING_TO_SHARE, COMES_LATER, BY_HAND = OUTCOMES = ("nothing-to-share", "comes-later", "by-hand")
"""What a curator decides on a survey reply that gave no candidates."""
