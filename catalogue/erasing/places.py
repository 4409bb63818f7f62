"""Every column that can hold text, and what erasing does there; a test holds this to the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from catalogue.erasing import changes as to
from catalogue.erasing.changes import Change

_FAULT = to.json("pointer", "code", "entryId")
_SPOKEN = to.masked_json("question", "joint", "yesNo", "kind", "ids")


class TextColumn(NamedTuple):
    """A column that can hold a text of somebody's own."""

    table: str
    column: str
    change: Change


_CHANGES: Mapping[str, Change] = {
    "entry.source_system": to.key,
    "entry.external_id": to.key,
    "entry.withdrawn_reason": to.text,
    "entry_version.content": to.content,
    "entry_version.reason": to.text,
    "link.evidence": to.json(),
    "ledger.reason": to.text,
    "import.file_name": to.text,
    "import.options": to.json("mode", "on_error"),
    "import.columns": to.json(),
    "import.fault": _FAULT,
    "import_row.source_system": to.key,
    "import_row.external_id": to.key,
    "import_row.errors": _FAULT,
    "import_row.warnings": _FAULT,
    "import_row.corrected": to.json(),
    "job.payload": to.json("import", "task", "actor", "reply", "erasure"),
    "job.checkpoint": to.json("phase", "after"),
    "job.result": to.json(),
    "job.error": to.text,
    "job.fault": to.json("code"),
    "token.label": to.text,
    "account.address": to.key,
    "account.name": to.text,
    "reply.file_name": to.text,
    "reply.registry_number": to.text,
    "reply.fault": _FAULT,
    "reply.warnings": to.json(),
    "reply_document.name": to.text,
    "reply_document.text": to.masked_text,
    "reply_document.blocks": to.masked_json("kind"),
    "reply_respondent.row": to.text,
    "reply_respondent.organisation": to.text,
    "reply_respondent.answers": _SPOKEN,
    "reply_respondent.sectors": _SPOKEN,
    "answer_correction.text": to.text,
    "candidate.said": to.masked_json(),
    "candidate.content": to.content,
    "candidate.quote": to.masked_text,
    "candidate.suggestions": to.suggestions,
    "candidate.duplicates": to.json("entryId"),
    "candidate.reason": to.text,
    "candidate_step.reason": to.text,
    "candidate_step.before": to.row_of_candidate,
    "form_answer.content": to.json("choice", "status", "sectors", "dropped"),
    "comment.text": to.text,
    "report.text": to.text,
    "report.answer_to": to.address,
    "report.reason": to.text,
    "subscription.address": to.address,
    "subscription.query": to.text,
}
PLACES = tuple(
    TextColumn(name.partition(".")[0], name.partition(".")[2], change)
    for name, change in _CHANGES.items()
)
TABLES = tuple(dict.fromkeys(place.table for place in PLACES))

CODED = {
    "what the catalogue itself gave out": (
        *("entry.id", "import.id", "import.job_id", "import_row.entry_id", "job.id", "dump.id"),
        *("entry_version.job_id", "ledger.job_id", "reply.id", "reply.job_id", "candidate.id"),
        *("candidate_step.batch", "erased_place.subject_id", "curated_field.overwritten_by"),
        *("candidate.entry_id", "token.id", "token.replaces", "account.id", "session.id"),
        *("session.account_id", "creation.created_id", "report.id"),
        *("subscription.id", "reply_respondent.readings"),
        *("password_reset.id", "password_reset.account_id", "survey.id", "answer_form.id"),
        *("answer_form.link_id", "answer_form.reply_id", "reply.form_id"),
        *("assignment.subject_id", "assignment.account_id", "comment.subject_id"),
        *("notice.subject_id", "notice.account_id", "presence.subject_id", "presence.account_id"),
    ),
    "hashes": (
        *("entry.content_hash", "entry_version.content_hash", "import.sha256", "dump.mark"),
        *("token.hash", "account.password_hash", "session.hash", "failed_sign_in.key"),
        *("reply.sha256", "reply.content_key", "reply_document.sha256", "creation.key"),
        *("creation.content", "password_reset.hash", "answer_form.link_hash"),
        "answer_form.sent_mark",
        "confirmation.mark",
    ),
    "ids that say nothing of a person, or names of processes": (
        *("entry_version.actor", "curated_field.actor", "ledger.actor", "import.actor"),
        *("token.created_by", "job.worker", "reply.actor", "candidate.actor"),
        *("candidate_step.actor", "ledger.subject", "report.closed_by"),
        "answer_correction.actor",
        *("reply.released_by", "survey.opened_by", "answer_form.link_made_by"),
        *("form_answer.saved_by", "import_row.confirmed_by", "confirmation.actor"),
        *("erased_place.looked_by", "assignment.actor", "comment.actor", "notice.actor"),
    ),
    "one of a closed list": (
        *("entry.status", "entry_version.status", "link.field", "link.value", "link.origin"),
        *("relation.type", "curated_field.field", "ledger.action", "import.state"),
        *(
            "import.file_kind",
            "import_row.action",
            "job.kind",
            "job.state",
            "job.lane",
            "token.scopes",
        ),
        *(
            "account.role",
            "account.county",
            "dump.schema_version",
            "dump.files",
            "reply.state",
            "reply.file_kind",
        ),
        *("reply.survey", "reply.relation", "reply_document.kind", "reply_respondent.county"),
        *("reply_respondent.yes_no", "candidate.question", "candidate.county"),
        *("answer_correction.yes_no", "answer_correction.question"),
        *("survey.questionnaire", "answer_form.county", "form_answer.question"),
        *("candidate.state", "candidate.revision", "candidate_step.action", "report.kind"),
        *("source_check.outcome", "reply.outcome", "erased_place.kind", "assignment.kind"),
        "reply.unconfirmed",
        *("comment.kind", "notice.kind", "notice.about", "presence.kind"),
        *("entry_gap.kind", "task_pause.kind"),
        *("subscription.language", "subscription.frequency"),
        *("usage_count.kind", "usage_count.channel", "usage_count.subject", "usage_count.place"),
    ),
    "dates and numbers": (
        *(
            "reply.received_on",
            "survey.closes_on",
            "reply_document.withheld",
            "entry_version.source_seen_on",
        ),
    ),
}
"""Why a column can hold no text of somebody's own -> such columns."""
