"""Texts that speak of a home, misspelt in other ways than ``place_texts`` does: none of them may be given a point.

A second opinion: the phrases, the slips and the order were written apart from
the first set, and its seeds are its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

PHRASES = (
    *("at home", "home", "home address", "hom adress", "at hme", "own house", "own home", "his flat", "her flat", "in own flat"),
    *("friends flat", "friend's house", "mates flat", "at a mate's house", "girlfriends house", "boyfriend's place", "gf's flat"),
    *(
        "ptn's home",
        "pt's home address",
        "pts flat",
        "patients house",
        "victim's residence",
        "vic's home add",
        "suspects address",
    ),
    *("inside property", "private address", "domestic - home", "own bedroom", "living room", "in kitchen", "bathroom at home"),
    *("residence", "residential property", "private residence", "dwelling", "shared accommodation", "temp accommodation"),
    *("mum's house", "at mums", "dads flat", "nan's house", "sister's address", "his brothers place", "parents house"),
    *("neighbours house", "relatives house", "ex's flat", "family home", "care home", "house party at friends flat", "flat 3"),
    *("Flat 12b", "home of friend", "front door of house", "back garden", "doorstep of her house", "where he lives", "indoors"),
    *("his apartment", "apartment", "in his room", "room 4", "lodgings", "at his home", "at her home address", "nfa"),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_EAR = (("ss", "s"), ("dd", "d"), ("f", "ph"), ("ie", "ei"), ("ou", "ow"), ("e", ""), ("o", "oo"), ("th", "f"), ("ence", "ance"))


def _slipped(text: str, rng: random.Random) -> str:
    """One letter left out, doubled, changed for any other, or two that changed places, in a word of four letters or more."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= 4]
    if not long:
        return text
    at = rng.choice(long)
    word, spot = words[at], rng.randrange(len(words[at]))
    swapped = word[: max(spot - 1, 0)] + word[max(spot - 1, 0) : spot + 1][::-1] + word[spot + 1 :]
    slips = (
        word[:spot] + word[spot + 1 :],
        word[: spot + 1] + word[spot:],
        word[:spot] + rng.choice(_LETTERS) + word[spot + 1 :],
    )
    words[at] = rng.choice((*slips, swapped))
    return " ".join(words)


def _heard(text: str, rng: random.Random) -> str:
    pairs = [pair for pair in _EAR if pair[0] in text]
    return text.replace(*rng.choice(pairs), 1) if pairs else _slipped(text, rng)


def _joined(text: str, _: random.Random) -> str:
    return text.replace(" ", "", 1)


def _capitals(text: str, rng: random.Random) -> str:
    return rng.choice((text.upper(), text.title()))


_NOISE: Sequence[Callable[[str, random.Random], str]] = (_slipped, _slipped, _slipped, _heard, _joined, _capitals)


def homes(streets: Sequence[str], count: int, seed: int) -> list[str]:
    """So many texts of homes; two thirds name a street too."""
    rng = random.Random(seed)
    return [_home(streets, rng) for _ in range(count)]


def _home(streets: Sequence[str], rng: random.Random) -> str:
    text = rng.choice(_NOISE)(rng.choice(PHRASES), rng)
    street = rng.choice(streets)
    number = f"{rng.randrange(1, 240)} " if rng.random() < 0.5 else ""
    forms = (text, text, f"{text}, {number}{street}", f"{number}{street}, {text}", f"{text} {street}", f"{street} ({text})")
    return rng.choice((*forms, f"{text} - {number}{street}", f"{text} on {street}", f"{text} off {street}"))
