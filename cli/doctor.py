"""`exempelbanken doctor`: what of an installation is in order, and what to do about the rest."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from app.errors import InvalidSettings, Message
from app.indexing import index_status
from app.jobs.metrics import work_metrics
from app.mail_server import open_server
from app.ownership import nearest
from app.setting_names import PREFIX
from app.settings import complete_settings, parse_settings, secret_file
from app.tables import check_tables
from app.wiring import Services, build_services
from catalogue import ledger
from catalogue.accounts import tokens
from catalogue.integrity import file_faults
from cli.errors import MENDABLE, message_for
from cli.index import standing_sentence
from cli.unknown_settings import unknown_sentences
from edge.forwarded import trusted_networks
from indexer.engine import SearchEngineError
from indexer.index_names import release

if TYPE_CHECKING:
    from app.settings import Settings

SETTINGS, DATABASE, ENGINE = "inställningar", "databas", "sökmotor"
LEAST_FREE = 0.2
"""Share of a disk that should be free, as the document on operations has it."""
LONGEST_WAIT = 600
"""Seconds that a job may wait before a worker seems to be missing."""
CLOCK_SLACK = timedelta(minutes=1)
"""How far the clocks of two hosts may differ."""
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


class Mark(StrEnum):
    """What a line begins with."""

    GOOD = "bra"
    FAULT = "FEL"
    UNTRIED = "-"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part: a sentence, which says what to do about a fault."""

    part: str
    sentence: str
    mark: Mark = Mark.GOOD


@dataclass(frozen=True, slots=True)
class Check:
    """What looks at a part, and the parts without which it cannot.

    `look` returns whether the part is in order, and a sentence.
    """

    part: str
    look: Callable[[Services], tuple[bool, str]]
    needs: tuple[str, ...] = ()


@click.command("doctor")
def doctor_command() -> None:
    """Look whether all parts of an installation are in order; exits with 1 when one is not."""
    findings = list(examine())
    for finding in findings:
        click.echo(f"{finding.mark:<4} {finding.part + ':':<16} {finding.sentence}")
    sys.exit(1 if any(finding.mark is Mark.FAULT for finding in findings) else 0)


def examine() -> Iterator[Finding]:
    """Yield what is found, part by part; without usable settings, nothing else can be looked at."""
    settings, faults = parse_settings(os.environ)
    unusable = _invalid_settings(settings, faults)
    try:
        settings = complete_settings(settings, writes=False)
    except MENDABLE as error:
        unusable.append(message_for(error).sv)
    others = [*_missing_folder(settings), *unknown_sentences(os.environ)]
    for sentence in [*unusable, *others]:
        yield Finding(SETTINGS, sentence, Mark.FAULT)
    if unusable:
        return
    if not others:
        yield Finding(SETTINGS, f"går att läsa; datamapp {settings.data}")
    services = build_services(settings, looks_only=True)
    click.get_current_context().call_on_close(services.database.close)
    marks: dict[str, Mark] = {}
    for check in CHECKS:
        missing = [part for part in check.needs if marks[part] is not Mark.GOOD]
        finding = untried(check.part, missing) if missing else look(check, services)
        marks[check.part] = finding.mark
        yield finding


def _invalid_settings(settings: Settings, faults: Mapping[str, Message]) -> list[str]:
    found = dict(faults)
    try:
        trusted_networks(settings.trusted_proxies)
    except InvalidSettings as error:
        found.update(error.faults)
    return [f"{name}: {fault.sv}" for name, fault in found.items()]


def _missing_folder(settings: Settings) -> list[str]:
    folder = settings.data
    if folder.exists():
        return []
    sentence = (
        f"datamappen {folder} finns inte; närmast finns {nearest(folder)}. Rätta EXEMPELBANKEN_DATA"
        " om sökvägen är fel. Annars skapar exempelbanken seed eller migrate mappen."
    )
    return [sentence]


def look(check: Check, services: Services) -> Finding:
    """Return what is found about one part."""
    try:
        is_good, sentence = check.look(services)
    except MENDABLE as error:
        return Finding(check.part, message_for(error).sv, Mark.FAULT)
    return Finding(check.part, sentence, Mark.GOOD if is_good else Mark.FAULT)


def untried(part: str, missing: Sequence[str]) -> Finding:
    """Return that a part can be looked at only when others are in order."""
    return Finding(part, f"inte prövat: rätta först {' och '.join(missing)}", Mark.UNTRIED)


def check_versions(_services: Services) -> tuple[bool, str]:
    """Return the versions; what is too old does not start."""
    return True, f"Exempelbanken {release()}, Python {platform.python_version()}"


