"""The settings of one process, read once from the environment."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from app.about import UnreadableTexts, read_operator_texts
from app.accounts.oidc_settings import OidcSettings, oidc_fault
from app.errors import InvalidSettings, Message
from app.mail_settings import MailSettings, mail_fault
from app.ownership import check_data_folder
from app.publisher import PUBLISHER_TYPES, Publisher
from app.setting_names import PREFIX, looks_like_setting
from indexer.engines.elastic.settings import MOST_SHARDS, ElasticSettings, elastic_faults

log = structlog.get_logger()

OF_TESTS = f"{PREFIX}TEST_"
SHORTEST_SECRET = 32
MOST_DAYS = 36_500
DATABASES = ("postgresql+psycopg", "sqlite")
"""What the address of a database may begin with."""
HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside; docs/settings.md describes each name."""

    data: Path
    database_url: str
    secret_key: str
    previous_secret_key: str | None = None
    public_url: str = "http://127.0.0.1:8000"
    trusted_proxies: tuple[str, ...] = ()
    database_seconds: int = 15
    rate_limit: int = 600
    sign_in_limit: int = 20
    contact: str | None = None
    about: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    metrics_port: int = 0
    worker_port: int = 0
    dump_hours: int = 24
    dumps_kept: int = 3
    keep_replies_days: int = 365
    keep_replies_at_most_days: int = 730
    keep_statistics_days: int = 400
    source_check_days: int = 0
    publisher: Publisher = field(default_factory=Publisher)
    elastic: ElasticSettings | None = None
    oidc: OidcSettings | None = None
    mail: MailSettings | None = None

    @property
    def signing_keys(self) -> list[str]:
        """Keys by which what was signed is known, the last of which signs now."""
        return [each for each in (self.previous_secret_key, self.secret_key) if each]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Host names (without port) that are answered."""
        public = urlsplit(self.public_url).hostname
        return tuple(dict.fromkeys(["localhost", "127.0.0.1", *([public] if public else [])]))

    @property
    def index_folder(self) -> Path:
        """Where the embedded engine keeps its indexes."""
        return self.data / "index"


def read_settings(environment: Mapping[str, str], *, writes: bool = True) -> Settings:
    """Read the settings; every fault is reported at once.

    Without `writes` neither the data folder nor a secret key in it is made.

    Raises:
        InvalidSettings: names each variable that cannot be used and what it should hold.
        ForeignFolder, ReadOnlyFolder: the data folder is not this user's to work in.
    """
    settings, faults = parse_settings(environment)
    if faults:
        raise InvalidSettings(faults)
    settings = complete_settings(settings, writes=writes)
    if writes:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return settings


def parse_settings(environment: Mapping[str, str]) -> tuple[Settings, dict[str, Message]]:
    """Return the settings, with defaults for those that cannot be used, and what is wrong there.

    Reads nothing in the data folder, so the secret key may be empty.
    """
    reader = _Reader(environment)
    settings = _read(reader)
    return settings, reader.faults


def complete_settings(settings: Settings, *, writes: bool = True) -> Settings:
    """Return the settings with the secret key, which may be in the data folder.

    Raises:
        ForeignFolder, ReadOnlyFolder: the data folder is not this user's to work in, or to read
            where nothing is written.
        InvalidSettings: the file of the secret key holds none.
    """
    file = _database_file(settings.data)
    # SQLite makes a second file next to one that no process has open, also to read it.
    is_closed = settings.database_url.endswith(f"/{file}") and not os.access(f"{file}-shm", os.F_OK)
    check_data_folder(settings.data, writes=writes or is_closed)
    if settings.secret_key:
        return settings
    return replace(settings, secret_key=_stored_secret(secret_file(settings), writes=writes))


def secret_file(settings: Settings) -> Path:
    """Return where the secret key is stored when no setting holds it."""
    return settings.data / "secret-key"


def unknown_settings(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Return what looks like a setting and is none -> the nearest one."""
    reader = _Reader({})
    _read(reader)
    names = filter(looks_like_setting, environment)
    return {
        name: next(iter(get_close_matches(name.upper(), reader.known, 1)), None)
        for name in sorted(names)
        if name not in reader.known and not name.startswith(OF_TESTS)
    }


def _database_file(data: Path) -> Path:
    return data / "exempelbanken.sqlite3"


