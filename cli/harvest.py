"""`exempelbanken harvest FILE...`: what survey replies hold, one by one or a folder of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import structlog

from app.accounts.access import COMMAND
from app.candidates.queue import reply_queue
from app.errors import ExempelbankenError
from app.jobs.faults import error_name, error_place, fault_of
from app.replies.inline import preview, run_inline
from app.replies.parsing import UnreadableReply
from app.replies.relating import ADDITION, CORRECTION, UNDECIDED, relate
from app.replies.service import SURVEY, ReplyWithJob, SubmittedReply, check_survey, get_reply
from app.replies.views import reply_view, whole_reply_view
from app.sandbox.parent import SandboxFailure
from app.uploads import receive_upload
from app.wiring import Services
from cli.context import progress_bar, services_from_environment, write_json
from cli.training import train_if_needed
from cli.usage import Misuse

log = structlog.get_logger("exempelbanken")
SAY_AGAIN = "Kör kommandot igen med --as correction (rättning) eller --as addition (komplettering)."
HELP = """Read replies to a survey, and tell which examples they hold.

Takes {kinds}, recognised by content, and folders of such files. Nothing is kept without --save.
Of several files, each is named with what was read or why it was not. Exits with 1 when none could
be read.
"""


class _Harvest(click.Command):
    """Names the formats that there are readers for, which are imported only to be named."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        from harvest.documents.file_type import all_readers  # noqa: PLC0415 - loads every library

        self.help = HELP.format(kinds=", ".join(reader.names[1] for reader in all_readers()))
        super().format_help_text(ctx, formatter)


