"""A word of a search text that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from swedish.analysis import is_generic
from swedish.naming import naming_key

if TYPE_CHECKING:
    from swedish.spelling import Correction
    from swedish.tokens import Token


class ContentWord(NamedTuple):
    """A word that counts.

    Attributes:
        token: what stands in the text; of two words that are one compound, both.
        written: the word that it is, before any correction.
        corrections: what it is misspelled for, likeliest first.
        rewritten: another way to write it, if it is read so ("cirkulärekonomi").
        same: other names, which entries use, for just what it is, or is a part of.
        typed: what it stands for, if that is another name of the same.
    """

    token: Token
    written: str
    corrections: tuple[Correction, ...] = ()
    rewritten: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    typed: str = ""

    @property
    def is_general(self) -> bool:
        """Whether it says little of what is sought."""
        return is_generic(self.written)

    @property
    def searched(self) -> str:
        """The word that is looked for."""
        return self.corrections[0].word if self.corrections else self.written

    @property
    def display_text(self) -> str:
        """The word as an answer shows it."""
        return self.typed or self.searched

    @property
    def single_word_names(self) -> tuple[str, ...]:
        """Those of its other names that are one word."""
        return tuple(name for name in self.same if " " not in name)

    @property
    def name(self) -> str:
        """What names of concepts and topics are recognised by."""
        return naming_key(self.searched)

    @property
    def read_as(self) -> tuple[str, ...]:
        """What the answer says is looked for, instead of what stands in the text."""
        return self.rewritten or tuple(each.word for each in self.corrections)
