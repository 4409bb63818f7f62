"""What link suggestions are learnt from: published entries, and what curators decided on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.entries.damage import intact
from app.linking.knowledge import SCHEME_OF_FIELD
from catalogue import candidates, entries
from catalogue.records import EntryRecord
from linking.examples import Decision, Example, Quote, from_decisions
from record.lists import SUGGESTED
from seed.entries import SEED_SOURCE, entries_path
from seed.linking import reply_links_path
from seed.vocabularies import vocabulary

PAGE = 500
"""Entries read from the rows at a time."""
MOST = 2000
"""Entries that are learnt from, those added last: what more add costs only time."""
FEWEST = 100
"""Published entries with links below which the release's curated entries are learnt from too."""


def examples(connection: Connection, decisions: Iterable[Decision] = ()) -> list[Example]:
    """Return what is learnt from; published text only.

    Args:
        connection: to the rows.
        decisions: on links of texts that are no entries, but public.
    """
    found = _published_examples(connection)
    known = {example.sources[0] for example in found}
    if len(found) < FEWEST:
        found += [each for each in _of_release() if each.sources[0] not in known]
    decided = from_decisions([*_decisions(connection, found), *decisions])
    replies = _of_replies() if found else ()  # they tell nothing of targets
    return [*found, *replies, *decided]


def checksum(found: Sequence[Example]) -> str:
    """Return a checksum of examples, which tells whether learning anew would change anything."""
    lines = sorted(
        repr((one.id, one.text, _sort_links(one.links), one.quotes, _sort_links(one.refused)))
        for one in found
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _sort_links(links: Mapping[str, frozenset[str]] | None) -> list[tuple[str, list[str]]] | None:
    return None if links is None else sorted((name, sorted(held)) for name, held in links.items())


def _published_examples(connection: Connection) -> list[Example]:
    found: list[Example] = []
    after = 0
    while page := entries.published_page(connection, after, PAGE):
        after = page[-1].pk
        found += [_of_record(record) for record in intact(page) if record.links]
    return found[-MOST:]


def _of_record(record: EntryRecord) -> Example:
    quotes = tuple(
        Quote(SCHEME_OF_FIELD[link.field], link.value, each["quote"])
        for link in record.links
        if link.field in SCHEME_OF_FIELD
        for each in link.evidence
    )
    links = {
        scheme: frozenset(link.value for link in record.links if link.field == field)
        for field, scheme in SCHEME_OF_FIELD.items()
    }
    content = record.content
    key = f"{record.source_system}/{record.external_id}"
    return Example(record.id, text_of(content), links, quotes, None, (key, *_sources(content)))


def text_of(content: Mapping[str, Any]) -> str:
    """Return the text of an entry that links are judged by, its title first."""
    return "\n".join([content["title"], content["summary"], *content.get("facts", ())])


def _sources(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield what tells that two entries speak of the same thing: the page, who leads."""
    for source in ((content.get("source") or {}).get("url"), content.get("leadOrganisation")):
        if source:
            yield source


def _of_release() -> list[Example]:
    lines = entries_path().read_text(encoding="utf-8").splitlines()
    return [of_row(json.loads(line)) for line in lines]


def _of_replies() -> tuple[Example, ...]:
    """Return what people linked the examples of made-up replies to, which tell it in other words.

    Nothing is known of a scheme for which they were shown nothing.
    """
    return _read_replies(reply_links_path())


@cache
def _read_replies(path: Path) -> tuple[Example, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(of_reply(json.loads(line)) for line in lines)


def of_reply(row: Mapping[str, Any]) -> Example:
    """Return what is learnt from an example of a reply: its text, and its links by field."""
    links = {
        scheme: frozenset(row[field]) for field, scheme in SCHEME_OF_FIELD.items() if field in row
    }
    refused = {
        scheme: frozenset(each.id for each in vocabulary(scheme).concepts) - held
        for scheme, held in links.items()
    }
    return Example("", row["text"], links, (), refused)


def of_row(row: Mapping[str, Any]) -> Example:
    """Return what is learnt from an entry in the load format; it is not shown as an example."""
    quotes = tuple(
        Quote(SCHEME_OF_FIELD[each["field"]], each["value"], each["quote"])
        for each in row.get("evidence", ())
        if each["field"] in SCHEME_OF_FIELD
    )
    links = {scheme: frozenset(row.get(field, ())) for field, scheme in SCHEME_OF_FIELD.items()}
    key = f"{SEED_SOURCE}/{row['externalId']}"
    return Example("", text_of(row), links, quotes, None, (key, *_sources(row)))


def _decisions(connection: Connection, found: Sequence[Example]) -> Iterator[Decision]:
    """Yield what curators made of links that were suggested for what is now published."""
    by_id = {example.id: example for example in found if example.id}
    ids = list(by_id)
    for start in range(0, len(ids), PAGE):
        for entry_id, suggested in candidates.decided_links(connection, ids[start : start + PAGE]):
            example = by_id[entry_id]
            for each in suggested:
                scheme = SCHEME_OF_FIELD.get(each["field"])
                if scheme and each["origin"] == SUGGESTED:
                    accepted = each["value"] in example.links[scheme]
                    yield Decision(example.text, scheme, each["value"], accepted)
