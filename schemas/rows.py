"""One row of the load format, field by field; what fields say of each other is elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas import checks
from schemas.base import PlainSchema
from schemas.contacts import organisation_contact
from schemas.fields import Checked, listed

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("activity", "working-method", "sector-collaboration")
SOURCE_TYPES = ("survey-reply", "web-page", "report")
PERIODS = ("planned", "ongoing", "ended", "unknown")
RELATION_TYPES = ("uses-method", "part-of")
STATUSES = ("draft", "in-review", "published", "archived")
LINK_FIELDS = (
    "sectors",
    "environmentalObjectives",
    "goals",
    "targets",
    "resolve",
    "businessModels",
)
"""Fields whose values are links with origin and evidence."""

LONGEST_OFFSET = 10_000_000
A_DAY = "2026-11-24"


def _object(schema: PlainSchema) -> Callable[[object], dict[str, Any]]:
    """Return a check of an object; fields that were left out or are null are left out."""

    def check(value: object) -> dict[str, Any]:
        loaded: dict[str, Any] = schema.load(value)  # refuses what is no object
        return {name: part for name, part in loaded.items() if part is not None}

    return check


def text(longest: int, description: str, *, lines: bool = False, required: bool = False) -> Checked:
    """A text; `lines` allows line breaks."""
    return Checked(
        checks.text(longest, lines=lines),
        required=required,
        type="string",
        maxLength=longest,
        description=description,
    )


def _word(longest: int, description: str, *, required: bool = False) -> Checked:
    return Checked(
        checks.identifier(longest),
        required=required,
        type="string",
        maxLength=longest,
        pattern=r"^\S+$",
        description=description,
    )


def choice(description: str, *choices: str) -> Checked:
    """One of a closed list."""
    return Checked(
        checks.choice(*choices),
        required=True,
        type="string",
        enum=list(choices),
        description=description,
    )


def _number(check: Callable[[object], int], description: str, *, required: bool = False) -> Checked:
    return Checked(check, required=required, type="integer", description=description)


def _day(description: str) -> Checked:
    return Checked(checks.day, type="string", format="date", example=A_DAY, description=description)


def _texts(longest: int, most: int, description: str, **more: Any) -> Checked:  # noqa: ANN401  JSON
    return Checked(
        listed(checks.text(longest), most, more.get("minItems", 0)),
        required="minItems" in more,
        type="array",
        items={"type": "string", "maxLength": longest},
        maxItems=most,
        description=description,
        **more,
    )


def _concepts(most: int, vocabulary: str) -> Checked:
    """Ids of a vocabulary; whether it has them is a matter of `schemas.consistency`."""
    return _texts(100, most, f"Ids of the vocabulary {vocabulary}.")


def _one(schema: type[PlainSchema], description: str, *, required: bool = False) -> Checked:
    return Checked(
        _object(schema()),
        required=required,
        type="object",
        properties=_properties(schema),
        additionalProperties=False,
        description=description,
    )


def several(
    schema: type[PlainSchema], most: int, description: str, *, required: bool = False
) -> Checked:
    """A list of objects."""
    inner = {"type": "object", "properties": _properties(schema), "additionalProperties": False}
    return Checked(
        listed(_object(schema()), most),
        required=required,
        type="array",
        items=inner,
        maxItems=most,
        description=description,
    )


def _properties(schema: type[PlainSchema]) -> dict[str, Any]:
    """Return what a schema within another one documents, as JSON schema."""
    fields = schema().fields.values()
    return {str(field.data_key): dict(field.metadata) for field in fields}


class EvidenceRowSchema(PlainSchema):
    """The quote that a link rests on."""

    field = choice("Field that holds the value.", *LINK_FIELDS)
    value = text(100, "The value.", required=True)
    quote = text(1000, "An exact part of the entry's texts.", lines=True, required=True)


class QuoteRowSchema(PlainSchema):
    """Where in the reply the example stands, in characters."""

    start = _number(checks.integer(0, LONGEST_OFFSET), "First character, from 0.", required=True)
    end = _number(checks.integer(1, LONGEST_OFFSET), "Character after the last.", required=True)


class SourceRowSchema(PlainSchema):
    """Where an entry comes from."""

    type = choice("Kind of source.", *SOURCE_TYPES)
    title = text(300, "Title of the source.")
    url = Checked(
        checks.url,
        type="string",
        format="uri",
        maxLength=checks.LONGEST_URL,
        description="Its address, http or https.",
    )
    survey = _word(50, "The survey that was answered.")
    question = _word(20, "The question that was answered.")
    reply = _word(100, "The reply it was found in.")
    quote = _one(QuoteRowSchema, "Where in the reply it stands.")
    received_on = _day("When the reply came in.")
    registry_number = text(100, "Registry number of the reply.")
    retrieved_on = _day("When the page was read.")
    checked_on = _day("When the source was last checked.")


class PeriodRowSchema(PlainSchema):
    """Whether the work is planned, goes on or has ended."""

    status = choice("Where in time the example stands.", *PERIODS)


class RelationRowSchema(PlainSchema):
    """A relation to another entry."""

    type = choice("Kind of relation.", *RELATION_TYPES)
    entry_id = Checked(
        checks.uuid, required=True, type="string", format="uuid", description="The other entry."
    )


class EntryRowSchema(PlainSchema):
    """One row: the contract of everything that is loaded, created or changed."""

    source_system = _word(100, "The system that the key belongs to.")
    external_id = _word(200, "The entry's key in that system.", required=True)
    kind = choice("Kind of example.", *KINDS)
    title = text(200, "Title, in Swedish.", required=True)
    summary = text(2000, "What is done, by whom, for whom.", lines=True, required=True)
    facts = _texts(1000, 50, "Short points.")
    methods = text(5000, "How it was done.", lines=True)
    results = text(5000, "What came of it.", lines=True)
    obstacles = text(5000, "What was in the way.", lines=True)
    preconditions = text(5000, "What it takes.", lines=True)
    target_group = text(1000, "Whom it is for.", lines=True)
    counties = _texts(100, 21, "County codes; all 21 make the entry national.", minItems=1)
    national = Checked(
        checks.boolean, type="boolean", description="Follows from counties; may be left out."
    )
    sectors = _concepts(30, "sectors")
    sector_text = _texts(300, 30, "The sectors in the words of the source.")
    environmental_objectives = _concepts(17, "environmental-objectives")
    goals = _concepts(17, "goals")
    targets = _concepts(50, "targets")
    resolve = _concepts(6, "resolve")
    business_models = _concepts(10, "business-models")
    lead_organisation = text(300, "The organisation that leads, never a person.")
    partners = _texts(300, 100, "Other organisations.")
    contact = Checked(
        organisation_contact,
        type="string",
        maxLength=checks.LONGEST_URL,
        description="A functional mailbox or a contact page; a person's address is refused.",
    )
    start_year = _number(checks.year, "First year.")
    end_year = _number(checks.year, "Last year.")
    period = _one(PeriodRowSchema, "Where in time it stands.")
    relations = several(RelationRowSchema, 50, "Relations to other entries.")
    source = _one(SourceRowSchema, "Where it comes from.", required=True)
    licence = _word(50, "Licence of the text, an SPDX id; CC0-1.0 if left out.")
    evidence = several(EvidenceRowSchema, 200, "Quotes that links rest on.")
