from __future__ import annotations

from seed.texts import read_concept_texts
from seed.vocabularies import vocabulary


def test_every_concept_with_a_page_has_a_text_in_both_languages() -> None:
    texts = read_concept_texts()
    assert texts.keys() == {"objectives", "goals", "levers", "sectors", "funding"}
    for name, of_concepts in texts.items():
        assert of_concepts.keys() == {concept.id for concept in vocabulary(name).concepts}
        for text in of_concepts.values():
            assert text.keys() == {"sv", "en"}
            assert all(each.endswith(".") and len(each) < 240 for each in text.values())
