"""The tables, typed; statements are written against them and run on a plain connection."""

from catalogue.tables.accounts import Account, FailedSignIn, PasswordReset, Session, Token
from catalogue.tables.base import Base
from catalogue.tables.confirmations import Confirmation
from catalogue.tables.creations import Creation
from catalogue.tables.dumps import Dump
from catalogue.tables.entries import (
    CuratedField,
    Entry,
    EntryGap,
    EntryVersion,
    Link,
    Relation,
    TaskPause,
)
from catalogue.tables.erasures import ErasedPlace
from catalogue.tables.imports import Import, ImportRow
from catalogue.tables.jobs import Job
from catalogue.tables.ledger import LedgerEvent
from catalogue.tables.replies import (
    AnswerCorrection,
    Candidate,
    CandidateStep,
    Reply,
    ReplyDocument,
    ReplyRespondent,
)
from catalogue.tables.reports import Report
from catalogue.tables.sources import SourceCheck
from catalogue.tables.subscriptions import Subscription
from catalogue.tables.surveys import AnswerForm, FormAnswer, Survey
from catalogue.tables.teamwork import Assignment, Comment, Notice, Presence
from catalogue.tables.usage import UsageCount

__all__ = [
    "Account",
    "AnswerCorrection",
    "AnswerForm",
    "Assignment",
    "Base",
    "Candidate",
    "CandidateStep",
    "Comment",
    "Confirmation",
    "Creation",
    "CuratedField",
    "Dump",
    "Entry",
    "EntryGap",
    "EntryVersion",
    "ErasedPlace",
    "FailedSignIn",
    "FormAnswer",
    "Import",
    "ImportRow",
    "Job",
    "LedgerEvent",
    "Link",
    "Notice",
    "PasswordReset",
    "Presence",
    "Relation",
    "Reply",
    "ReplyDocument",
    "ReplyRespondent",
    "Report",
    "Session",
    "SourceCheck",
    "Subscription",
    "Survey",
    "TaskPause",
    "Token",
    "UsageCount",
]
