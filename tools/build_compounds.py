"""Build the compound list in swedish/data/sfol from the Swedish Hunspell dictionary (SFOL).

Usage: python tools/build_compounds.py dictionary-sv-4.0.0.tgz

The archive is the npm package dictionary-sv. Hunspell's compound flags are expanded once, here,
because doing it at start costs seconds and hundreds of megabytes. The output is the same for the
same archive, byte for byte. SFOL's notice and the README beside the list are written too.
"""

import gzip
import hashlib
import json
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parent.parent / "swedish" / "data" / "sfol"

# The flags of SFOL's affix file.
BEGIN, MIDDLE, END = "X", "U", "Y"
ONLY_IN_COMPOUND, NEEDS_AFFIX, FORBIDDEN = "Z", "¤", "%"
SHORTEST = 3  # letters of a part: shorter ones split far too much
SHORTEST_NAME = 5  # letters of a capitalised first part: "Per", "Eva" and "Bo" begin other words
LETTERS = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


class Suffix(NamedTuple):
    """One line of a suffix rule: what it takes away, what it adds, and where it applies."""

    strip: str
    add: str
    flags: str
    applies: re.Pattern[str]


class Form(NamedTuple):
    """A written form, the dictionary word it is made from, and the flags of both."""

    text: str
    flags: str
    base: str
    base_flags: str


class Lists(NamedTuple):
    """Firsts with their dictionary word, heads (any inflected form), and proper names."""

    firsts: dict[str, str]
    heads: set[str]
    names: set[str]


def read_suffixes(affix_file: str) -> dict[str, list[Suffix]]:
    """Read the lines `SFX flag strip add/flags condition` by flag (headers are shorter)."""
    rules = defaultdict(list)
    for line in affix_file.splitlines():
        match line.split():
            case ["SFX", flag, strip, addition, condition, *_]:
                add, _, flags = addition.partition("/")
                applies = re.compile(f"(?:{condition})$")
                rules[flag].append(Suffix(strip.strip("0"), add.strip("0"), flags, applies))
    return rules


def forms(dictionary: str, rules: dict[str, list[Suffix]]) -> Iterator[Form]:
    """Yield every form of letters only of every word of the dictionary file."""
    for line in dictionary.splitlines()[1:]:
        base, _, flags = line.strip().partition("/")
        if FORBIDDEN not in flags:
            yield from (f for f in inflect(base, flags, rules) if LETTERS.fullmatch(f.text))


def inflect(base: str, flags: str, rules: dict[str, list[Suffix]]) -> Iterator[Form]:
    """Yield the word itself and what its suffix rules make of it."""
    if NEEDS_AFFIX not in flags:
        yield Form(base, flags, base, flags)
    for rule in (rule for flag in flags for rule in rules.get(flag, ())):
        if rule.applies.search(base):
            stem = base[: len(base) - len(rule.strip)]
            yield Form(stem + rule.add, rule.flags, base, flags)


def sort_out(all_forms: Iterable[Form]) -> Lists:
    """Put each form where its flags say: it may begin a compound, end one, or be a name."""
    lists = Lists({}, set(), set())
    for form in all_forms:
        if {BEGIN, MIDDLE} & set(form.flags):
            add_first(lists.firsts, form)
        if ONLY_IN_COMPOUND in form.flags:
            continue
        if not form.text.islower():
            lists.names.update({form.text.lower()} if form.text == form.base else ())
        elif END in form.base_flags:
            lists.heads.add(form.text)
    return lists


def add_first(firsts: dict[str, str], form: Form) -> None:
    """Note a first part; of several dictionary words the part's own, else the shortest, wins."""
    if not form.text.islower() and len(form.text) < SHORTEST_NAME:
        return
    text, base = form.text.lower(), form.base.lower()
    firsts[text] = min(firsts.get(text, base), base, key=lambda b: (b != text, len(b), b))


def without_genitives(words: set[str]) -> set[str]:
    """Drop forms in -s whose form without it is there: the look-up takes the -s away."""
    return {word for word in words if not (word.endswith("s") and word[:-1] in words)}


def compressed(lists: Lists, lower_case_words: set[str]) -> bytes:
    """Three blocks, an empty line between: `first[ word]`, heads, names that are not also words."""
    firsts = (first if first == base else f"{first} {base}" for first, base in lists.firsts.items())
    heads = without_genitives(lists.heads)
    names = without_genitives(lists.names - lower_case_words)
    text = "\n\n".join("\n".join(sorted(block)) for block in (firsts, heads, names))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


README = """# Compound list made from the SFOL dictionary

`sv_compounds.txt.gz` (UTF-8, gzip) holds three blocks with an empty line between them:

1. words that may begin a compound ({firsts}), with the dictionary word they come from where it
   differs (`skogs skog`);
2. words that may end one, in all their inflected forms ({heads}; a genitive is left out where the
   form without -s is there);
3. proper names that are not also common words ({names}), which are never split.

| | |
|---|---|
| Source | npm package `{name}` {version}, file `{archive}` |
| sha256 of the archive | `{checksum}` |
| Original work | the Swedish spelling dictionary of SFOL, © Göran Andersson: `NOTICE.txt` |
| Licence | LGPL-3.0: `LGPL-3.txt`, which builds on `GPL-3.txt` |
| Made by | `python tools/build_compounds.py {archive}` |

The list is a modified version of that dictionary and stands under the same licence. To use
another version, run the generator on another archive or put a file of the same form in its place:
no code needs to change. The index notices by the file's checksum that it must be rebuilt.
"""


def write(archive: Path, target: Path = TARGET) -> None:
    """Write the list, SFOL's notice and the README."""
    package = unpack(archive)
    every_form = list(forms(package["index.dic"], read_suffixes(package["index.aff"])))
    data = compressed(sort_out(every_form), {f.text for f in every_form if f.text.islower()})
    about = json.loads(package["package.json"])
    blocks = gzip.decompress(data).decode().split("\n\n")
    firsts, heads, names = (len(block.splitlines()) for block in blocks)
    readme = README.format(
        firsts=firsts,
        heads=heads,
        names=names,
        name=about["name"],
        version=about["version"],
        archive=archive.name,
        checksum=hashlib.sha256(archive.read_bytes()).hexdigest(),
    )
    (target / "sv_compounds.txt.gz").write_bytes(data)
    (target / "NOTICE.txt").write_text(package["license"], encoding="utf-8")
    (target / "README.md").write_text(readme, encoding="utf-8")


def unpack(archive: Path) -> dict[str, str]:
    """Read the package's files by name."""
    with tarfile.open(archive) as package:
        readers = ((member.name, package.extractfile(member)) for member in package)
        return {Path(name).name: file.read().decode() for name, file in readers if file}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