def _read(reader: _Reader) -> Settings:
    """Read each variable, and no file of the data folder; the secret key may be empty."""
    data = Path(reader.text("DATA", "data")).resolve()
    database_url = reader.database_url(f"sqlite:///{_database_file(data)}")
    return Settings(
        data=data,
        database_url=database_url,
        secret_key=reader.secret(embedded=database_url.startswith("sqlite")),
        previous_secret_key=reader.text("SECRET_KEY_PREVIOUS", "") or None,
        public_url=reader.url("PUBLIC_URL", "http://127.0.0.1:8000"),
        trusted_proxies=tuple(reader.text("TRUSTED_PROXIES", "").replace(",", " ").split()),
        database_seconds=reader.number("DATABASE_SECONDS", 15, lowest=1, highest=3600),
        rate_limit=reader.number("RATE_LIMIT", 600),
        sign_in_limit=reader.number("SIGN_IN_LIMIT", 20),
        contact=reader.contact(),
        about=reader.about(),
        metrics_port=reader.number("METRICS_PORT", 0, highest=HIGHEST_PORT),
        worker_port=reader.number("WORKER_PORT", 0, highest=HIGHEST_PORT),
        dump_hours=reader.number("DUMP_HOURS", 24),
        dumps_kept=reader.number("DUMPS_KEPT", 3, lowest=1),
        keep_replies_days=reader.number("KEEP_REPLIES_DAYS", 365, highest=MOST_DAYS),
        keep_replies_at_most_days=reader.number(
            "KEEP_REPLIES_AT_MOST_DAYS", 730, highest=MOST_DAYS
        ),
        keep_statistics_days=reader.number("KEEP_STATISTICS_DAYS", 400, highest=MOST_DAYS),
        source_check_days=reader.number("SOURCE_CHECK_DAYS", 0, highest=MOST_DAYS),
        publisher=reader.publisher(),
        elastic=reader.elastic(),
        oidc=reader.oidc(),
        mail=reader.mail(),
    )


