"""How do hurried people write a place? Noise, invented apart from what the geocoder knows of it.

Nothing here is read from ``geo.places``: the abbreviations, the small words
and the mistakes were written down without looking at its lists, and several
of them (vowels left out, spelling by ear, short forms such as "strt") are of
kinds it has no rule for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

SHORT = {
    "road": ("rd", "Rd.", "rd", "RD", "rd", "rod", "r'd"),
    "street": ("st", "St.", "st", "str", "strt", "st"),
    "avenue": ("ave", "av", "Ave.", "avn", "aven"),
    "close": ("cl", "clse", "Cl."),
    "lane": ("ln", "la", "Lne"),
    "grove": ("gr", "grv", "gve"),
    "gardens": ("gdns", "gdn", "gardns", "Gdens"),
    "crescent": ("cres", "cresent", "crsnt", "crct"),
    "terrace": ("ter", "terr", "trce"),
    "square": ("sq", "Sq.", "sqr"),
    "place": ("pl", "plc"),
    "park": ("pk", "prk"),
    "hill": ("hl", "hll"),
    "drive": ("dr", "drv"),
    "station": ("stn", "sta", "stat", "train stn", "rail station"),
    "green": ("grn", "gn"),
    "saint": ("st", "St."),
    "high": ("high", "hi", "hgh"),
    "upper": ("upr", "uppr"),
    "lower": ("lwr", "low"),
    "great": ("gt", "grt"),
    "north": ("n", "nth"),
    "south": ("s", "sth"),
    "church": ("ch", "chrch"),
}
NEIGHBOUR_KEYS = {
    **dict(zip("qwertyuiop", ("wa", "qe", "wr", "et", "ry", "tu", "yi", "uo", "ip", "ol"), strict=True)),
    **dict(zip("asdfghjkl", ("sq", "ad", "sf", "dg", "fh", "gj", "hk", "jl", "ko"), strict=True)),
    **dict(zip("zxcvbnm", ("xs", "zc", "xv", "cb", "vn", "bm", "nk"), strict=True)),
}
BY_EAR = (
    *(("ph", "f"), ("ck", "k"), ("ough", "uff"), ("ee", "ea"), ("ie", "ei"), ("ll", "l"), ("tt", "t"), ("ss", "s")),
    *(("wh", "w"), ("ey", "y"), ("ham", "am"), ("bourne", "borne"), ("bury", "berry"), ("leigh", "lee"), ("y", "ie")),
)
BEFORE = (
    *("outside", "o/s", "nr", "near", "opp", "on", "in", "at", "jst by", "bhind", "outside the shops on", "in the street,"),
    *("walking along", "attacked on", "jumped by group on", "bus stop on", "while driving down", "round corner from"),
    *("alleyway off", "across from", "couple of doors down from", "pavement,", "?", "poss", "approx", "in vehicle on"),
)
SHOPS = (
    *("McDonalds", "Lidl", "KFC", "the bookies", "Tesco Express", "Wetherspoons", "chicken shop"),
    *("cash point", "B&Q", "Greggs"),
)
AFTER = (
    *("", "", "", "towards shops", "late eve", "by the bridge", "2300hrs", "last night", "(cctv)"),
    *("top end", "w/ friends", "- ?"),
)
JOINERS = ("/", " / ", " & ", " and ", " j/w ", " jct ", " junction with ", " jw ", " corner of ", " at ", " x ", " meets ", "+")

Noise = Callable[[str, random.Random], str]


def abbreviated(text: str, rng: random.Random) -> str:
    """Words that have a short form, in one of them."""

    def shorter(word: re.Match[str]) -> str:
        return rng.choice(SHORT[word[0].lower()]) if word[0].lower() in SHORT and rng.random() < 0.8 else word[0]

    return re.sub(r"[A-Za-z]+", shorter, text)


def mistyped(text: str, rng: random.Random) -> str:
    """One slip of the hand somewhere in a word of four letters or more."""
    spots = [found.span() for found in re.finditer(r"[A-Za-z]{4,}", text)]
    if not spots:
        return text
    start, end = rng.choice(spots)
    at, letter = rng.randrange(start, end), ""
    letter = text[at].lower()
    slips = (
        text[:at] + text[at + 1 :],
        text[: at + 1] + text[at:],
        text[:at] + rng.choice(NEIGHBOUR_KEYS[letter]) + text[at + 1 :],
        text[:at] + rng.choice(NEIGHBOUR_KEYS[letter]) + text[at:],
        text[:at] + text[at : at + 2][::-1] + text[at + 2 :] if at + 1 < end else text[:at] + text[at + 1 :],
    )
    return rng.choice(slips)


def mistyped_twice(text: str, rng: random.Random) -> str:
    """Two slips."""
    return mistyped(mistyped(text, rng), rng)


def by_ear(text: str, rng: random.Random) -> str:
    """Spelt as it sounds."""
    heard = [pair for pair in BY_EAR if pair[0] in text]
    if not heard:
        return mistyped(text, rng)
    written, sound = rng.choice(heard)
    return text.replace(written, sound, 1)


def without_vowels(text: str, _: random.Random) -> str:
    """The longest word as in a text message."""
    longest = max(re.findall(r"[A-Za-z]+", text), key=len, default="")
    return text.replace(longest, longest[:1] + re.sub("[aeiou]", "", longest[1:]), 1)


def run_together(text: str, _: random.Random) -> str:
    """One space too few."""
    return text.replace(" ", "", 1)


def torn_apart(text: str, _: random.Random) -> str:
    """One space too many."""
    longest = max(re.findall(r"[A-Za-z]+", text), key=len, default="")
    at = len(longest) // 2
    return text.replace(longest, f"{longest[:at]} {longest[at:]}", 1) if len(longest) > 6 else text


def turned(text: str, _: random.Random) -> str:
    """The last word first."""
    *first, last = text.split()
    return " ".join([last, *first])


def cut_short(text: str, _: random.Random) -> str:
    """Without its last word: "Brownhill"."""
    return " ".join(text.split()[:-1]) if len(text.split()) > 1 else text


def another_kind(text: str, rng: random.Random) -> str:
    """Close for Road."""
    *first, last = text.split()
    others = [kind for kind in ("Road", "Street", "Avenue", "Close", "Lane") if kind != last]
    return " ".join([*first, rng.choice(others)]) if first else text


def as_it_is(text: str, _: random.Random) -> str:
    """Written well."""
    return text


# How often each happens to a name, in a hundred.
NAME_NOISE: dict[Noise, int] = {
    as_it_is: 22,
    abbreviated: 34,
    mistyped: 17,
    mistyped_twice: 4,
    by_ear: 5,
    without_vowels: 2,
    run_together: 3,
    torn_apart: 2,
    turned: 3,
    cut_short: 6,
    another_kind: 2,
}


def noised(name: str, rng: random.Random) -> tuple[str, str]:
    """A name as somebody wrote it, and what happened to it; half of the misspelt ones are also abbreviated."""
    noise = rng.choices(list(NAME_NOISE), list(NAME_NOISE.values()))[0]
    text = noise(name, rng)
    if noise not in {as_it_is, abbreviated, cut_short, another_kind} and rng.random() < 0.5:
        text = abbreviated(text, rng)
    return text, noise.__name__


def cased(text: str, rng: random.Random) -> str:
    """In capitals, in none, or as it came; with stray marks and spaces."""
    text = rng.choice((str, str, str.lower, str.lower, str.upper))(text)
    marks = rng.random()
    if marks < 0.06:
        return text + rng.choice((".", " ", "?", ",", " -"))
    return text.replace(" ", "  ", 1) if marks < 0.1 else text
