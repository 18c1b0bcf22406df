"""Shares and changes as people say them: "nine in ten", "about a quarter fewer".

Every phrase is within a stated distance of its number; where none is, the per
cent itself is said.
"""

from __future__ import annotations

import math

from data_access.wording import NBSP, capitalised, percent, percent_change, spelled, times

# How far a share may lie from the fraction that stands for it.
NEAR = 0.02
_IN = ((1, 10), (1, 8), (1, 6), (1, 5), (1, 4), (3, 10), (1, 3), (2, 5), (3, 5), (2, 3), (7, 10), (3, 4), (4, 5), (9, 10))
_PARTS = ((1 / 5, "a fifth"), (1 / 4, "a quarter"), (1 / 3, "a third"), (2 / 3, "two thirds"), (3 / 4, "three quarters"))


def fraction(part: int, whole: int) -> tuple[int, int] | None:
    """The "k in n" that stands for a share; None when none is near enough."""
    share = part / whole if whole else 0.0
    near = min(_IN, key=lambda pair: abs(pair[0] / pair[1] - share))
    return near if abs(near[0] / near[1] - share) <= NEAR else None


def share_words(part: int, whole: int) -> str:
    """A share on its own: ``nine in ten``, ``more than half``, ``all``, ``none``, ``55 %``."""
    if part <= 0 or whole <= 0:
        return "none"
    if part >= whole:
        return "all"
    if (around := _around_half(part / whole)) is not None:
        return around
    near = fraction(part, whole)
    return f"{spelled(near[0])} in {spelled(near[1])}" if near else percent(part / whole)


def share_of(part: int, whole: int, noun: tuple[str, str]) -> str:
    """A share of things, capitalised, with its verb: ``One search in five was``, ``Half of searches were``."""
    words = share_words(part, whole)
    near = fraction(part, whole)
    if words == "none":
        return f"No {noun[1]} were"
    if whole == 1:
        return f"The only {noun[0]} was"
    if words.startswith("one in ") and near:
        return f"One {noun[0]} in {spelled(near[1])} was"
    joined = " " if words == "all" or " in " in words else " of "
    return f"{capitalised(words)}{joined}{noun[1]} were"


def _around_half(share: float) -> str | None:
    if 0.45 <= share < 0.48:
        return "nearly half"
    if 0.48 <= share <= 0.52:
        return "half" if share == 0.5 else "about half"
    return "more than half" if 0.52 < share < 0.58 else None


def relative(ratio: float, *, countable: bool = True) -> str:
    """A ratio, to stand before what it is measured against: ``about a quarter fewer than``, ``twice as many as``.

    ``countable`` things are many and fewer, others much and less.
    """
    many, less = ("many", "fewer") if countable else ("much", "less")
    if ratio == 1:
        return f"as {many} as"
    if abs(ratio - 1) < 0.005:
        return f"slightly {'more' if ratio > 1 else less} than"
    return _larger(ratio, many) if ratio > 1 else _smaller(ratio, many, less)


def _larger(ratio: float, many: str) -> str:
    if abs(ratio - 1.5) <= 0.03:
        return f"about half as {many} again as"
    whole = round(ratio)
    if whole >= 2 and abs(ratio - whole) <= 0.06 * whole and whole <= 10:
        return f"about {'twice' if whole == 2 else f'{spelled(whole)} times'} as {many} as"
    if ratio > 1.8:
        return f"{times(ratio)}{NBSP}times as {many} as"
    return f"{_part(ratio - 1)} more than"


def _smaller(ratio: float, many: str, less: str) -> str:
    return f"about half as {many} as" if abs(ratio - 0.5) <= NEAR else f"{_part(1 - ratio)} {less} than"


def _part(change: float) -> str:
    """``about a quarter``, or the per cent where no such word is near."""
    value, words = min(_PARTS, key=lambda entry: abs(entry[0] - change))
    return f"about {words}" if abs(value - change) <= NEAR else percent(change)


def degree(ratio: float) -> str:
    """How to say a clear change in one word: ``a little higher`` under a tenth, ``much lower`` from half."""
    way = "higher" if ratio > 1 else "lower"
    if math.isinf(ratio):
        return way
    if ratio >= 2 or ratio <= 0.5:
        return f"much {way}"
    return f"a little {way}" if 0.9 < ratio < 1.1 else way


def rate_words(ratio: float) -> str:
    """One rate against another: ``at 2.2 times the rate``, ``at a rate 4 % higher``, for "than" or "of" to follow."""
    if 0.9 <= ratio <= 1.1:
        change = percent_change(ratio).lstrip("+−")
        return f"at a rate {change} {'higher' if ratio > 1 else 'lower'} than that of"
    return f"at {times(ratio)}{NBSP}times the rate of"
