"""The compounds of an entry that are names: found as wholes, by index, marks and reasons alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from record.fields import TEXTS
from record.texts import named_texts
from swedish.analysis import completions
from swedish.organisation_names import nominative

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from swedish.organisation_names import OrganisationNames

_ORGANISATIONS = tuple(each.name for each in TEXTS if each.organisation)
_OTHERS = tuple(each.name for each in TEXTS if each.quoted and not each.organisation)
"""Not keywords: they name no organisations, and make two texts in three."""


def names_in(
    entry: Mapping[str, Any], known: OrganisationNames, words: Collection[str] = ()
) -> frozenset[str]:
    """Return the compounds of names in an entry's texts, as `OrganisationNames.compounds` does.

    With `words`, as written, only the texts that hold one of them are read, or a part that hangs:
    enough to learn which of them are names, and whether what they hang before is.
    """
    texts = [text for _, text in named_texts(entry, _OTHERS)]
    if words:
        stems = {nominative(each) for word in words for each in (word, word.lower())}
        texts = [
            text for text in texts if any(stem in text for stem in stems) or any(completions(text))
        ]
    return known.compounds(texts, _own(entry))


def may_be_named(word: str, entry: Mapping[str, Any], known: OrganisationNames) -> bool:
    """Tell whether a word may be one of `names_in`, without looking for them.

    One with a capital may, and one within a name of several words.
    """
    return not word.islower() or known.hold(word) or any(word in name for name in _own(entry))


def _own(entry: Mapping[str, Any]) -> list[str]:
    return [text for _, text in named_texts(entry, _ORGANISATIONS)]
