"""One analysis of Swedish for index and query: a key for each word, and keys of compound parts."""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from threading import Lock
from typing import Any, NamedTuple

from swedish.lexicon import (
    COMPOUNDS,
    DATA,
    MEANING,
    base_of_first,
    is_head,
    lemma,
    lines,
    own_key,
    split,
)
from swedish.tokens import WORD, lowered, normalise

STOPWORDS = DATA / "stopwords.txt"
GENERIC_WORDS = DATA / "generic.txt"
UNWANTED = DATA / "unwanted.txt"
IDIOMS = DATA / "idioms.txt"
OFF_TOPIC = DATA / "off_topic.txt"

LONGEST_KEY = 100  # characters; engines refuse or drop very long terms
SHORTEST_ENDING = 4  # letters of a known ending; with 3, 5 % of pairs are missed instead of 4
CACHED_WORDS = 65_536  # the words in use in a catalogue of 100,000 entries, at about 0.4 kB each

DERIVATIONS = ("are", "lig", "ig", "ighet", "else")
"""Endings that the stemmer takes for inflection."""

DEFINITE = ("en", "et", "n")
"""Endings of a noun in its dictionary form, which may be a form of a verb as well."""

# Raise the number when the code changes a key. The data files and the two libraries that make
# lemmas and stems speak for themselves.
_RULES = 6


def _fingerprint() -> str:
    data = [file.read_bytes() for file in (*sorted(DATA.glob("*.txt")), COMPOUNDS, MEANING)]
    libraries = [version(library).encode() for library in ("simplemma", "snowballstemmer")]
    return hashlib.sha256(b"\0".join((*data, *libraries))).hexdigest()[:12]


ANALYSIS_VERSION = f"{_RULES}-{_fingerprint()}"

# Possessive quantifiers and a limit: a text made to be slow costs one pass all the same.
HANGING = re.compile(
    r"\b(?P<firsts>\w++-(?:,? \w++-){0,9}+),?(?: (?:och|eller|samt|respektive) |/)(?P<compound>\w+)"
)
_stopwords, _generic, _unwanted = (
    frozenset(word for line in lines(file) for word in line.split())
    for file in (STOPWORDS, GENERIC_WORDS, UNWANTED)
)
_IDIOMS = re.compile(
    rf"\b(?:{'|'.join(sorted(lines(IDIOMS), key=len, reverse=True))})\b", re.IGNORECASE
)
_OFF_TOPIC = re.compile("|".join(f"(?:{each})" for each in lines(OFF_TOPIC)))
_stemming = Lock()


class Analysis(NamedTuple):
    """Keys of the words in order, and keys of the parts of the compounds among them.

    `words` are all of them in lower case, function words too; hanging parts are written out.
    """

    keys: list[str]
    parts: list[str]
    words: list[str]


class _Word(NamedTuple):
    """A word in lower case, its key (empty of a function word) and the keys of its parts."""

    text: str
    key: str
    parts: tuple[str, ...]


is_stop: Callable[[str], bool] = _stopwords.__contains__
"""Whether a lower-case word is a function word, which is not indexed."""


def is_generic(word: str) -> bool:
    """Return whether a lower-case word is a general one, which says little of what is sought."""
    return word in _generic


def is_unwanted(word: str) -> bool:
    """Return whether a lower-case word names what the field's work is to get rid of."""
    return word in _unwanted


def is_off_topic(text: str) -> bool:
    """Return whether a search text asks for what a catalogue of examples never holds."""
    return bool(_OFF_TOPIC.search(text.strip().lower()))


@lru_cache(maxsize=CACHED_WORDS)
def key(word: str) -> str:
    """Return the index key that a lower-case word shares with its inflected forms."""
    *firsts, last = split(word[:LONGEST_KEY]) or (word[:LONGEST_KEY],)
    return ("".join(firsts) + _stem(last))[:LONGEST_KEY]


def _stem(word: str) -> str:
    if known_key := own_key(word):
        return known_key
    lemma_or_word = _lemma(word)
    if word.endswith("s") and split(lemma_or_word):  # biogass, of biogas: not "biog" as of biogen
        return key(lemma_or_word)
    with _stemming:
        stem = str(_stemmer().stemWord(lemma_or_word))
    return _with_derivation(word, lemma_or_word, stem)


