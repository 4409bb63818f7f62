"""`exempelbanken candidates`: review what replies may become."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from app.accounts.access import COMMAND
from app.candidates.bulk import apply_to_many
from app.candidates.editing import patch
from app.candidates.own_words import OWN_WORDS, own_words
from app.candidates.reading import (
    FEWEST_OF_ID,
    CandidateFilter,
    find_id,
    get_candidate,
    list_candidates,
)
from app.candidates.transitions import apply_transition
from app.candidates.views import grouped_warnings
from app.entries.editing import BaseVersion
from app.errors import ExempelbankenError
from app.indexing import sync_index
from cli.context import services_from_environment, write_json
from cli.usage import BadValue, Misuse
from schemas.candidates import FEWEST_PARTS, MOST_PARTS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.candidates.editing import ChangedCandidate
    from app.vocabularies import Vocabularies
    from app.wiring import Services

DRAFTS_ONLY = "--min-precision tas utan ID och utan --publish: osedda blir alltid utkast."
NOT_OBJECT = 'JSON ska vara ett objekt, till exempel \'{"counties": ["12"]}\'.'
PARTS = f"Ange --part för minst {FEWEST_PARTS} och högst {MOST_PARTS} delar."
OTHERS = f"Högst {MOST_PARTS} andra kan föras samman med en."
FIRST_TITLE = "Rubrik och typ är de som stod först i texten."
NO_ID = "Ange minst ett ID."
SHORT_ID = 8
"""Characters at the end of an id that lists show: ids of one reply begin alike."""
LEGEND = "! något att se efter   = liknar ett exempel   % andel rätt av den minst säkra länken"


class _Id(click.ParamType[str]):
    """An id, or so much of its beginning or end that no other candidate has it."""

    name = "id"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Refuse what is part of no id; the database decides which candidate it is."""
        if not re.fullmatch(rf"[0-9a-fA-F-]{{{FEWEST_OF_ID},36}}", str(value)):
            message = (
                f"{str(value)!r}; ange ett id, som 01a21d7b-19f8-7267-8e26-95e132c2cecd, eller"
                f" minst {FEWEST_OF_ID} tecken av dess början eller slut."
            )
            raise BadValue(message, ctx, param)
        return str(value).lower()


identifier = click.argument("candidate_id", metavar="ID", type=_Id())
identifiers = click.argument("candidate_ids", metavar="ID...", nargs=-1, type=_Id())
why = click.option("--reason", help="Why; never public.")


@click.group("candidates")
def candidates_group() -> None:
    """Review what survey replies may become: accept, reject, merge, split, undo."""


