from __future__ import annotations

from assistants.answers import CONCEPT, ENTRY, HIT, names, shortened
from record.fields import SHOWN


def test_a_hit_is_asked_for_by_the_names_of_its_fields() -> None:
    assert "source" in names(HIT)
    assert {*names(HIT)} <= {field.name for field in SHOWN}


def test_an_entry_has_every_field_of_the_record() -> None:
    assert names(ENTRY) == [field.name for field in SHOWN]


def test_an_answer_has_one_language_and_nothing_that_is_empty() -> None:
    content = {
        "id": "12",
        "notation": None,
        "prefLabel": {"sv": "Ett", "en": "One"},
        "definition": {"sv": "Bara svenska", "en": None},
        "altLabels": {"sv": [], "en": []},
        "mappings": [{"id": "1", "strength": "primary"}],
        "unforeseen": 1,
    }

    assert shortened(CONCEPT, content, "en") == {
        "id": "12",
        "prefLabel": {"en": "One"},
        "definition": {"sv": "Bara svenska"},
        "mappings": [{"id": "1"}],
    }


def test_an_answer_of_another_shape_breaks_nothing() -> None:
    assert shortened(CONCEPT, {"id": 1, "mappings": "none", "prefLabel": 3}, "sv") == {
        "id": 1,
        "mappings": "none",
        "prefLabel": 3,
    }
