"""One analysis of Swedish for index and query: a key for each word, and keys of compound parts."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import NamedTuple

from snowballstemmer import stemmer

from swedish.lexicon import COMPOUNDS, DATA, base_of_first, lemma, lines, name, split
from swedish.tokens import WORD, normalise

STOPWORDS = DATA / "stopwords.txt"

LONGEST_KEY = 100  # characters; engines refuse or drop very long terms
SHORTEST_ENDING = 4  # letters of a known ending; with 3, 5 % of pairs are missed instead of 4
CACHED_WORDS = 65_536  # the words in use in a catalogue of 100,000 entries, at about 0.4 kB each

# Raise the number when the code changes a key. The data files and the two libraries that make
# lemmas and stems speak for themselves.
_RULES = 1


def _fingerprint() -> str:
    data = [file.read_bytes() for file in (*sorted(DATA.glob("*.txt")), COMPOUNDS)]
    libraries = [version(library).encode() for library in ("simplemma", "snowballstemmer")]
    return hashlib.sha256(b"\0".join((*data, *libraries))).hexdigest()[:12]


ANALYSIS_VERSION = f"{_RULES}-{_fingerprint()}"

_stopwords = frozenset(word for line in lines(STOPWORDS) for word in line.split())
_stemmer = stemmer("swedish")


class Analysis(NamedTuple):
    """Keys of the words in order, and keys of the parts of the compounds among them."""

    keys: list[str]
    parts: list[str]


def is_stop(word: str) -> bool:
    """Tell whether a lower-case word is a function word, which is not indexed."""
    return word in _stopwords


@lru_cache(maxsize=CACHED_WORDS)
def key(word: str) -> str:
    """Return the index key that a lower-case word shares with its inflected forms."""
    *firsts, last = split(word[:LONGEST_KEY]) or (word[:LONGEST_KEY],)
    return ("".join(firsts) + _stem(last))[:LONGEST_KEY]


def _stem(word: str) -> str:
    return name(word) or _stemmer.stemWord(_lemma(word))


def _lemma(word: str) -> str:
    """Return the word's lemma; a word that is not in the dictionary gets its ending's."""
    for start in (0, *range(1, len(word) - SHORTEST_ENDING + 1)):
        if known := lemma(word[start:]):
            return word[:start] + known
    return word


@lru_cache(maxsize=CACHED_WORDS)
def parts(word: str) -> tuple[str, ...]:
    """Return the keys of a compound's parts and of their parts; () if it is no compound."""
    return tuple(dict.fromkeys(map(key, _part_words(word))))


def _part_words(word: str) -> Iterator[str]:
    """Yield the words inside a compound: klimat+anpassnings+åtgärd has klimatanpassning too."""
    pieces = split(word)
    for cut in range(1, len(pieces)):
        before = "".join(pieces[: cut - 1]) + base_of_first(pieces[cut - 1])
        for inner in (before, "".join(pieces[cut:])):
            yield inner
            yield from _part_words(inner)


def analyse(text: str) -> Analysis:
    """Analyse a text of an entry or of a query, without its function words."""
    text = normalise(text)
    words = [w for w in map(str.lower, WORD.findall(text)) if w not in _stopwords]
    inner = [part for word in words for part in parts(word)]
    return Analysis([key(word) for word in words], inner)
