"""Does this text speak of where somebody lives?

A home is never put on the map: not the point, not the street beside it. When
in doubt a text is taken for a home, for the cost of that is a line in the
review queue, and the cost of the reverse is somebody's address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from geo.places.words import FILLER, RELATIONS, listed

_KIN = (
    "friends?|mates?|partners?|girlfriends?|boyfriends?|gfs?|bfs?|mothers?|mums?|fathers?|dads?|parents?|sisters?|brothers?|"
    "cousins?|aunts?|aunties?|uncles?|nans?|grans?|neighbours?|ex|exs|family|relatives?"
)
_WHOSE = f"his|her|hers|their|theirs|my|our|own|your|{_KIN}|victims?|vics?|suspects?|patients?|pts?|ptns?|council|private|shared"
_HOME = re.compile(
    r"\b(?:homes?|residences?|residential|dwelling|domicile|abode|maisonette|bedsit|bedroom|kitchen|living room|bathroom|"
    r"flat|flt|hm|apartment|apt|nfa|n f a|addr|addy|address(?:es)?|indoors|household|lodgings?|digs|accommodation|bed)\b"
    rf"|\b(?:{_WHOSE}) (?:\w+ )?(?:house|hse|place|property|room|doorstep|gaff|crib|yard)\b"
    rf"|\b(?:{_WHOSE}|front|back) (?:garden|gdn|door|drive)\b(?! (?:road|street|close))"
    r"|\b(?:the|a|in|inside|at) property\b|\broom ?(?:no |number )?\d+[a-z]?\b|(?:^|, )(?:house|hse)\b|\b\w+ (?:house|hse)\b"
    r"|\bwhere\w* (?:\w+ ){0,2}(?:lives?|lived|stays?|staying)\b|\b(?:he|she|they|pt|patient|victim|friend) (?:lives?|lived)\b"
    rf"|\b(?:at|round|rnd) (?:(?:his|her|my|their|the|a) )?(?:{_KIN})\b"
)
# What only sounds like one.
_NO_HOME = re.compile(
    r"\bhome (?:bargains|base|office|improvements?|delivery|guard|made|wares|stores?|way|walking)\b"
    r"|\bhome (?:farm|park) (?=(?:road|rd|lane|ln|close|cl|avenue|ave|drive|school|primary|estate)\b)"
    r"|\b(?:funeral|stately|walking|walk|going|travelling|heading|back|coming|journey|bus) home\b(?! add)"
    r"|\b(?:the|his|her|my|on) way home\b(?! add)"
    r"|\b(?:public|opera|coffee|play|wendy|steak|ale|pizza|curry|town|custom|ware) (?:house|hse)\b"
    r"|\b(?:email|ip) address\b|\bindoor (?:market|pool|bowls|bowling|courts?)\b"
)
# A letter or two from a word for a home, and said of other things often enough to keep.
_REAL_WORDS = listed(
    "some come hope hole dome rome flats fleet horse houses chicken dress hose mouse louse float flag flap hotel hostel boat "
    "here more time came game name same have that what chat feat shot short hold phone plan plaza late last lane left near flyer "
    "zone club bus pub bar cafe road shop shops store stores"
)
_MEANT = listed(
    "home house flat residence residential resident residents dwelling address bedroom household lodgings apartment maisonette "
    "kitchen bathroom indoors domicile accommodation"
)
_OWNERS = listed(
    "friends mates mums dads nans partner partners girlfriend girlfriends boyfriend boyfriends mother mothers father fathers "
    "parents sister sisters brother brothers cousin cousins auntie aunties uncle uncles neighbour neighbours victim victims "
    "suspect suspects patient patients family relatives"
)
_OWNED = listed("place property room doorstep garden front back lives lived where living inside")
_WORDS = _MEANT | _OWNERS | _OWNED
_LONG = 8  # letters: in a word this long two slips are still the same word
_SHORT = 4  # letters: a shorter word is taken as written
# A word that ends so is two run together ("ptnshome"), but for those that are one.
_RUN_ON = re.compile(r"(\w{2,}?)(home|house|flat|address|apartment|property|residence|bedroom|dwelling|accommodation)")
_RUN_AFTER = re.compile(r"(at|in|his|her|own|my|their|pts|ptns|where|hom|home)(\w{2,})")
_NUMBERED = re.compile(r"([a-z]{3,})(\d+[a-z]?)")
_RUN_INTO = re.compile(r"(home|house|flat|property|address)(of|in|on|at|off|add|addr|with|near|visit)")
_ONE_WORD = listed(
    "warehouse clubhouse courthouse bakehouse boathouse lighthouse roadhouse alehouse greenhouse coffeehouse playhouse "
    "steakhouse powerhouse gatehouse almshouse storehouse schoolhouse publichouse operahouse"
)
_RUN_OWNED = re.compile(rf"({_WHOSE}|living|bed|front|back)(place|room|garden|door|doorstep|yard|drive)")
# Beside these a word that is nearly one for a home stands for one: "at hpem", "own hosee".
_BESIDE = (
    listed("his her hers their theirs my our own your at in the add pts ptns vics victims patients friends") | FILLER | RELATIONS
)
_AFTER = listed("home house flat address kitchen bedroom his mums dads nans room property") | _OWNERS
_PAIRS = {"care": ("home",), "nursing": ("home",), "living": ("room",)}
_ON = frozenset({"on", "off", "in", "at", "near", "by"})
_BLOCKS = frozenset({"flats", "houses"})  # a slip from a home, and more than one
_OWNABLE = frozenset({"home", "house", "flat", "room"})
_IS_WHOSE = re.compile(_WHOSE)
_FEW = 3  # words: a part of a text this short says one thing


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is written, and as it is read."""

    written: str
    read: str


