"""`exempelbanken users`: people who may sign in. There is no account from the start."""

from __future__ import annotations

import sys

import click

from app.accounts.access import COMMAND
from app.accounts.callers import SCOPES_OF_ROLE
from app.accounts.resets import create_reset
from app.accounts.users import (
    change_user,
    create_user,
    disable_user,
    list_users,
    name_user,
    reopen_user,
    set_password,
)
from app.errors import InvalidQuery, Issue
from app.wiring import Services
from cli.context import services_from_environment

_ROLE = click.option("--role", type=click.Choice(tuple(SCOPES_OF_ROLE)), required=True)
_COUNTY = click.option("--county", help="Of a contributor: the county, by id, code or name.")


@click.group("users")
def users_group() -> None:
    """Look after the accounts of people."""


@users_group.command("create")
@click.argument("address")
@_ROLE
@_COUNTY
@click.option("--name", default="", help="What colleagues read at the desk instead of the address.")
@click.option(
    "--without-password",
    is_flag=True,
    help="For somebody who signs in through OpenID Connect, or sets a password with a link.",
)
def create_command(
    address: str, *, role: str, county: str | None, name: str, without_password: bool
) -> None:
    """Open an account; the password is prompted for, or read from standard input."""
    services = services_from_environment(prepare=True)
    chosen = _county(services, county)
    create_user(services, address, role, None if without_password else _password(), chosen)
    name_user(services, address, name)
    click.echo(f"Kontot är skapat med rollen {role}.", err=True)


@users_group.command("list")
def list_command() -> None:
    """List all accounts."""
    for account in list_users(services_from_environment(writes=False)):
        closed = f", stängt {account.disabled_at.date()}" if account.disabled_at else ""
        way = "lösenord" if account.password_hash else "OpenID Connect"
        county = f" ({account.county})" if account.county else ""
        name = f" ({account.name})" if account.name else ""
        line = f"{account.address}{name}  {account.role}{county}, {way}{closed}"
        click.echo(f"{line}  user:{account.id}")


@users_group.command("change")
@click.argument("address")
@_ROLE
@_COUNTY
def change_command(address: str, *, role: str, county: str | None) -> None:
    """Give an account another role or county, and end all its sessions."""
    services = services_from_environment()
    change_user(services, address, role, _county(services, county))
    click.echo(f"Kontot har rollen {role}.", err=True)


@users_group.command("rename")
@click.argument("address")
@click.argument("name")
def rename_command(address: str, name: str) -> None:
    """Keep what colleagues read at the desk; with "" they read the role."""
    name_user(services_from_environment(), address, name)
    click.echo("Namnet är sparat.", err=True)


@users_group.command("password")
@click.argument("address")
def password_command(address: str) -> None:
    """Change a password and end all sessions of the account."""
    set_password(services_from_environment(), address, _password())
    click.echo("Lösenordet är bytt, och kontot är utloggat överallt.", err=True)


@users_group.command("link")
@click.argument("address")
def password_link_command(address: str) -> None:
    """Print a link with which the account's holder sets a password, once and within an hour."""
    services = services_from_environment()
    click.echo(create_reset(services, COMMAND, address).link)


@users_group.command("disable")
@click.argument("address")
def disable_command(address: str) -> None:
    """Close an account and end all its sessions."""
    disable_user(services_from_environment(), address)
    click.echo("Kontot är stängt.", err=True)


@users_group.command("reopen")
@click.argument("address")
def reopen_command(address: str) -> None:
    """Open a closed account again; its old password is gone, so make a link for a new one."""
    reopen_user(services_from_environment(), address)
    message = "Kontot är öppet igen, utan lösenord: gör en länk med exempelbanken users link."
    click.echo(message, err=True)


def _county(services: Services, county: str | None) -> str | None:
    """Return the id of the county that was named."""
    chosen = services.vocabularies.resolve("county", county) if county else None
    if isinstance(chosen, Issue):
        raise InvalidQuery([chosen])
    return chosen


def _password() -> str:
    """Ask twice without showing it; a program sends it as the first line of standard input."""
    if sys.stdin.isatty():
        password: str = click.prompt("Lösenord", hide_input=True, confirmation_prompt="Igen")
        return password
    return sys.stdin.readline().rstrip("\r\n")
