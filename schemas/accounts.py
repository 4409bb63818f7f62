"""Tokens and sessions on the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from marshmallow import missing

from schemas import checks
from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.faults import refuse
from schemas.fields import Checked, listed
from schemas.hypermedia import PageMetaSchema, links

SCOPES = (
    "entries:read-drafts",
    "entries:write",
    "entries:publish",
    "imports:run",
    "replies:harvest",
    "admin",
)
ROLES = ("contributor", "curator", "admin")
STATES = ("valid", "expired", "revoked")
TOKEN_DAYS = 365
"""How long a token is valid when nobody says anything else."""
LONGEST_LABEL, LONGEST_ADDRESS, LONGEST_PASSWORD = 100, 254, 200
SCOPE_LIST = {"type": "array", "items": {"type": "string", "enum": list(SCOPES)}}
_moment_text = checks.text(40)


def moment(value: object) -> datetime:
    """Check a time with its zone, RFC 3339; it is given back as UTC."""
    try:
        read = datetime.fromisoformat(_moment_text(value))
        usable = read.tzinfo is not None
        return read.astimezone(UTC) if usable else _not_moment(value)
    except (ValueError, OverflowError):
        return _not_moment(value)


def _not_moment(value: object) -> datetime:
    raise refuse("not-moment", value)


def password(value: object) -> str:
    """Check a password, which is neither cleaned nor given back in a fault."""
    return checks.verbatim(value, LONGEST_PASSWORD)


class _Expiry(Checked):
    """An end that has a default; null is no end at all, and has to be written."""

    def deserialize(self, value: object, *args: object, **more: object) -> datetime | None:
        del args, more
        if value is missing:
            return datetime.now(UTC) + timedelta(days=TOKEN_DAYS)
        return None if value is None else moment(value)


class NewTokenSchema(CamelSchema):
    """What a token is to be."""

    label = Checked(
        checks.text(LONGEST_LABEL),
        required=True,
        type="string",
        minLength=1,
        maxLength=LONGEST_LABEL,
        description="What uses the token: a system, never a person.",
    )
    scopes = Checked(
        listed(checks.choice(*SCOPES), len(SCOPES), 1),
        required=True,
        **SCOPE_LIST,
        minItems=1,
        maxItems=len(SCOPES),
        description="What it may do; admin implies all others.",
    )
    expires_at = _Expiry(
        moment,
        type="string",
        format="date-time",
        example=doc.MOMENT,
        description=f"When it stops being valid. Left out: after {TOKEN_DAYS} days; null: not"
        " before it is revoked.",
    )


class TokenSchema(CamelSchema):
    """A token, without its secret."""

    id = doc.text("Public id, the middle part of the token.")
    label = doc.text("What uses it.")
    scopes = doc.texts("What it may do.")
    state = doc.choice("Whether it is valid now.", *STATES)
    created_at = doc.moment("When it was created.")
    created_by = doc.text("Who created it: token:<id>, user:<id> or command.")
    expires_at = doc.moment("When it stops being valid.", null=True)
    last_used_at = doc.moment("When it was last used, to the minute.", null=True)
    revoked_at = doc.moment("When it was revoked.", null=True)
    replaces = doc.text("Id of the token that it was made to replace.", null=True)
    _links = links()


class TokenWithSecretSchema(TokenSchema):
    """A token that has just been created."""

    token = doc.text("The token itself. It is shown only once.")


class TokensSchema(CamelSchema):
    """All tokens."""

    items = doc.list_of(TokenSchema, "The tokens, latest first.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class SignInSchema(CamelSchema):
    """Who signs in."""

    address = Checked(
        checks.text(LONGEST_ADDRESS),
        required=True,
        type="string",
        minLength=1,
        maxLength=LONGEST_ADDRESS,
        description="E-mail address of the account.",
    )
    password = Checked(
        password,
        required=True,
        type="string",
        format="password",
        maxLength=LONGEST_PASSWORD,
        description="Its password.",
    )


class SessionSchema(CamelSchema):
    """A session that has just begun."""

    token = doc.text("Send it as Authorization: Bearer. It is shown only once.")
    role = doc.choice("Role of the account.", *ROLES)
    scopes = doc.texts("What the session may do.")
    expires_at = doc.moment("When it ends by itself.")
    _links = links()


class CallerSchema(CamelSchema):
    """Who makes the call."""

    name = doc.text("token:<id> or user:<id>, as versions and audit name it.")
    kind = doc.choice("What kind of caller.", "token", "user")
    scopes = doc.texts("What the caller may do.")
    _links = links()
