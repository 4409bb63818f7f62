"""Surveys that counties answer by form, on the wire."""

from __future__ import annotations

from record.lists import EARLIEST_YEAR, LATEST_YEAR
from schemas import checks
from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.fields import Checked
from schemas.hypermedia import PageMetaSchema, links

STATES = ("open", "closed")
FORM_STATES = ("waiting", "begun", "sent", "changed")
LONGEST_ID = 50


class NewSurveySchema(CamelSchema):
    """A survey to be opened."""

    questionnaire = Checked(
        checks.identifier(LONGEST_ID),
        required=True,
        type="string",
        maxLength=LONGEST_ID,
        description="Id of its questions.",
    )
    year = Checked(
        checks.integer(EARLIEST_YEAR, LATEST_YEAR),
        required=True,
        type="integer",
        minimum=EARLIEST_YEAR,
        maximum=LATEST_YEAR,
        description="When it is asked; the same questions can be asked once a year.",
    )
    closes_on = Checked(
        checks.day,
        required=True,
        type="string",
        format="date",
        example="2099-09-30",
        description="The last day for answers, until its end in Sweden.",
    )


class CountyFormSchema(CamelSchema):
    """The form of a county."""

    id = doc.uuid("Its id; of replies, formId.")
    county = doc.text("County code.")
    state = doc.choice(
        "waiting: nothing is filled in. begun: something is. changed: it was, since it was sent.",
        *FORM_STATES,
    )
    has_answered = doc.flag(
        "Whether the county has answered, by form or file: a question of this survey has an answer,"
        " or a curator has said so."
    )
    has_link = doc.flag("Whether a secret link opens it.")
    saved_at = doc.moment("When something was last filled in.", null=True)
    sent_at = doc.moment("When it was last sent.", null=True)
    reply_id = doc.uuid("The reply that it became.", null=True)


class SurveySchema(CamelSchema):
    """A survey that counties answer by form."""

    id = doc.uuid("Its id.")
    state = doc.choice("open: counties can answer.", *STATES)
    questionnaire = doc.text("Id of its questions; of replies, survey.")
    title = doc.text("What it is about.")
    year = doc.number("When it is asked.", minimum=EARLIEST_YEAR)
    closes_on = doc.day("The last day for answers.")
    opened_at = doc.moment("When it was opened.")
    opened_by = doc.text("Who opened it, never a person's name.")
    closed_at = doc.moment("When somebody closed it before that day.", null=True)
    forms = doc.list_of(CountyFormSchema, "The counties' forms.")
    _links = links()


class SurveysSchema(CamelSchema):
    """Surveys by form, the newest first."""

    items = doc.list_of(SurveySchema, "The surveys.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()
