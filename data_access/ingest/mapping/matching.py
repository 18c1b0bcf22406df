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
# What suppliers say besides, all plain.
ALSO: dict[str, dict[str, str]] = {
    "method": {
        "punch": "fist",
        "punched": "fist",
        "punching": "fist",
        "hand": "fist",
        "fists": "fist",
        "slap": "fist",
        "slapped": "fist",
        "kick": "foot",
        "kicked": "foot",
        "kicking": "foot",
        "feet": "foot",
        "headbutt": "head",
        "headbutted": "head",
        "head butt": "head",
        "stab": "knife",
        "stabbed": "knife",
        "stabbing": "knife",
        "bladed article": "knife",
        "machete": "knife",
        "glassed": "glass",
        "glassing": "glass",
        "broken glass": "glass",
        "bat": "blunt",
        "hammer": "blunt",
        "blunt instrument": "blunt",
        "gun": "firearm",
        "shot": "firearm",
        "shooting": "firearm",
        "gunshot": "firearm",
        "push": "pushed",
        "shoved": "pushed",
    },
    "setting": {
        "own home": "home",
        "private home": "home",
        "house": "home",
        "pub": "licensed-premises",
        "bar": "licensed-premises",
        "club": "licensed-premises",
        "nightclub": "licensed-premises",
        "pub bar club": "licensed-premises",
        "public house": "licensed-premises",
        "road": "street",
        "public place": "street",
        "bus": "transport",
        "train": "transport",
        "station": "transport",
        "public transport": "transport",
        "college": "school",
        "work": "workplace",
        "open space": "park",
    },
    "gender": {
        "m": "male",
        "man": "male",
        "boy": "male",
        "f": "female",
        "woman": "female",
        "girl": "female",
        "x": "other",
        "non binary": "other",
    },
    "reported": {"y": "yes", "n": "no", "true": "yes", "false": "no"},
    "ethnicity": {
        "white british": "white",
        "white irish": "white",
        "white other": "white",
        "any other white background": "white",
        "irish": "white",
        "black british": "black",
        "black african": "black",
        "black caribbean": "black",
        "african": "black",
        "caribbean": "black",
        "black or black british": "black",
        "any other black background": "black",
        "asian british": "asian",
        "indian": "asian",
        "pakistani": "asian",
        "bangladeshi": "asian",
        "chinese": "asian",
        "asian or asian british": "asian",
        "any other asian background": "asian",
        "mixed white and black caribbean": "mixed",
        "mixed white and black african": "mixed",
        "mixed white and asian": "mixed",
        "white and black caribbean": "mixed",
        "white and black african": "mixed",
        "white and asian": "mixed",
        "mixed other": "mixed",
        "arab": "other",
        "any other ethnic group": "other",
        "other ethnic group": "other",
    },
    "assailants": {
        "1": "one",
        "2": "two",
        "3": "three-or-more",
        "3 +": "three-or-more",
        "3 or more": "three-or-more",
        "more than 2": "three-or-more",
    },
}
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
    found |= ALSO.get(dimension, {})
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
