"""Checks of an entry while it is written, as saving or publishing would; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from app.accounts.access import WRITE, Actor
from app.availability import reading
from app.entries.duplicates import Duplicate, find_duplicates
from app.entries.editing import OWN_SOURCE, errors_reported
from app.entries.personal import (
    MOST_WARNINGS,
    Found,
    findings_of,
    found_of,
    personal_warnings,
    public_words,
    unconfirmed,
)
from app.entries.reading import visible
from app.entries.rows import row_of
from app.entries.states import check_county, check_scope
from app.errors import InvalidContent, Issue
from app.wiring import Services
from schemas.editing import load_new, load_patched, merged
from schemas.faults import FieldFault

NEW = "00000000-0000-0000-0000-000000000000"
"""Id of an entry that is not created yet."""
KEY = (OWN_SOURCE, NEW)


class Checked(NamedTuple):
    """What there is to say of an entry as it is being written.

    Attributes:
        refused: why it can be neither saved nor published, such as a quote that no text holds.
        warnings: what looks like personal data, as publishing tells of it.
        unconfirmed: what of that nobody has confirmed as read.
        duplicates: entries that tell of the same, as far as the actor may know of them.
    """

    refused: Sequence[Issue]
    warnings: Sequence[FieldFault]
    unconfirmed: Sequence[Found]
    duplicates: Sequence[Duplicate]


def check_new(services: Services, actor: Actor, content: Mapping[str, Any]) -> Checked:
    """Look at an entry that is not created yet.

    Raises:
        NotAllowed: a scope is missing.
    """
    check_scope(actor, WRITE)
    refused = _issues_of(lambda: load_new(content, KEY, services.vocabularies.known))
    twins = _duplicates(services, actor, {**content, "id": NEW})
    warnings = personal_warnings(content)
    return Checked(refused, warnings, found_of(warnings), twins)


def check_change(
    services: Services, actor: Actor, entry_id: str, content: Mapping[str, Any]
) -> Checked:
    """Look at a change of an entry, which takes the form of a merge patch.

    Raises:
        NotAllowed, NotFound, EntryWithdrawn, OtherCounty: as for the change.
    """
    check_scope(actor, WRITE)
    with reading(services.database) as connection:
        record = visible(connection, entry_id, actor)
        check_county(actor, record.content)
        words = public_words(connection, record)
    row = row_of(record)
    refused = _issues_of(lambda: load_patched(row, content, services.vocabularies.known))
    changed = {**words.entry, **merged(row, content)}
    twins = _duplicates(services, actor, changed)
    found = findings_of(words._replace(entry=changed))
    left = unconfirmed(found, words.confirmed)
    return Checked(refused, [each.fault for each in found][:MOST_WARNINGS], left, twins)


def _issues_of(check: Callable[[], object]) -> Sequence[Issue]:
    try:
        with errors_reported():
            check()
    except InvalidContent as error:
        return error.issues
    return ()


def _duplicates(
    services: Services, actor: Actor, entry: Mapping[str, Any]
) -> tuple[Duplicate, ...]:
    """Return what it is like; nothing while it has no title or county to tell by."""
    if not entry.get("title") or not entry.get("counties"):
        return ()
    return find_duplicates(services, entry, actor)
