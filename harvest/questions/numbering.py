"""How a survey numbers its questions, and how people write such numbers.

The survey's ids tell which numbers there are: "1" to "12", "2c", "A1" or "1.1". A reply writes
them as it likes: "2 c)", "2.c", "Fråga 2 c –", "2c och d", "A 1:", or counts them through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from harvest.questions import Questionnaire
from harvest.questions.spelt import NOUNS, ORDINALS, PLAIN, SPELT, Spelt, compiled

WRITTEN_OUT, LETTERED, NAMED, BARE, NAKED = 2.0, 2.0, 0.9, 0.7, 0.1
"""What a number says: "Fråga 3", "2c", "På 2c ...", "3.", and "3" without anything after it."""
FEWEST_LETTERED = 2
"""Cells like "2a" beside which "1" is a question and no amount."""
FEWEST_LETTERS = 8
"""Letters that are read as such; a reply may go on beyond those of the survey."""
WORDS = "io"
"""Letters that are words: "1 i länet", "2 o 3"."""
ALIKE = str.maketrans("ıſ", "is")
"""Letters that a pattern takes for others where case does not matter."""
ONE_DIGIT = 10
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ID = re.compile(r"(\d{1,2})(?:\.(\d{1,2})|([a-z]))?|([a-z])\.?(\d{1,2})?")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÅÄÖ])|,\s+(?:och\s+|men\s+)?(?=(?:ja|nej)\s+på\b)")
_COUNTED_ON = re.compile(r"(?<=[.!?;:])\s+(?=\d{1,2}[):.]\s)|(?<=\w)\s+(?=\d{1,2}\)\s)")
_SUMMED = re.compile(
    r"(?<![\w.,-])(\d{1,2}[a-h]?)\s?[.):=–-]?\s?(?:ja|jo|nej|delvis)\b", re.IGNORECASE
)
FEWEST_SUMMED = 3
"""Numbers with a yes or no each, one with a letter, that sum a reply up: "1 ja, 2a ja, 2b nej"."""
_TAIL = re.compile(r"[-–][a-z](?!\w)", re.IGNORECASE)
_THEN_A_WORD = re.compile(r"(\d{1,2})\s?[.:,]\s+(?=[a-z]$)", re.IGNORECASE)
"""Before a letter that is a word of the answer: "Question 3: A national database"."""
_DIGITS = re.compile(r"[\d\s–-]+")
_SAYS = re.compile(
    r"(?<=\w )(?![^.!?]*:\W*$)(?:var|är|känns|kändes|handlar|gäller|borde|kunde|skulle|har"
    r"|gick|går|hör|hänger|överlappar|liknar|besvaras|ska|kan|bör)\b"
)
"""What makes a sentence about a question of what would be its number: "Fråga 2c var roligast"."""


_GOES_ON = re.compile(r"(?<=\w )(?:svarar|blir|säger|kan vi|vill vi|också|även)\b", re.IGNORECASE)
"""What a sentence goes on with that answers the question that it begins with."""
_REFERS = re.compile(
    r"\b(?:se|jfr|enligt|framgår|ovan|redan|nämn\w+|beskriv\w+|redovisa\w+)\b", re.IGNORECASE
)
"""Before the number of a question, that a sentence only points to it."""
LONGEST_BEFORE = 90
"""Characters of a sentence within which it names the question that it answers."""


class QuestionNumber(NamedTuple):
    """A number as it is written: "2c", "2", "c", "2.3"; `end` is where it ends on the line.

    Of a sentence that names its question and answers it, `end` is 0.
    """

    keys: tuple[str, ...]
    end: int
    strength: float


class _Id(NamedTuple):
    """The number of a question in its parts: "2", "2" and "c", "a" and "1", "1" and "1"."""

    head: str
    tail: str

    @classmethod
    def of(cls, text: str) -> _Id:
        """Read a number; ValueError if it is none."""
        found = _ID.fullmatch(text.lower())
        if not found:
            raise ValueError(f"this is no number of a question: {text}")
        return cls(found[1] or found[4], found[2] or found[3] or found[5] or "")

    @property
    def key(self) -> str:
        """How it is written in the shortest way."""
        return self.head + ("." if self.head.isdigit() and self.tail.isdigit() else "") + self.tail


class _Grammar:
    """The patterns that numbers of a survey consist of.

    Attributes:
        letters: that may follow digits, or stand alone.
        letter: one of them; those that are words only before a mark.
        first: a number that begins with a letter: "A1"; empty where none does.
        decimal: one of two numbers: "1.1"; empty where there is none.
    """

    def __init__(self, ids: Sequence[_Id], count: int) -> None:
        tails = [ascii_lowercase.index(each.tail) + 1 for each in ids if each.tail.isalpha()]
        self.letters = ascii_lowercase[: max(FEWEST_LETTERS, count, *tails)]
        self._words = "".join(each for each in self.letters if each in WORDS)
        plain = "".join(each for each in self.letters if each not in WORDS)
        self.letter = f"(?:[{plain}]|[{self._words}](?=[).:]))" if self._words else f"[{plain}]"
        self._digits = _digits(each.head for each in ids)
        decimals = [each.tail for each in ids if each.head.isdigit() and each.tail.isdigit()]
        self._decimals = _digits(decimals)
        self.decimal = r"\d{1,2}\.\d{1,2}(?!\d)" if decimals else ""
        heads = sorted({each.head for each in ids if each.head.isalpha() and each.tail})
        self._heads = "".join(heads)
        self.first = rf"[{self._heads}]\s?[.:_-]?\s?\d{{1,2}}(?!\w)" if heads else ""

    @property
    def _close(self) -> str:
        """A letter that is a word, where it follows digits at once: "1i"."""
        return rf"|[{self._words}](?!\w)" if self._words else ""

    @property
    def begun(self) -> str:
        """How a number begins."""
        return _either(r"\d", self.first)

    @property
    def short(self) -> str:
        """A number without marks within: "2c", "2 c", "2"."""
        lettered = rf"{self._digits}(?:\s?{self.letter}{self._close}|\s?)"
        return _either(lettered, self.decimal, self.first)

    def one(self, letter: str) -> str:
        """Return a number however it is written; `letter` is what may follow digits."""
        lettered = rf"\s?[.,:_]?\s?\(?{letter}\)?(?![^\W_]){self._close}"
        lettered += rf"|\.[{self._words}](?!\w)" if self._words else ""  # "1.i"
        return _either(rf"\d{{1,2}}(?:\.{self._decimals}(?!\d)|{lettered})?", self.first)

    @property
    def asks(self) -> str:
        """What within a line is no amount: "2c) ", "1.1 ", "A1: "."""
        return _either(
            rf"{self._digits}\s?{self.letter}\s?[):.]\s",
            rf"{self.decimal}[):.]?\s" if self.decimal else "",
            rf"{self.first}\s?[):.]\s" if self.first else "",
        )

    @property
    def code(self) -> str:
        """The number in the code of a column, in groups."""
        return _either(
            rf"0*(\d{{1,2}})_?([{self.letters}])?",
            r"0*(\d{1,2})[._](\d{1,2})" if self.decimal else "",
            rf"([{self._heads}])_?0*(\d{{1,2}})" if self.first else "",
        )

    @property
    def short_words(self) -> str:
        """What stands for "fråga" and is no letter of a number itself: "Q2c", "F2c"."""
        return "".join(f"|{each}" for each in "qf" if each not in self._heads)


class Numbering:
    """The numbers of a survey's questions.

    Attributes:
        asked: which questions each written number can be, as the survey numbers them.
        counted: the same where somebody numbered all that is to be answered 1, 2, 3 or A, B, C.
        counted_all: the same where the headings of questions below were counted, too.
    """

    def __init__(self, survey: Questionnaire) -> None:
        ids = {question.id: _Id.of(question.id) for question in survey.questions}
        answered = [each.id for each in survey.questions if each.kind != "heading"]
        self.asked = _ids_by_key(ids)
        self.counted = _counted_through(answered)
        self.counted_all = _counted_through([*ids])
        self._lettered = any(each.tail for each in ids.values())
        self._count = len(answered)
        self._compile(_Grammar([*ids.values()], self._count))

    def _compile(self, grammar: _Grammar) -> None:
        letter, short, begun = grammar.letter, grammar.short, grammar.begun
        self._spelt = Spelt(letter)
        one = grammar.one(letter)
        joint = r"(?:,|och|&|\+|/|-|–|samt|resp\.?)"
        numbers = rf"{one}(?:\s?{joint}\s?(?:{one}|{letter}(?!\w)))*(?![^\W_]|%|\.\d)"
        self._number = compiled(
            r"\W{0,3}(?:er\w*\s+(?=fråga|punkt))?(?P<word>(?:svar(?:en|et)?\s*(?:på|till)?\s*)?(?:(?:del)?fråg(?:a|an|or|orna)|question"
            rf"|fr\.?{grammar.short_words}|ad|till|pkt\.?|punkt)?)\s*"
            rf"(?:nr\.?|nummer)?\s*[_.:]?\s*(?P<numbers>{numbers})(?P<after>\s*[.):\]/=–—_-]*)\s*"
        )
        question = r"(?:del)?fråg(?:a|an|or|orna)"
        self._named = compiled(
            r"(?P<before>(?:\w+\W+){0,6}?)"
            r"(?:(?:på|till|under|i|för|om|vad (?:gäller|avser)|gäller|avser|beträffande|angående"
            rf"|avseende|gällande|rörande)\s+(?:er\w*\s+|den\s+)?(?P<word>{question}\s+|punkt\w*\s+)?"
            rf"|(?P<first>{question}\s+)(?={numbers}\s+(?:besvara|blir|svarar|är svaret|:)))"
            rf"(?:om\s+|nr\s+|nummer\s+)?(?P<numbers>{numbers})(?!\s?[.)\]]\s*\w)(?P<after>\s?:\s)?"
        )
        self._in_passing = compiled(
            r"(?P<before>(?:\w+\W+){0,6}?)"
            rf"(?:\(\s*{question}\s+(?P<aside>{numbers})\s*\)(?=\s\w)"
            rf"|exempel\w*\s+(?:enligt|på|till|under|i)\s+(?:er\w*\s+)?{question}\s+(?P<examples>{numbers})"
            rf"|(?:på|gäller|beträffande|angående|avser|avseende|gällande|rörande|i)\s+(?:er\s+|den\s+)?"
            rf"(?P<ordinal>{ORDINALS})\s+frågan)(?!\w)"
        )
        self._after_words = compiled(
            rf"(?:(?:\w+[ ,–-]+){{1,4}}\(?{question}\s+(?P<numbers>{numbers})\)?\s?:\s+"
            rf"|[^.!?:]{{10,80}}\s(?:i|under|till|på|enligt)\s+(?:{question}\s+)?(?P<last>{numbers})\W*$)"
        )
        self._lead = compiled(
            r"\W*(?:(?:beträffande|angående|ang\.?|avseende|gällande|rörande|vad gäller"
            r"|när det gäller|till|på"
            r"|(?:tabell|bilaga|del|avsnitt|flik|kapitel)\s*\d{0,2}\s?[.:,–-]*)"
            rf"\s+(?=(?:del)?fråg(?:a|an|or|orna)\s+{begun})"
            rf"|(?:och|samt|sedan|sen|så)\s+(?={grammar.asks}|{short}\s?,\s))"
        )
        self._letter = compiled(
            rf"\W{{0,2}}?(?P<word>(?:del)?fråga\s*)?\(?(?P<numbers>{letter})"
            r"(?P<after>\)[.:]?|[.:])\s*"
        )
        self._inside = compiled(
            rf"(?<=[.!?;:)])\s+(?=(?:(?:svar\s+(?:på\s+)?)?fråga\s+(?:{begun}|{PLAIN})"
            rf"|question\s+{begun}"
            rf"|svar\s+{begun}|(?:och\s+)?(?:på\s+)?(?:{NOUNS})[\s,.:]"
            rf"|{grammar.asks}|\(?{letter}\)\s|(?:och|samt|sedan|sen|så)\s+{short}\s?[,:]\s))"
        )
        self._begins = compiled(rf"\W*fråga\s+{begun}")
        self._next = compiled(
            r"(?<!\bse)(?<!\bpå)(?<!\btill)(?<!\bunder)(?<!\bi)(?<!\bav)(?<!\bäven)"
            rf"\s+(?=fråga\s+{short}\b)"
        )
        self._roman = compiled(
            rf"\W{{0,3}}(?:fråga\s+)?(?P<head>i{{1,3}}|iv|vi{{0,3}}|ix|x)(?:[\s.,:]{{0,2}}(?P<letter>{letter})(?!\w))?"
            r"(?:\s*[.:)–-]+\s*(?=\S|$)|\s*$|(?(letter)\s+|(?!)))"
        )
        self._lone = compiled(rf"\s*([{grammar.letters}])(?:\s+(?=\S)|\s*$)")
        self._slash = compiled(rf"\s*/\s*(?=[{grammar.letters}]\)?\s)")
        self._alone = compiled(rf"\s*{short}[.):]?\s*")
        every = f"[{grammar.letters}]"
        self._part = compiled(rf"(?<!\w){grammar.one(every)}|(?<!\w){every}(?!\w)")
        self._pointer = compiled(rf"[(,–-]\s*(?:svar på\s+)?(fråga\s+{short})\)?\W*$")
        self._beside = compiled(
            rf"\(\s*(?:er\w*\s+)?((?:fråg\w+\s+)?{numbers})(?::an)?\s*\)\W{{0,3}}$"
        )
        self._inner = compiled(rf"\(\s*({short})\s*\)[.:]?(?:\s+|$)")
        self._code = compiled(rf"(?:q|f|fr|fråga|question|g\d+q)_?{grammar.code}(?![a-z0-9])")

    def written(self, line: str) -> QuestionNumber | None:
        """Return the number that a line begins with."""
        spelt = self._spelt.number_at_start(line)
        if spelt:
            says = _SAYS.match(line, spelt.end)
            end = 0 if _GOES_ON.match(line, spelt.end) else spelt.end
            return None if says else QuestionNumber(spelt.keys, end, WRITTEN_OUT)
        lead = self._lead.match(line)
        found = self._number.match(line, lead.end() if lead else 0) or self._letter.match(line)
        if not found:
            return None
        if _SAYS.match(line, found.end()):
            return None
        inner = self._inner.match(line, found.end()) if found["word"] else None
        keys = tuple(self._keys(inner[1] if inner else found["numbers"]))
        alone = _THEN_A_WORD.match(found["numbers"])
        if alone and len(keys) == 1 and keys[0] not in self.asked and alone[1] in self.asked:
            end = found.start("numbers") + alone.end()
            return QuestionNumber((alone[1],), end, WRITTEN_OUT if found["word"] else BARE)
        return QuestionNumber(keys, (inner or found).end(), _strength(found, keys[0]))

    def short(self, line: str) -> QuestionNumber | None:
        """Return the number in words that a line begins with, though it may tell anything else."""
        found = self._spelt.short(line)
        return QuestionNumber(found.keys, found.end, WRITTEN_OUT) if found else None

    def roman(self, line: str) -> QuestionNumber | None:
        """Return the Roman number that a line begins with, in plain digits: "II c." is "2c"."""
        found = self._roman.match(line)
        if not found:
            return None
        key = f"{ROMAN.index(found['head'].lower()) + 1}{(found['letter'] or '').lower()}"
        return QuestionNumber((key,), found.end(), LETTERED if found["letter"] else BARE)

    def lone(self, line: str) -> QuestionNumber | None:
        """Return the letter without a mark that a line begins with: "c", "d skog"."""
        found = self._lone.match(line)
        return QuestionNumber((found[1].lower(),), found.end(), BARE) if found else None

    def pointer(self, line: str) -> QuestionNumber | None:
        """Return the question that a heading says at its end to stand below: "Skog (fråga 2c)"."""
        found = self._pointer.search(line)
        return self.written(found[1]) if found else None

    def at_line_end(self, line: str, *, is_heading: bool = False) -> QuestionNumber | None:
        """Return the number in parentheses at the end of a line: "Exempel då (2 c)."."""
        found = self._beside.search(line)
        if found and self._beside.search(f"{line[: found.start()].rpartition(')')[0]})"):
            return None  # a list of what stands where: "Ja/nej (1, 2a), projekt, övrigt (3, 4)"
        is_clear = found and (
            is_heading or found[1].strip().isdigit() or not _DIGITS.fullmatch(found[1])
        )
        number = (
            self.written(f"fråga {found[1]}".replace("fråga fråg", "fråg"))
            if found and is_clear
            else None
        )
        return number and number._replace(end=len(line))

    def named(self, sentence: str) -> QuestionNumber | None:
        """Return the questions that a sentence names and answers: "På 2a kan vi svara ja."."""
        found = self._named.match(sentence, 0, LONGEST_BEFORE)
        if not found or _REFERS.search(found["before"]):
            return self._passing(sentence)
        word = found["word"] or found["first"]
        keys = tuple(self._keys(found["numbers"]))
        is_clear = word or any(not key.isdigit() for key in keys)
        end = found.end() if found["after"] else 0
        return QuestionNumber(keys, end, NAMED) if is_clear else None

    def _passing(self, sentence: str) -> QuestionNumber | None:
        """Return the questions that a sentence names and answers beside other words.

        "I övrigt (fråga 4) har vi inget", "Som exempel enligt fråga 2c kan nämnas", "Vad gäller den
        första frågan är svaret ja".
        """
        if number := self._after(sentence):
            return number
        found = self._in_passing.match(sentence, 0, LONGEST_BEFORE)
        if not found or _REFERS.search(found["before"]):
            return None
        if found["ordinal"]:
            return QuestionNumber((str(SPELT[found["ordinal"].lower()]),), 0, NAMED)
        return QuestionNumber(tuple(self._keys(found["aside"] or found["examples"])), 0, NAMED)

    def _after(self, sentence: str) -> QuestionNumber | None:
        """Return the question that a few words, or a line of its own, end with.

        "Branscher då, fråga 2d: skog", "Så till exemplen som ni vill ha i 2c."
        """
        found = self._after_words.match(sentence)
        if not found or _REFERS.search(sentence[: found.end()]):
            return None
        keys = tuple(self._keys(found["numbers"] or found["last"]))
        is_clear = found["numbers"] or all(not key.isdigit() for key in keys)
        return QuestionNumber(keys, found.end(), NAMED) if is_clear else None

    def code(self, text: str) -> str | None:
        """Return the number of a question that a column's code holds: "Q2c", "G01Q02"."""
        found = self._code.fullmatch(text)
        parts = [part.lower() for part in found.groups() if part] if found else []
        return _Id(parts[0], "".join(parts[1:])).key if parts else None

    def stands_alone(self, text: str) -> bool:
        """Return whether a cell holds nothing but the number of a question: "1", "2a"."""
        return bool(self._alone.fullmatch(text))

    def are_numbers(self, texts: Iterable[str]) -> bool:
        """Return whether the cells of a row or column hold numbers of questions.

        Some have letters; where the survey has none, most of its numbers are there.
        """
        alone = {text.lower() for text in texts if self.stands_alone(text)}
        keys = [text.strip(" .):") for text in alone]
        if not self._lettered:
            return len(self.asked.keys() & set(keys)) > self._count / 2
        return sum(not key.isdigit() for key in keys) >= FEWEST_LETTERED

    def inside(self, line: str) -> list[int]:
        """Return where within a line a question may begin: after a sentence, or another one."""
        found = {match.end() for match in self._inside.finditer(line)}
        if len(found) > 1:  # "... 2c) ... 2d) ... 3) ..."
            found |= {match.end() for match in _COUNTED_ON.finditer(line)}
        if self._begins.match(line):  # "Fråga 2a ja fråga 2b nej"
            found |= {match.end() for match in self._next.finditer(line)}
        starts = (match.end() for match in _SENTENCE.finditer(line))
        found |= {start for start in starts if self.named(line[start:])}
        number = self.written(line)
        if number and number.strength == LETTERED:  # "2a ja / b nej"
            found |= {match.end() for match in self._slash.finditer(line)}
        return sorted(found)

    def summed(self, line: str) -> list[int]:
        """Return where the questions begin within a line that only sums a reply up."""
        found = [match for match in _SUMMED.finditer(line) if match[1].lower() in self.asked]
        is_sum = len(found) >= FEWEST_SUMMED and any(not match[1].isdigit() for match in found)
        return [match.start() for match in found if match.start()] if is_sum else []

    def _keys(self, numbers: str) -> Iterator[str]:
        """Yield each of the numbers that are joined; a range is counted through."""
        parts = [*self._part.finditer(numbers)]
        before: _Id | None = None
        for match, following in zip(parts, [*parts[1:], None], strict=True):
            found = _read(match[0], before)
            joint = numbers[: match.start()].rstrip()[-1:]
            if before and joint in {"-", "–"} and before.head == found.head:
                yield from (_Id(found.head, each).key for each in _between(before.tail, found.tail))
            if not (following and _goes_on(found, numbers[match.end() :])):
                yield found.key
            before = found if found.head else before


