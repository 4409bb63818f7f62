"""`exempelbanken tokens`: what programs sign in with."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import click

from app.accounts.access import COMMAND, SCOPES
from app.accounts.secrets import Credential
from app.accounts.tokens import (
    Grant,
    TokenDescription,
    create_token,
    list_tokens,
    revoke_token,
    rotate_token,
    token_state,
)
from app.entries.documents import timestamp
from cli.context import services_from_environment, write_json
from cli.usage import BadValue
from schemas.accounts import TOKEN_DAYS

LONGEST_LABEL = 100
LABEL_LENGTH = f"1 till {LONGEST_LABEL} tecken."
STATES = {"valid": "gäller", "expired": "har gått ut", "revoked": "återkallad"}
_DAYS = re.compile(r"(\d{1,5})d")


class Moment(click.ParamType[datetime | None]):
    """A time: days from now (90d), a day (to its end, UTC), a time with its zone, now, never."""

    name = "90d|2027-01-31"

    def __init__(self, *, of_new: bool) -> None:
        """Take what a new token needs: an end that is to come, or none."""
        self._of_new = of_new

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | None:
        """Read the text."""
        text = str(value)
        if text == "never" and self._of_new:
            return None
        try:
            read = _moment(text)
        except (ValueError, OverflowError):
            other = "never" if self._of_new else "now"
            message = f"{text!r}; skriv 90d, 2027-01-31 eller {other}."
            raise BadValue(message, ctx, param) from None
        if self._of_new and read <= datetime.now(UTC):
            raise BadValue(f"{text!r}; tiden har redan passerat.", ctx, param)
        return read


def _moment(text: str) -> datetime:
    now = datetime.now(UTC)
    days = _DAYS.fullmatch(text)
    if text == "now":
        return now
    if days:
        return now + timedelta(days=int(days[1]))
    read = datetime.fromisoformat(text)
    if len(text) == len("2027-01-31"):
        return datetime.combine(read, time.max, UTC)
    if read.tzinfo is None:
        raise ValueError(text)
    return read.astimezone(UTC)


expires_option = click.option(
    "--expires",
    type=Moment(of_new=True),
    default=f"{TOKEN_DAYS}d",
    show_default=True,
    help="When the new token stops being valid; never: not before it is revoked.",
)


@click.group("tokens")
def tokens_group() -> None:
    """Look after the tokens that programs sign in with."""


@tokens_group.command("create")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, required=True, help="Repeatable."
)
@click.option("--label", required=True, help="What uses the token: a system, never a person.")
@expires_option
def create_command(*, scopes: tuple[str, ...], label: str, expires: datetime | None) -> None:
    """Create a token and write it to standard output, now and never again."""
    services = services_from_environment(prepare=True)
    if not label.strip() or len(label) > LONGEST_LABEL:
        raise BadValue(LABEL_LENGTH, param_hint="'--label'")
    created = create_token(services, COMMAND, Grant(label.strip(), scopes, expires))
    _show_once(*created)


@tokens_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write the tokens as JSON.")
def list_command(*, as_json: bool) -> None:
    """List all tokens, latest first; secrets are not kept."""
    found = list_tokens(services_from_environment(writes=False))
    if as_json:
        write_json([_as_json(each) for each in found])
        return
    for each in found:
        until = f" till {_day(each.expires_at)}" if each.expires_at else ""
        click.echo(f"{each.id}  {each.label}: {STATES[token_state(each)]}{until}")
        click.echo(
            f"  {', '.join(each.scopes)}; senast använd {_day(each.last_used_at) or 'aldrig'}"
        )


@tokens_group.command("revoke")
@click.argument("token_id", metavar="ID")
def revoke_command(token_id: str) -> None:
    """End a token at once; ID is its middle part, as the list shows it."""
    revoke_token(services_from_environment(), COMMAND, token_id)
    click.echo(f"{token_id} är återkallad.", err=True)


@tokens_group.command("rotate")
@click.argument("token_id", metavar="ID")
@click.option(
    "--old-until",
    type=Moment(of_new=False),
    default="7d",
    show_default=True,
    help="How long the old token is valid beside the new one.",
)
@expires_option
def rotate_command(token_id: str, *, old_until: datetime, expires: datetime | None) -> None:
    """Create a successor with the same label and scopes; the old one stays valid for a while."""
    created = rotate_token(
        services_from_environment(), COMMAND, token_id, old_until=old_until, expires_at=expires
    )
    click.echo(f"{token_id} gäller till {_day(old_until)}.", err=True)
    _show_once(*created)


def _show_once(token: TokenDescription, credential: Credential) -> None:
    """Write the secret alone to standard output, so that it can be piped to where it belongs."""
    until = f"till {_day(token.expires_at)}" if token.expires_at else "tills den återkallas"
    click.echo(
        f"{token.label} ({', '.join(token.scopes)}) gäller {until}. Spara nyckeln nu: den visas"
        " inte igen.",
        err=True,
    )
    click.echo(credential.text)


def _as_json(token: TokenDescription) -> dict[str, object]:
    return {
        "id": token.id,
        "label": token.label,
        "scopes": token.scopes,
        "state": token_state(token),
        "createdAt": timestamp(token.created_at),
        "expiresAt": timestamp(token.expires_at),
        "lastUsedAt": timestamp(token.last_used_at),
        "revokedAt": timestamp(token.revoked_at),
        "replaces": token.replaces,
    }


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
