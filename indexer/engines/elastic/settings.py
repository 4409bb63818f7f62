"""What is set from outside, in its own module so that reading settings does not load the client."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

PREFIXES = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
PREFIX_FORM = (
    "1 till 100 små bokstäver (a-z), siffror, - och _, den första en bokstav eller siffra",
    "1 to 100 lower case letters (a-z), digits, - and _, the first a letter or digit",
)
REPLICAS = re.compile(r"([0-9]{1,3})-([0-9]{1,3}|all)")
MOST_SHARDS = 100


@dataclass(frozen=True, slots=True)
class ElasticSettings:
    """Where the servers are, how to sign in, and what indexes look like.

    Attributes:
        urls: of one cluster's nodes.
        api_key: or `user` and `password`; none for a cluster without security.
        ca: file with the certificate authority of the cluster.
        prefix: of every index, so that a cluster may hold others' indexes too.
        shards: primary shards of a new index; above 1 term statistics are collected over all.
        replicas: `index.auto_expand_replicas`; "0-1" means one as soon as there is a second node.
    """

    urls: tuple[str, ...]
    api_key: str | None = None
    user: str | None = None
    password: str | None = None
    ca: str | None = None
    prefix: str = "exempelbanken"
    shards: int = 1
    replicas: str = "0-1"


def elastic_faults(settings: ElasticSettings) -> dict[str, tuple[str, str]]:
    """Return by attribute what cannot be used, alone or together, in Swedish and English.

    No value of a secret is repeated. The addresses are taken to be http or https.
    """
    return dict(_faults(settings))


def _faults(settings: ElasticSettings) -> Iterator[tuple[str, tuple[str, str]]]:
    if settings.user and not settings.password:
        yield "password", ("måste anges med en användare", "is required when a user is set")
    if settings.password and not settings.user:
        yield "user", ("måste anges med ett lösenord", "is required when a password is set")
    if settings.ca and (fault := _ca_fault(settings.ca, settings.urls)):
        yield "ca", fault
    if not PREFIXES.fullmatch(settings.prefix):
        sv, en = PREFIX_FORM
        yield "prefix", (f"{settings.prefix!r} är inte {sv}", f"{settings.prefix!r} is not {en}")
    if not _is_range(settings.replicas):
        yield (
            "replicas",
            (
                f"{settings.replicas!r} är inget intervall som 0-1, 2-2 eller 0-all",
                f"{settings.replicas!r} is not a range such as 0-1, 2-2 or 0-all",
            ),
        )


def _ca_fault(file: str, urls: tuple[str, ...]) -> tuple[str, str] | None:
    if any(not url.startswith("https:") for url in urls):
        return (
            "går bara att använda med https-adresser, och här finns en med http",
            "is of use with https addresses only, and there is an http address",
        )
    try:
        ssl.create_default_context(cafile=file)
    except ssl.SSLError:
        return (
            f"{file!r} innehåller inget certifikat i PEM-format",
            f"{file!r} holds no certificate in PEM form",
        )
    except OSError as error:
        return (
            f"{file!r} går inte att läsa ({error.strerror})",
            f"{file!r} cannot be read ({error.strerror})",
        )
    return None


def _is_range(replicas: str) -> bool:
    found = REPLICAS.fullmatch(replicas)
    return found is not None and (found[2] == "all" or int(found[1]) <= int(found[2]))