@click.command("harvest", cls=_Harvest, short_help=HELP.partition(".")[0])
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILES"
)
@click.option("--survey", default=SURVEY, show_default=True, help="The survey that was answered.")
@click.option("--save", is_flag=True, help="Keep replies and candidates, for review.")
@click.option("--received-on", help="Of --save: when they came in, as 2018-08-20.")
@click.option("--registry-number", help="Of --save: their registry number.")
@click.option(
    "--as",
    "relation",
    type=click.Choice([CORRECTION, ADDITION]),
    help="Of --save: what they are to their county's reply before, where hardly anything is alike.",
)
@click.option("--readings", is_flag=True, help="List in which ways the examples can be read.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
def harvest_command(  # noqa: PLR0913  one for each option
    paths: Sequence[Path],
    *,
    survey: str,
    save: bool,
    received_on: str | None,
    registry_number: str | None,
    relation: str | None,
    readings: bool,
    as_json: bool,
) -> None:
    """Show or keep what the files hold."""
    check_survey(survey)
    files = _files_in(paths)
    services = services_from_environment(prepare=True)
    sent = SubmittedReply(COMMAND.name, survey, registry_number, _day(received_on))
    train_if_needed(services)
    results: list[dict[str, Any]] = []
    refused: list[str] = []
    with progress_bar("Läser svar", len(files)) as advance:
        for name, file in files.items():
            try:
                result = (
                    _save_file(services, file, sent, relation)
                    if save
                    else _preview_file(services, file, survey)
                )
                results.append(result)
                if len(files) > 1:
                    click.echo(f"{name}: {_read_sentence(result, save=save)}", err=True)
            except (UnreadableReply, SandboxFailure, ExempelbankenError) as error:
                refused.append(name)
                click.echo(f"{name}: {_error_sentence(error)}", err=True)
            advance(1)
    if as_json:
        _write(results, save=save)
    else:
        _show(results, save=save, readings=readings)
    if len(files) > 1:
        click.echo(_batch_sentence(len(results), refused), err=True)
    sys.exit(1 if refused and not results else 0)


def _files_in(paths: Sequence[Path]) -> dict[str, Path]:
    """Return files by name; those of a folder, in order, by their path in it, hidden ones left out.

    The working copy that a program has beside a file that is open ("~$svar.docx") is none.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if not path.is_dir():
            found[path.name if path.name not in found else str(path)] = path
            continue
        for file in sorted(path.rglob("*")):
            within = file.relative_to(path)
            is_hidden = any(part.startswith((".", "~$")) for part in within.parts)
            if file.is_file() and not is_hidden:
                found[str(within if str(within) not in found else file)] = file
    if not found:
        raise Misuse("Mappen har inga filer. Ange mappen som svaren ligger i.")
    return found


def _read_sentence(result: Mapping[str, Any], *, save: bool) -> str:
    """Return how much was read of a file."""
    if save:
        candidates = sum(result["counts"].values())
        return f"läst, {len(result['readings'])} svar, {candidates} kandidater."
    answers = [one for each in result["replies"] for one in each["answers"].values() if one]
    examples = [item for each in answers for item in each.get("items", ()) if "title" in item]
    return f"läst, {len(answers)} frågor besvarade, {len(examples)} exempel."


def _batch_sentence(count: int, refused: Sequence[str]) -> str:
    """Return how many files were read, and which were not."""
    sentence = f"{count} av {count + len(refused)} filer lästes."
    return f"{sentence} Lästes inte: {', '.join(refused)}." if refused else sentence


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return click.DateTime(["%Y-%m-%d"]).convert(text, None, None).date().isoformat()
    except click.BadParameter as error:
        raise Misuse(f"--received-on: {text!r} ska skrivas ÅÅÅÅ-MM-DD.") from error


def _error_sentence(error: UnreadableReply | SandboxFailure | ExempelbankenError) -> str:
    if isinstance(error, SandboxFailure):
        log.error("reply not read", error=error_name(error), place=error_place(error))
        return fault_of(error)["sv"]
    return error.fault["sv"] if isinstance(error, UnreadableReply) else error.full_message.sv


def _preview_file(services: Services, file: Path, survey: str) -> dict[str, Any]:
    found = preview(services, file, survey)
    for warning in found.pop("warnings"):
        click.echo(f"{file.name}: {warning['sv']}", err=True)
    return found


def _save_file(
    services: Services, file: Path, sent: SubmittedReply, relation: str | None
) -> dict[str, Any]:
    with file.open("rb") as content, receive_upload(services.settings, content, None) as upload:
        reply, is_new = run_inline(services, upload, sent, file.name)
    if relation and reply.record.relation == UNDECIDED:
        relate(services, COMMAND, reply.record.id, relation=relation, reason=None)
        reply = get_reply(services, reply.record.id)
    view = reply_view(reply)
    if view["fault"]:
        fault = view["fault"]
        message = {"sv": fault["message"].sv, "en": fault["message"].en}
        raise UnreadableReply({"code": fault["code"], **message})
    for warning in view["warnings"]:
        click.echo(f"{file.name}: {warning.sv}", err=True)
    for sentence in _missing(services, reply):
        click.echo(f"{file.name}: {sentence}", err=True)
    if view["relation"] == UNDECIDED:
        click.echo(f"{file.name}: {SAY_AGAIN}", err=True)
    respondents = whole_reply_view(services, reply)["respondents"]
    return {**view, "new": is_new, "readings": [each["readings"] for each in respondents]}


def _missing(services: Services, reply: ReplyWithJob) -> list[str]:
    """Return what is to be looked at in a saved reply, as its page at the desk tells it."""
    from desk.inbox import marked_texts, missing_of  # noqa: PLC0415 - loads the framework of pages

    whole = whole_reply_view(services, reply)
    return missing_of(whole, marked_texts(whole, reply_queue(services, reply.record.id)))


def _write(results: Sequence[Mapping[str, Any]], *, save: bool) -> None:
    replies = list(results) if save else [reply for each in results for reply in each["replies"]]
    write_json({"replies": replies})


def _show(results: Sequence[Mapping[str, Any]], *, save: bool, readings: bool) -> None:
    if save:
        for reply in results:
            _show_saved(reply)
            for own in reply["readings"] if readings else ():
                _show_readings(own)
    else:
        for file in results:
            for reply in file["replies"]:
                _show_seen(reply)
                _show_readings(reply["readings"] if readings else ())
            held = {tuple(span.items()) for each in file["replies"] for span in each["withheld"]}
            if held:
                click.echo(f"  {len(held)} personuppgifter i filen hålls inne")


def _show_readings(readings: Sequence[Mapping[str, Any]]) -> None:
    for each in readings:
        mark = "*" if each["taken"] else " "
        counts = f"{each['examples']} exempel, {each['unread']} tecken oanvända"
        sureness = f"säkerhet {each['sureness']:.0%}"
        click.echo(f"  {mark} {each['name']}: {counts}, {sureness}  [{each['key']}]")


def _show_saved(reply: Mapping[str, Any]) -> None:
    counts = {name: count for name, count in reply["counts"].items() if count}
    known = "" if reply["new"] else " (fanns redan)"
    counties = ", ".join(reply["counties"]) or "okänt"
    click.echo(f"{reply['id']}  {reply['fileName']}  län {counties}  {counts}{known}")


def _show_seen(reply: Mapping[str, Any]) -> None:
    click.echo(f"{reply['file']}: {reply['organisation'] or reply['row'] or 'okänt län'}")
    for question, answer in reply["answers"].items():
        yes_no = (answer or {}).get("yesNo")
        if yes_no:
            click.echo(f"  {question}) {yes_no}")
        for item in (answer or {}).get("items", ()):
            if "title" in item:
                _show_item(question, item)
    for item in reply["collaborations"]:
        _show_item(item["question"], item)


def _show_item(question: str, item: Mapping[str, Any]) -> None:
    links = " ".join(
        f"{each['value']}({each['precision']:.0%})"
        for each in item["suggestions"]
        if each["value"] in item.get(each["field"], ())
    )
    click.echo(f"  {question}) {item['title']}  [{item['kind']}]  {links}")