@candidates_group.command("list")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(STATES),
    default=["waiting"],
    show_default=True,
)
@click.option("--county", "counties", multiple=True, help="Code of a county, as 12.")
@click.option("--reply", help="Id of a reply.")
@click.option("--min-precision", type=click.FloatRange(0, 1), help="Of the least sure link.")
@click.option("--least-sure", is_flag=True, help="Those first that the harvest was least sure of.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Write the list as JSON.")
def list_command(  # noqa: PLR0913  one for each option
    *,
    states: Sequence[str],
    counties: Sequence[str],
    reply: str | None,
    min_precision: float | None,
    least_sure: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List candidates, those that wait unless --state says otherwise."""
    wanted = CandidateFilter(
        states=states,
        counties=counties,
        reply_id=reply,
        precision=min_precision,
        least_sure_first=least_sure,
    )
    total, found = list_candidates(
        services_from_environment(writes=False), wanted, 1, limit, COMMAND
    )
    if as_json:
        write_json({"total": total, "items": found})
        return
    for each in found:
        precision = "   -" if each["precision"] is None else f"{each['precision']:>4.0%}"
        marks = "!" * bool(each["warnings"]) + "=" * bool(each["duplicates"])
        title = each["entry"]["title"]
        place = f"{each['id'][-SHORT_ID:]}  {each['county'] or '--'}"
        click.echo(f"{place}  {each['entry']['kind']:20}  {precision}  {marks:2}  {title}")
    click.echo(f"{len(found)} av {total}", err=True)
    click.echo(LEGEND, err=True)


@candidates_group.command("show")
@identifier
@click.option("--json", "as_json", is_flag=True, help="Write the candidate as JSON.")
def show_command(candidate_id: str, *, as_json: bool) -> None:
    """Show a candidate: what it would be, the words in their context, links, duplicates."""
    services = services_from_environment(writes=False)
    found = get_candidate(services, find_id(services, candidate_id), COMMAND)
    if as_json:
        write_json(found)
        return
    _show_entry(found, services.vocabularies)
    reply = found["said"]
    click.echo(f"\n{reply['before'] or ''}\n>>> {reply['text']} <<<\n{reply['after'] or ''}\n")
    for each in found["suggestions"]:
        mark = "x" if each["linked"] else " "
        quotes = "; ".join(evidence["quote"] for evidence in each["evidence"])
        name = f"{each['field']} {each['value']} {each['label'].sv}"
        click.echo(f"  [{mark}] {name}  {each['precision']:.0%}  {quotes}")
    for each in found["duplicates"]:
        click.echo(f"  = {each['likeness']} % {each['title']} ({each['entryId']})")
    if found["goneInReplyId"]:
        click.echo(f"  ! finns inte kvar i länets rättade svar ({found['goneInReplyId']})")
    for each, pointers in grouped_warnings(found["warnings"]):
        value = f" {each['value']!r}" if each["value"] else ""
        click.echo(f"  ! {', '.join(pointers)}:{value} {each['message'].sv}")


def _show_entry(found: Mapping[str, Any], names: Vocabularies) -> None:
    """Write what a candidate would become, a line for each part that is decided on."""
    entry, reply = found["entry"], found["said"]
    counties = [names.name("counties", each, "sv") for each in entry["counties"]]
    from desk.candidate_details import details_of  # noqa: PLC0415 - loads the framework of pages

    details = [(each.name, each.text) for each in details_of(found)]
    lines = (
        ("ID", found["id"]),
        ("Steg", f"{found['state']}, version {found['version']}, fråga {found['question']}"),
        ("Svar", f"{found['replyId']} {reply['name'] or ''}"),
        ("Rubrik", entry["title"]),
        ("Typ", names.label("kind", entry["kind"], "sv")),
        ("Säkerhet", _sureness(found)),
        ("Län", ", ".join(counties) or "saknas"),
        ("Sammanfattning", entry["summary"]),
        *details,
        ("Citat", found["quote"]),
        ("Under", reply["heading"]),
        ("Borttaget", ", ".join(_list_withheld_words(reply))),
    )
    for name, value in lines:
        if value:
            click.echo(f"{name + ':':15} {value}")


def _list_withheld_words(reply: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was taken out of the words of a candidate: of which kind it is, and its words.

    Of what was left out of its words, only the kind is shown.
    """
    for each in reply["withheldSpans"]:
        words, before = [], 0
        for start, end in reply["spans"]:
            first, last = max(start, each["start"]), min(end, each["end"])
            if first < last:
                words.append(reply["text"][before + first - start : before + last - start])
            before += end - start + 1
        yield f"{each['kind']} {' '.join(words)!r}" if words else f"{each['kind']} bredvid orden"


def _sureness(found: Mapping[str, Any]) -> str:
    """Return how sure the harvest was of a candidate."""
    shares = {"början och slut": found["confidence"], "typ": found["kindConfidence"]}
    return ", ".join(f"{name} {sure:.0%}" for name, sure in shares.items() if sure is not None)


@candidates_group.command("accept")
@identifiers
@click.option("--publish", is_flag=True, help="Make the entries public at once.")
@click.option(
    "--min-precision",
    type=click.FloatRange(0, 1),
    help="Instead of ids: those whose every suggested link is at least so sure.",
)
@click.option("--reply", help="Of --min-precision: of this reply only.")
@click.option("--county", help="Of --min-precision: of this county only.")
@click.option("--dry-run", is_flag=True, help="Of --min-precision: tell, and change nothing.")
@why
def accept_command(  # noqa: PLR0913  one for each option
    candidate_ids: Sequence[str],
    *,
    publish: bool,
    min_precision: float | None,
    reply: str | None,
    county: str | None,
    dry_run: bool,
    reason: str | None,
) -> None:
    """Make candidates entries: drafts, unless --publish is given."""
    if min_precision is None and not candidate_ids:
        raise Misuse(NO_ID)
    services = services_from_environment()
    if min_precision is None:
        content = {"transition": "accept", "publish": publish, "reason": reason}
        all_done = _each(services, candidate_ids, content)
        if publish:
            sync_index(services)
        sys.exit(0 if all_done else 1)
    if candidate_ids or publish:
        raise Misuse(DRAFTS_ONLY)
    content = {
        "transition": "accept",
        "reason": reason,
        "candidates": None,
        "minPrecision": min_precision,
        "reply": reply,
        "county": county,
        "dryRun": dry_run,
    }
    result = apply_to_many(services, COMMAND, content)
    for each in result.items:
        outcome = each["message"].sv if each["message"] else each["entryId"] or "skulle godkännas"
        click.echo(f"{each['candidateId']}  {each['title']}: {outcome}")
    if result.more:
        click.echo("Det finns fler; kör kommandot igen.", err=True)


@candidates_group.command("reject")
@identifiers
@why
def reject_command(candidate_ids: Sequence[str], *, reason: str | None) -> None:
    """Reject candidates."""
    content = {"transition": "reject", "reason": reason}
    sys.exit(0 if _each(services_from_environment(), candidate_ids, content) else 1)


@candidates_group.command("undo")
@identifiers
def undo_command(candidate_ids: Sequence[str]) -> None:
    """Take back the last step with candidates."""
    content = {"transition": "undo", "reason": None}
    sys.exit(0 if _each(services_from_environment(), candidate_ids, content) else 1)


@candidates_group.command("merge")
@identifier
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, type=_Id())
@why
def merge_command(candidate_id: str, others: Sequence[str], *, reason: str | None) -> None:
    """Let OTHER candidates of the same document go into the one with ID."""
    if len(others) > MOST_PARTS:
        raise Misuse(OTHERS)
    services = services_from_environment()
    ids = [find_id(services, each) for each in others]
    content = {"transition": "merge", "others": ids, "reason": reason}
    result = _apply(services, candidate_id, content)
    _show_change(result)
    _list_others(services, result)
    click.echo(FIRST_TITLE, err=True)