class _Reader:
    """Reads one variable at a time and collects the faults."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.faults: dict[str, Message] = {}
        self.known: set[str] = set()

    def text(self, name: str, default: str) -> str:
        self.known.add(PREFIX + name)
        return self._environment.get(PREFIX + name, "").strip() or default

    def number(
        self, name: str, default: int, *, lowest: int = 0, highest: int | None = None
    ) -> int:
        value = self.text(name, str(default))
        number = int(value) if value.isascii() and value.isdigit() else -1
        if number < lowest or (highest and number > highest):
            most_sv, most_en = (f" till {highest}", f" to {highest}") if highest else ("", "")
            self.faults[PREFIX + name] = Message(
                f"{value!r} är inget heltal från {lowest}{most_sv}",
                f"{value!r} is not a whole number from {lowest}{most_en}",
            )
            return default
        return number

    def url(self, name: str, default: str) -> str:
        value = self.text(name, default).rstrip("/")
        self.check_url(name, value)
        return value

    def check_url(self, name: str, value: str) -> None:
        """Note a fault when a value is no address; it is not repeated: it may hold a password."""
        try:
            parts = urlsplit(value)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
            _ = parts.port  # raises for a port that is no number
        except ValueError:
            usable = False
        if not usable:
            self.faults[PREFIX + name] = Message(
                "är ingen http- eller https-adress", "is not an http or https address"
            )

    def database_url(self, default: str) -> str:
        """Read where the database is; a fault does not repeat the value: it may hold a password."""
        value = self.text("DATABASE_URL", default)
        if value.partition("://")[0] in DATABASES:
            return value
        begins = " eller ".join(f"{each}://" for each in DATABASES)
        self.faults[f"{PREFIX}DATABASE_URL"] = Message(
            f"ska börja med {begins}", f"must begin with {begins.replace(' eller ', ' or ')}"
        )
        return default

    def contact(self) -> str | None:
        """Read whom visitors may write to: a mailbox or a web page."""
        value = self.text("CONTACT", "")
        if value and not re.fullmatch(r"https?://\S+|[^\s@/]+@[^\s@/]+", value):
            self.faults[f"{PREFIX}CONTACT"] = Message(
                f"{value!r} är varken en e-postadress eller adressen till en webbsida",
                f"{value!r} is neither a mail address nor the address of a web page",
            )
        return value or None

    def publisher(self) -> Publisher:
        """Read who publishes the catalogue, as harvesters of open data see it."""
        address = self.text("PUBLISHER_URI", "")
        if address:
            self.check_url("PUBLISHER_URI", address)
        kind = self.text("PUBLISHER_TYPE", Publisher.kind)
        if kind not in PUBLISHER_TYPES:
            self.faults[PREFIX + "PUBLISHER_TYPE"] = Message(
                f"är ingen av {', '.join(PUBLISHER_TYPES)}",
                f"is none of {', '.join(PUBLISHER_TYPES)}",
            )
        return Publisher(self.text("PUBLISHER", Publisher.name), address or None, kind)

    def about(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Read what the operator says in its own words on the page about the catalogue."""
        path = self.text("ABOUT", "")
        try:
            return read_operator_texts(Path(path)) if path else {}
        except UnreadableTexts as error:
            self.faults[PREFIX + "ABOUT"] = error.message
            return {}

    def elastic(self) -> ElasticSettings | None:
        """Read where Elasticsearch is; without an address the embedded engine is used."""
        urls = tuple(self.text("ELASTICSEARCH_URL", "").replace(",", " ").split())
        for url in urls:
            self.check_url("ELASTICSEARCH_URL", url)
        settings = ElasticSettings(
            urls=tuple(_with_port(url) for url in urls),
            api_key=self.text("ELASTICSEARCH_API_KEY", "") or None,
            user=self.text("ELASTICSEARCH_USER", "") or None,
            password=self.text("ELASTICSEARCH_PASSWORD", "") or None,
            ca=self.text("ELASTICSEARCH_CA", "") or None,
            prefix=self.text("ELASTICSEARCH_PREFIX", "exempelbanken"),
            shards=self.number("ELASTICSEARCH_SHARDS", 1, lowest=1, highest=MOST_SHARDS),
            replicas=self.text("ELASTICSEARCH_REPLICAS", "0-1"),
        )
        for name, fault in elastic_faults(settings).items():
            self.faults[f"{PREFIX}ELASTICSEARCH_{name.upper()}"] = Message(*fault)
        return settings if urls else None

    def oidc(self) -> OidcSettings | None:
        """Read the identity provider; without an issuer people sign in with passwords only."""
        issuer, client_id = self.text("OIDC_ISSUER", ""), self.text("OIDC_CLIENT_ID", "")
        client_secret = self.text("OIDC_CLIENT_SECRET", "")
        fault = oidc_fault(issuer, client_id, client_secret)
        if fault:
            self.faults[f"{PREFIX}OIDC_ISSUER"] = fault
        return OidcSettings(issuer, client_id, client_secret) if issuer else None

    def mail(self) -> MailSettings | None:
        """Read where mail is handed in; without a server none is sent."""
        url, sender = self.text("SMTP_URL", ""), self.text("MAIL_FROM", "")
        fault = mail_fault(url, sender)
        if fault:
            self.faults[f"{PREFIX}SMTP_URL"] = fault
        return MailSettings(url, sender) if url else None

    def secret(self, *, embedded: bool) -> str:
        """Read the secret key; an empty one is to be stored in the data folder."""
        name = "SECRET_KEY"
        value = self.text(name, "")
        if value and len(value) < SHORTEST_SECRET:
            self.faults[PREFIX + name] = Message(
                f"behöver minst {SHORTEST_SECRET} tecken",
                f"needs at least {SHORTEST_SECRET} characters",
            )
        if not value and not embedded:
            self.faults[PREFIX + name] = Message(
                "måste anges när databasen inte är den inbyggda",
                "is required when the database is not the embedded one",
            )
        return value


def _with_port(url: str) -> str:
    """Add the port that a plain address stands for; the client wants it spelled out."""
    parts = urlsplit(url)
    if parts.port:
        return url
    port = 443 if parts.scheme == "https" else 80
    return parts._replace(netloc=f"{parts.netloc}:{port}").geturl()


def _stored_secret(file: Path, *, writes: bool) -> str:
    """Return the secret key of the data folder; a passing one where none may be stored.

    Raises:
        InvalidSettings: the file holds none.
    """
    if not file.exists():
        if not writes:
            return secrets.token_urlsafe(48)
        if _database_file(file.parent).exists():
            log.warning("new secret key", file=str(file))
    secret = generated_secret(file).strip()
    if len(secret) < SHORTEST_SECRET:
        raise InvalidSettings(
            {
                f"{PREFIX}SECRET_KEY": Message(
                    f"nyckeln i {file} är kortare än {SHORTEST_SECRET} tecken. Lägg tillbaka den"
                    " rätta filen. Är den borta, så ta bort filen: nästa start gör en ny nyckel,"
                    " och alla får logga in igen och skapa nya token",
                    f"the key in {file} is shorter than {SHORTEST_SECRET} characters. Put the right"
                    " file back. If it is lost, delete the file: the next start makes a new key,"
                    " and everybody signs in again and makes new tokens",
                )
            }
        )
    return secret


def generated_secret(path: Path) -> str:
    """Return the secret in `path`, making it (mode 0600) when there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp makes the file 0600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # whole or not at all, and the first process wins
        Path(draft).unlink()
    return path.read_text(encoding="ascii")
