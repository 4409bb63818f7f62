"""/replies: survey replies, sent in and looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from flask.views import MethodView

from api import idempotency
from api.access import actor, check_scope, require_scope
from api.addresses import href, link
from api.answers import answer, changed, services
from api.components import headers
from api.filters import counties_of
from api.idempotency import idempotency_key
from api.language import language
from api.paging import page_list, whole_list
from api.smorest import Blueprint
from api.uploads import ANY_BYTES, received_file, takes
from app.accounts.access import PUBLISH
from app.candidates.other_readings import switch_reading
from app.replies import service as use_cases
from app.replies.relating import ADDITION, CORRECTION, relate
from app.replies.releasing import RELEASE, TAKE_BACK, release, released_answers, take_back
from app.replies.reviewing import REVIEWED, decide, mark_reviewed
from app.replies.service import LARGEST_REPLY, SubmittedReply, check_survey
from app.replies.views import answers_by_county, reply_view, whole_reply_view
from app.uploads import receive_upload
from record.lists import OUTCOMES
from schemas.examples import read_examples
from schemas.replies import (
    READ_AS,
    NewReplyArgsSchema,
    NewReplyTransitionSchema,
    RepliesArgsSchema,
    RepliesSchema,
    ReplySchema,
    ReplySummarySchema,
    SurveyAnswersArgsSchema,
    SurveyAnswersSchema,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from flask import Response

    from api.addresses import LinkDescription
    from app.accounts.access import Actor
    from app.replies.service import ReplyWithJob
    from app.wiring import Services

examples = read_examples("replies")

SCOPE = "replies:harvest"


class Step(Protocol):
    """What a transition does with a reply."""

    def __call__(
        self, services: Services, actor: Actor, reply_id: str, /, *, reason: str | None
    ) -> None:
        """Take the step."""


STEPS: Mapping[str, Step] = {
    RELEASE: release,
    TAKE_BACK: take_back,
    REVIEWED: mark_reviewed,
    CORRECTION: partial(relate, relation=CORRECTION),
    ADDITION: partial(relate, relation=ADDITION),
    **{outcome: partial(decide, outcome=outcome) for outcome in OUTCOMES},
}
"""Transition -> what it does."""
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = (
    ANY_BYTES,
    "message/rfc822",
    "application/vnd.ms-outlook",
    f"{OFFICE}.wordprocessingml.document",
    f"{OFFICE}.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/pdf",
    "text/csv",
    "text/html",
    "text/markdown",
    "text/plain",
)
"""Only to be polite: what a file is, it tells itself."""

replies = Blueprint("replies", "Send in survey replies, and see what they say.")


@replies.route("/replies")
class Replies(MethodView):
    """All replies."""

    @require_scope(SCOPE)
    @replies.operation("listReplies", RepliesArgsSchema())
    @replies.answers(RepliesSchema, examples.replies, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List replies, the newest first, and which counties say yes and no to each question."""
        total, found = use_cases.list_replies(
            services(), args["state"], counties_of(args), args["page"], args["limit"]
        )
        items = [{**reply_view(each), "_links": _links(each)} for each in found]
        answers = answers_by_county(services())
        return answer({**page_list(args, total, items), "answers": answers})

    @takes(TYPES, LARGEST_REPLY)
    @require_scope(SCOPE)
    @replies.operation("createReply", NewReplyArgsSchema())
    @replies.changes(202, ReplySchema, examples.reply, 409, 503)
    @replies.alt_response(
        200,
        schema=ReplySchema,
        example=examples.reply,
        headers=headers({"Location": "Address of the reply."}),
        description="The same file was sent in before; this is what it became.",
    )
    @replies.takes_headers(idempotency.PARAMETER)
    def post(self, args: Mapping[str, Any]) -> Response:
        """Send in a file with one county's reply, or a table of several.

        As it came: a mail with its attachments, a document of an office program, PDF, a sheet,
        text or HTML, of 50 MB at most, detected from its content; a file of another kind is refused
        with those that are read. Location is that of the reply: ask there until its state is no
        longer queued or running, and then for its candidates. Nothing is published of it before
        somebody accepts a candidate.
        """
        check_survey(args["survey"])
        sent = SubmittedReply(
            actor=actor().name,
            survey=args["survey"],
            registry_number=args["registryNumber"] or None,
            received_on=args["receivedOn"],
            year=args["year"],
        )
        stream, file_name = received_file()
        with receive_upload(services().settings, stream, LARGEST_REPLY) as upload:
            reply_id, is_new = use_cases.submit(
                services(), upload, sent, file_name, key=idempotency_key()
            )
        response = answer(_whole(reply_id))
        response.status_code = 202 if is_new else 200
        response.headers["Location"] = href("replies", reply_id)
        return response


