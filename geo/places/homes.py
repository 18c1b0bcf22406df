"""Does this text speak of where somebody lives?

A home is never put on the map: not the point, not the street beside it. When
in doubt a text is taken for a home, for the cost of that is a line in the
review queue, and the cost of the reverse is somebody's address.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.distance import OSA

from geo.places.words import listed

_WHOSE = (
    "his|her|hers|their|theirs|my|our|own|your|friends?|mates?|partners?|girlfriends?|boyfriends?|gfs?|bfs?|"
    "mothers?|mums?|fathers?|dads?|parents?|sisters?|brothers?|cousins?|aunts?|uncles?|nans?|grans?|neighbours?|victims?|"
    "vics?|suspects?|patients?|pts?|ex|exs|family|relatives?|council|private|shared"
)
_HOME = re.compile(
    r"\b(?:homes?|residences?|residential|dwelling|domicile|abode|maisonette|bedsit|bedroom|kitchen|living room|bathroom|"
    r"flat|apartment|apt|nfa|addr|address(?:es)?|indoors|household|lodgings?|digs)\b"
    rf"|\b(?:{_WHOSE}) (?:\w+ )?(?:house|hse|place|property|room|doorstep|gaff|crib|yard)\b"
    rf"|\b(?:{_WHOSE}|front|back) (?:garden|gdn|door|drive)\b(?! (?:road|street|close))"
    r"|\b(?:the|a) property\b|\broom ?(?:no |number )?\d+[a-z]?\b|^(?:house|hse)\b|\b\w+ (?:house|hse)\b"
    r"|\bwhere (?:\w+ ){1,2}(?:lives?|lived|stays?|staying)\b"
)
# What only sounds like one.
_NO_HOME = re.compile(
    r"\bhome (?:bargains|base|office|improvements?|delivery|farm|park|guard|made|wares|stores?|way|walking)\b"
    r"|\b(?:funeral|stately|walking|walk|going|travelling|heading|back|coming|journey|bus) home\b(?! add)"
    r"|\b(?:the|his|her|my|on) way home\b(?! add)"
    r"|\b(?:public|opera|coffee|play|wendy|steak|ale|pizza|curry|town|custom|ware) (?:house|hse)\b"
    r"|\b(?:email|ip) address\b|\bindoor (?:market|pool|bowls|bowling|courts?)\b"
)
# One letter from a word above, and said of other things often enough to keep.
_REAL_WORDS = listed("some come hope hole dome rome flats fleet horse houses chicken dress")
_MEANT = listed(
    "home house flat residence residential resident residents dwelling address bedroom household lodgings apartment maisonette "
    "kitchen bathroom indoors domicile"
)
_LONG = 8  # letters: in a word this long two slips are still the same word


def home_words(plain: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Everything in ``plain`` that speaks of a home, as it stands there.

    ``known`` are words that stand in names of the gazetteer: those are never
    taken for a misspelt home ("Holme Lacey Road").

    >>> home_words("greenwich house at home"), home_words("at hmoe"), home_words("public house")
    (('greenwich house', 'home'), ('hmoe',), ())
    """
    without = _NO_HOME.sub(" ", plain)
    spelt = [found[0].strip() for found in _HOME.finditer(without)]
    words = [word for word in without.split() if word not in known and word not in _REAL_WORDS]
    return (*spelt, *(word for word in words if not any(word in each.split() for each in spelt) and _misspelt(word)))


@lru_cache(maxsize=65_536)
def _misspelt(word: str) -> bool:
    return any(_likely(word, meant, 2 if len(meant) >= _LONG else 1) for meant in _MEANT)


def _likely(word: str, meant: str, edits: int) -> bool:
    return abs(len(word) - len(meant)) <= edits and OSA.distance(word, meant, score_cutoff=edits) <= edits
