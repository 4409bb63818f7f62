"""A text, and the links that are suggested for it."""

from __future__ import annotations

from schemas import checks
from schemas import documented as doc
from schemas.arguments import ArgsSchema
from schemas.base import CamelSchema
from schemas.faults import refuse
from schemas.fields import Checked
from schemas.hypermedia import PageMetaSchema, links
from schemas.parameters import Parameter, fraction

LONGEST_TEXT = 10_000
FIELDS = ("objectives", "goals", "targets", "levers", "sectors")
GROUNDS = ("label", "keyword", "cue", "word", "example")


def _some_text(value: object) -> str:
    """Return a text as it came: offsets count in it."""
    text = checks.verbatim(value, LONGEST_TEXT, value)
    if not text.strip():
        raise refuse("empty", value)
    return text


class LinkSuggestionArgsSchema(ArgsSchema):
    """How sure a suggestion must be."""

    min_precision = Parameter(
        fraction(),
        "Minimum measured precision of the suggestions, as 0.9. Left out: each vocabulary has the"
        " threshold at which it finds most and errs least on entries not learnt from.",
        default=None,
    )


class SuggestedTextSchema(CamelSchema):
    """A text that links are suggested for; it is not stored."""

    text = Checked(
        _some_text,
        required=True,
        type="string",
        minLength=1,
        maxLength=LONGEST_TEXT,
        description="The text, in Swedish; its first line or sentence counts as its title.",
    )


class QuotedEntrySchema(CamelSchema):
    """A published entry that has the link."""

    entry_id = doc.uuid("Id of the entry.")
    title = doc.text("Its title.")
    quote = doc.text("The words that its link rests on.")


class LinkEvidenceSchema(CamelSchema):
    """Characters of the text that speak for a link."""

    start = doc.number(
        "Place of the first character, in code points of the text in NFC; null in a candidate whose"
        " words are a curator's.",
        null=True,
        minimum=0,
    )
    end = doc.number("Place after the last one.", null=True, minimum=0)
    quote = doc.text("The characters.")
    ground = doc.choice(
        "Why they speak for it: they hold a name of the concept, a keyword of it or a word of"
        " the linking guideline (cue), the word was learnt from published entries, or the sentence"
        " is like what such an entry says. null: it was not kept.",
        *GROUNDS,
        null=True,
    )
    name = doc.text("The name or keyword of the concept.", null=True)
    example = doc.one(
        QuotedEntrySchema, "The entry that it is like; null in candidates.", null=True
    )


class LinkSuggestionSchema(CamelSchema):
    """A link that the text should perhaps have."""

    field = doc.choice("Field of an entry that the link belongs into.", *FIELDS)
    vocabulary = doc.text("The vocabulary that the concept stands in.")
    value = doc.text("Id of the concept, as the field holds it.")
    label = doc.text("Its name in the language of the answer.")
    score = doc.decimal(
        "How much speaks for it, from 0 to 1; compare within a vocabulary only. null: nothing but"
        " that a reply names it.",
        null=True,
    )
    precision = doc.decimal(
        "Share of links with such a score that were right, measured on entries that had not been"
        " learnt from."
    )
    method = doc.choice(
        "learnt: examples of the concept were learnt from. rules: they alone speak for it. named: a"
        " reply names it, and nothing else speaks for it.",
        "learnt",
        "rules",
        "named",
    )
    evidence = doc.list_of(LinkEvidenceSchema, "What it rests on.")


class LinkModelSchema(CamelSchema):
    """What the suggestions were learnt from."""

    trained_at = doc.moment("When it was trained.")
    examples = doc.number("Texts that it has learnt from.", minimum=0)
    training_set = doc.text("Checksum of the training set.")
    made_with = doc.text("Checksum of vocabularies, language analysis and code.")


class LinkSuggestionsSchema(CamelSchema):
    """Suggested links, vocabulary by vocabulary, the surest first."""

    items = doc.list_of(LinkSuggestionSchema, "The links.")
    model = doc.one(
        LinkModelSchema,
        "What they were learnt from. Null while a catalogue that is new, upgraded or cleaned"
        " has yet to learn: then rules alone speak.",
        null=True,
    )
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()
