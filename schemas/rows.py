"""One row of the load format, field by field; what fields say of each other is elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas import checks
from schemas.base import CamelSchema
from schemas.contacts import organisation_contact
from schemas.fields import Checked, listed

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("activity", "working-method", "sector-collaboration")
SOURCE_TYPES = ("survey-reply", "web-page", "report")
PERIODS = ("planned", "ongoing", "ended", "unknown")
RELATION_TYPES = ("uses-method", "part-of")
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


def _object(schema: CamelSchema) -> Callable[[object], dict[str, Any]]:
    """Return a check of an object; fields that were left out or are null are left out."""

    def check(value: object) -> dict[str, Any]:
        loaded: dict[str, Any] = schema.load(value)  # type: ignore[arg-type]  # refuses non-objects
        return {name: part for name, part in loaded.items() if part is not None}

    return check


class EvidenceRowSchema(CamelSchema):
    """The quote that a link rests on."""

    field = Checked(checks.choice(*LINK_FIELDS), required=True)
    value = Checked(checks.text(100), required=True)
    quote = Checked(checks.text(1000, lines=True), required=True)


class QuoteRowSchema(CamelSchema):
    """Where in the reply the example stands, in characters."""

    start = Checked(checks.integer(0, LONGEST_OFFSET), required=True)
    end = Checked(checks.integer(1, LONGEST_OFFSET), required=True)


class SourceRowSchema(CamelSchema):
    """Where an entry comes from."""

    type = Checked(checks.choice(*SOURCE_TYPES), required=True)
    title = Checked(checks.text(300))
    url = Checked(checks.url)
    survey = Checked(checks.identifier(50))
    question = Checked(checks.identifier(20))
    reply = Checked(checks.identifier(100))
    quote = Checked(_object(QuoteRowSchema()))
    received_on = Checked(checks.day)
    registry_number = Checked(checks.text(100))
    retrieved_on = Checked(checks.day)
    checked_on = Checked(checks.day)


class PeriodRowSchema(CamelSchema):
    """Whether the work is planned, goes on or has ended."""

    status = Checked(checks.choice(*PERIODS), required=True)


class RelationRowSchema(CamelSchema):
    """A relation to another entry."""

    type = Checked(checks.choice(*RELATION_TYPES), required=True)
    entry_id = Checked(checks.uuid, required=True)


def _concepts(most: int) -> Checked:
    """Ids of a vocabulary; whether it has them is a matter of `schemas.consistency`."""
    return Checked(listed(checks.text(100), most))


class EntryRowSchema(CamelSchema):
    """One row."""

    source_system = Checked(checks.identifier(100))
    external_id = Checked(checks.identifier(200), required=True)
    kind = Checked(checks.choice(*KINDS), required=True)
    title = Checked(checks.text(200), required=True)
    summary = Checked(checks.text(2000, lines=True), required=True)
    facts = Checked(listed(checks.text(1000), 50))
    methods = Checked(checks.text(5000, lines=True))
    results = Checked(checks.text(5000, lines=True))
    obstacles = Checked(checks.text(5000, lines=True))
    preconditions = Checked(checks.text(5000, lines=True))
    target_group = Checked(checks.text(1000, lines=True))
    counties = Checked(listed(checks.text(100), 21, least=1), required=True)
    national = Checked(checks.boolean)
    sectors = _concepts(30)
    sector_text = Checked(listed(checks.text(300), 30))
    environmental_objectives = _concepts(17)
    goals = _concepts(17)
    targets = _concepts(50)
    resolve = _concepts(6)
    business_models = _concepts(10)
    lead_organisation = Checked(checks.text(300))
    partners = Checked(listed(checks.text(300), 100))
    contact = Checked(organisation_contact)
    start_year = Checked(checks.year)
    end_year = Checked(checks.year)
    period = Checked(_object(PeriodRowSchema()))
    relations = Checked(listed(_object(RelationRowSchema()), 50))
    source = Checked(_object(SourceRowSchema()), required=True)
    licence = Checked(checks.identifier(50))
    evidence = Checked(listed(_object(EvidenceRowSchema()), 200))
