from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import weights
from indexer.concepts import Meaning, SearchConcept
from indexer.cut_off import enough, joined, nearly, smallest_sets, standing
from indexer.named_topics import NamedTopic
from indexer.query import Bool, Query, Term
from indexer.query_clause import QueryClause, Standing
from indexer.topics import SearchTopic

LANTBRUK = SearchConcept("sector", "lantbruk", "Lantbruk", ())
KLIMATKLIVET = SearchConcept("funding", "klimatklivet", "Klimatklivet", ())


def asked(role: str, *names: str, entries: int = 1) -> NamedTopic:
    name = " ".join(names)
    topic = SearchTopic(name, name, (name,), role=role)
    return NamedTopic(topic, frozenset(names), Term("topics", name), entries)


def word(text: str, information: float, stands_as: Standing = Standing.PLAIN) -> QueryClause:
    return QueryClause(Term("text", text), information, standing=stands_as)


def ways(*clauses: QueryClause) -> list[tuple[Query, ...]]:
    """Return what a hit may have, each way all of it."""
    found = [each for one in enough(clauses) if isinstance(one, Bool) for each in one.should]
    return [each.filter for each in found if isinstance(each, Bool)]


@pytest.mark.parametrize(
    ("meanings", "topics", "expected"),
    [
        ([], [asked("subject", "sol")], Standing.THEME),
        ([], [asked("subject", "sol", entries=0)], Standing.PLAIN),
        ([], [asked("subject", "sol", "tak")], Standing.PLAIN),
        ([], [asked("method", "sol")], Standing.METHOD),
        ([], [asked("money", "sol")], Standing.MEANS),
        ([], [asked("actor", "sol")], Standing.MEANS),
        ([Meaning(LANTBRUK, 1.0)], [asked("subject", "sol")], Standing.SECTOR),
        ([Meaning(LANTBRUK, 1.0, is_part=True)], [asked("subject", "sol")], Standing.THEME),
        ([Meaning(KLIMATKLIVET, 1.0)], [asked("subject", "sol")], Standing.MEANS),
        ([], [], Standing.PLAIN),
    ],
)
def test_a_word_is_a_theme_if_work_can_be_about_it_and_some_is(
    meanings: list[Meaning], topics: list[NamedTopic], expected: Standing
) -> None:
    assert standing(frozenset({"sol"}), meanings, topics) is expected


def test_what_a_search_is_about_must_be_there_and_sector_and_money_only_lift_it() -> None:
    theme = word("biogas", 2.0, Standing.THEME)
    sector, money = word("lantbruk", 4.0, Standing.SECTOR), word("bidrag", 4.0, Standing.MEANS)
    assert ways(theme, sector, money) == [(theme.query,)]
    assert ways(word("projekt", 1.0), sector, money) == [(sector.query,)]


def test_a_rare_word_may_stand_for_a_theme_and_a_common_one_may_not() -> None:
    theme, rare = word("biogas", 2.0, Standing.THEME), word("traktor", weights.RARE)
    assert ways(theme, rare, word("stort", 2.5)) == [(theme.query,), (rare.query,)]


def test_a_quality_only_lifts_what_a_text_tells_to_have_it() -> None:
    quality = word("fossilfri", 3.0).standing_as(Standing.THEME, quality=True)
    ferry, sector = word("färja", 3.0, Standing.THEME), word("lantbruk", 4.0, Standing.SECTOR)
    assert ways(quality, ferry) == [(ferry.query,)]
    assert ways(quality, word("traktor", weights.RARE)) == [(Term("text", "traktor"),)]
    assert ways(quality, sector) == [(quality.query,)]
    assert ways(quality, word("slöjd", 4.0, Standing.MISSING), sector) == [
        (quality.query,),
        (Term("text", "slöjd"),),
    ]