def head_of(key: str) -> str:
    """Return the digits that a written number begins with: "2" of "2c"."""
    return key[: len(key) - len(key.lstrip("0123456789"))]


def possible_questions(
    keys: Sequence[str], numbering: Mapping[str, tuple[str, ...]], above: str
) -> list[str]:
    """Return the questions that written numbers can mean; a lone letter first below `above`.

    Several keys are several questions in one; one key with several meanings lists them all.
    """
    found: list[str] = []
    for key in keys:
        below = numbering.get(above + key) if key.isalpha() else None
        found += below or numbering.get(key, ())
    return list(dict.fromkeys(found))


def _ids_by_key(ids: Mapping[str, _Id]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for question, (head, tail) in ids.items():
        found[_Id(head, tail).key] = (question,)
        if tail.isalpha():
            found[tail] = (*found.get(tail, ()), question)
            found[f"{head}.{ascii_lowercase.index(tail) + 1}"] = (question,)
    return found


def _counted_through(ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    places = [*zip(map(str, range(1, len(ids) + 1)), ids, strict=True)]
    places += zip(ascii_lowercase, ids, strict=False)
    return {written: (each,) for written, each in places}


def _read(text: str, before: _Id | None) -> _Id:
    """Read one number; what has no head of its own goes on with the one before."""
    plain = re.sub(r"[^a-z\d.]|\.(?!\d)", "", text.lower().translate(ALIKE))
    if before and before.tail and before.head.isalpha() and plain.isdigit():
        return _Id(before.head, plain)
    if plain.isalpha():
        return _Id(before.head if before else "", plain)
    return _Id.of(plain)


def _goes_on(found: _Id, rest: str) -> bool:
    """Return whether a letter after a dash belongs to the digits before it: "2-c"."""
    return found.head.isdigit() and not found.tail and bool(_TAIL.match(rest))


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit():
        return [str(each) for each in range(int(first) + 1, int(last))]
    if len(first) == len(last) == 1:
        return [chr(code) for code in range(ord(first) + 1, ord(last))]
    return []


def _strength(found: re.Match[str], key: str) -> float:
    if found["word"] and (
        len(found["word"].strip()) > 1 or found.end("word") == found.start("numbers")
    ):
        return WRITTEN_OUT
    if not key.isdigit() and not key.isalpha():
        return LETTERED
    return BARE if found["after"].strip() else NAKED


def _digits(numbers: Iterable[str]) -> str:
    most = max((int(each) for each in numbers if each.isdigit()), default=0)
    return r"\d" if most < ONE_DIGIT else r"\d{1,2}"


def _either(*patterns: str) -> str:
    """Join patterns, the longest match first: numbers with two parts before those with one."""
    return f"(?:{'|'.join(each for each in reversed(patterns) if each)})"
