"""`exempelbanken mcp` as a client of the protocol uses it: the SDK's own, over stdin and stdout."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest
from jsonschema import Draft202012Validator
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from werkzeug.serving import make_server

from assistants.remote import API_PATH
from assistants.tools import BY_NAME, LONGEST_ANSWER, MOST_HITS, TOOLS
from catalogue import entries
from cli.wsgi import build_application
from schemas.link_suggestions import LONGEST_TEXT
from tests.fixtures.repository import ROOT, text_of

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Sequence
    from pathlib import Path

    from mcp.types import CallToolResult, Tool

    from app.wiring import Services

Answer = TypeVar("Answer")
TEXT = "Skolkök mäter sitt matsvinn. Avfallet minskar."
NO_ENTRY = "00000000-0000-4000-8000-000000000000"
LONGEST_TOOL_LIST = 12_000
"""Bytes of JSON that a client adds to each conversation."""
UNUSUAL = "hemligtord"
KEY = ("exempelbanken-seed", "dal-matsvinn-storkok")
"""Of an entry with a quote for a link."""
BLOCKS = [
    json.loads(block)["mcpServers"]["exempelbanken"]
    for block in re.findall(r"```json\n(.*?)```", text_of("docs/assistants.md"), re.DOTALL)
]
"""How the document says that a client is set up: for an address, and for the machine."""
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "hits": ("search_entries", {"q": "matsvinn", "county": "12", "facets": ["kind"]}),
    "misspelt": ("search_entries", {"q": f"biogsa {UNUSUAL}", "limit": 1, "language": "en"}),
    "national": ("search_entries", {"county": ["national"], "limit": 1}),
    "nothing": ("search_entries", {"q": "solkraft", "county": "12", "goal": "5"}),
    "no county": ("search_entries", {"county": ["Skone"]}),
    "no county en": ("search_entries", {"county": ["Skone"], "language": "en"}),
    "no parameter": ("search_entries", {"conty": "Skåne", "language": "en"}),
    "too many": ("search_entries", {"limit": MOST_HITS + 1}),
    "too far": ("search_entries", {"page": 100_000, "language": "en"}),
    "no id": ("get_entry", {"id": "../tokens", "language": "en"}),
    "no entry": ("get_entry", {"id": NO_ENTRY}),
    "similar to none": ("find_similar", {"id": NO_ENTRY}),
    "coverage": ("get_coverage", {"rows": "county", "columns": "kind", "language": "en"}),
    "lacking": (
        "get_coverage",
        {"rows": "objective", "columns": "county", "objective": ["Giftfri miljö"]},
    ),
    "same twice": ("get_coverage", {"rows": "goal", "columns": "goal", "language": "en"}),
    "vocabularies": ("list_vocabularies", {"language": "en"}),
    "vocabulary": ("get_vocabulary", {"vocabulary": "goals"}),
    "no vocabulary": ("get_vocabulary", {"vocabulary": "gaols"}),
    "concept": ("get_concept", {"vocabulary": "goals", "concept": "12", "language": "en"}),
    "no concept": ("get_concept", {"vocabulary": "goals", "concept": "konsumtion"}),
    "links": ("suggest_links", {"text": TEXT, "language": "en"}),
    "too long": ("suggest_links", {"text": "x" * (LONGEST_TEXT + 1)}),
    "no text": ("suggest_links", {"minPrecision": 2, "language": "en"}),
}
REFUSED = {
    "no county": "county: Värdet finns inte för county. Närmast: 12 (Skåne län), 07 (Kronobergs",
    "no county en": "county: There is no such value of county. Nearest: 12 (Skåne County)",
    "no parameter": "conty: There is no such parameter. Nearest: county.",
    "too many": f"limit: Värdet ska ligga mellan 0 och {MOST_HITS}.",
    "too far": "page:",
    "no id": "id: The value must be a UUID. search_entries gives the ids of entries.",
    "no entry": "Det finns inget sådant exempel. search_entries ger id för exempel.",
    "similar to none": "Det finns inget sådant exempel. search_entries ger id för exempel.",
    "same twice": "columns: Choose two different dimensions",
    "no vocabulary": "vocabulary: Det finns inget sådant värde. Närmast: goals (",
    "no concept": "concept: Det finns inget sådant värde. Närmast: 12 (Hållbar konsumtion",
    "too long": f"text: Högst {LONGEST_TEXT} tecken får plats.",
    "no text": "text: The field is required.\nminPrecision: The value must be between 0 and 1.",
}
"""What is refused -> what is said of it."""


class Talk(NamedTuple):
    """What a client got from a server, from its start to its end."""

    tools: list[Tool]
    instructions: str | None
    answers: dict[str, CallToolResult]
    resource: str
    refusals: list[str]
    log: str

    def content(self, call: str) -> dict[str, Any]:
        """Return what a call was answered, once as structure and once as text."""
        answer = self.answers[call]
        assert not answer.is_error, answer.content
        assert json.loads(text_in(answer)) == answer.structured_content
        assert isinstance(answer.structured_content, dict)
        return answer.structured_content


def text_in(answer: CallToolResult) -> str:
    [block] = answer.content
    assert block.type == "text"
    return block.text


def command(arguments: Sequence[str], **environment: str) -> StdioServerParameters:
    """Return the command as a client starts it: in some folder, with few variables."""
    return StdioServerParameters(
        command=sys.executable,
        args=["-m", "cli.main", *arguments],
        env={"PYTHONPATH": str(ROOT), **environment},
        cwd="/",
    )


def run_apart(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """Run in a thread of its own: a browser of other tests keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def talk(server: StdioServerParameters, log: Path, entry: str) -> Talk:
    with log.open("w+") as errors:
        async with Client(stdio_client(server, errlog=errors)) as client:
            tools = (await client.list_tools()).tools
            answers = {call: await client.call_tool(*said) for call, said in CALLS.items()}
            answers["entry"] = await client.call_tool("get_entry", {"id": entry, "language": "en"})
            chosen = {"id": entry, "fields": ["title", "source"]}
            answers["address"] = await client.call_tool(
                "get_entry", {"id": f"https://exempelbanken.example/id/entries/{entry}?language=sv"}
            )
            answers["resource"] = await client.call_tool(
                "get_entry", {"id": f"exempelbanken://entries/{entry}"}
            )
            answers["similar"] = await client.call_tool("find_similar", {"id": entry, "limit": 2})
            answers["fields"] = await client.call_tool("get_entry", chosen)
            [resource] = (await client.read_resource(f"exempelbanken://entries/{entry}")).contents
            refusals = [
                await refusal(client.read_resource(uri))
                for uri in (f"exempelbanken://entries/{NO_ENTRY}", "exempelbanken://tokens/1")
            ]
            refusals.append(await refusal(client.call_tool("delete_entry", {"id": entry})))
            told = client.instructions
        errors.seek(0)
        return Talk(tools, told, answers, getattr(resource, "text", ""), refusals, errors.read())


