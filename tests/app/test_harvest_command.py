"""`harvest`, `candidates` and `tasks` as a curator runs them."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from sqlalchemy import delete

from app.errors import ExempelbankenError
from app.linking.models import model_path
from catalogue.tables import Candidate
from cli.main import commands
from harvest.documents.file_type import all_readers
from tests.app.replying import CORRECTED, REPLY

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from app.wiring import Services


@pytest.fixture(autouse=True)
def folder(reply_services: Services, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in which a reply has been read, and suggestions need not be learnt anew."""
    data = reply_services.settings.data
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(data))
    return data


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(each) for each in arguments])


def full_message(*arguments: str | Path) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


def waiting() -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = full_message("candidates", "list")["items"]
    return items


@pytest.fixture
def other(folder: Path) -> Path:
    """Another county's reply."""
    path = folder / "blekinge.txt"
    path.write_text(REPLY.replace("i Kronobergs län", "i Blekinge län"), encoding="utf-8")
    return path


HEADS = "Rubrik;Beskrivning;Typ av exempel;Län;Källa"
ENTRY = "Verktyg lagas på kafé;Företag lagar verktyg.;Aktivitet;Värmland;https://example.org/"


@pytest.mark.parametrize("save", [(), ("--save",)])
@pytest.mark.parametrize(
    ("content", "is_refused"),
    [
        (f"{HEADS}\n{ENTRY}\n", True),
        (f"\ufeff{HEADS}\n{ENTRY}\n".replace(";", ","), True),
        (f"{REPLY}\n{HEADS}\n{ENTRY}\n", False),
        (
            "Län;Vad gör ni?;Från år;Webbsida\nSkåne;Kurser om biogas.;2016;https://example.org/\n",
            False,
        ),
    ],
)
def test_a_file_of_entries_is_refused_with_the_command_that_loads_it(
    content: str,
    is_refused: bool,  # noqa: FBT001
    save: tuple[str, ...],
    folder: Path,
) -> None:
    file = folder / "exempel.csv"
    file.write_text(content, encoding="utf-8")
    done = run("harvest", file, *save)
    assert ("exempelbanken import FIL --source" in done.stderr) is is_refused
    assert done.exit_code == is_refused


def test_looking_into_a_reply_tells_its_examples_with_places_and_links(other: Path) -> None:
    (reply,) = full_message("harvest", other)["replies"]
    first = reply["answers"]["2c"]["items"][0]
    assert (reply["file"], reply["county"]) == ("blekinge.txt", "10")
    (start, end) = first["spans"][0]
    assert end - start == len(first["text"])
    linked = {(each["field"], each["value"]) for each in first["suggestions"]}
    assert {("sectors", sector) for sector in first["sectors"]} <= linked
    assert {"objectives", "goals", "levers", "kind", "title"} <= first.keys()


