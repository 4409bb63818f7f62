"""Passwords: what is strong enough, and their argon2id hashes."""

from __future__ import annotations

import os
import unicodedata
from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from app.errors import ExempelbankenError, Message

SHORTEST, LONGEST = 12, 200
FEWEST_KINDS = 6
"""Different characters that a password must have."""
GUESSED_FIRST = (
    "exempelbanken",
    "password",
    "lösenord",
    "losenord",
    "qwerty",
    "123456",
    "miljömål",
    "länsstyrelsen",
    "lansstyrelsen",
)
_hasher = PasswordHasher()  # argon2id as RFC 9106 sets it for limited memory: 64 MiB, 3 passes


class WeakPassword(ExempelbankenError):
    """The password is too easy to guess; the message says how to make a better one."""


def check_strength(password: str, address: str) -> None:
    """Refuse a password that is short, monotonous, or made of what is guessed first.

    Raises:
        WeakPassword: says which.
    """
    lowered = _normal(password).lower()
    guessed = [*GUESSED_FIRST, address.partition("@")[0]]
    rest = lowered
    for word in guessed:
        rest = rest.replace(word, "")
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(_WRONG_LENGTH)
    if len(set(lowered)) < FEWEST_KINDS or len(rest) < SHORTEST - FEWEST_KINDS:
        raise WeakPassword(_EASY)


def hash_password(password: str) -> str:
    """Return the argon2id hash, with its own salt and parameters."""
    return _hasher.hash(_normal(password))


def is_password(stored_hash: str | None, password: str) -> bool:
    """Return whether a hash is the password's; without a hash it takes as long, and is False."""
    try:
        right = _hasher.verify(stored_hash or _nobodys_hash(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and stored_hash is not None


def is_outdated(stored_hash: str) -> bool:
    """Return whether a hash was made with weaker parameters than those of today."""
    return _hasher.check_needs_rehash(stored_hash)


def _nobodys_hash() -> str:
    """Return a hash of no password: it takes what others take, from the first time on."""
    salt, digest = (
        b64encode(os.urandom(length)).rstrip(b"=").decode()
        for length in (_hasher.salt_len, _hasher.hash_len)
    )
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


def _normal(password: str) -> str:
    """Return one spelling of what looks the same: keyboards make å in two ways."""
    return unicodedata.normalize("NFC", password)


_WRONG_LENGTH = Message(
    sv=f"Lösenordet ska ha {SHORTEST} till {LONGEST} tecken. Fyra ord som inte hör ihop är lätta"
    " att minnas och svåra att gissa.",
    en=f"The password must have {SHORTEST} to {LONGEST} characters. Four words that do not belong"
    " together are easy to remember and hard to guess.",
)
_EASY = Message(
    sv=f"Lösenordet är lätt att gissa. Använd minst {FEWEST_KINDS} olika tecken, och inte adressen,"
    " tjänstens namn eller vanliga lösenord.",
    en=f"The password is easy to guess. Use at least {FEWEST_KINDS} different characters, and not"
    " the address, the name of the service or common passwords.",
)
