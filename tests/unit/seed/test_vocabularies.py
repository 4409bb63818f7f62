import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from record.fields import WANTED
from record.texts import QUOTED, texts_of
from seed.entries import entries_path
from seed.files import VOCABULARIES, read_yaml
from seed.vocabularies import (
    VOCABULARY_IDS,
    Vocabulary,
    checksum,
    read_county_shapes,
    read_county_svg,
    read_vocabularies,
    vocabulary,
)

DOCUMENT = Path(__file__).parents[3] / "docs/vocabularies.md"
GROWING = "grows with the entries"
BESIDE = ("mappings", "synonyms", "abbreviations", "widenings", "same", "keywords")
EVERY = pytest.mark.parametrize("scheme", read_vocabularies(), ids=VOCABULARY_IDS)


def test_every_vocabulary_has_as_many_concepts_as_its_document_says() -> None:
    row = re.compile(r"^\| `([\w-]+)` \|.*\| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
    table = row.findall(DOCUMENT.read_text(encoding="utf-8"))
    counts = {scheme.id: len(scheme.concepts) for scheme in read_vocabularies()}
    documented = {
        name: counts.get(name) if number == GROWING else sum(map(int, number.split(" + ")))
        for name, number in table
    }

    assert counts == documented


@EVERY
def test_notes_stand_in_both_languages(scheme: Vocabulary) -> None:
    assert len(scheme.notes_sv) == len(scheme.notes_en)


def test_sni_2007_has_21_sections_and_88_divisions() -> None:
    levels = Counter(concept.attributes["level"] for concept in vocabulary("sni2007").concepts)
    assert levels == {"section": 21, "division": 88}


def test_each_goal_has_as_many_targets_as_it_says() -> None:
    targets = Counter(concept.broader for concept in vocabulary("targets").concepts)
    assert targets == {
        goal.id: goal.attributes["targetCount"] for goal in vocabulary("goals").concepts
    }


def test_the_files_in_the_folder_are_those_that_are_read() -> None:
    names = {path.stem for path in VOCABULARIES.glob("*.yaml")}
    assert names == {*VOCABULARY_IDS, *BESIDE}


@EVERY
def test_ids_are_unique(scheme: Vocabulary) -> None:
    assert repeated(concept.id for concept in scheme.concepts) == []


@EVERY
@pytest.mark.parametrize("language", ["sv", "en"])
def test_preferred_labels_are_unique_on_their_level(scheme: Vocabulary, language: str) -> None:
    # SNI names a section and its only division alike, so the level belongs to the label
    labels = (
        f"{concept.attributes.get('level')} {getattr(concept, f'pref_{language}')}".casefold()
        for concept in scheme.concepts
    )
    assert repeated(labels) == []


@EVERY
def test_every_concept_has_a_label_in_both_languages(scheme: Vocabulary) -> None:
    assert [c.id for c in scheme.concepts if not c.pref_sv.strip() or not c.pref_en.strip()] == []


@EVERY
def test_every_scheme_has_a_title_a_date_and_a_source(scheme: Vocabulary) -> None:
    assert scheme.title_sv
    assert scheme.title_en
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", scheme.checked)
    assert all({"key", "title", "url", "says"} <= source.keys() for source in scheme.sources)
    assert scheme.sources


@EVERY
def test_every_broader_concept_exists(scheme: Vocabulary) -> None:
    known = {concept.id for concept in vocabulary(scheme.broader_vocabulary).concepts}
    used = {concept.broader for concept in scheme.concepts} - {None}
    assert used <= known


def test_a_municipality_lies_in_the_county_that_its_code_begins_with() -> None:
    for municipality in vocabulary("municipalities").concepts:
        assert municipality.broader == municipality.id[:2], municipality.id


def test_a_municipality_named_like_a_common_word_has_a_name_that_is_not() -> None:
    ambiguous = [c for c in vocabulary("municipalities").concepts if c.attributes.get("ambiguous")]
    assert {c.pref_sv for c in ambiguous} == {"Mark", "Vara", "Berg", "Kil"}
    assert all(name.endswith(" kommun") for c in ambiguous for name in c.alt_sv)


@EVERY
def test_positions_follow_the_file(scheme: Vocabulary) -> None:
    assert [concept.position for concept in scheme.concepts] == list(range(len(scheme.concepts)))


@EVERY
def test_no_label_is_listed_twice_for_a_concept(scheme: Vocabulary) -> None:
    for concept in scheme.concepts:
        labels = (concept.pref_sv, *concept.alt_sv, *concept.hidden_sv)
        assert repeated(label.casefold() for label in labels) == [], concept.id


@pytest.mark.parametrize("name", [*VOCABULARY_IDS, *BESIDE])
def test_codes_stay_text_in_the_yaml(name: str) -> None:
    numeric = [value for value in coded(read_yaml(name)) if not isinstance(value, str)]
    assert numeric == []


@pytest.mark.parametrize("name", [*VOCABULARY_IDS, *BESIDE])
def test_codes_are_quoted_for_parsers_that_read_08_as_a_number(name: str) -> None:
    text = (VOCABULARIES / f"{name}.yaml").read_text(encoding="utf-8")
    bare = r"^\s*(?:- )?(?:id|notation|broader|from|to): [\dA-Z][\d.a-d]*$"
    assert re.findall(bare, text, re.MULTILINE) == []


def test_every_concept_that_an_entry_names_exists() -> None:
    fields = {
        "counties": "counties",
        "sectors": "sectors",
        "objectives": "objectives",
        "goals": "goals",
        "targets": "targets",
        "levers": "levers",
    }
    known = {s.id: {concept.id for concept in s.concepts} for s in read_vocabularies()}
    missing = [
        (entry["externalId"], value)
        for entry in entries()
        for field, scheme in fields.items()
        for value in entry[field]
        if value not in known[scheme]
    ]
    assert missing == []
    assert {entry["kind"] for entry in entries()} == known["kinds"]


def test_the_links_of_an_entry_are_quoted_from_its_own_text() -> None:
    for entry in entries():
        text = (entry["title"], entry["summary"], *entry["facts"], *told(entry))
        for evidence in entry["evidence"]:
            assert evidence["value"] in entry[evidence["field"]], entry["externalId"]
            assert any(evidence["quote"] in part for part in text), entry["externalId"]


def test_entries_have_ids_of_their_own_and_stand_by_them() -> None:
    places = [(bool(entry.get("relations")), entry["externalId"]) for entry in entries()]
    assert places == sorted(places)
    assert len({name for _, name in places}) == len(places)


def test_the_map_and_the_shapes_show_every_county_once() -> None:
    counties = [concept.id for concept in vocabulary("counties").concepts]
    assert [feature["id"] for feature in read_county_shapes()["features"]] == counties
    assert re.findall(r'id="lan-(\d\d)"', read_county_svg()) == counties


def test_the_checksum_follows_the_text_and_not_the_line_ends(tmp_path: Path) -> None:
    assert checksum(copied(tmp_path / "same", "\n")) == checksum()
    assert checksum(copied(tmp_path / "windows", "\r\n")) == checksum()
    changed = copied(tmp_path / "changed", "\n")
    with (changed / "synonyms.yaml").open("a", encoding="utf-8") as synonyms:
        synonyms.write("# one word more\n")
    assert checksum(changed) != checksum()


def copied(folder: Path, newline: str) -> Path:
    for path in VOCABULARIES.rglob("*.yaml"):
        copy = folder / path.relative_to(VOCABULARIES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8", newline=newline)
    return folder


def told(entry: dict[str, Any]) -> Iterator[str]:
    """Yield what those who copy an example need to know, where the entry tells it."""
    for field, _, text in texts_of(entry, QUOTED):
        if field.name in WANTED and field.name != "documents":
            yield text


def entries() -> Iterator[dict[str, Any]]:
    with entries_path().open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def repeated(labels: Iterator[str]) -> list[str]:
    return [label for label, count in Counter(labels).items() if count > 1]


def coded(node: object) -> Iterator[object]:
    """Values under keys that hold codes, wherever they stand."""
    keys = {"id", "notation", "broader", "from", "to", "targets", "sniSections", "sniDivisions"}
    if isinstance(node, dict):
        for key, value in node.items():
            if key in keys:
                yield from value if isinstance(value, list) else [value]
            yield from coded(value)
    elif isinstance(node, list):
        for item in node:
            yield from coded(item)
