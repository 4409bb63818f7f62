"""What stands where in an entry: each word as written, with what it is found by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from record.field import Search
from record.fields import SEARCHED, TEXTS
from record.texts import texts_of
from swedish.analysis import analyse, completions, is_stop, key, parts
from swedish.tokens import WORD, lowered, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.topics import Topics

ORGANISATIONS = "organisations"
FIELDS = (*(each.name for each in TEXTS if not each.organisation), ORGANISATIONS)
"""Where words of an entry stand, in the order of the list; organisations are those that lead and
take part."""

LABELS = {ORGANISATIONS, *(field.name for field in SEARCHED[Search.LABEL])}
"""Fields whose words are found as wholes only."""

UNQUOTED = {each.name for each in TEXTS if not each.quoted}
"""Fields that name no topic of the entry: see `indexer.documents`."""


class Occurrence(NamedTuple):
    """A word, or words, of an entry as written, and the field that holds it."""

    field: str
    word: str


class EntryOccurrences:
    """The words of one entry, by the keys that find them."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.texts = [(field, normalise(text)) for field, text in _texts(entry)]
        self._whole: defaultdict[str, list[Occurrence]] = defaultdict(list)
        self._inside: defaultdict[str, list[Occurrence]] = defaultdict(list)
        for field, text in self.texts:
            self._read(field, text)

    def _read(self, field: str, text: str) -> None:
        whole = dict(completions(text))  # "energi-" of "energi- och klimatråd"
        for match in WORD.finditer(text):
            written = whole.get(match.start()) or match[0]
            word = lowered(written)
            if is_stop(word):
                continue
            found = Occurrence(field, "" if match.start() in whole else match[0])
            self._whole[key(word)].append(found)
            for part in () if field in LABELS else parts(word):
                self._inside[part].append(found)

    def whole(self, keys: Iterable[str]) -> list[Occurrence]:
        """Return where words with one of the keys stand."""
        return [occurrence for each in keys for occurrence in self._whole.get(each, ())]

    def inside(self, keys: Iterable[str]) -> list[Occurrence]:
        """Return the compounds that hold one of the keys; a word that was completed is empty."""
        return [occurrence for each in keys for occurrence in self._inside.get(each, ())]

    def in_a_row(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the fields that hold the keys next to each other."""
        sought = f" {' '.join(keys)} "
        held = ((field, f" {' '.join(analyse(text).keys)} ") for field, text in self.texts)
        return tuple(dict.fromkeys(field for field, text in held if sought in text))

    def about(self, topics: Topics) -> Mapping[str, list[Occurrence]]:
        """Return topic -> what names it here; what names only narrower ones counts if nothing else.

        The words of the title come first, as the fields do.
        """
        itself: defaultdict[str, list[Occurrence]] = defaultdict(list)
        narrower: defaultdict[str, list[Occurrence]] = defaultdict(list)
        for field, text in self.texts:
            if field in UNQUOTED:
                continue
            for words, (topic, *broader) in topics.naming(text, whole=field == ORGANISATIONS):
                itself[topic].append(Occurrence(field, words))
                for each in broader:
                    narrower[each].append(Occurrence(field, words))
        return {**narrower, **itself}


def _texts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field, _, text in texts_of(entry):
        yield (ORGANISATIONS if field.organisation else field.name), text
