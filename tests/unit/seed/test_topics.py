import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

import pytest
import yaml

from seed.files import VOCABULARIES
from swedish.analysis import analyse

FILES = sorted((VOCABULARIES / "topics").glob("*.yaml"))
KEYS = {"id", "pref", "alt", "hidden", "broader", "role"}
ROLES = {"subject", "method", "actor", "money"}


@cache
def topics() -> tuple[dict[str, Any], ...]:
    documents = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES)
    return tuple(chain.from_iterable(document["topics"] for document in documents))


def naming(topic: dict[str, Any]) -> list[str]:
    """The names that tag an entry with the topic."""
    return [topic["pref"], *topic.get("alt", ())]


def all_names(topic: dict[str, Any]) -> list[str]:
    return [*naming(topic), *topic.get("hidden", ())]


def above(topic_id: str) -> Iterator[str]:
    """The broader topics, theirs, and so on; endless if the chain bites its tail."""
    broader = {topic["id"]: topic.get("broader", ()) for topic in topics()}
    for parent in broader[topic_id]:
        yield parent
        yield from above(parent)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_what_it_holds_and_when_it_was_checked(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    assert text.startswith("# ")
    assert document.keys() == {"checked", "editorial", "role", "topics"}
    assert {document["role"], *(each.get("role") for each in document["topics"])} <= {*ROLES, None}
    assert document["editorial"] is True
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", document["checked"])


def test_there_are_at_least_450_topics_in_ten_files() -> None:
    assert len(FILES) == 10
    assert len(topics()) >= 450


def test_an_id_is_a_slug_of_its_own() -> None:
    ids = [topic["id"] for topic in topics()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic_id) for topic_id in ids)


def test_a_topic_has_a_name_and_other_ways_to_say_it() -> None:
    for topic in topics():
        assert topic.keys() <= KEYS
        assert len(all_names(topic)) > 1, topic["id"]


def test_a_broader_topic_exists_and_is_never_the_topic_itself() -> None:
    known = {topic["id"] for topic in topics()}
    for topic in topics():
        assert set(topic.get("broader", ())) <= known, topic["id"]
        assert topic["id"] not in above(topic["id"])


def test_a_name_is_composed_text_without_stray_space() -> None:
    for name in chain.from_iterable(map(all_names, topics())):
        assert isinstance(name, str)
        assert name == " ".join(unicodedata.normalize("NFC", name).split())


def test_no_topic_says_the_same_twice() -> None:
    for topic in topics():
        names = [name.casefold() for name in all_names(topic)]
        assert len(names) == len(set(names)), topic["id"]


def test_every_name_has_a_word_that_is_searched_for() -> None:
    for name in chain.from_iterable(map(all_names, topics())):
        assert analyse(name).keys, name


def test_a_phrase_keeps_two_words_or_more_without_its_function_words() -> None:
    for name in chain.from_iterable(map(all_names, topics())):
        assert len(analyse(name).keys) > 1 or " " not in name, name


def test_no_name_tags_an_entry_with_two_topics() -> None:
    owner: dict[tuple[str, ...], str] = {}
    for topic in topics():
        for name in naming(topic):
            held_by = owner.setdefault(tuple(analyse(name).keys), topic["id"])
            assert held_by == topic["id"], name
