"""Survey replies on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from record.field import LONGEST_URL
from record.lists import EARLIEST_YEAR, LATEST_YEAR, OUTCOMES
from schemas import documented as doc
from schemas.arguments import MOST_VALUES, ArgsSchema, PageArgsSchema
from schemas.base import CamelSchema
from schemas.checks import boolean, day
from schemas.checks import integer as whole
from schemas.editing import LONGEST_REASON
from schemas.fields import Checked, listed
from schemas.hypermedia import PageMetaSchema, links
from schemas.imports import source
from schemas.parameters import Kind, Parameter, Parameters, choice, integer, words
from schemas.rows import choice_field, text_field

STATES = ("queued", "running", "harvested", "failed")
YES_NO = ("ja", "nej")
RELATIONS = ("asked", "correction", "addition")
PERSONAL = (
    *("email", "phone", "personal-number", "account", "address", "name", "birth-date", "contact"),
)
LONGEST_REGISTRY_NUMBER = 100
LONGEST_COUNTY = 200
READ_AS = "read-as"
LONGEST_READING = 100
MOST_DOCUMENTS, MOST_SPANS, LARGEST_OFFSET = 1_000, 100, 50_000_000
"""Of a marked passage."""


def a_day() -> Kind:
    """A date."""
    return Kind(day, {"type": "string", "format": "date", "maxLength": LONGEST_URL})


def county() -> Parameters:
    """Counties, as any filter takes them."""
    return Parameters(
        words(LONGEST_COUNTY),
        "County, as 12, Skåne or M. Repeat it for any of several.",
        most=MOST_VALUES,
    )


class NewReplyArgsSchema(ArgsSchema):
    """Details sent in with a reply."""

    survey = Parameter(source(), "The survey that it answers.", default="rus-2018")
    registry_number = Parameter(
        words(LONGEST_REGISTRY_NUMBER),
        "Registry number of the reply; left out, as the file tells.",
        default=None,
    )
    year = Parameter(
        integer(EARLIEST_YEAR, LATEST_YEAR),
        "When the survey was asked; left out, as the file tells, else as the questionnaire.",
        default=None,
    )
    received_on = Parameter(
        a_day(), "When it was received; left out, as the file tells.", default=None
    )


class RepliesArgsSchema(PageArgsSchema):
    """Which replies."""

    state = Parameters(choice(*STATES), "State. May be repeated.", most=len(STATES))
    county = county()


def span_lists(description: str) -> fields.List[Any]:
    """Spans: [start, end] in characters."""
    pair = fields.List(fields.Integer(), metadata={"description": "Start and end."})
    return fields.List(pair, required=True, metadata={"description": description})


class AnswerPassageSchema(CamelSchema):
    """Words of a reply."""

    text = doc.text("The words as they stand.")
    public_text = doc.text("The same without personal data.")
    spans = span_lists("Where they stand in the document's text, in characters.")


class AnswerSchema(AnswerPassageSchema):
    """What was answered to a question."""

    question = doc.text("The question.")
    yes_no = doc.choice("Whether the answer begins with yes or no.", *YES_NO, null=True)
    version = doc.number(
        "0 as it was read, else how often people have corrected it. Spans stay as they were read.",
        minimum=0,
    )


class NamedSectorsSchema(AnswerPassageSchema):
    """A sector in the words of the reply."""

    sectors = doc.texts("Concepts that the words name.")


class WithheldSchema(CamelSchema):
    """Where personal data stand, which are held back."""

    kind = doc.choice("What it is; a contact are words that only named whom to ask.", *PERSONAL)
    start = doc.number("First character.", minimum=0)
    end = doc.number("Character after the last.", minimum=0)


class DocumentSchema(CamelSchema):
    """A document that answers stand in: the file, or one that was attached to it."""

    checksum = doc.text("SHA-256 of the document, in hexadecimal.")
    name = doc.text("What it was called.", null=True)
    kind = doc.text("What it is: docx, pdf, eml and so on.")
    characters = doc.number("Length of its text; null when forgotten.", null=True, minimum=0)
    text = doc.text("Its text, that all offsets count in; null when forgotten.", null=True)
    withheld_spans = doc.list_of(
        WithheldSchema, "Personal data, held back from anything published."
    )


class ReadingSchema(CamelSchema):
    """A way to read the examples of a reply."""

    key = doc.text("Names it in the transition read-as.")
    name = doc.text("What people call it, in Swedish.")
    examples = doc.number("Examples that it finds.", minimum=0)
    unread = doc.number("Characters that then belong to no answer.", minimum=0)
    sureness = doc.decimal("Its share of what speaks for any reading, 0 to 1.")
    taken = doc.flag("Whether the candidates are those of this reading.")


class RespondentSchema(CamelSchema):
    """One who answered: a whole document, or a row or column of a table."""

    document = doc.number("Which of the documents, from 0.", minimum=0)
    row = doc.text("Identifies the row or column; null for a whole document.", null=True)
    county = doc.text("County code; null when the document does not tell.", null=True)
    organisation = doc.text("Who answered.", null=True)
    yes_no = doc.by_name(
        fields.String(allow_none=True), "ja or nej for each question; null where neither is stated."
    )
    answers = doc.list_of(AnswerSchema, "What was answered.")
    sectors = doc.list_of(NamedSectorsSchema, "Sectors that it says it works with.")
    readings = doc.list_of(
        ReadingSchema,
        "Ways to read the examples; none where each has a row of a table, or in earlier replies.",
    )


class CandidateCountsSchema(CamelSchema):
    """How many candidates stand how."""

    waiting = doc.number("To be decided on.", minimum=0)
    accepted = doc.number("Became entries.", minimum=0)
    rejected = doc.number("Became none.", minimum=0)
    merged = doc.number("Went into another candidate.", minimum=0)
    split = doc.number("Were split into others.", minimum=0)
    unchanged = doc.number("Say what one of an earlier reply says.", minimum=0)
    replaced = doc.number("Were replaced by one of a corrected reply.", minimum=0)


class ReplyFaultSchema(CamelSchema):
    """Why nothing came of a file."""

    code = doc.text("Which fault.")
    message = doc.text("The fault, and what to do about it.")


class ReplySummarySchema(CamelSchema):
    """A reply among others."""

    id = doc.uuid("Its id.")
    state = doc.choice(
        "queued, running: wait. harvested: read; see its candidates. failed: see fault.", *STATES
    )
    survey = doc.text("The survey that it answers.")
    year = doc.number("When that was asked.", minimum=1900)
    form_id = doc.uuid("The form that it was filled in with; null of a file.", null=True)
    file_name = doc.text("What the file was called.", null=True)
    file_kind = doc.text("What the file is; null until it has been read.", null=True)
    size = doc.number("Bytes of the file.", minimum=0)
    checksum = doc.text("SHA-256 of the file, in hexadecimal.")
    registry_number = doc.text("Registry number.", null=True)
    received_on = doc.day("When it came in.", null=True)
    counties = doc.texts("Counties that answer in it.")
    counts = doc.one(CandidateCountsSchema, "Number of its candidates by state.")
    fault = doc.one(ReplyFaultSchema, "Why it failed.", null=True)
    relation = doc.choice(
        "What it is to the county's reply before, where hardly anything is in both; asked: take the"
        " transition correction or addition. Else null.",
        *RELATIONS,
        null=True,
    )
    outcome = doc.choice(
        "What a curator decided on a reply without candidates. nothing-to-share: the county has"
        " answered, without examples. comes-later: it has not answered yet. by-hand: it has; its"
        " examples were entered by hand. Null: as it was read.",
        *OUTCOMES,
        null=True,
    )
    unconfirmed_fields = doc.texts(
        "Those of year, receivedOn and registryNumber that nobody has stated: they are as the file"
        " tells, if it does."
    )
    warnings = doc.texts("What was left out, may be missing or looks suspicious.")
    created_at = doc.moment("When it was sent in.")
    created_by = doc.text("Who sent it in, never a person's name.")
    finished_at = doc.moment("When it had been read.", null=True)
    reviewed_at = doc.moment(
        "When somebody decided on its last candidate, or said that they had gone through it.",
        null=True,
    )
    forgotten_at = doc.moment("When file and text were deleted.", null=True)
    released_at = doc.moment("When its yes and no became public.", null=True)
    released_by = doc.text("Who released them, never a person's name.", null=True)
    _links = links(
        "candidates: what came of it. monitor: the job. transitions: to release its yes and no."
    )


class RevisionCountsSchema(CamelSchema):
    """What a corrected reply changes in the county's earlier one."""

    unchanged = doc.number("Candidates that say the same.", minimum=0)
    changed = doc.number("Candidates that say it in other words.", minimum=0)
    new = doc.number("Candidates that are new.", minimum=0)
    gone_ids = doc.texts("Ids of earlier candidates that are no longer there.")


