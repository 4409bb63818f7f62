"""/vocabularies: the concepts that entries are described with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask.views import MethodView

from api.addresses import link, names, self_link
from api.answers import AN_HOUR, answer, services
from api.language import language
from api.media import JSON, LINKED, negotiated, offers
from api.paging import whole_list
from api.resources.linked import linked_answer, linked_data
from api.smorest import Blueprint
from schemas.concepts import ConceptSchema, VocabulariesSchema, VocabularySchema
from schemas.examples import read_examples

examples = read_examples("entries")

vocabularies = Blueprint("vocabularies", "The concepts that entries are described with.")


@vocabularies.route("/vocabularies")
class Vocabularies(MethodView):
    """All vocabularies."""

    @vocabularies.operation("listVocabularies")
    @vocabularies.answers(VocabulariesSchema, examples.vocabularies)
    def get(self) -> Response:
        """List the vocabularies, with names in Swedish and English."""
        items = [
            {**_add_title(each), "_links": [link("item", "vocabularies", each["id"])]}
            for each in services().vocabularies.collection()
        ]
        return answer(whole_list(items), age=AN_HOUR)


@vocabularies.route("/vocabularies/<string:vocabularyId>")
class Vocabulary(MethodView):
    """One vocabulary."""

    @offers(JSON, *LINKED)
    @vocabularies.operation("getVocabulary")
    @vocabularies.answers(VocabularySchema, examples.vocabulary, 404)
    def get(self, vocabularyId: str) -> Response:  # noqa: N803
        """Read a vocabulary with its concepts, notes and sources; as linked data in SKOS."""
        if (notation := negotiated()) in LINKED:
            text = linked_data().vocabulary(vocabularyId, notation)
            return linked_answer(text, notation, spoken="sv, en", age=AN_HOUR)
        found = services().vocabularies.vocabulary(vocabularyId)
        ways = [self_link(), link("collection", "vocabularies")]
        concepts = [_add_label_and_uri(each) for each in found["concepts"]]
        return answer({**_add_title(found), "concepts": concepts, "_links": ways}, age=AN_HOUR)


@vocabularies.route("/vocabularies/<string:vocabularyId>/concepts/<string:conceptId>")
class Concept(MethodView):
    """One concept."""

    @offers(JSON, *LINKED)
    @vocabularies.operation("getConcept")
    @vocabularies.answers(ConceptSchema, examples.concept, 404)
    def get(self, vocabularyId: str, conceptId: str) -> Response:  # noqa: N803
        """Read a concept with its mappings to other vocabularies.

        A mapping that is the catalogue's own judgement is marked editorial; others name sources.
        As linked data it is a concept of SKOS.
        """
        if (notation := negotiated()) in LINKED:
            text = linked_data().concept(vocabularyId, conceptId, notation)
            return linked_answer(text, notation, spoken="sv, en", age=AN_HOUR)
        found = services().vocabularies.concept(vocabularyId, conceptId)
        ways = [self_link(), link("collection", "vocabularies", vocabularyId)]
        mappings = [_add_label(each) for each in found["mappings"]]
        return answer(
            {**_add_label_and_uri(found), "mappings": mappings, "_links": ways}, age=AN_HOUR
        )


def _add_title(vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """Return a vocabulary with its title in the language of the answer."""
    return {**vocabulary, "label": vocabulary["title"][language()]}


def _add_label_and_uri(concept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a concept with its label, and an address that lasts: ours, where it has no other."""
    own = names().concept(concept["vocabulary"], concept["id"])
    return {**_add_label(concept), "uri": concept["uri"] or own}


def _add_label(concept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a concept with its name in the language of the answer."""
    return {**concept, "label": concept["prefLabel"][language()]}
