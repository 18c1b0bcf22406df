"""Which category is a published word most like?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz

from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.catalogue.code_lists import UNKNOWN

SURE = 0.85  # a word is taken for what it is like from here on; below, a person says
BLANKS = frozenset(
    {"", "-", "n/a", "na", "none", "null", "not known", "not recorded", "not given", "unknown", "not stated", "nk"}
)
_PARTS = re.compile(r"[a-z]+|\d+|\+")
_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain(text: str) -> str:
    """A heading or a word as its parts, without case, strokes and capitals inside words.

    >>> plain("IncidentDate"), plain("WARD_CODE"), plain("Assault method (other)")
    ('incident date', 'ward code', 'assault method other')
    """
    return " ".join(_PARTS.findall(_CAPITALS.sub(" ", text).casefold()))


def likeness(one: str, other: str) -> float:
    """How alike two plain texts are, from 0 to 1; the order of their words does not matter."""
    return fuzz.token_sort_ratio(one, other) / 100


@cache
def known_words(dimension: str) -> Mapping[str, str]:
    """Every word that Lion has for a dimension's values: labels, slugs, and what the sources' files say; all plain."""
    found = {plain(value.label): value.slug for value in DIMENSIONS[dimension].values}
    found |= {plain(value.slug): value.slug for value in DIMENSIONS[dimension].values if plain(value.slug) not in found}
    for source in SOURCES.values():
        for layout in source.layouts:
            for field in layout.fields_to(dimension):
                for words in (field.words or {}, field.endings or {}):
                    found |= {plain(word): slug for word, slug in words.items() if plain(word) and plain(word) not in found}
    return {word: slug for word, slug in found.items() if word}


def matched(text: str, dimension: str, offered: Collection[str]) -> tuple[str, float]:
    """The value a word is most like among ``offered``, and how like; a word for nothing is "not recorded"."""
    said = plain(text)
    if text.strip().casefold() in BLANKS and UNKNOWN in offered:
        return UNKNOWN, 1.0
    known = known_words(dimension)
    if known.get(said) in offered:
        return known[said], 1.0
    best = max(((likeness(said, word), slug) for word, slug in known.items() if slug in offered), default=(0.0, ""))
    return best[1], best[0]


def share_known(texts: Sequence[str], dimension: str) -> float:
    """The share of distinct texts that are, or are very like, words of a dimension."""
    offered = DIMENSIONS[dimension].slugs
    distinct = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    known = sum(1 for text in distinct[:60] if matched(text, dimension, offered)[1] >= SURE)
    return known / max(len(distinct[:60]), 1)