class ReplySchema(ReplySummarySchema):
    """A reply with what was answered, for curators only."""

    documents = doc.list_of(DocumentSchema, "What the answers stand in.")
    respondents = doc.list_of(RespondentSchema, "Who answered what.")
    revision = doc.one(
        RevisionCountsSchema, "What changed; null of a reply that corrects none.", null=True
    )


class NewReplyTransitionSchema(CamelSchema):
    """A step with a reply."""

    transition = choice_field(
        "The step.",
        *("release", "take-back", "reviewed", "correction", "addition", READ_AS),
        *OUTCOMES,
    )
    reading = text_field(LONGEST_READING, "Of read-as: the key of one of its readings.")
    respondent = Checked(
        whole(0, MOST_DOCUMENTS),
        type="integer",
        minimum=0,
        maximum=MOST_DOCUMENTS,
        description="Of read-as: whose examples, by place in the reply; 0 if left out.",
    )
    reason = text_field(LONGEST_REASON, "Why; never public.", lines=True)


class MarkedPassageSchema(CamelSchema):
    """A passage of a reply that becomes a candidate."""

    document = Checked(
        whole(0, MOST_DOCUMENTS),
        type="integer",
        minimum=0,
        maximum=MOST_DOCUMENTS,
        required=True,
        description="Which of the reply's documents, from 0.",
    )
    spans = Checked(
        listed(listed(whole(0, LARGEST_OFFSET), 2, 2), MOST_SPANS, 1),
        type="array",
        items={
            "type": "array",
            "items": {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET},
            "minItems": 2,
            "maxItems": 2,
        },
        minItems=1,
        maxItems=MOST_SPANS,
        required=True,
        description="Where the passage stands in the document's text: [start, end] in characters.",
    )
    again = Checked(
        boolean,
        type="boolean",
        load_default=False,
        description="Also if a candidate has these words, or half of them (409,"
        " already-candidate).",
    )


