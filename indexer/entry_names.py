"""The compounds of an entry that are names: found as wholes, by index, marks and reasons alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from record.fields import TEXTS
from record.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from swedish.organisation_names import OrganisationNames

_ORGANISATIONS = tuple(each for each in TEXTS if each.organisation)
_OTHERS = tuple(each for each in TEXTS if each.quoted and not each.organisation)
"""Not keywords: they name no organisations, and make two texts in three."""


def names_in(entry: Mapping[str, Any], known: OrganisationNames) -> frozenset[str]:
    """Return the compounds of names in an entry's texts, as `OrganisationNames.compounds` does."""
    texts = [text for _, _, text in texts_of(entry, _OTHERS)]
    return known.compounds(texts, _own(entry))


def may_be_named(word: str, entry: Mapping[str, Any], known: OrganisationNames) -> bool:
    """Tell whether a word may be one of `names_in`, without looking for them.

    One with a capital may, and one within a name of several words.
    """
    return not word.islower() or known.hold(word) or any(word in name for name in _own(entry))


def _own(entry: Mapping[str, Any]) -> list[str]:
    return [text for _, _, text in texts_of(entry, _ORGANISATIONS)]