@replies.route("/replies/<uuid:replyId>")
class OneReply(MethodView):
    """One reply."""

    @require_scope(SCOPE)
    @replies.operation("getReply")
    @replies.answers(ReplySchema, examples.reply, 404, 503)
    def get(self, replyId: UUID) -> Response:  # noqa: N803
        """Read a reply: its text, who answered what, what is held back, and what has changed."""
        return answer(_whole(str(replyId)))


@replies.route("/replies/<uuid:replyId>/transitions")
class ReplyTransitions(MethodView):
    """Steps with a reply."""

    @require_scope(SCOPE)
    @replies.operation("takeReplyTransition")
    @replies.content(NewReplyTransitionSchema(), examples.release)
    @replies.changes(200, ReplySummarySchema, examples.released, 404, 409, 503)
    def post(self, content: Mapping[str, Any], replyId: UUID) -> Response:  # noqa: N803
        """Make public what the counties of a reply answer yes or no to, or take that back.

        Both take entries:publish as well. Nothing else of a reply becomes public: no comments, no
        names. Where a reply holds answers of several counties, all of them do. Erasing the reply
        takes its answers back. `reviewed` says that somebody has gone through a reply of which no
        candidate waits. `nothing-to-share`, `comes-later` and `by-hand` say what came of a reply
        without candidates (`outcome`), and count it as reviewed; another may be chosen later.
        `correction` and `addition` say what a reply is of which that is asked (`relation`): of a
        correction, what is missing is gone. `read-as` lets another of its `readings` count: its
        candidates take the place of those that nobody has done anything with.
        """
        if content["transition"] in {RELEASE, TAKE_BACK}:
            check_scope(PUBLISH)
        if content["transition"] == READ_AS:
            key = content.get("reading") or ""
            switch_reading(services(), actor(), str(replyId), content.get("respondent") or 0, key)
        else:
            step = STEPS[content["transition"]]
            step(services(), actor(), str(replyId), reason=content.get("reason"))
        found = use_cases.get_reply(services(), str(replyId))
        body = {**reply_view(found), "_links": _links(found)}
        marks = (body[name] or "" for name in ("releasedAt", "reviewedAt", "outcome"))
        state = ".".join([found.state, *marks])
        return changed(body, {}, version=state, location=None, spoken=language())


@replies.route("/survey-answers")
class SurveyAnswers(MethodView):
    """Answers of counties that are public."""

    @replies.operation("listSurveyAnswers", SurveyAnswersArgsSchema())
    @replies.answers(SurveyAnswersSchema, examples.answers, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List what counties have answered yes or no to in a survey.

        Of each county and survey the answers of its latest reply that a curator has released.
        """
        counties = counties_of(args)
        items = [
            {
                "survey": each.survey,
                "title": each.title,
                "year": each.year,
                "county": each.county,
                "question": each.question,
                "text": each.text,
                "yesNo": each.answer,
            }
            for each in released_answers(services())
            if not counties or each.county in counties
        ]
        return answer(whole_list(items))


def _whole(reply_id: str) -> dict[str, Any]:
    found = use_cases.get_reply(services(), reply_id)
    return {**whole_reply_view(services(), found), "_links": _links(found)}


def _links(found: ReplyWithJob) -> list[LinkDescription]:
    reply_id = found.record.id
    return [
        link("self", "replies", reply_id),
        link("collection", "replies"),
        link("candidates", "candidates", query=[("reply", reply_id)]),
        link("monitor", "jobs", found.record.job_id),
        link("transitions", "replies", reply_id, "transitions", method="POST"),
    ]
