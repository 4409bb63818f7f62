"""The words of a search text that count, and what each is read as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.concepts import name_a_place
from indexer.content_word import ContentWord
from indexer.one_name import as_one
from swedish.analysis import completions, is_generic, is_stop, key
from swedish.lexicon import (
    base_of_first,
    is_adjective,
    is_basic_word,
    is_dictionary_word,
    sides,
    split,
)
from swedish.naming import naming_key
from swedish.spelling import SHORTEST_CORRECTED, is_inflection, nearest, undoubled
from swedish.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from indexer.lexicons import QueryLexicon
    from swedish.spelling import Correction

OFTEN = 3
"""Entries that hold a word, from which on it is no slip of theirs."""
IN_ONE = 0.1
"""Entries that hold a compound, as a share of those that would hold both its words by chance, from
which on two words are read as one."""
ENGLISH = frozenset(
    {"the", "of", "and", "for", "with", "to", "from", "are", "what", "how", "where"}
    | {"any", "without", "being", "done", "looking", "help", "save", "county"}
)
"""Function words and others of every day that show a text to be English."""
ALSO_SWEDISH = frozenset({"all", "by", "i", "is", "it", "not", "per", "who", "a"})
"""Function words that are none in a Swedish text: a village, ice, the health organisation."""
BESIDE_PLACES = frozenset(
    {"nära", "närheten", "runt", "omkring", "utanför", "intill", "norr", "söder", "öster", "väster"}
    | {"near", "around", "outside", "north", "south", "east", "west"}
)
"""Words that lead to the name of a place, and say nothing else there."""
SEVERAL = 2
"""English words that show a text to be English wherever a function word stands in it."""
COUNTY = "län"
"""What follows the letter of a county, or is left out."""
LETTERS = 2
"""Of a county, at most."""
SHORTEST_FOREIGN = 3
"""Letters from which on a word that no Swedish dictionary has is taken for an English one."""
KINDS = frozenset(
    {"industry", "industries", "sector", "sectors", "business", "businesses", "trade"}
)
"""English words that say after another only that it is a line of business, as -branschen does."""
ARTICLE = re.compile(r"(?:^|\s)a (?=[^\W\d]{3})", re.IGNORECASE)
"""The English article, before a word of three letters or more."""
MOST_CORRECTED = 6
"""Unknown words of a text that are corrected: each is compared with all that entries hold."""
HYPHENED, HYPHEN_BEFORE = re.compile(r"-\w"), re.compile(r"\w-\Z")
AFTER_DIGIT = re.compile(r"([^\W\d]+\d+)([^\W\d]{3,})")


class ContentReader:
    """Finds the words that count in a text, with one lexicon.

    Args:
        lexicon: what the words are read with.
        as_written: no word is corrected, joined or parted.
        other_names: names are read as those that mean just the same.
    """

    def __init__(
        self, lexicon: QueryLexicon, *, as_written: bool, other_names: bool = True
    ) -> None:
        self._lexicon = lexicon
        self._words = lexicon.words
        self._recogniser = lexicon.recogniser
        self._topics = lexicon.topics
        self._same = lexicon.same if other_names else None
        self._names = (
            lexicon.recogniser.spellings,
            lexicon.topics.spellings,
            lexicon.same.spellings,
        )
        self._lists = (lexicon.words.spelling, *(each.words for each in self._names))
        self._as_written = as_written

    def read(
        self, text: str, tokens: Sequence[Token], asked: AbstractSet[int] | None = None
    ) -> list[ContentWord]:
        """Leave out function words; read what is written otherwise than the entries write it.

        Args:
            text: the text.
            tokens: its words.
            asked: where those of them begin that do not only lead to what is asked for; None is
                all.
        """
        completed = dict(completions(text))
        content = [
            token
            for at, token in enumerate(tokens)
            if (asked is None or token.start in asked)
            and (token.start in completed or not self._is_idle(text, tokens, at))
        ]
        words = list(_with_kinds(self._read(text, content, completed)))
        if words and words[-1].token == tokens[-1] and self._is_letter(text, words):
            words.append(ContentWord(tokens[-1], COUNTY, says_kind=True))
        return words if self._same is None else list(as_one(text, words, self._same, self._lexicon))

    def _is_letter(self, text: str, words: Sequence[ContentWord]) -> bool:
        """Tell whether a text ends in the letter of a county (båtar ac), beside a common noun.

        Not after a name, of which AB is the company form; nor where AC says again what is sought.
        """
        *before, last = words
        letter = last.token
        alone = self._as_written or text[: letter.start][-1:].strip()
        named = self._recogniser.meanings((last.name, naming_key(COUNTY)))
        short = len(letter.text) <= LETTERS and not last.read_as
        if not (before and short and name_a_place(named)) or alone:
            return False
        others = [naming_key(each.meant) for each in before]
        topics = {each.topic.id for each in self._topics.in_query([last.meant])}
        said = {each.topic.id for each in self._topics.in_query([each.meant for each in before])}
        return (
            topics.isdisjoint(said)
            and self._is_swedish(before[-1].meant)
            and not any(name_a_place(self._recogniser.meanings((each,))) for each in others)
        )

    def _is_idle(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a function word is just that, and not the first of a name (Vara kommun)."""
        if tokens[at].text in BESIDE_PLACES and self._is_place(tokens, at + 1):
            return True
        if not is_stop(tokens[at].text):
            return tokens[at].text in ALSO_SWEDISH and self._is_english(text, tokens, at)
        if self._is_broken(text, tokens[at : at + 2]) or _is_hyphened(text, tokens[at]):
            return False
        names = [naming_key(token.text) for token in tokens[at : at + self._recogniser.longest]]
        longest = self._recogniser.longest_match(names, 0)
        return longest < (2 if len(tokens) > 1 else 1)

    def _read(
        self, text: str, tokens: Sequence[Token], completed: Mapping[int, str]
    ) -> Iterator[ContentWord]:
        at = corrected = 0
        while at < len(tokens):
            token = tokens[at]
            pair = tokens[at : at + 2]
            if compound := self._compound(text, pair) or self._spelled_out(text, pair):
                yield compound
                at += 2
                continue
            at += 1
            if token.start in completed:
                hanging = Token(f"{token.text}-", token.start, token.end + 1)
                yield ContentWord(hanging, completed[token.start])
            elif numbered := self._after_digit(token.text):
                if joined := self._in_full(*numbered):
                    numbered = (joined,)
                rewritten = (" ".join(numbered),)
                yield from (ContentWord(token, each, rewritten=rewritten) for each in numbered)
            elif self._knows(token.text):
                yield ContentWord(token, token.text)
            elif parted := self._parted(token.text):
                rewritten = (" ".join(parted),)
                yield from (ContentWord(token, each, rewritten=rewritten) for each in parted)
            elif corrected < MOST_CORRECTED:
                corrected += 1
                yield ContentWord(token, token.text, self._corrections(token.text))
            else:
                yield ContentWord(token, token.text)

    def _compound(self, text: str, pair: Sequence[Token]) -> ContentWord | None:
        """Read two words as the one that they are when written together (livsmedels strategi).

        The first must be a form that only begins compounds, since energi and strategi are two
        words; or the compound is the commoner of the two (mat svinn), or a name (vatten brist); or
        a hyphen must join them (start-ups); or one is no word by itself (för orenad).
        """
        if self._as_written or len(pair) < 2:  # noqa: PLR2004 - a pair
            return None
        first, second = pair
        with_s = f"{first.text}s{second.text}"
        joined = (
            with_s if self._is_name(first.text, second.text, with_s) else first.text + second.text
        )
        begins = base_of_first(first.text) != first.text
        between = text[first.end : second.start]
        hyphened = between == "-" and self._is_heard(joined) and not self._parted(joined)
        apart = not between.strip() and (
            self._occurs(joined)
            if begins
            else self._is_commoner(joined, second.text)
            or self._only_begins(first.text, joined)
            or self._is_name(first.text, second.text, joined)
        )
        if not (hyphened or apart or self._is_broken(text, pair)):
            return None
        return _in_one(text, pair, joined)

    def _spelled_out(self, text: str, pair: Sequence[Token]) -> ContentWord | None:
        """Read what an abbreviation and a word stand for (CO2 utsläpp) as entries write it."""
        if self._as_written or len(pair) < 2 or text[pair[0].end : pair[1].start] not in (" ", "-"):  # noqa: PLR2004 - a pair
            return None
        if self._is_another_name(pair):
            return None
        joined = self._in_full(pair[0].text, pair[1].text)
        return _in_one(text, pair, joined) if joined else None

    def _is_another_name(self, tokens: Sequence[Token]) -> bool:
        """Tell whether some words are a name that means just the same as another."""
        written = [token.text for token in tokens]
        keys = [naming_key(word) for word in written]
        length, _ = self._same.longest(written, keys, 0) if self._same else (0, None)
        return length == len(tokens)

    def _in_full(self, short: str, second: str) -> str:
        """Return the compound of what is written short and another word, if entries have it."""
        if is_stop(short) or is_dictionary_word(short) or is_stop(second):
            return ""
        named = (each.topic.label.lower() for each in self._topics.in_query([short]))
        joined = (f"{name}{between}{second}" for name in named for between in ("", "s"))
        return next((each for each in joined if self._words.whole(key(each)) >= OFTEN), "")

    def _is_commoner(self, joined: str, second: str) -> bool:
        """Tell whether entries write two words in one, and the second hardly ever by itself."""
        together = self._words.whole(key(joined))
        return together > 0 and together >= self._words.whole(key(second)) and bool(split(joined))

    def _only_begins(self, first: str, joined: str) -> bool:
        """Tell whether entries hold a compound, and its first part never by itself (mikro)."""
        alone = self._words.whole(key(first)) or is_generic(first) or is_adjective(first)
        return not alone and self._words.whole(key(joined)) > 0 and bool(split(joined))

    def _is_name(self, first: str, second: str, joined: str) -> bool:
        """Tell whether entries use a compound and something is called so.

        Not hardly ever, where many hold both words: a forest and firms are no forest firms. An
        adjective or a general word stands by itself: local food and small firms are two words.
        """
        one, other, together = (self._words.whole(key(each)) for each in (first, second, joined))
        by_chance = one * other / self._words.documents
        if together < max(OFTEN, IN_ONE * by_chance):
            return False
        if is_generic(first) or not split(joined):
            return False
        named = any(naming_key(joined) in each.keys for each in self._names)
        return named and not is_adjective(first)

    def _is_broken(self, text: str, pair: Sequence[Token]) -> bool:
        """Tell whether two words are known together only (för orenad, livs medel).

        Of a function word and another, it is the other that must be unknown.
        """
        if self._as_written or len(pair) < 2:  # noqa: PLR2004 - a pair
            return False
        first, second = pair
        alone = [word for word in (first.text, second.text) if not is_stop(word)]
        return (
            text[first.end : second.start] == " "
            and not all(map(self._is_heard, alone))
            and self._is_heard(first.text + second.text)
        )

    def _occurs(self, word: str) -> bool:
        return any(known.known(word) for known in self._lists)

    def _parted(self, word: str) -> tuple[str, ...]:
        """Return the words of a name that is written in one (cirkulärekonomi)."""
        ways = (word, key(word))
        found = (each.in_one.get(way, ()) for each in self._names for way in ways)
        return next(filter(None, found), ())

    def _after_digit(self, word: str) -> tuple[str, ...]:
        """Return both words of one that goes on after a digit, if it is unknown (co2utsläpp)."""
        found = None if self._as_written or word.isalpha() else AFTER_DIGIT.fullmatch(word)
        if not found or self._is_heard(word) or not all(map(self._is_heard, found.groups())):
            return ()
        return found.groups()

    def _knows(self, word: str) -> bool:
        """Tell whether a word is right as it is: one of the entries', the names' or Swedish."""
        return (
            self._as_written
            or not word.isalpha()
            or is_generic(word)
            or self._occurs(word)
            or (is_basic_word(word) and not self._lacks_marks(word))
        )

    def _is_heard(self, word: str) -> bool:
        """Tell whether an entry holds a form of the word, or a name is one."""
        named = any(naming_key(word) in each.keys for each in self._names)
        return named or self._words.occurs(key(word))

    def _lacks_marks(self, word: str) -> bool:
        """Tell whether a word that is written nowhere is one without its marks (trad, träd)."""
        short = len(word) < SHORTEST_CORRECTED
        heard = self._is_heard(word) if short else self._words.is_written(key(word))
        return not heard and any(each.folded(word) for each in self._lists)

    def _corrections(self, word: str) -> tuple[Correction, ...]:
        """Read a word that is not known as one that is: misspelled, or half of it typed.

        A form that nobody wrote of a word that somebody did is found by its key as it is. So is a
        compound of two words that entries write, unless letters are doubled in it, or its joint is
        another, than entries have it. None is read as a function word: nothing is found by those.
        """
        found = [each for each in nearest(word, self._lists) if not is_stop(each.word)]
        if any(each.kind == "folded" for each in found):
            return tuple(found)
        if (pairs := sides(word)) and any(self._says_both(pair) for pair in pairs):
            found = [each for each in found if _is_joined_otherwise(word, each.word)]
        half = [] if is_dictionary_word(word) else self._words.spelling.finished(word)
        inside = [
            each for each in found if not (_is_begun(word, each.word) or is_generic(each.word))
        ]
        likely = found if half and inside and inside[0].df > half[0].df else half or found
        if any(key(word) == key(each.word) and is_inflection(word, each.word) for each in likely):
            return ()
        return tuple(likely)

    def _says_both(self, pair: Sequence[str]) -> bool:
        """Tell whether entries hold both sides of a compound."""
        return all(self._words.occurs(key(side)) for side in pair)

    def _is_place(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether the name of a county, or of a place in it, follows."""
        rest = [each.text for each in tokens[at:] if not is_stop(each.text)]
        names = [naming_key(each) for each in rest[: self._recogniser.longest]]
        longest = self._recogniser.longest_match(names, 0)
        meanings = self._recogniser.meanings(names[:longest])
        return name_a_place(meanings)

    def _is_english(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word that is in both languages stands in an English text.

        The other words decide: words that only English has, or more than are Swedish. One or two
        of them are enough for what stands between words, as function words do (waste by rail).
        """
        if any(each.text in ENGLISH for each in tokens) or ARTICLE.search(text):
            return True
        others = [each.text for each in tokens if each.text not in ALSO_SWEDISH]
        foreign = sum(map(_is_foreign, others))
        swedish = sum(map(self._is_swedish, others))
        inside = 0 < at < len(tokens) - 1
        return foreign > swedish and (foreign >= SEVERAL or inside)

    def _is_swedish(self, word: str) -> bool:
        """Tell whether a word is Swedish, and not a name, which is the same in every language."""
        named = self._recogniser.meanings((naming_key(word),))
        is_place = name_a_place(named)
        return not is_place and (is_stop(word) or is_dictionary_word(word))


def _in_one(text: str, pair: Sequence[Token], joined: str) -> ContentWord:
    """Return two words that are read as one."""
    first, second = pair
    whole = Token(text[first.start : second.end].lower(), first.start, second.end)
    return ContentWord(whole, joined, rewritten=(joined,))


def _is_hyphened(text: str, token: Token) -> bool:
    """Tell whether a hyphen joins a word with another (plug-in)."""
    return bool(HYPHENED.match(text, token.end) or HYPHEN_BEFORE.search(text, 0, token.start))


def _is_joined_otherwise(word: str, other: str) -> bool:
    """Tell whether a compound is another but for its joint or for doubled letters."""
    same = {tuple(map(key, pair)) for pair in sides(word)}
    joint = not same.isdisjoint(tuple(map(key, pair)) for pair in sides(other))
    return joint or undoubled(word) == undoubled(other)


def _is_begun(word: str, other: str) -> bool:
    """Tell whether one of two words begins the other, but for its last letter perhaps.

    Not where the other only has a letter more before that.
    """
    lost = other == word[:-1] + other[len(word) - 1 :][:1] + word[-1]
    return word.startswith(other) or (other.startswith(word[:-1]) and not lost)


def _is_foreign(word: str) -> bool:
    return (
        len(word) >= SHORTEST_FOREIGN
        and word.isascii()
        and word.isalpha()
        and not is_stop(word)
        and not is_dictionary_word(word)
    )


def _with_kinds(words: Iterable[ContentWord]) -> Iterator[ContentWord]:
    """Mark what says after another word only that this is a line of business."""
    said = False
    for word in words:
        yield word._replace(says_kind=said and word.written in KINDS)
        said = not word.is_general