class SurveyAnswersArgsSchema(ArgsSchema):
    """Whose public answers."""

    county = county()


class SurveyAnswerSchema(CamelSchema):
    """What a county answers to a question of a survey."""

    survey = doc.text("The survey.")
    title = doc.text("What the survey is about.")
    year = doc.number("When it was asked.", minimum=1900)
    county = doc.text("County code.")
    question = doc.text("The question.")
    text = doc.text("Its wording.")
    yes_no = doc.choice("The answer.", *YES_NO)


class SurveyAnswersSchema(CamelSchema):
    """The answers that are public, by survey and county."""

    items = doc.list_of(SurveyAnswerSchema, "The answers.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class YesNoCountsSchema(CamelSchema):
    """Which counties say yes and no to a question, each in its latest reply."""

    survey = doc.text("The survey.")
    year = doc.number("When it was asked.", minimum=1900)
    question = doc.text("The question.")
    text = doc.text("Its wording.")
    yes_counties = doc.texts("Counties that say yes.")
    no_counties = doc.texts("Counties that say no.")
    unclear_counties = doc.texts("Counties that say neither.")


class RepliesSchema(CamelSchema):
    """Replies, the newest first."""

    items = doc.list_of(ReplySummarySchema, "The replies.")
    answers = doc.list_of(YesNoCountsSchema, "Yes and no answers per question, over all counties.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()
