"""Mappings between vocabularies: listed ones, and those that concepts carry as attributes."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from seed.concepts import ConceptMapping
from seed.files import read_yaml
from seed.schemes import read_vocabularies, vocabulary

SNI_REASON = "Katalogens egen koppling mellan branschens vardagsnamn och SNI 2007."


@cache
def read_mappings() -> tuple[ConceptMapping, ...]:
    """Objectives to goals (with targets), sectors to SNI 2007."""
    return (*_objectives_to_goals(), *_sectors_to_sni())


def check_mappings(mappings: Iterable[ConceptMapping]) -> None:
    """Refuse mappings of files that were changed by hand, and name what there is none of.

    Raises:
        LookupError: a concept is missing.
    """
    known = {(found.id, each.id) for found in read_vocabularies() for each in found.concepts}
    for pair in mappings:
        for end in ((pair.from_vocabulary, pair.from_id), (pair.to_vocabulary, pair.to_id)):
            if end not in known:
                raise LookupError(f"A mapping names {end[1]}, which is not in {end[0]}.")


@cache
def read_mapping_sources() -> Mapping[str, Mapping[str, str]]:
    """Key to title, address and content of every source that a mapping names."""
    return {source["key"]: source for source in read_yaml("mappings")["sources"]}


def _objectives_to_goals() -> Iterator[ConceptMapping]:
    document = read_yaml("mappings")
    for pair in document["pairs"]:
        yield _read_pair(document, pair)


def _read_pair(document: Mapping[str, Any], pair: Mapping[str, Any]) -> ConceptMapping:
    return ConceptMapping(
        from_vocabulary=document["from_vocabulary"],
        from_id=pair["from"],
        to_vocabulary=document["to_vocabulary"],
        to_id=pair["to"],
        relation=document["relation"],
        strength=pair["strength"],
        editorial=pair["editorial"],
        reason_sv=pair["reason_sv"],
        sources=tuple(pair.get("sources", ())),
        related_sources=tuple(pair.get("related_sources", ())),
        targets=tuple(pair["targets"]),
    )


def _sectors_to_sni() -> Iterator[ConceptMapping]:
    for sector in vocabulary("sectors").concepts:
        for code in (*sector.attributes["sniDivisions"], *sector.attributes["sniSections"]):
            yield ConceptMapping(
                from_vocabulary="sectors",
                from_id=sector.id,
                to_vocabulary="sni2007",
                to_id=code,
                relation="relatedMatch",
                strength=None,
                editorial=True,
                reason_sv=SNI_REASON,
            )