def check_database(services: Services) -> tuple[bool, str]:
    """Return whether the database answers with the tables of this release."""
    check_tables(services.database)
    with services.database.read() as connection:
        damage = file_faults(connection, thorough=False)
    if damage:
        return False, (
            "den är skadad. Stoppa web och worker, kör exempelbanken check, och läs tillbaka en"
            " säkerhetskopia."
        )
    return True, f"svarar ({services.database.url.get_backend_name()}), tabellerna är utgåvans"


def check_key(services: Services) -> tuple[bool, str]:
    """Return whether the secret key is there that tokens were made with."""
    file = secret_file(services.settings)
    if file.exists() or os.environ.get(f"{PREFIX}SECRET_KEY"):
        return True, "finns"
    with services.database.read() as connection:
        now = datetime.now(UTC)
        valid = sum(each.valid(now) for each in tokens.list_all(connection))
    if valid:
        return False, (
            f"{file} saknas, och {valid} token är gjorda med nyckeln i den. Lägg tillbaka filen,"
            " eller skapa dem på nytt (exempelbanken tokens): nästa start gör en ny nyckel."
        )
    return True, "skapas vid nästa start"


def check_space(services: Services) -> tuple[bool, str]:
    """Return whether the disk of the data folder has room."""
    return judge_space(*shutil.disk_usage(nearest(services.settings.data)))


def judge_space(total: int, _used: int, free_bytes: int) -> tuple[bool, str]:
    """Return whether so many bytes of a disk are enough."""
    free = f"{free_bytes / 1e9:.1f} GB ledigt av {total / 1e9:.1f} GB"
    if free_bytes < LEAST_FREE * total:
        return False, f"{free}. Frigör utrymme: när disken är full går inget att spara."
    return True, free


def check_engine(services: Services) -> tuple[bool, str]:
    """Return whether the search engine answers, fits, and lets us in."""
    elastic = services.settings.elastic
    if elastic is None:
        services.engine.check()
        return True, "den inbyggda"
    addresses = ", ".join(without_password(url) for url in elastic.urls)
    try:
        services.engine.check()
    except SearchEngineError as error:
        return False, f"{addresses}: {message_for(error).sv}"
    return True, f"Elasticsearch svarar ({addresses})"


def without_password(url: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def check_index(services: Services) -> tuple[bool, str]:
    """Return whether the index is this release's, and has come as far as the rows."""
    status = index_status(services)
    if not status.current or status.ahead:
        return False, f"{status.name or 'saknas'}; aktuell: {standing_sentence(status)}"
    if status.seq < status.ledger_seq:
        behind = status.ledger_seq - status.seq
        events = "händelse" if behind == 1 else "händelser"
        return False, (
            f"{behind} {events} efter raderna. En worker som är igång hinner ikapp inom sekunder;"
            " annars starta den, eller kör: exempelbanken index sync"
        )
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
            f"den är {now:%Y-%m-%d %H:%M} UTC, men senaste händelsen är från"
            f" {latest:%Y-%m-%d %H:%M}. Går klockan efter, så ställ den (timedatectl, chrony). Gick"
            " den före då, så är det inget att göra åt."
        )
    return True, f"{now:%Y-%m-%d %H:%M} UTC"


def check_proxy(services: Services) -> tuple[bool, str]:
    """Return whether a public address goes with a proxy that is trusted."""
    return judge_proxy(services.settings)


def judge_proxy(settings: Settings) -> tuple[bool, str]:
    """Return whether the settings for an address and for proxies fit each other."""
    address = urlsplit(settings.public_url)
    if address.hostname in LOCAL_HOSTS:
        return True, "bara för den här datorn (EXEMPELBANKEN_PUBLIC_URL anger en publik adress)"
    if address.scheme != "https":
        return False, f"{settings.public_url} är inte https. Sätt en proxy med TLS framför."
    if not settings.trusted_proxies:
        return False, (
            "ingen är betrodd, så alla besökare räknas som en. Ange proxyns adress i"
            " EXEMPELBANKEN_TRUSTED_PROXIES."
        )
    return True, f"litar på {', '.join(settings.trusted_proxies)}"


CHECKS = (
    Check("versioner", check_versions),
    Check(DATABASE, check_database),
    Check("nyckel", check_key, needs=(DATABASE,)),
    Check("utrymme", check_space),
    Check(ENGINE, check_engine),
    Check("sökindex", check_index, needs=(DATABASE, ENGINE)),
    Check("jobb", check_jobs, needs=(DATABASE,)),
    Check("e-post", check_mail),
    Check("klocka", check_clock, needs=(DATABASE,)),
    Check("proxy", check_proxy),
)
"""In the order shown."""
