"""`exempelbanken suggest`: links for a text, and learning anew how to suggest them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from app.linking.suggesting import LONGEST_TEXT, suggest
from app.linking.views import suggestions_view
from cli.context import services_from_environment, write_json
from cli.training import train_and_report, train_if_needed
from cli.usage import Misuse

HEADS = {
    "objectives": "Miljömål",
    "goals": "Globala mål",
    "targets": "Delmål",
    "levers": "RESOLVE",
    "sectors": "Branscher",
}
GROUNDS = {
    "label": "namn",
    "keyword": "nyckelord",
    "cue": "handledningens ord",
    "word": "inlärt ord",
    "example": "liknar",
}
LONGEST_QUOTE = 70
"""Characters of a quote that are shown to people; JSON has it whole."""
NO_TEXT = "TEXT saknas; - läser standard in, --train lär om utan text."


@click.command("suggest")
@click.argument("text", required=False)
@click.option(
    "--min-precision",
    type=click.FloatRange(0, 1),
    help="Suggest what is at least so sure; otherwise each vocabulary's own threshold decides.",
)
@click.option("--train", "anew", is_flag=True, help="Learn anew from what is published now.")
@click.option("--json", "as_json", is_flag=True, help="Write the answer of the API.")
def suggest_command(
    text: str | None, *, min_precision: float | None, anew: bool, as_json: bool
) -> None:
    """Suggest objectives, goals, targets, levers and sectors for TEXT (- reads standard input).

    The first line or sentence counts as the title. Nothing of the text is kept.
    """
    if text is None and not anew:
        raise Misuse(NO_TEXT)
    read = sys.stdin.read() if text == "-" else text
    if read is not None and not read.strip():
        raise Misuse(NO_TEXT)
    if read is not None and len(read) > LONGEST_TEXT:
        raise Misuse(f"Texten har {len(read)} tecken; högst {LONGEST_TEXT} får plats.")
    services = services_from_environment()
    if anew:
        train_and_report(services)
    if read is None:
        return
    train_if_needed(services)
    found = suggestions_view(suggest(services, read, min_precision), services.vocabularies, "sv")
    if as_json:
        write_json(found)
    else:
        _show(found)


def _show(found: Mapping[str, Any]) -> None:
    console = Console(highlight=False)
    if not found["items"]:
        console.print("Inga förslag.")
    field = None
    for each in found["items"]:
        if each["field"] != field:
            field = each["field"]
            console.print(Text(HEADS[field], style="bold"))
        console.print(_line(each), soft_wrap=True)
        for evidence in each["evidence"]:
            console.print(Text(f"      {_reason(evidence)}", style="dim"), soft_wrap=True)


def _line(suggestion: Mapping[str, Any]) -> Text:
    value, label = suggestion["value"], suggestion["label"]
    named = value if value == label else f"{value}  {label}"
    sure = f"{suggestion['precision']:.0%}"
    by_rules = " (regler)" if suggestion["method"] == "rules" else ""
    return Text.assemble("  ", (f"{sure:>4}", "green"), f"  {named}{by_rules}")


def _reason(evidence: Mapping[str, Any]) -> str:
    quote = _cut(evidence["quote"])
    like = evidence["example"]
    if like:
        return f"{GROUNDS[evidence['ground']]} ”{_cut(like['quote'])}” i {like['title']}: ”{quote}”"
    return f"{GROUNDS[evidence['ground']]} ”{quote}”"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"
