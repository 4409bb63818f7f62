"""`exempelbanken check`: whether the database's file and the rows in it are whole."""

from __future__ import annotations

import sys

import click

from app.integrity import look_for_damage, look_for_damaged_rows
from app.tables import check_tables
from cli.context import unchecked_services

DAMAGED_ROWS = (
    "{} skadade rader. Tills de är lagade är exemplen utelämnade ur sökindex, dumpar och"
    " ändringsflöde. Läs tillbaka raden ur en säkerhetskopia, eller läs in exemplet på nytt"
    " med en ändring i raden."
)


@click.command("check")
def check_command() -> None:
    """Look through an embedded database's file and all entries; exits with 1 on damage."""
    services = unchecked_services(writes=False)
    if not services.database.is_embedded:
        click.echo("PostgreSQL: kör pg_amcheck för filerna. Här kontrolleras raderna.")
    faults = look_for_damage(services, thorough=True)
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo("Databasen är skadad: läs tillbaka en säkerhetskopia.")
        sys.exit(1)
    check_tables(services.database)
    rows = look_for_damaged_rows(services)
    for row in rows:
        click.echo(
            f"{row.table}: exempel {row.entry_id}, version {row.version}"
            f" (entry_pk {row.entry_pk}): {row.place}"
        )
    if rows:
        click.echo(DAMAGED_ROWS.format(len(rows)))
        sys.exit(1)
    click.echo("Databasen är hel.")