@candidates_group.command("split")
@identifier
@click.option(
    "--part", "parts", multiple=True, required=True, help="Text of a part; repeat it for each."
)
@why
def split_command(candidate_id: str, *, parts: Sequence[str], reason: str | None) -> None:
    """Split a candidate into parts, each with a summary in the words of the reply."""
    if not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
        raise Misuse(PARTS)
    content = {
        "transition": "split",
        "parts": [{"summary": part, "title": part[:200]} for part in parts],
        "reason": reason,
    }
    services = services_from_environment()
    result = _apply(services, candidate_id, content)
    _show_change(result)
    _list_others(services, result)


@candidates_group.command("edit")
@identifier
@click.argument("changes", metavar="JSON")
def edit_command(candidate_id: str, changes: str) -> None:
    """Change what a candidate would become: a JSON merge patch, as {"title": "..."}."""
    try:
        content = json.loads(changes)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise Misuse(NOT_OBJECT)
    services = services_from_environment()
    _show_change(patch(services, COMMAND, _base(services, candidate_id), content))


def _each(services: Services, ids: Sequence[str], content: dict[str, Any]) -> bool:
    """Take a step with each, and tell whether all were taken.

    One that is refused is reported and holds up no other.
    """
    if not ids:
        raise Misuse(NO_ID)
    all_done = True
    for candidate_id in ids:
        try:
            _show_change(_apply(services, candidate_id, content))
        except ExempelbankenError as error:
            if len(ids) == 1:
                raise
            all_done = False
            for line in error.full_message.sv.splitlines():
                click.echo(f"{candidate_id}  {line}", err=True)
    return all_done


def _apply(services: Services, candidate_id: str, content: dict[str, Any]) -> ChangedCandidate:
    return apply_transition(services, COMMAND, _base(services, candidate_id), content)


def _base(services: Services, candidate_id: str) -> BaseVersion:
    found = get_candidate(services, find_id(services, candidate_id), COMMAND)
    return BaseVersion(found["id"], frozenset([str(found["version"])]))


def _show_change(result: ChangedCandidate) -> None:
    found = result.candidate
    entry = f"  exempel {found['entryId']}" if found["entryId"] else ""
    click.echo(f"{found['id']}  {found['state']}{entry}  {found['entry']['title']}")
    for each in result.warnings:
        click.echo(_warning(each), err=True)


def _list_others(services: Services, result: ChangedCandidate) -> None:
    """Write the candidates that a step made or took in, and whose title is nobody's but ours."""
    for other in result.others:
        found = get_candidate(services, other, COMMAND)
        click.echo(f"  {other}  {found['entry']['title']}")
        if own := own_words(found):
            click.echo(f"  ! /title: {OWN_WORDS.sv} {', '.join(own)}", err=True)


def _warning(warning: Mapping[str, Any]) -> str:
    """Return what is worth a look, with the words that it is about."""
    value = f" {warning['value']!r}" if warning["value"] else ""
    return f"  ! {warning['pointer']}: {warning['message'].sv}{value}"
