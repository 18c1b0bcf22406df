"""Which words of the gazetteer could this written word be?

Exactly; by an abbreviation; by a plural; two words run together or one torn
apart; and, where none of these, by the few letters that a hurried hand gets
wrong. Words are kept once looked up: the same ones come again and again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.places import words
from geo.places.gazetteer import Gazetteer
from geo.places.text import Token

SHORTEST = 4  # letters: a shorter word is taken as written
PLURAL, JOINED, PREFIX = 0.95, 0.97, 0.8
FIRST_LETTER = 0.1  # deducted: people mistype the first letter of a word least
MOST = 8  # corrections of one word


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the gazetteer seen in the text, from one position to another, and how well (0 to 1).

    ``part``: what stands there is two words run together, of which this is one.
    """

    word: str
    first: int
    last: int
    likeness: float
    part: bool = False


@dataclass(frozen=True, slots=True)
class Likely:
    """One word that a written word could be."""

    word: str
    likeness: float
    part: bool = False


@dataclass(slots=True)
class Reader:
    """Readings of the words of texts, with a memory."""

    known: Gazetteer
    _sorted: list[str] = field(init=False)
    _pairs: dict[str, tuple[str, ...]] = field(init=False)
    _spellings: dict[int, list[str]] = field(init=False)  # by length: only words of about the same one are compared
    _memory: dict[str, tuple[Likely, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sorted = sorted(self.known.vocabulary)
        self._pairs = _run_together(name.tokens for name in self.known.names)
        self._spellings = defaultdict(list)
        for word in (*self._sorted, *self._pairs):
            self._spellings[len(word)].append(word)

    def readings(self, tokens: Sequence[Token]) -> list[Reading]:
        """Everything that ``tokens`` could say in the gazetteer's words."""
        found = [
            Reading(likely.word, token.position, token.position, likely.likeness, likely.part)
            for token in tokens
            for likely in self._likely(token.word)
        ]
        for left, right in pairwise(tokens):
            joined = left.word + right.word
            if right.position == left.position + 1 and joined in self.known.vocabulary:
                found.append(Reading(joined, left.position, right.position, JOINED))
        return found

    def _likely(self, word: str) -> tuple[Likely, ...]:
        if word not in self._memory:
            if len(self._memory) > 200_000:
                self._memory.clear()
            self._memory[word] = tuple(self._look_up(word))
        return self._memory[word]

    def _look_up(self, word: str) -> list[Likely]:
        known = self.known.vocabulary
        exact = [Likely(each, 1.0) for each in (word, *words.ABBREVIATIONS.get(word, ())) if each in known]
        plurals = [Likely(each, PLURAL) for each in _plurals(word) if each in known]
        if exact or plurals or word in words.FILLER:
            return exact + plurals
        if word in self._pairs:
            return [Likely(each, JOINED, part=True) for each in self._pairs[word]]
        return self._corrected(word)

    def _corrected(self, word: str) -> list[Likely]:
        if len(word) < SHORTEST or not word.isalpha():
            return [Likely(each, 1 - 1 / len(each)) for each in nearly_kinds(word) if each in self.known.vocabulary]
        edits = 1 if len(word) <= 5 else 2 if len(word) <= 10 else 3
        lengths = range(max(len(word) - edits, SHORTEST), len(word) + edits + 1)
        alike = [each for length in lengths for each in self._spellings.get(length, ())]
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=edits, limit=MOST)
        found: dict[str, Likely] = {}
        for spelling, distance, _ in near:  # nearest first
            likeness = 1 - distance / max(len(word), len(spelling)) - FIRST_LETTER * (word[0] != spelling[0])
            pair = self._pairs.get(spelling, ())
            for each in pair or (spelling,):
                found.setdefault(each, Likely(each, likeness, part=bool(pair)))
        for each in self._beginning(word):
            found.setdefault(each, Likely(each, PREFIX))
        return list(found.values())

    def _beginning(self, word: str) -> list[str]:
        """Words that begin so, where few do: "catf" for Catford."""
        start = bisect_left(self._sorted, word)
        longer = [each for each in self._sorted[start : start + MOST] if each.startswith(word)]
        return longer if len(longer) < MOST // 2 else []


def nearly_kinds(word: str) -> list[str]:
    """The kinds of street that a word of three letters lacks one letter of.

    >>> nearly_kinds("rod"), nearly_kinds("rye")
    (['road'], [])
    """
    if len(word) != SHORTEST - 1 or word in words.STREET_KINDS or word in words.ABBREVIATIONS:
        return []
    return [each for each in ("road", "lane", "hill", "park") if OSA.distance(word, each, score_cutoff=1) <= 1]


def _run_together(names: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for tokens in names:
        for left, right in pairwise(tokens):
            pairs[left + right] = (left, right)
    return dict(pairs)


def _plurals(word: str) -> list[str]:
    return ([word + "s"] if len(word) >= SHORTEST else []) + ([word[:-1]] if word.endswith("s") and len(word) > SHORTEST else [])