@cache
def _stemmer() -> Any:  # noqa: ANN401  has no types
    """Return the stemmer, which keeps the word in itself: for one thread at a time."""
    # The class itself: the package's factory would silently take another implementation, of
    # another version perhaps, where one is installed.
    from snowballstemmer.swedish_stemmer import (  # noqa: PLC0415 - imports those of thirty languages
        SwedishStemmer,
    )

    return SwedishStemmer()


def _with_derivation(word: str, lemma_or_word: str, stem: str) -> str:
    """Keep what makes another word of the stem: a painter (målare) is no goal (mål).

    The dictionary has an agent for some verbs' present (samordnar: samordnare), hence the form.
    """
    present = word.endswith(("ar", "ars"))
    for ending in () if present else DERIVATIONS:
        if lemma_or_word.endswith(ending) and len(stem) <= len(lemma_or_word) - len(ending):
            return lemma_or_word.removesuffix("e")
    return stem


def _lemma(word: str) -> str:
    """Return the word's lemma; a word that is not in the dictionary gets its ending's."""
    if known := lemma(word):
        return known
    starts = range(1, len(word) - SHORTEST_ENDING + 1) if word.isalpha() else ()
    for is_known in (is_head, lemma):  # the first costs a fiftieth of the second
        for ending in (word[start:] for start in starts):
            if is_known(ending):
                return word.removesuffix(ending) + (lemma(ending) or ending)
    return word


@lru_cache(maxsize=CACHED_WORDS)
def base_form(word: str) -> str:
    """Return the dictionary form of a lower-case word; of a compound, that of its last part."""
    *firsts, last = split(word[:LONGEST_KEY]) or (word[:LONGEST_KEY],)
    is_noun = any(lemma(last + ending) == last for ending in DEFINITE)  # plast, not plasta
    return "".join(firsts) + (last if is_noun else _lemma(last))


@lru_cache(maxsize=CACHED_WORDS)
def parts(word: str) -> tuple[str, ...]:
    """Return the keys of a compound's parts and of their parts; () if it is no compound."""
    return tuple(dict.fromkeys(key(part) for part in _inner_words(word) if not is_stop(part)))


def _inner_words(word: str) -> list[str]:
    """List what stands before and after each joint, and what is inside that.

    klimat+anpassnings+åtgärder has klimatanpassning in it, and anpassningsåtgärder.
    """
    found = [word]
    for outer in found:  # grows while it is read
        pieces = split(outer)
        for joint in range(1, len(pieces)):
            *firsts, last = pieces[:joint]
            inner = ("".join(firsts) + base_of_first(last), "".join(pieces[joint:]))
            found += (piece for piece in inner if piece not in found)
    return found[1:]


def analyse(text: str) -> Analysis:
    """Analyse a text of an entry or of a query, without its function words.

    A hanging part counts as the compound that it is: `Havs- och vattenmyndigheten` is no sea.
    """
    read = list(map(_read, written_words(text)))
    return Analysis(
        [each.key for each in read if each.key],
        [part for each in read for part in each.parts],
        [each.text for each in read],
    )


def written_words(text: str) -> list[str]:
    """Return the words of a text as written, hanging parts completed and idioms left out."""
    text = _IDIOMS.sub("", normalise(text))
    if completed := dict(completions(text)):
        return [completed.get(match.start()) or match[0] for match in WORD.finditer(text)]
    return WORD.findall(text)


@lru_cache(maxsize=CACHED_WORDS)  # one look-up for each word of a text instead of four
def _read(written: str) -> _Word:
    word = lowered(written)
    return _Word(word, "", ()) if is_stop(word) else _Word(word, key(word), parts(word))


def completions(text: str) -> Iterator[tuple[int, str]]:
    """Complete hanging parts, each with its place: `energi- och klimatråd` gives energiråd."""
    for hanging in HANGING.finditer(text) if "-" in text else ():
        tail = "".join(split(hanging["compound"].lower())[1:])
        for first in WORD.finditer(hanging["firsts"]) if tail else ():
            yield hanging.start("firsts") + first.start(), first[0].lower() + tail