def test_a_greater_share_leaves_out_what_has_only_the_word_that_tells_less() -> None:
    clauses = [word("restaurering", 3.2, Standing.THEME), word("vatten", 1.9, Standing.THEME)]
    some, more, most = (
        enough(clauses, share) for share in (weights.SHARE_NEEDED, *weights.SHARES_OF_MANY)
    )
    one, both = ((each.query for each in clauses[:count]) for count in (1, 2))
    assert some == ()
    assert more == (Bool(should=(Bool(filter=tuple(one)),), minimum=1),)
    assert most == (Bool(should=(Bool(filter=tuple(both)),), minimum=1),)


def test_of_a_theme_of_several_words_one_suffices_if_it_tells_its_share() -> None:
    clauses = [word("restaurering", 3.2, Standing.THEME), word("vatten", 1.9, Standing.THEME)]
    names = [frozenset({"restaurering"}), frozenset({"vatten"})]
    topic = asked("subject", "restaurering", "vatten")
    restored, water = (each.query for each in clauses)
    every = Bool(must=(restored, water))
    loose, tight = (joined(clauses, names, [topic], each) for each in (0.0, 0.4))
    assert loose[0].needed == Bool(should=(topic.query, restored, water, every), minimum=1)
    assert tight[0].needed == Bool(should=(topic.query, restored, every), minimum=1)


def test_methods_count_beside_sectors_and_money_where_nothing_else_is_told() -> None:
    method, sector = word("tillsyn", 3.0, Standing.METHOD), word("lantbruk", 3.0, Standing.SECTOR)
    money = word("bidrag", 3.0, Standing.MEANS)
    assert ways(method, sector, money) == [(method.query,), (sector.query,)]
    assert ways(method, money, word("stort", 1.0)) == [(method.query,), (money.query,)]


def test_a_sector_is_near_what_is_sought_and_money_is_not() -> None:
    theme = word("biogas", 2.0, Standing.THEME).sufficing([Term("title", "biogas")])
    sector, money = word("lantbruk", 4.0, Standing.SECTOR), word("bidrag", 4.0, Standing.MEANS)
    assert ways(theme, sector, money) == [(theme.suffices,)]
    (near,) = nearly([theme, sector, money])
    assert near == Bool(
        should=(Bool(filter=(theme.query,)), Bool(filter=(sector.query,))), minimum=1
    )
    assert nearly([money]) == ()


def test_words_that_name_a_theme_together_are_needed_together() -> None:
    clauses = [word("hållbar", 1.0), word("transport", 2.0), word("tåg", 1.0)]
    theme = asked("subject", "hållbar", "transport")
    names = [frozenset({"hållbar"}), frozenset({"transport"}), frozenset({"tåg"})]
    found = joined(clauses, names, [theme])
    both = Bool(must=(clauses[0].query, clauses[1].query))
    assert found[0].needed == found[1].needed == Bool(should=(theme.query, both), minimum=1)
    assert [each.standing for each in found] == [Standing.THEME, Standing.THEME, Standing.PLAIN]
    assert ways(*found) == [(found[0].needed,)]


def test_words_far_from_each_other_name_no_theme_together() -> None:
    clauses = [word("hållbar", 1.0), word("mat", 2.0, Standing.THEME), word("transport", 2.0)]
    names = [frozenset({"hållbar"}), frozenset({"mat"}), frozenset({"transport"})]
    assert joined(clauses, names, [asked("subject", "hållbar", "transport")]) == clauses


def test_one_rare_word_outweighs_two_common_ones() -> None:
    assert smallest_sets([10.0, 1.0, 1.0]) == [(0,)]


def test_equal_words_suffice_one_by_one_when_the_share_allows() -> None:
    assert smallest_sets([1.0, 1.0]) == [(0,), (1,)]


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=6))
def test_every_set_reaches_the_share_and_needs_all_its_members(information: list[float]) -> None:
    needed = weights.SHARE_NEEDED * sum(information)
    for chosen in smallest_sets(information):
        reached = sum(information[i] for i in chosen)
        assert reached >= needed
        smallest = min(information[i] for i in chosen)
        assert reached - smallest < needed or len(chosen) == 1


@pytest.mark.parametrize("count", [2, 3, 6])
def test_all_words_together_always_suffice(count: int) -> None:
    everything = set(range(count))
    assert any(set(chosen) <= everything for chosen in smallest_sets([1.0] * count))
