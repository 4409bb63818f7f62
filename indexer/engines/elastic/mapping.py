"""How an index document lies in Elasticsearch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from indexer.fields import (
    GRAM,
    KEYS,
    KEYWORDS,
    NGRAMS,
    NUMBER_FIELDS,
    POSITIONED,
    TEXT_FIELDS,
    TITLE_ORDER,
    TOPICS,
)

if TYPE_CHECKING:
    from indexer.documents import IndexDocument
    from indexer.engines.elastic.settings import ElasticSettings

_encode = msgspec.json.Encoder().encode

ID, SOURCE, WORDS, MEANING = "id", "source", "words", "meaning"
HISTORY = "10m"
"""How long a lost copy may catch up by itself before it is copied whole. Until then no merge lets
go of what was replaced or withdrawn, which counts in the ranking meanwhile; Elasticsearch's own
value is half a day."""


def mapping() -> dict[str, Any]:
    """Declare every field; tokens come ready-made, so text is split at white space only.

    Only `source` and `topics` are stored of a document: the index can be built anew from the rows,
    and all tokens would make every answer many times larger. `meaning` lies in a column, since the
    first hits are put in order by it before any is read.
    """
    text = {
        name: {
            "type": "text",
            "analyzer": NGRAMS if name == NGRAMS else "whitespace",
            "index_options": "positions" if name in POSITIONED else "freqs",
        }
        for name in TEXT_FIELDS
    }
    exact: dict[str, dict[str, Any]]
    exact = {name: {"type": "keyword"} for name in (ID, *KEYWORDS, TITLE_ORDER, WORDS)}
    exact |= {name: {"type": "keyword", "doc_values": False} for name in KEYS}
    numbers = {name: {"type": "long"} for name in NUMBER_FIELDS}
    return {
        "dynamic": False,
        "_source": {"includes": [SOURCE, TOPICS]},
        "properties": {
            **text,
            **exact,
            **numbers,
            SOURCE: {"type": "object", "enabled": False},
            MEANING: {"type": "binary", "doc_values": True},
        },
    }


def index_settings(settings: ElasticSettings) -> dict[str, Any]:
    """Return the settings of a new index; it is refreshed by each write, never by the clock."""
    return {
        "number_of_shards": settings.shards,
        "auto_expand_replicas": settings.replicas,
        "refresh_interval": "-1",
        "soft_deletes.retention_lease.period": HISTORY,
        "analysis": {
            "tokenizer": {NGRAMS: {"type": "ngram", "min_gram": GRAM, "max_gram": GRAM}},
            "analyzer": {NGRAMS: {"type": "custom", "tokenizer": NGRAMS}},
        },
    }


def to_elastic(document: IndexDocument) -> bytes:
    """Turn an index document into Elasticsearch's own, as JSON in UTF-8.

    The entry's JSON is put in as it is: to read and write it once more would cost as much as all
    the rest.
    """
    fields = {
        ID: document.id,
        TITLE_ORDER: document.title_order,
        WORDS: document.words,
        MEANING: document.meaning,
        **document.text,
        **document.facets,
        **document.numbers,
    }
    return b'%b,"%b":%b}' % (_encode(fields)[:-1], SOURCE.encode(), document.source)
