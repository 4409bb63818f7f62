"""Link suggestions over a catalogue: what is learnt from, what is kept, and what is forgotten."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND
from app.candidates.editing import patch
from app.candidates.transitions import apply_transition
from app.entries.editing import BaseVersion
from app.linking import examples as examples_module
from app.linking import suggesting
from app.linking.examples import FEWEST, checksum, examples
from app.linking.models import model_path
from app.linking.suggesting import LONGEST_TEXT, forget_models, suggest, train
from catalogue import publishing
from catalogue.erasing import rows
from linking import storing
from linking.examples import Decision
from seed.linking import reply_links_path
from tests.app.importing import entry_of
from tests.app.replying import candidates_of
from tests.fixtures.services import row, services_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.linking.suggesting import Suggestions
    from app.wiring import Services
    from linking.examples import Example
    from tests.fixtures.services import Loader

BIOGAS = "Gården byter diesel mot biogas, och utsläppen av växthusgaser minskar."
SEAWEED = "Tångskörd vid Hven"


def learnt_from(services: Services, *decisions: Decision) -> list[Example]:
    with services.database.read() as connection:
        return examples(connection, decisions)


def rows_of_replies() -> list[dict[str, Any]]:
    path = examples_module.reply_links_path()
    return list(map(json.loads, path.read_text("utf-8").splitlines()))


def links(found: Suggestions) -> set[tuple[str, str]]:
    return {(each.scheme, each.concept) for each in found.items}


def trained_at(services: Services) -> str | None:
    """Return when the model that suggests was trained; None: rules suggest."""
    about = suggest(services, BIOGAS).trained.about
    return about and str(about["trainedAt"])


def train_if_needed(services: Services) -> None:
    suggesting.train_if_needed(services, lambda: None)


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_rules_suggest_until_a_model_is_there_and_no_text_trains_one(
    empty_services: Services,
) -> None:
    found = suggest(empty_services, BIOGAS)
    assert found.trained.about is None
    assert ("goals", "13") in links(found)
    assert not any(each.learnt for each in found.items)
    assert not model_path(empty_services.settings).exists()


def test_what_is_trained_once_is_kept(empty_services: Services) -> None:
    train_if_needed(empty_services)
    first = trained_at(empty_services)
    assert first
    train_if_needed(empty_services)
    assert trained_at(empty_services) == first


def test_a_training_that_is_told_to_end_keeps_nothing(
    empty_services: Services, load: Loader
) -> None:
    load(row("e1", goals=["14"]))  # so that no other test has trained on the same
    looked = iter((None, None))

    def look_up() -> None:
        next(looked)

    with pytest.raises(StopIteration):
        suggesting.train_if_needed(empty_services, look_up)
    assert not model_path(empty_services.settings).exists()


def test_another_process_takes_the_model_that_is_there(
    empty_services: Services, tmp_path: Path
) -> None:
    train(empty_services)
    found = suggest(empty_services, BIOGAS)
    other = services_in(tmp_path)
    again = suggest(other, BIOGAS)
    other.database.close()
    assert again.trained.about == found.trained.about
    assert again.items == found.items


def test_a_model_that_another_process_trained_is_taken_at_the_next_text(
    empty_services: Services, tmp_path: Path
) -> None:
    train(empty_services)
    before = trained_at(empty_services)
    other = services_in(tmp_path)
    anew = train(other)["trainedAt"]
    other.database.close()
    assert before != trained_at(empty_services) == anew


def test_a_model_of_other_vocabularies_is_replaced(empty_services: Services) -> None:
    about = train(empty_services)
    path = model_path(empty_services.settings)
    model = suggest(empty_services, BIOGAS).trained.model
    storing.save(model, path, {**about, "madeWith": "something else"})
    assert trained_at(empty_services) is None
    train_if_needed(empty_services)
    assert storing.read_about(path) == suggest(empty_services, BIOGAS).trained.about


def test_a_damaged_model_is_replaced(empty_services: Services) -> None:
    train(empty_services)
    before = trained_at(empty_services)
    model_path(empty_services.settings).write_bytes(b"PK\x03\x04 cut off")
    assert trained_at(empty_services) is None
    train_if_needed(empty_services)
    assert before != trained_at(empty_services) is not None


def test_a_forgotten_model_is_used_by_nobody(empty_services: Services) -> None:
    train(empty_services)
    assert trained_at(empty_services)
    assert forget_models(empty_services.settings)
    assert not model_path(empty_services.settings).exists()
    assert not forget_models(empty_services.settings)
    assert trained_at(empty_services) is None


def test_what_was_learnt_before_something_was_erased_is_used_by_nobody(
    empty_services: Services,
) -> None:
    train(empty_services)
    before = trained_at(empty_services)
    with empty_services.database.write() as unit:
        rows.record(unit, "command", "begäran 17")
    assert trained_at(empty_services) is None
    train_if_needed(empty_services)
    assert before != trained_at(empty_services) is not None


def test_a_small_catalogue_learns_from_the_entries_of_the_release_too(
    empty_services: Services, load: Loader
) -> None:
    alone = len(learnt_from(empty_services))
    assert alone > FEWEST
    load(row("e1", goals=["14"]))
    assert len(learnt_from(empty_services)) == alone + 1


def test_a_catalogue_with_entries_enough_learns_from_them_and_from_all_replies_alone(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examples_module, "reply_links_path", reply_links_path)
    others = [example for example in learnt_from(services) if not example.id]

    assert [each.text for each in others] == [row["text"] for row in rows_of_replies()]


def test_what_people_linked_replies_to_is_known_only_of_what_they_were_asked(
    services: Services,
) -> None:
    told = rows_of_replies()[0]
    learnt = next(each for each in learnt_from(services) if each.text == told["text"])

    assert learnt.links["goals"] == frozenset(told["goals"])
    assert learnt.holds("goals", "5") is False
    assert learnt.holds("targets", "6.3") is None


def test_drafts_and_entries_without_links_teach_nothing(
    empty_services: Services, load: Loader
) -> None:
    load(row("e1", title="Publicerad tång", goals=["14"]))
    load(row("e2", title="Tång i utkast", goals=["14"]), publish=False)
    load(row("e3", title="Tång utan länkar"))
    titles = {example.text.partition("\n")[0] for example in learnt_from(empty_services)}
    assert "Publicerad tång" in titles
    assert not titles & {"Tång i utkast", "Tång utan länkar"}


def test_quotes_and_sources_of_an_entry_are_learnt_from(
    empty_services: Services, load: Loader
) -> None:
    quote = {"field": "goals", "value": "14", "quote": "Tången tas om hand"}
    load(
        row(
            "e1",
            facts=["Tången tas om hand."],
            goals=["14"],
            evidence=[quote],
            leadOrganisation="Region Skåne",
        )
    )
    (found,) = [each for each in learnt_from(empty_services) if each.id]
    assert found.text == "Titel\nSammanfattning\nTången tas om hand."
    assert found.quotes == (("goals", "14", "Tången tas om hand"),)
    assert set(found.sources) == {"test/e1", "https://example.org/", "Region Skåne"}


def test_decisions_on_other_texts_are_learnt_from(empty_services: Services) -> None:
    decision = Decision("Tång på stranden", "goals", "14", accepted=False)
    plain, taught = learnt_from(empty_services), learnt_from(empty_services, decision)
    assert len(taught) == len(plain) + 1
    assert taught[-1].holds("goals", "14") is False
    assert checksum(taught) != checksum(plain)


def test_the_order_of_examples_does_not_make_another_training_set(services: Services) -> None:
    found = learnt_from(services)
    assert checksum(found) == checksum(found[::-1])


def test_what_a_curator_made_of_suggested_links_is_learnt_from(reply_services: Services) -> None:
    candidate = next(
        each
        for each in candidates_of(reply_services)
        if {link["value"] for link in each["suggestions"] if link["field"] == "goals"}
        >= {"7", "13"}
    )

    def step(content: dict[str, Any], version: int) -> Any:
        base = BaseVersion(candidate["id"], frozenset({str(version)}))
        if "transition" in content:
            return apply_transition(reply_services, COMMAND, base, content)
        return patch(reply_services, COMMAND, base, content)

    edited = step({"goals": ["13"]}, candidate["version"])
    step({"transition": "accept", "publish": True, "reason": None}, edited.candidate["version"])
    told = {row["text"] for row in rows_of_replies()}
    (decided,) = [
        each
        for each in learnt_from(reply_services)
        if each.refused is not None and each.text not in told
    ]
    assert decided.holds("goals", "13") is True
    assert decided.holds("goals", "7") is False
    assert decided.holds("goals", "5") is None


def test_learning_anew_takes_in_what_was_published_and_shows_it_while_it_is(
    empty_services: Services, load: Loader
) -> None:
    load(row("e1", title="Tångskörd i Öresund", goals=["14"]))
    trained = train(empty_services)
    published = entry_of(empty_services, "e1")
    assert published

    def shown() -> set[str]:
        return {
            evidence.reference.entry
            for each in suggest(empty_services, SEAWEED, least=0.0).items
            for evidence in each.evidence
            if evidence.reference
        }

    assert trained["examples"] == len(learnt_from(empty_services))
    assert published.id in shown()
    with empty_services.database.write() as unit:
        publishing.withdraw(unit, published.id, "Inaktuellt", actor="command")
    assert shown() == set()
    assert all(each.evidence for each in suggest(empty_services, SEAWEED, least=0.0).items)


def test_nothing_of_a_text_is_kept(empty_services: Services, tmp_path: Path) -> None:
    train(empty_services)
    suggest(empty_services, BIOGAS)
    before = contents(tmp_path)
    suggest(empty_services, f"Zeppelinqvist samlar tång. {BIOGAS}")
    assert contents(tmp_path) == before


def test_offsets_count_in_the_text_in_nfc(learnt_services: Services) -> None:
    found = suggest(learnt_services, unicodedata.normalize("NFD", BIOGAS))
    assert found.text == BIOGAS
    assert all(
        BIOGAS[evidence.start : evidence.end] == evidence.quote
        for each in found.items
        for evidence in each.evidence
    )


def test_what_is_too_long_is_cut(learnt_services: Services) -> None:
    found = suggest(learnt_services, "Ja. " * LONGEST_TEXT + BIOGAS)
    assert len(found.text) == LONGEST_TEXT
    assert ("goals", "13") not in links(found)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Energirådgivning\nSmå företag får en energikartläggning.", ("levers", "optimise")),
        ("Våtmark på gården\nEn ny våtmark fångar näring.", ("objectives", "11")),
        ("Hotell i nätverk\nHotell och restauranger delar tips.", ("sectors", "besoksnaring")),
        ("Mindre matsvinn\nSkolkök väger det som slängs.", ("targets", "12.3")),
    ],
)
def test_plain_texts_get_the_plain_link(
    learnt_services: Services, text: str, link: tuple[str, str]
) -> None:
    assert link in links(suggest(learnt_services, text))
