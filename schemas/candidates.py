"""Candidates on the wire: what they may become, and what can be done to them.

What one would be as an entry is held to the rules of a load, but for what it lacks yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import ValidationError

from record.links import LINKS
from schemas import checks
from schemas import documented as doc
from schemas.arguments import MOST_VALUES, PageArgsSchema
from schemas.base import CamelSchema
from schemas.checks import boolean
from schemas.editing import LONGEST_REASON, EntryPatchSchema, confirmed_words, merged
from schemas.faults import FieldFault, fault, first_faults, refuse
from schemas.fields import Checked, listed
from schemas.hypermedia import PageMetaSchema, links
from schemas.link_suggestions import LinkSuggestionSchema
from schemas.loading import LoadedEntry, RowRejected, load_entry
from schemas.parameters import Parameter, Parameters, choice, fraction, uuid, words
from schemas.replies import WithheldSchema, county, span_lists
from schemas.rows import choice_field, text_field

Known = Mapping[str, Mapping[str, str]]


LONGEST_QUOTE = 20_000
KEY = {"sourceSystem": "candidate", "externalId": "candidate"}
"""In the place of the key, which an entry gets when a candidate is accepted."""
OWN_SOURCE = {"type": "survey-reply"}
GIVEN = ("sourceSystem", "externalId", "source", "evidence", "national", "publish")
"""Fields of an entry that follow from the reply."""
MAY_LACK = ("/counties",)
"""What a candidate may lack as long as it is none."""


class QuoteAndReasonSchema(CamelSchema):
    """What is sent in addition to the fields of an entry."""

    quote = Checked(
        checks.text(LONGEST_QUOTE, lines=True),
        type="string",
        minLength=1,
        maxLength=LONGEST_QUOTE,
        description="What everybody will see of the reply's words, in their order; leave out what"
        " must be held back, but add nothing (not-of-reply). null shows nothing.",
    )
    reason = text_field(LONGEST_REASON, "Why; never public.", lines=True)


class CandidateFieldsSchema(EntryPatchSchema, QuoteAndReasonSchema):
    """The fields of an entry that a curator may change in a candidate."""

    class Meta(CamelSchema.Meta):
        """What follows from the reply."""

        exclude = GIVEN


_QUOTE_AND_REASON = QuoteAndReasonSchema()


@dataclass(frozen=True, slots=True)
class Patched:
    """What a change makes of a candidate; `extra` holds quote and reason, where they were sent."""

    content: dict[str, Any]
    extra: Mapping[str, Any]


def load_content(content: Mapping[str, Any], patch: Mapping[str, Any], known: Known) -> Patched:
    """Check what becomes of a candidate with a merge patch.

    Raises:
        RowRejected: with every fault.
    """
    faults = [replace(fault("read-only"), pointer=f"/{name}") for name in patch if name in GIVEN]
    extra: Mapping[str, Any] = {}
    try:
        extra = load_quote_and_reason(patch)
    except RowRejected as rejection:
        faults += rejection.faults
    own = {
        name: value
        for name, value in patch.items()
        if name not in _QUOTE_AND_REASON.fields and name not in GIVEN
    }
    row = merged(content, own)
    faults += [each for each in _faults(row, known) if each.pointer not in MAY_LACK]
    if faults:
        raise RowRejected(faults)
    return Patched(_clean_row(row, known), extra)


def load_quote_and_reason(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Check quote and reason of a patch, where it has them.

    Raises:
        RowRejected: with every fault.
    """
    extra = {name: value for name, value in patch.items() if name in _QUOTE_AND_REASON.fields}
    try:
        loaded = _QUOTE_AND_REASON.load(extra)
    except ValidationError as error:
        raise RowRejected(first_faults(error.messages)) from None
    return {name: loaded[name] for name in extra}