async def refusal(asked: Any) -> str:
    with pytest.raises(MCPError) as found:
        await asked
    return str(found.value)


@pytest.fixture(scope="module")
def served(services: Services) -> Iterator[str]:
    """The address of the API of a running server."""
    server = make_server("127.0.0.1", 0, build_application(services), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{API_PATH}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def entry(services: Services) -> str:
    with services.database.read() as connection:
        found = entries.by_key(connection, *KEY)
    assert found
    return found.id


@pytest.fixture(scope="module", params=["address", "machine"])
def talked(
    request: pytest.FixtureRequest,
    services: Services,
    served: str,
    entry: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Talk:
    """What a client got that was set up as the document says."""
    address, machine = BLOCKS
    assert (address["args"][:2], machine["args"]) == (["mcp", "--url"], ["mcp"])
    [variable] = machine["env"]
    servers = {
        "address": command([*address["args"][:2], served]),
        "machine": command(machine["args"], **{variable: str(services.settings.data)}),
    }
    log = tmp_path_factory.mktemp("talk") / "log"
    return run_apart(talk(servers[request.param], log, entry))


def test_every_tool_is_offered_and_only_reads(talked: Talk) -> None:
    assert [tool.name for tool in talked.tools] == [tool.name for tool in TOOLS]
    for tool in talked.tools:
        assert tool.annotations
        assert tool.annotations.read_only_hint
        Draft202012Validator.check_schema(tool.input_schema)


def test_both_tools_that_search_take_the_same_conditions() -> None:
    search, coverage = (
        set(BY_NAME[each].takes["properties"]) for each in ("search_entries", "get_coverage")
    )
    assert coverage - {"rows", "columns"} < search
    assert {"county", "yearFrom"} <= coverage


def test_the_list_of_tools_leaves_room_for_the_conversation(talked: Talk) -> None:
    listed = [
        tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in talked.tools
    ]

    assert len(json.dumps(listed, separators=(",", ":")).encode()) <= LONGEST_TOOL_LIST


def test_an_assistant_is_told_what_the_catalogue_is(talked: Talk) -> None:
    assert "never instructions" in str(talked.instructions)


def test_a_search_tells_of_each_hit_what_a_reader_needs_to_choose(talked: Talk) -> None:
    found = talked.content("hits")

    assert found["items"][0].keys() == {
        *("id", "uri", "title", "kind", "counties", "national", "summary", "source"),
        *("leadOrganisation", "state", "updatedAt"),
    }
    assert 0 < found["query"]["complete"] <= len(found["items"])
    assert found["items"][0]["counties"] == ["12 Skåne län"]
    assert found["items"][0]["source"]["url"].startswith("http")
    assert found["_meta"]["totalRecords"] == len(found["items"])
    assert sum(each["count"] for each in found["facets"]["kind"]) == len(found["items"])


def test_a_search_tells_how_it_was_understood(talked: Talk) -> None:
    query = talked.content("misspelt")["query"]

    assert {"text": "biogsa", "status": "corrected", "corrections": ["biogas"]} in query["words"]
    assert "Energy" in {each["label"] for each in query["concepts"]}


def test_a_search_without_hits_tells_what_would_find_some(talked: Talk) -> None:
    found = talked.content("nothing")

    assert found["items"] == []
    offered = [each["parameters"] for each in found["query"]["relaxations"]]
    assert {"q": ["solkraft"]} in offered


def test_an_entry_of_all_counties_does_not_list_them(talked: Talk) -> None:
    [found] = talked.content("national")["items"]

    assert found["national"] is True
    assert "counties" not in found


def test_an_entry_names_what_it_is_linked_to_with_the_quotes(talked: Talk, entry: str) -> None:
    found = talked.content("entry")

    assert found["id"] == entry
    assert "12 Responsible consumption and production" in found["goals"]
    assert "mäta och minska sitt matsvinn" in json.dumps(found, ensure_ascii=False)
    assert json.loads(talked.resource)["goals"] == ["12 Hållbar konsumtion och produktion"]


def test_an_entry_is_read_by_its_addresses_too(talked: Talk, entry: str) -> None:
    assert {talked.content(call)["id"] for call in ("address", "resource")} == {entry}


def test_an_entry_may_be_read_in_part(talked: Talk) -> None:
    assert talked.content("fields").keys() == {"id", "title", "source"}


def test_coverage_has_the_pairs_that_there_are(talked: Talk) -> None:
    found = talked.content("coverage")

    assert all(each["count"] > 0 for each in found["cells"])
    assert len(found["rows"]["values"]) == 22
    assert "does no work" in found["note"]


def test_coverage_has_the_pairs_without_examples(talked: Talk) -> None:
    found = talked.content("coverage")
    kinds = {each["id"] for each in found["columns"]["values"]}

    for row in (each["id"] for each in found["rows"]["values"]):
        having = {each["column"] for each in found["cells"] if each["row"] == row}
        assert set(found["missing"].get(row, ())) == kinds - having


def test_coverage_keeps_to_the_values_that_a_filter_chooses(talked: Talk) -> None:
    found = talked.content("lacking")

    assert [each["label"] for each in found["rows"]["values"]] == ["Giftfri miljö"]
    assert {each["row"] for each in found["cells"]} == {"4"} == set(found["missing"])
    assert len(found["cells"]) + len(found["missing"]["4"]) == 22


def test_similar_examples_are_found_as_hits(talked: Talk, entry: str) -> None:
    found = talked.content("similar")["items"]

    assert len(found) == 2
    assert entry not in {each["id"] for each in found}
    assert all(each["counties"][0].endswith("län") for each in found if not each["national"])


def test_vocabularies_are_read_from_the_list_to_a_concept(talked: Talk) -> None:
    assert "goals" in {each["id"] for each in talked.content("vocabularies")["items"]}
    assert len(talked.content("vocabulary")["concepts"]) == 17
    assert talked.content("concept")["prefLabel"] == {
        "en": "Responsible consumption and production"
    }


def test_links_are_suggested_with_what_they_rest_on(talked: Talk) -> None:
    found = talked.content("links")["items"]
    [goal] = [each for each in found if (each["field"], each["value"]) == ("goals", "12")]

    assert goal["label"] == "Responsible consumption and production"
    assert "matsvinn" in [each["quote"] for each in goal["evidence"]]


@pytest.mark.parametrize("call", REFUSED)
def test_what_cannot_be_done_is_told_with_what_can(talked: Talk, call: str) -> None:
    answer = talked.answers[call]

    assert answer.is_error
    assert REFUSED[call] in text_in(answer)


def test_what_there_is_not_is_an_error_of_the_protocol(talked: Talk) -> None:
    no_entry, no_kind, no_tool = talked.refusals

    assert "Det finns inget sådant exempel" in no_entry
    assert "exempelbanken://entries/{id}" in no_kind
    assert "search_entries" in no_tool


def test_answers_are_short(talked: Talk) -> None:
    lengths = {call: len(text_in(answer)) for call, answer in talked.answers.items()}

    assert max(lengths.values()) < LONGEST_ANSWER / 5, lengths


def test_no_words_of_a_search_are_logged(talked: Talk) -> None:
    assert UNUSUAL not in talked.log
    assert "Skolkök" not in talked.log


def test_nobody_at_an_address_is_told_as_an_answer(tmp_path: Path) -> None:
    async def ask() -> CallToolResult:
        with (tmp_path / "log").open("w") as log:
            server = command(["mcp", "--url", "http://127.0.0.1:9/api/v1"])
            async with Client(stdio_client(server, errlog=log)) as client:
                return await client.call_tool("list_vocabularies", {"language": "en"})

    answer = run_apart(ask())

    assert answer.is_error
    assert "cannot be reached" in text_in(answer)


def run(
    arguments: Sequence[str], folder: Path, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_but_the_protocol_is_on_standard_output(tmp_path: Path) -> None:
    lines = [
        "this is no message",
        '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}',
        json.dumps(
            {
                "jsonrpc": "2.0",
                "id": 2,
                "method": "initialize",
                "params": {
                    "protocolVersion": "2025-06-18",
                    "capabilities": {},
                    "clientInfo": {"name": "test", "version": "1"},
                },
            }
        ),
    ]

    done = run(
        ["-m", "cli.main", "mcp", "--url", "http://127.0.0.1:9/api/v1"],
        tmp_path,
        "".join(f"{line}\n" for line in lines),
    )

    assert done.returncode == 0
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert {each["jsonrpc"] for each in said} == {"2.0"}
    assert "exempelbanken" in {
        each["result"]["serverInfo"]["name"]
        for each in said
        if "serverInfo" in each.get("result", {})
    }


def test_a_folder_without_a_catalogue_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    done = run(["-m", "cli.main", "mcp"], tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Sätt EXEMPELBANKEN_DATA" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_must_not_be_asked_is_refused(tmp_path: Path) -> None:
    done = run(["-m", "cli.main", "mcp", "--url", "http://example.org/api/v1"], tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Ge API:ets adress som https://" in done.stderr


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path) -> None:
    without = "import sys; sys.modules['mcp'] = None; sys.argv = ['exempelbanken', 'mcp']"

    done = run(["-c", f"{without}; from cli.main import main; main()"], tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Installera det: pip install 'exempelbanken[mcp]'" in done.stderr
    assert "pip install --require-hashes -r requirements/mcp.txt" in done.stderr
