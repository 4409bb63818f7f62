"""The code blocks of a document, and the script that runs them as a reader would."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

RUN = "bash"
SAVED = {"python": ".py", "js": ".mjs"}
"""Programs: saved under the name in their first line, and run by a later block."""
SHOWN = {"json"}
"""What is sent or answered."""
NOT_RUN = {"console", "text"}
"""Commands that take more than a running catalogue, and drawings."""
LANGUAGES = {RUN, *SAVED, *SHOWN, *NOT_RUN}
BLOCK = re.compile(r"^```(?P<language>[^\n]*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
MARK = "<end of block>"
STATUS = re.compile(r"^<(\d{3})>$", re.MULTILINE)
# A call tells its status, so that one that fails is seen.
CURL = """curl() { command curl --silent --show-error -w '%{stderr}<%{http_code}>\\n' "$@"; }"""
NAME = r"\b[\w-]+\{}\b"


@dataclass(frozen=True, slots=True)
class Block:
    """A code block, and whether it shows what the one before it answers."""

    language: str
    code: str
    is_answer: bool

    @property
    def name(self) -> str:
        """The name that a program is saved under.

        Raises:
            AssertionError: its first line names no file.
        """
        first = self.code.partition("\n")[0]
        found = re.search(NAME.format(SAVED[self.language]), first)
        assert found, f"the program is saved nowhere: {first}"
        return found[0]

    @property
    def script(self) -> str:
        """What a shell does with it."""
        if self.language == RUN:
            return self.code
        return f"cat > {self.name} <<'<end of program>'\n{self.code}<end of program>\n"

    @property
    def statuses(self) -> set[str]:
        """The faults that it says are answered."""
        status = json.loads(self.code).get("status") if self.is_answer else None
        return {str(status)} if isinstance(status, int) else set()


def blocks(document: Path) -> list[Block]:
    """Return all code blocks of a document in order."""
    text = document.read_text(encoding="utf-8")
    found: list[Block] = []
    end = 0
    for match in BLOCK.finditer(text):
        language, before = match["language"], text[end : match.start()].strip()
        follows = bool(found) and found[-1].language == RUN
        is_answer = language == "json" and follows and before in ("", "The answer, shortened:")
        found.append(Block(language, match["code"], is_answer))
        end = match.end()
    return found


def script_of(parts: list[Block], address: str) -> str:
    """Return one script of the blocks that are run, which ends at the first that fails."""
    told = f"echo; echo {shlex.quote(MARK)}; echo {shlex.quote(MARK)} >&2\n"
    lines = [part.script + told for part in parts if part.language in {RUN, *SAVED}]
    script = "\n".join(("set -euo pipefail", CURL, *lines))
    return script.replace("http://127.0.0.1:8000", address)


def holds(answer: Any, shown: Any) -> bool:
    """Whether an answer has all that is shown of it; a list shown has to be whole."""
    if isinstance(shown, dict):
        return all(name in answer and holds(answer[name], part) for name, part in shown.items())
    if isinstance(shown, list):
        return len(answer) == len(shown) and all(map(holds, answer, shown))
    return bool(answer == shown)