_COMMA = _Word("", ",")


def home_words(plain: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Everything in ``plain`` that speaks of a home, as it stands there; commas part it.

    ``known`` are words that stand in names of the gazetteer: those are never
    taken for a misspelt home ("Holme Lacey Road"), unless they stand alone.

    >>> home_words("greenwich house at home"), home_words("at hmoe"), home_words("public house")
    (('greenwich house', 'home'), ('hmoe',), ())
    >>> home_words("boyfriends lpace"), home_words("ptnshome")
    (('boyfriends lpace',), ('ptnshome',))
    """
    parts = [[_Word(word, each) for word in part.split() for each in _read(word, known)] for part in plain.split(",")]
    spelt = list(_spelt([word for part in parts for word in (*part, _COMMA)]))
    torn = [each for part in plain.split(",") for each in _torn(part.split(), known)]
    alone = [each for part in parts for each in (*_alone(part), *_told(part), *_before_a_name(part, known))]
    return tuple(dict.fromkeys([*spelt, *torn, *alone]))


def _read(word: str, known: Collection[str]) -> tuple[str, ...]:
    return (word,) if word in known else _corrected(word)


@lru_cache(maxsize=65_536)
def _corrected(word: str) -> tuple[str, ...]:
    """The words that this was meant to be, where they are a home's; else itself."""
    if word in _WORDS or word in _REAL_WORDS or word in _ONE_WORD:
        return (word,)
    for joined in (_RUN_ON, _RUN_INTO, _RUN_OWNED):
        if pair := joined.fullmatch(word):
            return pair[1], pair[2]
    if (pair := _RUN_AFTER.fullmatch(word)) and _close(pair[2], _AFTER):
        return pair[1], *_nearly_of(pair[2], _AFTER)
    if (pair := _NUMBERED.fullmatch(word)) and _close(pair[1], {"flat", "room"}):
        return pair[1], pair[2]
    heard = word.replace("ph", "f")
    if len(heard) < _SHORT:
        return (heard,) if heard in {"nfa"} else _nearly_of(word, {"home"})
    return _nearly_of(heard, _WORDS) if heard not in _WORDS else (heard,)


def _nearly_of(word: str, meant: Collection[str]) -> tuple[str, ...]:
    near = [each for each in sorted(meant) if _likely(word, each, 2 if len(each) >= _LONG else 1)]
    return (min(near, key=lambda each: DamerauLevenshtein.distance(word, each), default=word),)


def _close(word: str, meant: Collection[str]) -> bool:
    """Whether one slip could have made this, though it may be a word of its own."""
    return len(word) >= _SHORT - 1 and any(_likely(word, each, 1) for each in meant)


def _spelt(words: Sequence[_Word]) -> Iterator[str]:
    """What the words say, read one by one, as it is written."""
    text = " ".join(word.read for word in words)
    starts, at = {}, 0
    for index, word in enumerate(words):
        starts.update(dict.fromkeys(range(at, at + len(word.read) + 1), index))
        at += len(word.read) + 1
    blank = _NO_HOME.sub(lambda found: " " * len(found[0]), text)
    for found in _HOME.finditer(blank):
        said = words[starts[found.start()] : starts[found.end() - 1] + 1]
        yield " ".join(dict.fromkeys(word.written for word in said if word.written))


def _torn(part: Sequence[str], known: Collection[str]) -> Iterator[str]:
    """A word for a home with a space too many."""
    for left, right in pairwise(part):
        if left + right in _MEANT and not (left in known and right in known):
            yield f"{left} {right}"


def _alone(part: Sequence[_Word]) -> Iterator[str]:
    """A badly misspelt home that is all a part of the text says."""
    rest = [word.written for word in part if word.written not in _BESIDE]
    if len(part) <= _FEW and len(rest) == 1 and _nearly(rest[0]):
        yield rest[0]
    if len(part) == 1 and _doubtful(part[0]):
        yield part[0].written


def _told(part: Sequence[_Word]) -> Iterator[str]:
    """What the word beside it gives away, though it is a word of its own: "her hose", "fat 12", "bac garden", "at hole"."""
    for left, right in pairwise(part):
        owned = _IS_WHOSE.fullmatch(left.read) and _close(right.written, _OWNABLE)
        kin = left.written == "at" and right.read not in _OWNABLE and _close(right.written, {"mums", "nans", "dads"})
        pair = _close(right.written, _PAIRS.get(left.read, ()))
        if owned or kin or pair or (left.written == "at" and right.written != "some" and _doubtful(right)):
            yield right.written
        if right.written[0].isdigit() and _close(left.written, {"flat", "room"}):
            yield left.written
        if right.read in {"garden", "door", "doorstep"} and _close(left.written, {"back", "front"}):
            yield f"{left.written} {right.written}"
        if _doubtful(left) and (right.written in {"of", "on", "off"} or (left is part[0] and right.written in _ON)):
            yield left.written


def _before_a_name(part: Sequence[_Word], known: Collection[str]) -> Iterator[str]:
    """A word that is nearly one for a home, first of all and right before a name: "hole Oakcroft Road"."""
    said = [word for word in part if word.written not in _BESIDE]
    if len(said) > 1 and said[0].written not in known and _doubtful(said[0]):
        after = next((word.written for word in said[1:] if not word.written[0].isdigit()), "")
        if after in known:
            yield said[0].written


def _doubtful(word: _Word) -> bool:
    """Whether this is one slip from a word for a home."""
    return word.written not in _BLOCKS and _close(word.written, {"home", "house", "flat"})


@lru_cache(maxsize=65_536)
def _nearly(word: str) -> bool:
    """Whether two slips could have made this of a word for a home; three of a long one."""
    return word not in _REAL_WORDS and any(_likely(word, meant, 3 if len(meant) > _LONG + 1 else 2) for meant in _MEANT)


def _likely(word: str, meant: str, edits: int) -> bool:
    near = abs(len(word) - len(meant)) <= edits
    return near and DamerauLevenshtein.distance(word, meant, score_cutoff=edits) <= edits
