"""The topics that a search text names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from indexer.fields import LEAD_TOPICS
from indexer.query import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.query import Query
    from indexer.topics import SearchTopic

SUBJECT = "subject"


class NamedTopic(NamedTuple):
    """A topic that a text names, with the words that do; `entries` are about it."""

    topic: SearchTopic
    names: frozenset[str]
    query: Query
    entries: int

    @property
    def id(self) -> str:
        """Its id."""
        return self.topic.id

    @property
    def led(self) -> Query:
        """What finds the entries that lead with it."""
        return Term(LEAD_TOPICS, self.id)

    @property
    def is_theme(self) -> bool:
        """Whether work can be about it, and some is."""
        return self.topic.role == SUBJECT and self.entries > 0


def sufficing(topics: Iterable[NamedTopic], word: str, *, said: bool) -> Sequence[Query]:
    """Look for what is enough of a word: topics that it names, itself or with how work is done.

    A topic of which it is only a kind is not, where entries say the word, or are about another: not
    all that saves energy in a county serves whoever asks for energy audits there.
    """
    own = [each for each in topics if each.names == {word} or each.topic.role not in ("", SUBJECT)]
    known = said or any(each.entries for each in own if not each.topic.wider)
    return [each.query for each in own if not (known and each.topic.wider)]
