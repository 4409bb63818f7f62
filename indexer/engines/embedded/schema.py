"""How an index document lies in tantivy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tantivy

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


def build_schema() -> tantivy.Schema:
    """Declare every field; tokens come ready-made, so text is split at white space only."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in KEYS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        option = "position" if name in POSITIONED else "freq"
        tokenizer = NGRAMS if name == NGRAMS else "whitespace"
        builder.add_text_field(
            name, stored=name == TOPICS, tokenizer_name=tokenizer, index_option=option
        )
    for name in KEYWORDS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMBER_FIELDS:
        builder.add_integer_field(f"n_{name}", fast=True, indexed=True)
    builder.add_text_field(TITLE_ORDER, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    for name in ("source", "meaning"):
        builder.add_bytes_field(name, stored=True, indexed=False, fast=False)
    return builder.build()


SCHEMA = build_schema()
_NGRAM_ANALYZER = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(GRAM, GRAM)).build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Register how an index splits a text, which its files do not hold."""
    index.register_tokenizer(NGRAMS, _NGRAM_ANALYZER)


def to_tantivy(document: IndexDocument) -> tantivy.Document:
    """Turn an index document into tantivy's own."""
    fields: dict[str, object] = {
        "id": document.id,
        TITLE_ORDER: document.title_order,
        "words": " ".join(document.words),
        "source": document.source,
        "meaning": document.meaning,
        **document.text,
    }
    fields.update((name, list(values)) for name, values in document.facets.items() if values)
    fields.update((f"n_{name}", value) for name, value in document.numbers.items())
    return tantivy.Document.from_dict(fields, SCHEMA)
