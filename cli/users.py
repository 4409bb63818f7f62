"""`exempelbanken users`: people who may sign in. There is no account from the start."""

from __future__ import annotations

import sys

import click

from app.accounts.access import COMMAND
from app.accounts.callers import SCOPES_OF_ROLE
from app.accounts.resets import create_reset
from app.accounts.users import create_user, disable_user, list_users, set_password
from app.errors import InvalidQuery, Issue
from cli.context import services_from_environment


@click.group("users")
def users_group() -> None:
    """Look after the accounts of people."""


@users_group.command("create")
@click.argument("address")
@click.option("--role", type=click.Choice(tuple(SCOPES_OF_ROLE)), required=True)
@click.option("--county", help="Of a contributor: the county, by id, code or name.")
@click.option(
    "--without-password",
    is_flag=True,
    help="For somebody who signs in through OpenID Connect, or sets a password with a link.",
)
def create_command(address: str, *, role: str, county: str | None, without_password: bool) -> None:
    """Open an account; the password is asked for, or read from standard input."""
    services = services_from_environment(prepare=True)
    chosen = services.vocabularies.resolve("county", county) if county else None
    if isinstance(chosen, Issue):
        raise InvalidQuery([chosen])
    create_user(services, address, role, None if without_password else _password(), chosen)
    click.echo(f"Kontot är skapat med rollen {role}.", err=True)


@users_group.command("list")
def list_command() -> None:
    """List all accounts."""
    for account in list_users(services_from_environment(writes=False)):
        closed = f", stängt {account.disabled_at.date()}" if account.disabled_at else ""
        way = "lösenord" if account.password_hash else "OpenID Connect"
        county = f" ({account.county})" if account.county else ""
        click.echo(f"{account.address}  {account.role}{county}, {way}{closed}  user:{account.id}")


@users_group.command("password")
@click.argument("address")
def password_command(address: str) -> None:
    """Change a password and end all sessions of the account."""
    set_password(services_from_environment(), address, _password())
    click.echo("Lösenordet är bytt, och kontot är utloggat överallt.", err=True)


@users_group.command("link")
@click.argument("address")
def link_command(address: str) -> None:
    """Print a link with which the account's holder sets a password, once and within an hour."""
    services = services_from_environment()
    click.echo(create_reset(services, COMMAND, address).link)


@users_group.command("disable")
@click.argument("address")
def disable_command(address: str) -> None:
    """Close an account and end all its sessions."""
    disable_user(services_from_environment(), address)
    click.echo("Kontot är stängt.", err=True)


def _password() -> str:
    """Ask twice without showing it; a program sends it as the first line of standard input."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Lösenord", hide_input=True, confirmation_prompt="Igen")
        return asked
    return sys.stdin.readline().rstrip("\r\n")
