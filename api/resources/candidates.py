"""/candidates: what replies may become entries of, reviewed one by one or many at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import LinkDescription, href, link
from api.answers import answer, changed, services
from api.filters import counties_of
from api.media import MERGE_PATCH
from api.paging import page_list, whole_list
from api.preconditions import IF_MATCH, base_version
from api.resources.replies import SCOPE
from api.smorest import Blueprint
from app.candidates import reading as use_cases
from app.candidates.bulk import apply_to_many
from app.candidates.editing import ChangedCandidate, patch
from app.candidates.marking import mark
from app.candidates.reading import CandidateFilter
from app.candidates.transitions import apply_transition
from schemas.candidates import (
    LEAST_SURE,
    BulkDoneSchema,
    BulkTransitionSchema,
    CandidatePatchSchema,
    CandidatesArgsSchema,
    CandidateSchema,
    CandidatesSchema,
    ChangedCandidateSchema,
    NewCandidateTransitionSchema,
)
from schemas.examples import read_examples
from schemas.replies import MarkedPassageSchema

examples = read_examples("candidates")

CHANGING = (404, 409, 412, 428, 503)

candidates = Blueprint("candidates", "Review what replies may become.")


@candidates.route("/candidates")
class Candidates(MethodView):
    """All candidates."""

    @require_scope(SCOPE)
    @candidates.operation("listCandidates", CandidatesArgsSchema())
    @candidates.answers(CandidatesSchema, examples.candidates, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """List candidates, each with its words in their context."""
        total, found = use_cases.list_candidates(
            services(), _filter(args), args["page"], args["limit"], actor()
        )
        return answer(page_list(args, total, [_candidate_with_links(each) for each in found]))


@candidates.route("/candidates/transitions")
class ManyTransitions(MethodView):
    """Steps with many candidates."""

    @require_scope(SCOPE)
    @candidates.operation("takeCandidateTransitions")
    @candidates.content(BulkTransitionSchema(), examples.bulk)
    @candidates.changes(200, BulkDoneSchema, examples.bulk_done, 503)
    def post(self, content: Mapping[str, Any]) -> Response:
        """Accept, reject or undo many candidates, 100 at most at once.

        accept takes those that are named, or with minPrecision those of which every suggested link
        has at least that measured precision, or with minConfidence those that the harvest is as
        sure of; with a measure what is to be looked at is left out: likely duplicates and personal
        data, no county, links without evidence, what a corrected reply changes or no longer has.
        The precision is that of the links, the confidence that of where an example begins and ends;
        neither tells of its kind. So drafts are all that they make. Each candidate is decided on
        by itself; `message` tells why one was not. dryRun tells what would happen.
        """
        result = apply_to_many(services(), actor(), content)
        count = sum(each["done"] for each in result.items)
        meta = {"done": count, "skipped": len(result.items) - count, "more": result.more}
        listed = whole_list(result.items)
        return answer({**listed, "_meta": {**listed["_meta"], **meta, "seq": result.seq}})


@candidates.route("/candidates/<uuid:candidateId>")
class OneCandidate(MethodView):
    """One candidate."""

    @require_scope(SCOPE)
    @candidates.operation("getCandidate")
    @candidates.answers(CandidateSchema, examples.candidate, 404, 503)
    def get(self, candidateId: UUID) -> Response:  # noqa: N803
        """Read a candidate: what it would be, what the reply says, which links that suggests."""
        found = use_cases.get_candidate(services(), str(candidateId), actor())
        return answer(_candidate_with_links(found), version=str(found["version"]))

    @require_scope(SCOPE)
    @candidates.operation(
        "changeCandidate", requestBody={"content": {MERGE_PATCH: {"schema": CandidatePatchSchema}}}
    )
    @candidates.content(CandidatePatchSchema(), examples.patch)
    @candidates.changes(200, ChangedCandidateSchema, examples.changed, *CHANGING)
    @candidates.takes_headers(IF_MATCH)
    def patch(self, content: Mapping[str, Any], candidateId: UUID) -> Response:  # noqa: N803
        """Change the entry that a waiting candidate would become, or the quote that goes with it.

        A JSON merge patch (RFC 7396) of the fields of the load format, held to its rules, but that
        the county may still be missing. Source and evidence follow from the reply. A quote is made
        of the reply's own words in their order, of which any may be left out; another is 422.
        """
        return _change_response(patch(services(), actor(), base_version(candidateId), content))


@candidates.route("/candidates/<uuid:candidateId>/transitions")
class CandidateTransitions(MethodView):
    """Steps with a candidate."""

    @require_scope(SCOPE)
    @candidates.operation("takeCandidateTransition")
    @candidates.content(NewCandidateTransitionSchema(), examples.accept)
    @candidates.changes(200, ChangedCandidateSchema, examples.accepted, *CHANGING)
    @candidates.takes_headers(IF_MATCH)
    def post(self, content: Mapping[str, Any], candidateId: UUID) -> Response:  # noqa: N803
        """Decide on a candidate.

        accept: it becomes a draft entry, or with `publish` (and entries:publish) a public one, if
        nothing in it looks like personal data (422, personal-data); the changed one of a corrected
        reply becomes the next version of what its predecessor became, and what people edited of
        that one, in review or since, stays. `_meta.warnings` tells of one that is gone from a
        corrected reply, and of personal data. reject. postpone: it waits behind the others. merge:
        `others` of the same document go into it. split: into `parts`, each with the links that its
        own words suggest. undo: takes the last step back, with the draft that it made if nobody has
        touched that.
        """
        return _change_response(
            apply_transition(services(), actor(), base_version(candidateId), content)
        )


@candidates.route("/replies/<uuid:replyId>/candidates")
class CandidatesOfReply(MethodView):
    """Candidates of one reply."""

    @require_scope(SCOPE)
    @candidates.operation("createCandidate")
    @candidates.content(MarkedPassageSchema(), examples.passage)
    @candidates.changes(201, CandidateSchema, examples.candidate, 404, 409, 503)
    def post(self, content: Mapping[str, Any], replyId: UUID) -> Response:  # noqa: N803
        """Make a candidate of a passage that the harvest missed.

        Its title, kind and links are what the words suggest, without the personal data that were
        found in them; question and county are those of the answer that the passage stands in, or
        of the one before. It waits for a decision as any other, and its provenance is the passage.
        """
        made = mark(
            services(),
            actor(),
            str(replyId),
            content["document"],
            content["spans"],
            again=content["again"],
        )
        response = answer(_candidate_with_links(made), version=str(made["version"]))
        response.status_code = 201
        response.headers["Location"] = href("candidates", made["id"])
        return response


def _filter(args: Mapping[str, Any]) -> CandidateFilter:
    return CandidateFilter(
        states=args["state"],
        counties=counties_of(args),
        questions=args["question"],
        surveys=args["survey"],
        revisions=args["revision"],
        reply_id=args["reply"],
        entry_id=args["entry"],
        precision=args["minPrecision"],
        least_sure_first=args["sort"] == LEAST_SURE,
    )


def _change_response(result: ChangedCandidate) -> Response:
    found = result.candidate
    return changed(
        _candidate_with_links(found),
        {
            "_meta": {
                "seq": result.seq,
                "candidates": list(result.others),
                "warnings": [dict(each) for each in result.warnings],
            }
        },
        version=str(found["version"]),
        location=None,
        spoken="sv",
    )


def _candidate_with_links(found: Mapping[str, Any]) -> dict[str, Any]:
    return {**found, "_links": _links(found)}


def _links(found: Mapping[str, Any]) -> list[LinkDescription]:
    candidate_id = found["id"]
    entry = found["entryId"]
    return [
        link("self", "candidates", candidate_id),
        link("collection", "candidates"),
        link("up", "replies", found["replyId"]),
        *(
            [link("edit", "candidates", candidate_id, method="PATCH")]
            * (found["state"] == "waiting")
        ),
        link("transitions", "candidates", candidate_id, "transitions", method="POST"),
        *([link("related", "entries", entry)] if entry else []),
    ]
