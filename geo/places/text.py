"""What does a place written in somebody's own words say: a postcode, names, a junction, a home?

>>> said = read_text("jct Rushey Grn/Brownhill Rd, SE6 2AB")
>>> said.postcode, said.junction, [token.word for token in said.tokens]
('SE62AB', True, ['rushey', 'grn', 'brownhill', 'rd'])
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from geo.places import words
from geo.places.homes import home_words

BREAK = 5  # positions: no name reaches across "junction of" or "opposite"

_APOSTROPHES = re.compile(r"['’‘`´]")
_SLASHED = re.compile(r"\b([ojwcnb])\s?/\s?([swrbo])\b")  # o/s, j/w, c/o, n/r, b/w
_JOINT = re.compile(r"[/\\+@&;]")
_PART = re.compile(r"[,():;]|\s[-–—]+\s")  # a new part of the text begins
_TOWARDS = re.compile(r"(\w\W+)\b(?:towards?|twds)\s[^,():;]*", re.I)  # after a place, the way somebody went: not where it was
_ROAD_NUMBER = re.compile(r"\b([abm]) (\d{1,4})\b")
_OTHER = re.compile(r"[^a-z0-9| ]+")
# The letters O and I are often typed for 0 and 1, which no postcode's last part may begin with.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)[\s.\-]*([0-9OI])\s?([A-BD-HJLNP-UW-Z]{2})\b", re.ASCII)
_DISTRICT = re.compile(r"\b([A-Z]{1,2})(\d[A-Z\d]?)(?: ?(\d))?\b", re.ASCII)
_NUMBERED = r"\b(?:bus|route|platform|plat|stop) ?\d{1,3}[a-z]?\b|\b[abm] ?\d+\b"  # numbers that tell where it was
_HOUSE_NUMBER = re.compile(rf"({_NUMBERED}|\b[a-z]{{1,2}}\d[a-z\d]?[ -]?\d[a-z]{{0,2}}\b)|\b\d{{1,5}}[a-z]?\b")
_SLASH_WORDS = {"os": "outside", "jw": "junction", "co": "corner", "nr": "near", "bw": "between"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands; positions jump by one at a comma, and far where another place begins."""

    word: str
    position: int


@dataclass(frozen=True, slots=True)
class Said:
    """One text, read.

    ``key`` is what remembered answers go by; ``postcode`` has no space;
    ``district`` is its first part, or what stands alone ("SE13").
    """

    key: str
    tokens: tuple[Token, ...]
    postcode: str = ""
    district: str = ""
    homes: tuple[str, ...] = ()
    category: str = ""
    junction: bool = False


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces; "|" where two places are set against each other.

    >>> plain("O/S  St. John's  Stn &  Café")
    'outside st johns stn | cafe'
    """
    unaccented = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in unaccented if not unicodedata.combining(each))
    letters = _SLASHED.sub(lambda found: f" {_SLASH_WORDS.get(found[1] + found[2], found[1] + found[2])} ", letters)
    letters = _OTHER.sub(" ", _JOINT.sub(" | ", _APOSTROPHES.sub("", letters)))
    return _ROAD_NUMBER.sub(r"\1\2", " ".join(letters.split()))


def kept_form(text: str) -> str:
    """A text as it may be kept: small letters, single blanks, and 0 for the number of a house.

    It is looked up as well as the text itself.

    >>> kept_form("  O/S 14a Brownhill Rd,  SE13 6LG")
    'o/s 0 brownhill rd, se13 6lg'
    >>> kept_form("On bus 185, A205"), kept_form("flat 3, 40-42 Larkfen Rd")
    ('on bus 185, a205', 'flat 0, 0-0 larkfen rd')
    """
    unaccented = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in unaccented if not unicodedata.combining(each))
    return _HOUSE_NUMBER.sub(lambda found: found[1] or "0", " ".join(letters.split()))


def key_of(text: str) -> str:
    """What two writings of one place have in common: remembered answers are kept under this.

    >>> key_of("Jct. Rushey Grn / Brownhill Rd") == key_of("junction rushey green & brownhill road")
    True
    """
    return " ".join(_spelt_out(word, first=index == 0) for index, word in enumerate(plain(text).replace("|", "and").split()))


def _spelt_out(word: str, *, first: bool) -> str:
    if word in words.JUNCTION_WORDS:
        return word if word in {"corner", "roundabout"} else "junction"
    meant = words.ABBREVIATIONS.get(word, (word,))
    return {"opp": "opposite", "nr": "near"}.get(word, meant[-1] if first else meant[0])


def read_text(text: str, known: Collection[str] = ()) -> Said:
    """What ``text`` says. ``known`` are the words of the gazetteer's names."""
    postcode, rest = _without_postcode(text)
    district, rest = _without_district(rest, known) if not postcode else (postcode[:-3], rest)
    remaining = " , ".join(plain(part) for part in _PART.split(_TOWARDS.sub(r"\1", rest)))
    tokens = tuple(_tokens(remaining, known))
    bare = " ".join(each for each in remaining.split() if each not in words.RELATIONS | words.FILLER | {",", "|"})
    return Said(
        key=key_of(text),
        tokens=tokens,
        postcode=postcode,
        district=district,
        homes=home_words(", ".join(plain(part).replace("|", " , ") for part in _PART.split(text)), known),
        category=_category(bare),
        junction="|" in remaining or any(each in words.JUNCTION_WORDS for each in remaining.split()),
    )


def _without_postcode(text: str) -> tuple[str, str]:
    upper = text.upper()
    found = _POSTCODE.search(upper)
    if found is None or len(upper) != len(text):
        return "", text
    digit = {"O": "0", "I": "1"}.get(found[2], found[2])
    outer = f"{found[1][:-1]}0" if found[1].endswith("O") else found[1]
    return f"{outer}{digit}{found[3]}", f"{text[: found.start()]} , {text[found.end() :]}"


def _without_district(text: str, known: Collection[str]) -> tuple[str, str]:
    for found in _DISTRICT.finditer(text.upper()):
        if found[1] in words.POSTCODE_AREAS and found[0].lower() not in known:
            return found[1] + found[2], f"{text[: found.start()]} , {text[found.end() :]}"
    return "", text


def _tokens(remaining: str, known: Collection[str]) -> Iterator[Token]:
    position = 0
    for word in remaining.split():
        joint = word in {"|", ","} or word in words.JUNCTION_WORDS or word in words.RELATIONS
        if joint:
            position += 1 if word == "," else BREAK
        if not joint or word in known:  # "round" is also the first word of Round Hill
            yield Token(word, position)
            position += 1


def _category(bare: str) -> str:
    whole = " ".join(_spelt_out(word, first=False) for word in bare.split())
    return whole if whole in words.CATEGORIES else ""
