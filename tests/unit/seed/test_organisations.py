"""One name for one organisation."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict

from app.searching.concepts import other_names
from seed.entries import entries_path
from seed.vocabularies import vocabulary

ORGANISATIONS = vocabulary("organisations").concepts
KINDS = {
    *("county-board", "region", "municipality", "agency", "university", "network", "company"),
    "other",
}

FORMS = re.compile(r"\b(ab|hb|kb|group|stiftelsen|sverige|sweden)\b|[^\w]")
"""What two spellings of one name differ in: the company's form, the country, spaces and dashes."""


def test_no_name_belongs_to_two_organisations() -> None:
    names = Counter(
        name.casefold() for each in ORGANISATIONS for name in (each.pref_sv, *other_names(each))
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_organisations_differ_only_in_how_one_name_is_written() -> None:
    written = defaultdict(set)
    for each in ORGANISATIONS:
        for name in (each.pref_sv, *other_names(each)):
            written[FORMS.sub("", name.casefold())].add(each.pref_sv)
    assert [names for names in written.values() if len(names) > 1] == []


def test_every_county_has_its_board_and_its_region() -> None:
    counties = [concept.id for concept in vocabulary("counties").concepts]
    for kind in ("county-board", "region"):
        found = [
            each.attributes["county"] for each in ORGANISATIONS if each.attributes["kind"] == kind
        ]
        assert found == counties


def test_organisations_are_of_known_kinds_and_counties() -> None:
    counties = {concept.id for concept in vocabulary("counties").concepts}
    assert {each.attributes["kind"] for each in ORGANISATIONS} == KINDS
    assert {each.attributes.get("county") for each in ORGANISATIONS} <= counties | {None}


def test_the_curated_entries_name_organisations_as_the_list_does() -> None:
    other = {name: each.pref_sv for each in ORGANISATIONS for name in other_names(each)}
    for line in entries_path().read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        named = [entry.get("leadOrganisation"), *entry.get("partners", ())]
        assert [other[name] for name in named if name in other] == [], entry["externalId"]
