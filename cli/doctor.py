"""`exempelbanken doctor`: what of an installation is in order, and what to do about the rest."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import click

from app.errors import InvalidSettings
from app.indexing import index_status
from app.jobs.metrics import work_metrics
from app.mail_server import open_server
from app.settings import read_settings
from app.tables import check_tables
from app.wiring import Services, build_engine
from catalogue import ledger
from cli.context import unchecked_services
from cli.errors import MENDABLE, message_for
from cli.index import standing_sentence
from edge.forwarded import trusted_networks
from indexer.index_names import release

if TYPE_CHECKING:
    from app.settings import Settings

SETTINGS = "inställningar"
LEAST_FREE = 0.2
"""Share of a disk that should be free, as the document on operations has it."""
LONGEST_WAIT = 600
"""Seconds that a job may wait before a worker seems to be missing."""
CLOCK_SLACK = timedelta(minutes=1)
"""How far the clocks of two hosts may differ."""
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part: a sentence, which says what to do unless it is good."""

    part: str
    sentence: str
    _: KW_ONLY
    is_good: bool = True

    @classmethod
    def fault(cls, part: str, sentence: str) -> Finding:
        """Return that a part is not in order."""
        return cls(part, sentence, is_good=False)


Check: TypeAlias = Callable[[Services], tuple[bool, str]]


@click.command("doctor")
def doctor_command() -> None:
    """Look whether all parts of an installation are in order; exits with 1 when one is not."""
    findings = list(examine())
    for finding in findings:
        mark = "bra " if finding.is_good else "FEL "
        click.echo(f"{mark} {finding.part + ':':<16} {finding.sentence}")
    sys.exit(0 if all(finding.is_good for finding in findings) else 1)


def examine() -> Iterator[Finding]:
    """Yield what is found, part by part; without usable settings, nothing else can be looked at."""
    try:
        settings = read_settings(os.environ, writes=False)
        trusted_networks(settings.trusted_proxies)
    except InvalidSettings as error:
        for name, fault in error.faults.items():
            yield Finding.fault(SETTINGS, f"{name}: {fault}. Rätta den (docs/settings.md).")
        return
    except MENDABLE as error:
        yield Finding.fault(SETTINGS, message_for(error).sv)
        return
    yield Finding(SETTINGS, sentence=f"går att läsa; datamapp {settings.data}")
    services = unchecked_services(writes=False)
    for part, check in CHECKS.items():
        try:
            is_good, sentence = check(services)
            yield Finding(part, sentence, is_good=is_good)
        except MENDABLE as error:
            yield Finding.fault(part, message_for(error).sv)


def check_versions(_services: Services) -> tuple[bool, str]:
    """Return the versions; what is too old does not start."""
    return True, f"Exempelbanken {release()}, Python {platform.python_version()}"


def check_database(services: Services) -> tuple[bool, str]:
    """Return whether the database answers with the tables of this release."""
    check_tables(services.database)
    return True, f"svarar ({services.database.url.get_backend_name()}), tabellerna är utgåvans"


def check_space(services: Services) -> tuple[bool, str]:
    """Return whether the disk of the data folder has room."""
    return judge_space(*shutil.disk_usage(services.settings.data))


def judge_space(total: int, _used: int, free_bytes: int) -> tuple[bool, str]:
    """Return whether so many bytes of a disk are enough."""
    free = f"{free_bytes / 1e9:.1f} GB ledigt av {total / 1e9:.1f} GB"
    if free_bytes < LEAST_FREE * total:
        return False, f"{free}. Frigör utrymme: när disken är full går inget att spara."
    return True, free


def check_index(services: Services) -> tuple[bool, str]:
    """Return whether the index is this release's, and has come as far as the rows."""
    build_engine(services.settings).check()
    status = index_status(services)
    if not status.current or status.ahead:
        return False, f"{status.name or 'saknas'}; aktuell: {standing_sentence(status)}"
    if status.seq < status.ledger_seq:
        behind = status.ledger_seq - status.seq
        return False, f"{behind} händelser efter raderna. Se efter att worker är igång."
    return True, f"{status.entries} exempel, ikapp med raderna"


def check_jobs(services: Services) -> tuple[bool, str]:
    """Return whether jobs are taken on, and none has failed."""
    work = work_metrics(services)
    failed = sum(number for (_, state), number in work.jobs.items() if state == "failed")
    if failed:
        return False, f"{failed} misslyckade. Se exempelbanken jobs list, sedan jobs retry."
    longest = max(work.waiting.values(), default=0.0)
    if longest > LONGEST_WAIT:
        return False, f"ett jobb har väntat i {longest / 60:.0f} minuter. Starta worker."
    return True, "inget misslyckat, inget har väntat länge"


def check_mail(services: Services) -> tuple[bool, str]:
    """Return whether the mail server lets us in; nothing is sent."""
    settings = services.settings.mail
    if settings is None:
        return True, "inte inställt, inga brev skickas (EXEMPELBANKEN_SMTP_URL)"
    host = urlsplit(settings.url).hostname
    try:
        with open_server(settings):
            return True, f"{host} svarar"
    except OSError as error:
        return False, (
            f"{host} går inte att använda ({type(error).__name__}). Kontrollera"
            " EXEMPELBANKEN_SMTP_URL, användare, lösenord och brandvägg."
        )


def check_clock(services: Services) -> tuple[bool, str]:
    """Return whether the clock is not before what has happened already."""
    with services.database.read() as connection:
        latest = ledger.last_time(connection)
    now = datetime.now(UTC)
    if latest and latest > now + CLOCK_SLACK:
        return False, (
            f"klockan går efter: den är {now:%Y-%m-%d %H:%M} UTC, men senaste händelsen är från"
            f" {latest:%Y-%m-%d %H:%M}. Ställ den (timedatectl, chrony)."
        )
    return True, f"{now:%Y-%m-%d %H:%M} UTC"


def check_proxy(services: Services) -> tuple[bool, str]:
    """Return whether a public address goes with a proxy that is trusted."""
    return judge_proxy(services.settings)


def judge_proxy(settings: Settings) -> tuple[bool, str]:
    """Return whether the settings for an address and for proxies fit each other."""
    address = urlsplit(settings.public_url)
    if address.hostname in LOCAL_HOSTS:
        return True, f"bara på den här datorn ({settings.public_url})"
    if address.scheme != "https":
        return False, f"{settings.public_url} är inte https. Sätt en proxy med TLS framför."
    if not settings.trusted_proxies:
        return False, (
            "ingen är betrodd, så alla besökare räknas som en. Ange proxyns adress i"
            " EXEMPELBANKEN_TRUSTED_PROXIES."
        )
    return True, f"litar på {', '.join(settings.trusted_proxies)}"


CHECKS: dict[str, Check] = {
    "versioner": check_versions,
    "databas": check_database,
    "utrymme": check_space,
    "sökindex": check_index,
    "jobb": check_jobs,
    "e-post": check_mail,
    "klocka": check_clock,
    "proxy": check_proxy,
}
"""Part -> what looks at it, in the order shown."""
