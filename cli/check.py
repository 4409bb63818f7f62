"""`exempelbanken check`: whether the database's file is whole."""

from __future__ import annotations

import sys

import click

from app.integrity import look_for_damage
from cli.context import unchecked_services


@click.command("check")
def check_command() -> None:
    """Look through the whole file of an embedded database; exits with 1 when it is damaged."""
    services = unchecked_services(writes=False)
    if not services.database.is_embedded:
        click.echo("PostgreSQL: kör pg_amcheck i stället.")
        return
    faults = look_for_damage(services, thorough=True)
    for fault in faults:
        click.echo(fault)
    outcome = (
        "Databasen är skadad: läs tillbaka en säkerhetskopia." if faults else "Databasen är hel."
    )
    click.echo(outcome)
    sys.exit(1 if faults else 0)
