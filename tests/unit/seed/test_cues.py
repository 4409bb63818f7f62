from __future__ import annotations

from seed.linking import read_cues
from seed.vocabularies import vocabulary


def test_every_cue_is_of_a_concept_that_there_is() -> None:
    for vocabulary_id, cues in read_cues().items():
        known = {concept.id for concept in vocabulary(vocabulary_id).concepts}
        assert set(cues) <= known


def test_no_concept_has_a_cue_twice_or_an_empty_one() -> None:
    for cues in read_cues().values():
        for words in cues.values():
            assert words
            assert len(set(words)) == len(words)
            assert all(word == word.strip() != "" for word in words)