def test_a_file_is_found_from_where_the_command_is_given(
    other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(other.parent)
    assert full_message("harvest", other.name) == full_message("harvest", other)


def test_a_command_that_has_to_learn_first_says_so(other: Path, reply_services: Services) -> None:
    assert "Lär in länkförslag" not in run("harvest", other).stderr
    model_path(reply_services.settings).unlink()
    assert "Lär in länkförslag" in run("harvest", other).stderr


def test_looking_into_a_reply_keeps_nothing(other: Path) -> None:
    assert "Verktygspool" in run("harvest", other).stdout
    assert len(waiting()) == 3


@pytest.mark.parametrize("options", [(), ("--save",)])
def test_a_text_without_questions_is_told_apart_from_a_reply(
    folder: Path, options: tuple[str, ...]
) -> None:
    (folder / "brev.txt").write_text("Hej! Tack för senast.", encoding="utf-8")
    outcome = run("harvest", folder / "brev.txt", *options)
    assert outcome.exit_code == 0
    assert "brev.txt: Inga svar på enkätens frågor är hittade i filen." in outcome.stderr


def test_the_help_names_every_kind_of_file_that_is_read() -> None:
    told = " ".join(run("harvest", "--help").stdout.split())
    assert all(reader.names[1] in told for reader in all_readers())
    assert "Read replies to a survey" in " ".join(run("--help").stdout.split())


def test_a_saved_reply_waits_for_review_and_is_saved_once(other: Path) -> None:
    first, again = run("harvest", "--save", other), run("harvest", "--save", other)
    assert first.exit_code == again.exit_code == 0, first.output
    assert "fanns redan" in again.stdout
    assert len(waiting()) == 6
    saved = full_message("harvest", "--save", other, "--received-on", "2018-08-20")["replies"]
    assert [each["new"] for each in saved] == [False]


def test_a_saved_reply_is_told_what_no_candidate_uses(
    other: Path, reply_services: Services
) -> None:
    assert "inte använd" not in run("harvest", "--save", other).stderr
    with reply_services.database.write() as unit:
        second = Candidate.id.in_([each["id"] for each in waiting() if "Klimat" in each["quote"]])
        unit.connection.execute(delete(Candidate).where(second))
    told = run("harvest", "--save", other).stderr
    assert "blekinge.txt: 1 rad i svaren på 2c och 2d är inte använd." in told


def test_a_candidate_is_shown_with_its_details(other: Path) -> None:
    start = REPLY.partition("2c)")[0].replace("Kronobergs", "Kalmar")
    details = "Parter: LRF och vi.\nTid: 2023-\nFinansiering: LONA\nMer: https://example.se/a"
    example = f"Slåtter på Öland\nSyfte: hålla ängen öppen för flora.\n{details}"
    other.write_text(f"{start}2c)\n{example}\n2d) Jordbruk.\n", encoding="utf-8")
    (saved,) = full_message("harvest", "--save", other)["replies"]
    (found,) = full_message("candidates", "list", "--reply", saved["id"])["items"]
    shown = run("candidates", "show", found["id"]).stdout.splitlines()
    assert "Fakta:          Finansiering: LONA." in shown
    assert "Samarbetspartner: LRF" in shown
    assert "Första år:      2023" in shown
    assert "Läge:           Pågående" in shown
    assert not [line for line in shown if line.startswith("Resultat")]


def test_a_file_that_cannot_be_read_does_not_keep_others_from_it(other: Path) -> None:
    broken = other.with_name("tom.docx")
    broken.touch()
    outcome = run("harvest", "--save", broken, other)
    assert outcome.exit_code == 0
    assert "tom.docx: Filen är tom" in outcome.stderr
    assert "1 av 2 filer lästes. Lästes inte: tom.docx." in outcome.stderr
    assert "blekinge.txt" in outcome.stdout


@pytest.mark.parametrize("options", [(), ("--save",)])
def test_of_a_folder_each_file_is_named_with_what_was_read(
    folder: Path, other: Path, options: tuple[str, ...]
) -> None:
    replies = folder / "svar"
    (replies / "maj").mkdir(parents=True)
    shutil.copy(other, replies / "maj" / "blekinge.txt")
    (replies / "tom.docx").touch()
    (replies / ".gömd.txt").write_text("Inget", encoding="utf-8")
    outcome = run("harvest", *options, replies)
    assert outcome.exit_code == 0
    assert "maj/blekinge.txt: läst, " in outcome.stderr
    assert "tom.docx: Filen är tom" in outcome.stderr
    assert "1 av 2 filer lästes. Lästes inte: tom.docx." in outcome.stderr


def test_a_folder_without_files_is_refused(folder: Path) -> None:
    (folder / "svar").mkdir()
    assert "Mappen har inga filer" in run("harvest", folder / "svar").stderr


@pytest.mark.parametrize("options", [(), ("--save",)])
def test_files_of_which_none_can_be_read_are_a_failure(
    other: Path, options: tuple[str, ...]
) -> None:
    broken = other.with_name("tom.docx")
    broken.touch()
    assert run("harvest", *options, broken).exit_code == 1


@pytest.mark.parametrize("options", [(), ("--save",)])
def test_the_readings_of_a_reply_are_listed(other: Path, options: tuple[str, ...]) -> None:
    listed = run("harvest", "--readings", *options, other).stdout
    assert "* som svaret på frågan delas: 3 exempel" in listed
    assert "i hela texten: " in listed
    assert "readings" not in run("harvest", other).stdout


@pytest.mark.parametrize("wrong", [("--survey", "rus-2081"), ("--save", "--received-on", "i går")])
def test_what_is_said_wrong_of_a_reply_is_refused(other: Path, wrong: tuple[str, ...]) -> None:
    outcome = run("harvest", other, *wrong)
    assert isinstance(outcome.exception, ExempelbankenError) or outcome.exit_code == 2


def test_a_candidate_is_shown_with_its_words_and_what_they_suggest() -> None:
    shown = run("candidates", "show", waiting()[1]["id"][-10:]).stdout
    assert "Län:            Kronobergs län" in shown
    assert "Sammanfattning: Klimatkontrakt" in shown
    assert "Citat:          Klimatkontrakt" in shown
    assert ">>> Klimatkontrakt med åkerier som byter till biogas. <<<" in shown
    assert "[x] objectives 1" in shown
    told = run("candidates", "show", waiting()[2]["id"]).stdout
    assert "phone '070-123 45 67'" in told
    assert "Säkerhet:       början och slut" in told


def test_candidates_are_changed_accepted_and_taken_back() -> None:
    candidate_id = waiting()[0]["id"]
    assert run("candidates", "edit", candidate_id, '{"title": "Ny"}').exit_code == 0
    assert "accepted  exempel" in run("candidates", "accept", candidate_id).stdout
    assert "Utkast: 1" in run("tasks").stdout
    assert "waiting" in run("candidates", "undo", candidate_id).stdout
    assert full_message("candidates", "show", candidate_id)["entry"]["title"] == "Ny"


def test_candidates_are_merged_split_and_rejected() -> None:
    first, second, third = (each["id"] for each in waiting())
    assert run("candidates", "merge", first, second).exit_code == 0
    parts = ("--part", "Kurser", "--part", "giftfria material")
    assert len(run("candidates", "split", third, *parts).stdout.splitlines()) == 3
    assert "rejected" in run("candidates", "reject", first, "--reason", "Finns").stdout
    assert [each["entry"]["title"] for each in waiting()] == ["Kurser", "giftfria material"]


def test_sure_candidates_are_accepted_together_after_a_rehearsal() -> None:
    choice = ("candidates", "accept", "--min-precision", "0.5")
    assert "skulle godkännas" in run(*choice, "--dry-run").stdout
    count = len(waiting())
    run(*choice)
    assert len(waiting()) < count
    assert run(*choice, "--publish").exit_code == 2


def test_what_a_candidate_lacks_is_reported_field_by_field() -> None:
    candidate_id = waiting()[0]["id"]
    outcome = run("candidates", "edit", candidate_id, '{"counties": ["Halland"], "kind": "x"}')
    assert isinstance(outcome.exception, ExempelbankenError)
    assert "/counties/0" in outcome.exception.full_message.sv
    assert "/kind" in outcome.exception.full_message.sv


@pytest.mark.parametrize("arguments", [("accept",), ("edit", "ID", "[]"), ("reject",)])
def test_a_command_without_what_it_needs_says_so(arguments: tuple[str, ...]) -> None:
    candidate_id = waiting()[0]["id"]
    named = [candidate_id if each == "ID" else each for each in arguments]
    assert run("candidates", *named).exit_code == 2


@pytest.mark.parametrize("count", [1, 21])
def test_a_candidate_is_split_into_as_many_parts_as_over_http(count: int) -> None:
    candidate_id = waiting()[0]["id"]
    refused = run("candidates", "split", candidate_id, *["--part", "Verktygspool"] * count)
    assert refused.exit_code == 2
    assert "minst 2 och högst 20 delar" in refused.stderr
    assert "Ange --part för minst 2" in refused.stderr
    assert len(waiting()) == 3


def test_at_most_twenty_candidates_are_merged_into_one() -> None:
    candidate_id = waiting()[0]["id"]
    refused = run("candidates", "merge", candidate_id, *[candidate_id] * 21)
    assert (refused.exit_code, "Högst 20 andra" in refused.stderr) == (2, True)


def test_a_refused_step_is_reported_in_both_languages() -> None:
    candidate_id = waiting()[0]["id"]
    run("candidates", "reject", candidate_id)
    refused = run("candidates", "reject", candidate_id).exception
    assert isinstance(refused, ExempelbankenError)
    assert refused.full_message.sv.startswith("Kandidaten är avvisad.")
    assert refused.full_message.en.startswith("The candidate is rejected.")


def test_accepting_what_is_gone_from_a_corrected_reply_is_reported(folder: Path) -> None:
    gone = waiting()[1]["id"]
    path = folder / "svar.txt"
    path.write_text(CORRECTED, encoding="utf-8")
    assert run("harvest", "--save", path).exit_code == 0
    accepted = run("candidates", "accept", gone)
    assert "finns inte kvar i länets rättade svar" in accepted.stderr
    assert "corrected reply" not in accepted.stderr


def test_personal_data_hold_one_candidate_back_from_being_published_and_no_other() -> None:
    first, _, third = (each["id"] for each in waiting())
    changes = json.dumps({"title": "Kurser av Anna Lindqvist"})
    assert run("candidates", "edit", third, changes).exit_code == 0
    both = run("candidates", "accept", third, first, "--publish")
    assert (both.exit_code, "accepted  exempel" in both.stdout) == (1, True)
    assert f'{third}  /title: "Anna Lindqvist": Det ser ut som ett personnamn' in both.stderr
    assert "This looks like" not in both.stderr
    alone = run("candidates", "accept", third, "--publish").exception
    assert isinstance(alone, ExempelbankenError)
    draft = run("candidates", "accept", third)
    assert "'Anna Lindqvist'" in draft.stderr
    assert "Utkast: 1" in run("tasks").stdout


def test_tasks_are_listed_by_kind() -> None:
    found = full_message("tasks", "--kind", "candidate")
    assert found["counts"] == {"candidate": 3}
    assert {each["kind"] for each in found["items"]} == {"candidate"}