def load_accepted(
    content: Mapping[str, Any], key: tuple[str, str], source: Mapping[str, Any], known: Known
) -> LoadedEntry:
    """Check a candidate that is to be an entry.

    Raises:
        RowRejected: with every fault.
    """
    named = {"sourceSystem": key[0], "externalId": key[1]}
    try:
        return load_entry({**content, **named, "source": dict(source)}, None, known)
    except RowRejected as rejection:
        raise RowRejected([_of_candidate(each) for each in rejection.faults]) from None


def _of_candidate(found: FieldFault) -> FieldFault:
    """Return a fault in words about a candidate, whose county the reply may not name."""
    if found.pointer in MAY_LACK and found.code in {"required", "null", "too-few"}:
        return replace(found, message_sv=NO_COUNTY[0], message_en=NO_COUNTY[1])
    return found


def _faults(row: Mapping[str, Any], known: Known) -> tuple[FieldFault, ...]:
    try:
        load_entry({**row, **KEY, "source": OWN_SOURCE}, None, known)
    except RowRejected as rejection:
        return rejection.faults
    return ()


def _clean_row(row: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Return a valid row as it is kept: cleaned, without what is empty or follows."""
    anywhere = row.get("counties") or [next(iter(known["counties"]))]
    entry = load_entry({**row, **KEY, "source": OWN_SOURCE, "counties": anywhere}, None, known)
    content = {name: entry.content[name] for name in row if name in entry.content}
    for field in LINKS:
        content[field] = [link.value for link in entry.links if link.field == field]
    content["relations"] = list(entry.relations)
    kept = {name: value for name, value in content.items() if value not in (None, [], "")}
    return {**kept, "counties": row.get("counties") or []}


NO_COUNTY = (
    "Svaret säger inte vilket län det kommer från. Välj län innan kandidaten godkänns.",
    "The reply does not tell which county it is from. Choose the county before accepting.",
)
STATES = ("waiting", "accepted", "rejected", "merged", "split", "unchanged", "replaced")
REVISIONS = ("unchanged", "changed", "new")
REPLY_ORDER, LEAST_SURE = "reply", "least-sure"
SORTS = (REPLY_ORDER, LEAST_SURE)
TRANSITIONS = ("accept", "reject", "postpone", "merge", "split", "undo")
BULK = ("accept", "reject", "undo")
MOST_AT_ONCE = 100
FEWEST_PARTS, MOST_PARTS = 2, 20
"""Candidates that one is split into, or that are merged into one."""
LONGEST_QUESTION = 20


class CandidatesArgsSchema(PageArgsSchema):
    """Which candidates."""

    state = Parameters(choice(*STATES), "State. May be repeated.", most=len(STATES))
    county = county()
    reply = Parameter(uuid(), "Filter by reply.", default=None)
    survey = Parameters(words(50), "Filter by survey. May be repeated.", most=MOST_VALUES)
    question = Parameters(
        words(LONGEST_QUESTION), "Filter by question. May be repeated.", most=MOST_VALUES
    )
    revision = Parameters(
        choice(*REVISIONS),
        "Beside the county's earlier reply; repeatable.",
        most=len(REVISIONS),
    )
    entry = Parameter(uuid(), "Filter by the entry that the candidate became.", default=None)
    min_precision = Parameter(
        fraction(),
        "Minimum measured precision (0 to 1) that every suggested link must have.",
        default=None,
    )
    sort = Parameter(
        choice(*SORTS),
        "reply: in the order of their replies. least-sure: first those of which the harvest was"
        " least sure, of their bounds or their kind.",
        default=REPLY_ORDER,
    )


class CandidatePassageSchema(CamelSchema):
    """What the reply says, for curators only."""

    text = doc.text("The words as they stand.")
    public_text = doc.text("The same without personal data.")
    spans = span_lists("Where they stand in the document's text, in characters.")
    withheld_spans = doc.list_of(WithheldSchema, "Personal data taken out of them, and where.")
    heading = doc.text("The heading they stand under in the reply.", null=True)
    url = doc.text("Address of the page that they name; becomes that of the source.", null=True)
    checksum = doc.text("SHA-256 of the document, in hexadecimal.")
    name = doc.text("What the document was called.", null=True)
    before = doc.text("The text just before; null once it has been deleted.", null=True)
    after = doc.text("The text just after; null once it has been deleted.", null=True)


class CandidateSuggestionSchema(LinkSuggestionSchema):
    """A link that the words suggest, by their places in publicText."""

    origin = doc.choice(
        "harvested: the reply names it. suggested: found.", "harvested", "suggested"
    )
    linked = doc.flag("Whether the entry would have it.")


class PossibleDuplicateSchema(CamelSchema):
    """An entry that may tell of the same."""

    entry_id = doc.uuid("The entry.")
    title = doc.text("Its title.")
    likeness = doc.number("Similarity, 0 to 100.", minimum=0, maximum=100)


class CandidateWarningSchema(CamelSchema):
    """What is worth a look; personal data hinder publishing at once, and nothing else."""

    pointer = doc.text("JSON pointer to the field.")
    code = doc.text("What it is.")
    message = doc.text("What to do about it.")
    value = doc.text("What it is about; null where it is the whole field.", null=True)


class CandidateSchema(CamelSchema):
    """A possible entry, found in a reply."""

    id = doc.uuid("Its id.")
    reply_id = doc.uuid("The reply.")
    survey = doc.text("The survey.")
    state = doc.choice(
        "waiting: to be decided on. unchanged: an earlier reply says the same, and that candidate"
        " counts. replaced: a corrected reply has another one.",
        *STATES,
    )
    version = doc.number("Version number, raised by every change.", minimum=1)
    question = doc.text("The question that it answers.")
    county = doc.text("County of the reply.", null=True)
    entry = doc.anything("The entry that it would become, in the fields of the load format.")
    quote = doc.text("What everybody will see of the reply's words; null shows nothing.", null=True)
    said = doc.one(CandidatePassageSchema, "What the reply says, in its context.")
    suggestions = doc.list_of(CandidateSuggestionSchema, "Links that its words suggest.")
    precision = doc.decimal(
        "Measured precision of the least sure link of them that it has.", null=True
    )
    confidence = doc.decimal(
        "How probable it is, to the harvest, that its words are one whole example; null where"
        " somebody has set them apart.",
        null=True,
    )
    kind_confidence = doc.decimal(
        "How probable its kind is, to the harvest; null where somebody has chosen it.", null=True
    )
    duplicates = doc.list_of(PossibleDuplicateSchema, "Entries that may tell of the same.")
    warnings = doc.list_of(CandidateWarningSchema, "What looks like personal data.")
    revision = doc.choice(
        "Beside the county's earlier reply; null when there is none.", *REVISIONS, null=True
    )
    earlier_id = doc.uuid("The candidate of the earlier reply.", null=True)
    gone_in_reply_id = doc.uuid(
        "A corrected reply that no longer says it; also of what was split or merged from words that"
        " it changed.",
        null=True,
    )
    merged_into_id = doc.uuid("The candidate that it went into.", null=True)
    merged_ids = doc.texts("Candidates that went into it.")
    split_from_id = doc.uuid("The candidate that it is a part of.", null=True)
    postponed = doc.flag("Whether somebody put it behind the others that wait.")
    entry_id = doc.uuid("The entry that it became, or changed.", null=True)
    actor = doc.text("Who changed it last.", null=True)
    reason = doc.text("Why.", null=True)
    created_at = doc.moment("When it was found.")
    changed_at = doc.moment("When it was last changed.")
    _links = links()


class CandidatesSchema(CamelSchema):
    """Candidates, in the order requested."""

    items = doc.list_of(CandidateSchema, "The candidates.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class CandidatePatchSchema(CandidateFieldsSchema):
    """Changes of a candidate, as a JSON merge patch of the entry that it would become."""


def _ids(most: int, description: str) -> Checked:
    return Checked(
        listed(checks.uuid, most, 1),
        type="array",
        items={"type": "string", "format": "uuid"},
        minItems=1,
        maxItems=most,
        description=description,
    )


def _part(value: object) -> dict[str, object]:
    """Take an object as it is: the candidate that is split decides what it may hold."""
    if not isinstance(value, dict):
        raise refuse("not-object", value)
    return value


class NewCandidateTransitionSchema(CamelSchema):
    """A step to be taken with a candidate."""

    transition = choice_field("The step.", *TRANSITIONS)
    reason = text_field(LONGEST_REASON, "Why; never public.", lines=True)
    publish = Checked(
        boolean,
        type="boolean",
        description="For accept: make the entry public at once; takes entries:publish.",
    )
    confirm_personal = confirmed_words()
    others = _ids(MOST_PARTS, "For merge: candidates of the same document that go into this one.")
    parts = Checked(
        listed(_part, MOST_PARTS, FEWEST_PARTS),
        type="array",
        items={"type": "object"},
        minItems=FEWEST_PARTS,
        maxItems=MOST_PARTS,
        description="For split: what differs in each part, as in a change; a summary in the reply's"
        " own words keeps its place in it. Each part has the links that its own words suggest.",
    )


class BulkTransitionSchema(CamelSchema):
    """A step to be taken with many candidates."""

    transition = choice_field("The step.", *BULK)
    reason = text_field(LONGEST_REASON, "Why; never public.", lines=True)
    candidates = _ids(
        MOST_AT_ONCE,
        "Ids of the candidates; accept may take minPrecision or minConfidence instead.",
    )
    min_precision = Checked(
        checks.fraction,
        type="number",
        minimum=0,
        maximum=1,
        description="For accept: those of which every suggested link has at least this measured"
        " precision, and nothing is to be looked at.",
    )
    min_confidence = Checked(
        checks.fraction,
        type="number",
        minimum=0,
        maximum=1,
        description="For accept: those that have at least this confidence, and nothing is to be"
        " looked at.",
    )
    reply = Checked(checks.uuid, type="string", format="uuid", description="Filter by reply.")
    county = text_field(100, "Filter by county code.")
    dry_run = Checked(
        boolean, type="boolean", description="Report what would happen, and change nothing."
    )


class CandidateMetaSchema(CamelSchema):
    """What a step led to."""

    seq = doc.number("Position in the ledger that holds it.", minimum=0)
    candidates = doc.texts("Ids of the other candidates that it made or changed.")
    warnings = doc.list_of(
        CandidateWarningSchema,
        "Of what was accepted: that a corrected reply no longer has it (gone-from-reply; value is"
        " its id), and what looks like personal data in it (personal-data).",
    )


class ChangedCandidateSchema(CandidateSchema):
    """A candidate as a step left it."""

    _meta = doc.one(CandidateMetaSchema, "What the step led to.")


class BulkItemSchema(CamelSchema):
    """What became of a candidate."""

    candidate_id = doc.uuid("The candidate.")
    title = doc.text("Its title; null when there is no such candidate.", null=True)
    done = doc.flag("Whether the step was taken, or would be in a dry run.")
    entry_id = doc.uuid("The entry.", null=True)
    precision = doc.decimal("Measured precision of its least certain link.", null=True)
    confidence = doc.decimal("How sure the harvest was of its bounds.", null=True)
    message = doc.text("Why the step was not taken.", null=True)
    warnings = doc.list_of(
        CandidateWarningSchema, "For accept: what looks like personal data in what it would be."
    )


class BulkMetaSchema(PageMetaSchema):
    """The numbers of a step with many."""

    done = doc.number("Number of candidates for which the step was taken, or would be.", minimum=0)
    skipped = doc.number("Number of candidates left unchanged.", minimum=0)
    more = doc.flag("Whether more candidates match than one call takes.")
    seq = doc.number("Position in the ledger that holds it.", minimum=0)


class BulkDoneSchema(CamelSchema):
    """What became of many candidates."""

    items = doc.list_of(BulkItemSchema, "Each of them.")
    _meta = doc.one(BulkMetaSchema, "The numbers.")
    _links = links()
