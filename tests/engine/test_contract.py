"""What every engine must do alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.engine import EngineQuery, NoLiveIndex, Order, SearchEngine, SearchEngineError
from indexer.fields import TOPICS
from indexer.query import Bool, Boost, Constant, MatchAll, MatchNone, NumberRange, OneOf, Phrase
from indexer.signals.ngrams import grams_of, ngrams, share_of_ngrams
from swedish.analysis import key
from tests.engine.asking import NAME, Live, ask, numbers, tagged, titles, word
from tests.fixtures.entries import SKANE, VASTERBOTTEN, document, entry_id

NATIONAL = [f"{code:02d}" for code in range(1, 22)]


def test_an_inflected_form_is_found(live: Live) -> None:
    engine = live(document(1, title="Klimatet i länet"), document(2, title="Vatten"))
    assert numbers(ask(engine, "klimat")) == [1]


def test_a_part_of_a_compound_is_found(live: Live) -> None:
    engine = live(document(1, title="Ett skogsprogram"), document(2, title="Vatten"))
    assert numbers(ask(engine, "skog")) == [1]


def test_a_hit_has_what_its_document_means_and_is_about(live: Live) -> None:
    about = document(1, title="Biogas")
    about = replace(about, text={**about.text, TOPICS: "gas energi gas"})
    nothing = document(2, title="Xqz", summary="Xqz biogas xqz")
    hits = {hit.seq: hit for hit in ask(live(about, nothing), "biogas").hits}
    assert {seq: hit.meaning for seq, hit in hits.items()} == {
        1: about.meaning,
        2: nothing.meaning,
    }
    assert all(hit.meaning for hit in hits.values())
    assert {seq: hit.about for seq, hit in hits.items()} == {1: {"gas", "energi"}, 2: set()}


def test_equal_scores_go_by_id(live: Live) -> None:
    engine = live(*(document(number, title="Biogas") for number in (3, 1, 2)))
    assert numbers(ask(engine, "biogas")) == [1, 2, 3]


def test_on_equal_scores_a_single_county_comes_before_national(live: Live) -> None:
    engine = live(
        document(1, title="Biogas", counties=NATIONAL, national=True),
        document(2, title="Biogas"),
    )
    assert numbers(ask(engine, "biogas")) == [2, 1]


def test_pages_neither_repeat_nor_miss_among_equals(live: Live) -> None:
    engine = live(*(document(number, title="Biogas") for number in range(1, 301)))
    pages = [numbers(ask(engine, "biogas", offset=at, limit=7)) for at in range(0, 301, 7)]
    assert [number for page in pages for number in page] == list(range(1, 301))


def test_a_phrase_needs_its_words_side_by_side(live: Live) -> None:
    engine = live(document(1, summary="Cirkulär ekonomi"), document(2, summary="Ekonomi, cirkulär"))
    phrase = Phrase("text", (key("cirkulär"), key("ekonomi")))
    assert numbers(ask(engine, phrase)) == [1]


def test_an_excluded_word_takes_entries_away(live: Live) -> None:
    engine = live(document(1, title="Biogas"), document(2, title="Biogas från gödsel"))
    without = (word("gödsel"),)
    tree = Bool(must=(word("biogas"),), must_not=without)
    assert numbers(ask(engine, tree)) == [1]


def test_a_minimum_of_words_is_kept(live: Live) -> None:
    engine = live(document(1, title="Biogas"), document(2, title="Biogas åkeri"))
    words = tuple(word(each) for each in ("biogas", "åkeri"))
    assert numbers(ask(engine, Bool(should=words, minimum=2))) == [2]


def test_a_filter_does_not_score(live: Live) -> None:
    engine = live(document(1, title="Biogas", goals=["7"]), document(2, title="Biogas"))
    plain = ask(engine, "biogas").hits[0].score
    filtered = ask(engine, "biogas", filters=(OneOf("goal", ("7",)),)).hits[0].score
    assert filtered == pytest.approx(plain)


def test_a_filter_of_a_bool_does_not_score_either(live: Live) -> None:
    engine = live(document(1, title="Biogas", goals=["7"]), document(2, title="Biogas"))
    plain = word("biogas")
    filtered = Bool(must=(plain,), filter=(tagged("goal", "7"),))
    assert ask(engine, filtered).hits[0].score == pytest.approx(ask(engine, plain).hits[0].score)


def test_what_is_lifted_comes_first_whatever_the_others_score(live: Live) -> None:
    engine = live(document(1, title="Biogas", goals=["7"]), document(2, title="Biogas, biogas"))
    first = Bool(must=(Boost(MatchAll(), 100.0),), filter=(tagged("goal", "7"),))
    plain = word("biogas")
    hits = ask(engine, Bool(should=(plain, first), filter=(plain,), minimum=1)).hits
    assert [hit.entry["goals"] for hit in hits] == [["7"], []]
    assert [(hit.score or 0) > 100.0 for hit in hits] == [True, False]


def test_a_constant_scores_alike_whatever_its_child_does(live: Live) -> None:
    engine = live(document(1, title="Biogas, biogas"), document(2, summary="Biogas"), document(3))
    hits = ask(engine, Boost(Constant(word("biogas"), 0.5), 3.0)).hits
    assert {hit.seq: hit.score for hit in hits} == {1: 1.5, 2: 1.5}


def test_pieces_of_words_find_what_is_written_alike(live: Live) -> None:
    engine = live(document(1, title="Biogasanläggningen"), document(2, title="Solel på taket"))
    grams = grams_of(["biogas"])
    assert grams == [" bio", "biog", "ioga", "ogas", "gas "]
    assert numbers(ask(engine, ngrams(grams))) == [1]
    assert numbers(ask(engine, share_of_ngrams(grams, 0.8))) == [1]
    assert numbers(ask(engine, share_of_ngrams(grams, 1.0))) == []


def test_what_is_counted_besides_is_of_the_hits_and_narrows_nothing(live: Live) -> None:
    engine = live(
        document(1, title="Biogas på gård", goals=["7"]),
        document(2, title="Biogas", goals=["7"]),
        document(3, title="Gård", goals=["7"]),
        document(4, title="Biogas på gård"),
    )
    chosen = {"goal": ("7",)}
    answer = ask(engine, "biogas", selections=chosen, counted=word("gård"), facets=("goal",))
    assert (answer.counted, answer.total, answer.facets["goal"]) == (1, 2, {"7": 2})


def test_hits_found_without_their_entries_get_them_later(live: Live) -> None:
    engine = live(*(document(n, title="Biogas " * n, goals=["7"]) for n in range(1, 5)))
    found = ask(engine, "biogas", whole=False).hits
    chosen = found[2], found[0]
    snapshot = engine.snapshot()
    request = EngineQuery(word("biogas"), counted=word("biogas"), facets=("goal",), limit=1)
    answer = snapshot.complete(chosen, request)
    assert answer.hits == snapshot.with_entries(chosen)
    assert [hit.entry["title"] for hit in answer.hits] == [
        whole.entry["title"]
        for hit in chosen
        for whole in ask(engine, "biogas").hits
        if whole.id == hit.id
    ]
    assert [(hit.id, hit.seq, hit.score, hit.meaning) for hit in answer.hits] == [
        (hit.id, hit.seq, hit.score, hit.meaning) for hit in chosen
    ]
    assert (answer.total, answer.counted, answer.facets) == (4, 4, {"goal": {"7": 4}})
    assert snapshot.with_entries(()) == ()


@pytest.mark.parametrize("selections", [{}, {"goal": ("12",)}])
def test_a_search_without_a_page_counts_as_one_with_it(
    live: Live, selections: dict[str, tuple[str, ...]]
) -> None:
    engine = live(
        document(1, title="Biogas på gård", goals=["7"]),
        document(2, title="Biogas", goals=["12"]),
        document(3, title="Sol", goals=["7"]),
    )
    scored = Bool(
        should=(Boost(word("biogas"), 2.0), Constant(word("gård"), 1.0)), filter=(word("biogas"),)
    )
    asked = {"selections": selections, "facets": ("goal",), "counted": word("gård")}
    page, no_page = ask(engine, scored, **asked), ask(engine, scored, limit=0, **asked)
    assert no_page == replace(page, hits=())
    assert no_page.facets == {"goal": {"7": 1, "12": 1}}
    assert no_page.total == (1 if selections else 2)


def test_nothing_matches_nothing(live: Live) -> None:
    assert ask(live(document(1)), MatchNone()).total == 0


def test_values_of_one_selection_are_alternatives_and_selections_add_up(live: Live) -> None:
    engine = live(
        document(1, goals=["7"], kind="activity"),
        document(2, goals=["12"], kind="activity"),
        document(3, goals=["7"], kind="working-method"),
    )
    selections = {"goal": ("7", "12"), "kind": ("activity",)}
    order = Order("seq")
    assert numbers(ask(engine, MatchAll(), selections=selections, order=order)) == [1, 2]


def test_a_facet_ignores_its_own_selection_only(live: Live) -> None:
    engine = live(
        document(1, goals=["7"], kind="activity"),
        document(2, goals=["12"], kind="activity"),
        document(3, goals=["12"], kind="working-method"),
    )
    answer = ask(engine, MatchAll(), selections={"goal": ("7",)}, facets=("goal", "kind"))
    assert answer.total == 1
    assert answer.facets == {"goal": {"7": 1, "12": 2}, "kind": {"activity": 1}}


def test_values_that_must_all_hold_narrow_their_own_facet(live: Live) -> None:
    engine = live(*(document(n, goals=goals) for n, goals in enumerate((["7", "13"], ["7"]), 1)))
    both = (OneOf("goal", ("7",)), OneOf("goal", ("13",)))
    found = ask(engine, MatchAll(), filters=both, facets=("goal",))
    assert (numbers(found), found.facets["goal"]) == ([1], {"7": 1, "13": 1})


def test_a_goal_counts_the_entries_of_its_targets(live: Live) -> None:
    engine = live(document(1, targets=["12.3"]))
    facets = ask(engine, MatchAll(), facets=("goal", "target")).facets
    assert facets == {"goal": {"12": 1}, "target": {"12.3": 1}}


def test_national_entries_count_in_a_bucket_of_their_own(live: Live) -> None:
    engine = live(document(1, counties=NATIONAL, national=True), document(2))
    assert ask(engine, MatchAll(), facets=("county",)).facets["county"] == {
        "national": 1,
        SKANE: 1,
    }


@pytest.mark.parametrize("value", ['Bolag "A"', "a:b", "(x) OR y", "back\\slash", "å ä ö *", "-x"])
def test_any_organisation_can_be_selected(live: Live, value: str) -> None:
    engine = live(document(1, leadOrganisation=value), document(2, leadOrganisation="Annan"))
    selections = {"organisation": (value,)}
    answer = ask(engine, MatchAll(), selections=selections, facets=("organisation", "kind"))
    assert numbers(answer) == [1]
    assert answer.facets["kind"] == {"activity": 1}


def test_an_entry_is_found_by_its_own_key_as_it_stands(live: Live) -> None:
    engine = live(document(1), document(2))
    chosen = {"externalId": ("entry-2", "ENTRY-1"), "sourceSystem": ("test",)}
    found = ask(engine, MatchAll(), selections=chosen, facets=("county",))
    assert (numbers(found), found.facets["county"]) == ([2], {SKANE: 1})


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(2018, 2019, [1]), (None, 2017, [1]), (2021, None, [2, 3]), (None, None, [1, 2, 3, 4])],
)
def test_years_that_overlap_a_range_are_found(
    live: Live, low: int | None, high: int | None, expected: list[int]
) -> None:
    engine = live(
        document(1, startYear=2016, endYear=2020),
        document(2, startYear=2021),
        document(3, startYear=2020, state="ongoing"),
        document(4),
    )
    filters = []
    if low is not None:
        filters.append(NumberRange("year_last", low=low))
    if high is not None:
        filters.append(NumberRange("year_first", high=high))
    answer = ask(engine, MatchAll(), filters=tuple(filters), order=Order("seq"))
    assert numbers(answer) == expected


def test_titles_sort_as_swedes_do(live: Live) -> None:
    engine = live(
        *(document(n, title=t) for n, t in enumerate(["Öst", "Zon", "Ål", "Älv", "Bi"], start=1))
    )
    answer = ask(engine, MatchAll(), order=Order("title_order"))
    assert titles(answer) == ["Bi", "Zon", "Ål", "Älv", "Öst"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order("startYear_ascending"), [2, 1, 3]),
        (Order("startYear_descending", descending=True), [1, 2, 3]),
    ],
)
def test_entries_without_a_year_come_last_both_ways(
    live: Live, order: Order, expected: list[int]
) -> None:
    engine = live(document(1, startYear=2020), document(2, startYear=2010), document(3))
    assert numbers(ask(engine, MatchAll(), order=order)) == expected


def test_browsing_shows_single_counties_first_then_the_latest(live: Live) -> None:
    engine = live(
        document(1, updatedAt="2026-03-01T00:00:00Z", counties=NATIONAL, national=True),
        document(2, updatedAt="2026-01-01T00:00:00Z"),
        document(3, updatedAt="2026-02-01T00:00:00Z"),
    )
    answer = ask(engine, MatchAll(), order=Order("browse", descending=True))
    assert numbers(answer) == [3, 2, 1]


def test_reading_on_by_ledger_position_passes_every_entry_once(live: Live) -> None:
    engine = live(*(document(number) for number in range(1, 26)))
    seen: list[int] = []
    after = 0
    while True:
        filters = (NumberRange("seq", low=after + 1),)
        page = ask(engine, MatchAll(), filters=filters, order=Order("seq"), limit=10)
        if not page.hits:
            break
        seen += numbers(page)
        after = page.hits[-1].seq
    assert seen == list(range(1, 26))


def test_a_limit_of_nothing_gives_facets_alone(live: Live) -> None:
    answer = ask(live(document(1)), MatchAll(), limit=0, facets=("kind",))
    assert (answer.hits, answer.total, answer.facets) == ((), 1, {"kind": {"activity": 1}})


def test_a_page_past_the_last_is_empty(live: Live) -> None:
    answer = ask(live(document(1, title="Biogas")), "biogas", offset=20)
    assert (answer.hits, answer.total) == ((), 1)


def test_an_empty_index_answers(live: Live) -> None:
    answer = ask(live(), MatchAll(), facets=("kind",))
    assert (answer.total, answer.facets) == (0, {"kind": {}})


def test_writing_replaces_an_entry(live: Live) -> None:
    engine = live(document(1, title="Biogas"), document(2))
    engine.write(NAME, [document(1, title="Solel", seq=3)], [], seq=3)
    assert ask(engine, "biogas").total == 0
    assert numbers(ask(engine, "solel")) == [1]
    assert engine.count(NAME) == 2


def test_a_deleted_entry_is_gone_with_its_words(live: Live) -> None:
    engine = live(document(1, title="Zeppelinare"), document(2))
    engine.write(NAME, [], [entry_id(1)], seq=3)
    assert ask(engine, "zeppelinare").total == 0
    assert "zeppelinare" not in engine.snapshot().words()


def test_the_position_is_remembered_with_the_write(live: Live) -> None:
    engine = live(document(1))
    engine.write(NAME, [document(2, seq=7)], [], seq=7)
    assert (engine.seq(NAME), engine.snapshot().seq) == (7, 7)
    assert dict(engine.entries(NAME)) == {entry_id(1): 1, entry_id(2): 7}


def test_a_new_state_has_a_new_generation(live: Live) -> None:
    engine = live(document(1))
    before = engine.snapshot().generation
    assert engine.snapshot().generation == before
    engine.write(NAME, [document(2)], [], seq=2)
    assert engine.snapshot().generation != before


def test_a_position_without_a_change_leaves_the_generation(live: Live) -> None:
    engine = live(document(1))
    before = engine.snapshot()
    engine.write(NAME, [], [], seq=9)
    after = engine.snapshot()
    assert (engine.seq(NAME), after.seq) == (9, 9)
    assert (after.generation, after.changed) == (before.generation, 1)


def test_words_carry_their_document_frequency(live: Live) -> None:
    engine = live(document(1, title="Biogas biogas"), document(2, title="Biogas"))
    assert engine.snapshot().words()["biogas"] == 2


def test_pairs_of_facet_values_are_counted(live: Live) -> None:
    engine = live(
        document(1, goals=["7", "12"]),
        document(2, goals=["7"], counties=[VASTERBOTTEN]),
    )
    counted = engine.snapshot().cross(EngineQuery(), "county", ("goal", "kind"))
    cells = counted["goal"]
    assert cells == {(SKANE, "7"): 1, (SKANE, "12"): 1, (VASTERBOTTEN, "7"): 1}
    assert counted["kind"] == {(SKANE, "activity"): 1, (VASTERBOTTEN, "activity"): 1}


def test_without_a_live_index_a_search_says_so(engine: SearchEngine) -> None:
    with pytest.raises(NoLiveIndex):
        engine.snapshot()


def test_the_live_index_cannot_be_dropped(live: Live) -> None:
    engine = live(document(1))
    with pytest.raises(SearchEngineError):
        engine.drop(NAME)
    assert engine.count(NAME) == 1


def test_the_alias_moves_in_one_step(live: Live) -> None:
    engine = live(document(1, title="Gammal"))
    engine.create("entries-test-2")
    engine.build("entries-test-2", [[document(2, title="Ny")]], seq=2)
    assert titles(ask(engine, MatchAll())) == ["Gammal"]
    engine.point_alias("entries-test-2")
    engine.drop(NAME)
    assert titles(ask(engine, MatchAll())) == ["Ny"]
    assert engine.names() == ["entries-test-2"]


def test_without_alias_no_index_is_live(live: Live) -> None:
    engine = live(document(1))
    engine.remove_alias()
    engine.remove_alias()
    assert engine.live() is None
    with pytest.raises(NoLiveIndex):
        engine.snapshot()
