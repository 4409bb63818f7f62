"""What a search text is taken to ask for: rules that hold for many texts, each tried on many."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import live_index, search
from indexer.engine import EngineQuery
from indexer.scoring import build_query
from indexer.understanding import understand
from seed.words import read_same_names
from swedish.analysis import (
    GENERIC_WORDS,
    is_unwanted,
)
from swedish.lexicon import lemma, lines
from tests.app.asked import county_names, first_found
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from indexer.lexicons import QueryLexicon
    from indexer.readings import Understanding
    from tests.fixtures.services import Loader

ENGLISH = [words for each in read_same_names() for words in each.english[:1]]
"""What English people call things, one word or more of each."""
NAMES, SEED = 60, 15
"""Names of topics drawn by lot."""
TIMES = (
    *("2022", "2019-2021", "före 2010", "efter 2023", "sedan 2019", "från 2020 till 2022"),
    *("senaste åren", "de senaste fem åren", "i år", "förra året", "i fjol", "från 2010-talet"),
    *("since 2019", "in recent years", "last year"),
)


@pytest.fixture(scope="module")
def lexicon(services: Services) -> QueryLexicon:
    return services.lexicons.of(services.engine.snapshot())


def alike(one: Understanding, other: Understanding) -> bool:
    return build_query(one) == build_query(other)


@pytest.mark.parametrize(
    "framed",
    [
        "{} in {}",
        "{} in the {}",
        "{} for {}",
        "how can we do {} with {}?",
        "{} within {}",
    ],
)
def test_english_function_words_say_nothing(lexicon: QueryLexicon, framed: str) -> None:
    pairs = list(pairwise(ENGLISH))[::4]
    assert len(pairs) > 50
    for one, other in pairs:
        framed_text, bare = framed.format(one, other), f"{one}, {other}"
        assert alike(understand(framed_text, lexicon), understand(bare, lexicon)), framed_text


@pytest.mark.parametrize("joined", ["eller", "och", "or", "and", ","])
def test_of_two_counties_one_is_enough(services: Services, joined: str) -> None:
    for one, other in list(pairwise(county_names(services)))[::3]:
        either = first_found(services, f"matsvinn {one} {joined} {other}", 1)
        alone = {
            each for name in (one, other) for each in first_found(services, f"matsvinn {name}", 3)
        }
        assert alone.issuperset(either), one


@pytest.mark.parametrize("time", TIMES)
def test_what_says_when_is_no_word_of_what_is_sought(
    services: Services, lexicon: QueryLexicon, time: str
) -> None:
    for subject in ("biogas", "cirkulär ekonomi", "food waste", "laddstolpar skåne"):
        timed, plain = (understand(text, lexicon) for text in (f"{subject} {time}", subject))
        assert (timed.sought, timed.marks) == (plain.sought, plain.marks)
        assert timed.period is not None
        assert first_found(services, subject, 50) <= first_found(services, f"{subject} {time}", 100)


@pytest.mark.parametrize(
    "framed", ["viktiga {}", "goda exempel på {}", "projekt om {}", "nya {}", "{} industry"]
)
def test_general_words_are_not_missed(services: Services, framed: str) -> None:
    for subject in ("matsvinn", "biogas", "textil", "våtmarker"):
        plain = first_found(services, subject, 5)
        assert plain <= first_found(services, framed.format(subject), 10), subject


def test_general_words_lead_nowhere_beside_what_is_sought(lexicon: QueryLexicon) -> None:
    general = {word for line in lines(GENERIC_WORDS) for word in line.split()}
    for word in sorted(general):
        topics = understand(f"{word} biogas", lexicon).topics
        assert [each for each in topics if each.text == word] == []


@pytest.mark.parametrize("kind", ["avfall", "plast", "återbruk", "förnybar energi"])
def test_what_is_only_a_kind_of_what_was_asked_is_told_to_be(
    lexicon: QueryLexicon, kind: str
) -> None:
    asked = [each for each in understand(kind, lexicon).topics if each.narrower]
    assert asked
    assert kind not in {each.label for each in asked}


@pytest.mark.parametrize(
    "text", ["vanlig mat", "små kommuner", "grön infrastruktur", "klimat företag", "skog företag"]
)
def test_two_words_that_are_two_stay_two(lexicon: QueryLexicon, text: str) -> None:
    assert [word.text for word in understand(text, lexicon).words] == text.split()


THINGS = ("lastbilar", "bussar", "cyklar", "vindkraft", "lantbruk", "hotell", "skolor", "turism")


@pytest.mark.parametrize("said", ["inte", "ej", "men inte", "utom", "utan", "not", "without"])
def test_what_is_negated_beside_something_is_left_out_and_can_be_had_again(
    services: Services, said: str
) -> None:
    for thing in THINGS:
        query = search(services, SearchRequest(f"energi {said} {thing}", limit=1)).query
        assert query["excluded"] == [thing]
        assert query["withoutExclusions"] == {"q": ["energi"]}


@pytest.mark.parametrize("said", ["inte", "ej", "utan", "men inte", "förutom"])
def test_nothing_that_says_what_is_negated_is_found(
    load: Loader, empty_services: Services, said: str
) -> None:
    load(
        row("cars", title="Elbilar i pool"),
        row("mentioned", title="Elbilar på landet", summary="De som åkte bussar kör nu elbil."),
        row("buses", title="Elbilar och bussar"),
        row("transit", title="Elbilar i kollektivtrafiken"),
    )
    found = search(empty_services, SearchRequest(f"elbilar {said} bussar"))
    assert [item["externalId"] for item in found.items] == ["cars"]


@pytest.mark.parametrize("said", ["inte", "ej", "utan"])
def test_a_word_leaves_out_all_that_a_hyphen_does(services: Services, said: str) -> None:
    snapshot = live_index(services)
    lexicon = services.lexicons.of(snapshot)
    for thing in (*THINGS, "gödsel", "skola", "möbler", "biogas", "solceller"):
        with_word = understand(f"energi {said} {thing}", lexicon)
        with_hyphen = understand(f"energi -{thing}", lexicon)
        both = understand(f"energi {said} {thing} -{thing}", lexicon)
        hyphen, word, all_of_it = snapshot.counts(
            [EngineQuery(build_query(each)) for each in (with_hyphen, with_word, both)]
        )
        assert word == all_of_it <= hyphen, thing


def test_forestry_without_clear_cutting_is_what_is_sought(lexicon: QueryLexicon) -> None:
    for thing in ("kalhygge", "kalhyggen", "kalhuggning", "hyggen"):
        found = understand(f"skogsbruk utan {thing}", lexicon)
        assert (found.excluded, found.wishes) == ((), (f"utan {thing}",))


LISTS = (
    *("{} inte {} {} eller {}", "{} inte i {}, {} och {}", "{} inte {}, {} eller {}"),
    *("{} utom {} {} och {}", "{} utan {}, {} samt {}", "{} men inte {} och {} och {}"),
    *("{} not {}, {} or {}", "{} ej {}/{}/{}", "{} varken {}, {} eller {}"),
)


@pytest.mark.parametrize("framed", LISTS)
def test_all_of_a_list_that_is_negated_is_left_out(
    services: Services, lexicon: QueryLexicon, framed: str
) -> None:
    counties = county_names(services)
    places = ("Malmö", "Lund", "Borås", "Umeå", "Växjö", "Småland", "Norrland", *counties[::3])
    topics = [each.label for each in lexicon.topics if each.role and " " not in each.label]
    things = [each for each in topics[::5] if lemma(each) == each and not is_unwanted(each)]
    assert len(things) > 20
    for kind in (places, things):
        for one, other, third in zip(kind, kind[1:], kind[2:], strict=False):
            text = framed.format("biogas", one, other, third)
            found = understand(text, lexicon)
            assert found.excluded == (one, other, third), text
            assert [word.text for word in found.words if word.status != "ignored"] == ["biogas"]


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("avfall inte stockholm göteborg", ("stockholm", "göteborg")),
        ("avfall inte i Västra Götalands län Skåne", ("Västra Götalands län", "Skåne")),
        ("mat inte Skåne och biogas i Halland", ("Skåne",)),
        ("elbilar inte bussar biogas", ("bussar",)),
        ("mat utan fisk och minska matsvinn", ("fisk",)),
        ("energi inte vindkraft och transporter med tåg", ("vindkraft",)),
        ("avfall inte cirkulär ekonomi", ("cirkulär ekonomi",)),
        ("transporter inte lastbil och buss i Norrland", ("lastbil", "buss")),
    ],
)
def test_a_negation_ends_where_something_else_is_sought(
    lexicon: QueryLexicon, text: str, excluded: tuple[str, ...]
) -> None:
    assert understand(text, lexicon).excluded == excluded
