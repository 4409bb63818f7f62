"""A baseline: tantivy with the Swedish analysis it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from bench.relevance.baseline_entries import BOOSTS, baseline_entries, selections
from bench.relevance.outcomes import PAGE, Found, Outcome
from indexer.fields import FACETS

if TYPE_CHECKING:
    from app.wiring import Services
    from bench.relevance.baseline_entries import BaselineEntry
    from bench.relevance.judged import JudgedQuery

ANALYSER = "swedish"
HEAP = 50_000_000


class TantivyBaseline:
    """Simple tokenizer, lower case, Swedish stop words and stemmer, tantivy's own query parser."""

    name = "tantivy, own Swedish stemmer"

    def __init__(self, services: Services) -> None:
        self._services = services
        self._schema = _schema()
        self._index = tantivy.Index(self._schema)
        self._index.register_tokenizer(ANALYSER, _analyser())
        self._entries = baseline_entries(services)
        writer = self._index.writer(HEAP, num_threads=1)
        for number, entry in enumerate(self._entries):
            writer.add_document(_document(number, entry))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def answer(self, query: JudgedQuery) -> Outcome:
        """Search; what the parser cannot read it leaves out."""
        text, _faults = self._index.parse_query_lenient(query.text, list(BOOSTS), BOOSTS)
        searcher = self._index.searcher()
        result = searcher.search(self._filtered(text, query), limit=PAGE)
        page = tuple(
            self._found(searcher.doc(address)["number"][0], float(score))
            for score, address in result.hits
        )
        return Outcome(query, page, int(result.count or 0))  # type: ignore[attr-defined]

    def _filtered(self, text: Query, query: JudgedQuery) -> Query:
        filters = [
            Query.const_score_query(Query.term_set_query(self._schema, facet, list(values)), 0.0)
            for facet, values in selections(self._services, query).items()
        ]
        clauses = [(Occur.Must, clause) for clause in (text, *filters)]
        return Query.boolean_query(clauses)

    def _found(self, number: int, score: float) -> Found:
        entry = self._entries[number]
        return Found(entry.external_id, entry.title, score)


def _analyser() -> tantivy.TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for each in (Filter.lowercase(), Filter.stopword("swedish"), Filter.stemmer("swedish")):
        builder = builder.filter(each)
    return builder.build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    for field in BOOSTS:
        builder.add_text_field(field, tokenizer_name=ANALYSER, index_option="position")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(number: int, entry: BaselineEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("number", number)
    for field, values in (*entry.texts.items(), *entry.facets.items()):
        for value in values:
            document.add_text(field, value)
    return document
