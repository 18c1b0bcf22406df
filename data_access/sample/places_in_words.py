"""How would somebody at a hospital's desk write down where it happened?"""

from __future__ import annotations

import numpy as np

_SHORT = {"Road": "rd", "Street": "st", "Avenue": "ave", "Close": "cl", "Gardens": "gdns", "Terrace": "terr", "Grove": "gr"}
_BEFORE = ("outside ", "near ", "o/s shop ", "bus stop on ", "corner of ", "pub on ", "alley off ", "", "", "")
_AFTER = (" lewisham", " catford", " se13", " by the station", " nr lights", "", "", "", "")
_HOMES = ("home", "at home", "own flat", "friends house", "HOME")


def in_words(rng: np.random.Generator, place: str) -> str:
    """A place as people write it: shortened, misspelt, with what stands nearby, or as it should be.

    It names no house and nobody.
    """
    text = place
    if rng.random() < 0.5:
        text = " ".join(_SHORT.get(word, word) for word in text.split())
    text = f"{_BEFORE[rng.integers(len(_BEFORE))]}{text}{_AFTER[rng.integers(len(_AFTER))]}"
    if rng.random() < 0.25:
        text = _misspelt(rng, text)
    return text.lower() if rng.random() < 0.6 else text


def home(rng: np.random.Generator) -> str:
    return str(_HOMES[rng.integers(len(_HOMES))])


def _misspelt(rng: np.random.Generator, text: str) -> str:
    """Two letters changed places, or one went missing."""
    at = int(rng.integers(1, max(len(text) - 2, 2)))
    if rng.random() < 0.5:
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
