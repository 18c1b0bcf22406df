"""What do a column's values say about what it could be?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from data_access.ingest.files.heading import whole
from data_access.ingest.mapping import forms, matching, roles
from data_access.ingest.rows import identifiers

MOST_WORDS = 60  # distinct words of a column that somebody can still say the meaning of
LOOKED_AT = 2_000  # values of a column that are held against identifiers here
_CODE = {"ward": re.compile(r"[EWSN]05\d{6}"), "lsoa": re.compile(r"[EW]01\d{6}")}
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d+)?")
_RANGES = {"lat": (49.0, 61.0), "lng": (-9.0, 2.5), "easting": (80_000.0, 656_000.0), "northing": (5_000.0, 1_220_000.0)}
_BOROUGH = re.compile(r"[EWSN]0[6-9]\d{6}")


@dataclass(frozen=True, slots=True)
class Values:
    """One column: its heading, the distinct values that are not blank, what kind of time they are, whose they look like."""

    title: str
    texts: Sequence[str]
    borough: frozenset[str] = frozenset()
    wards: Mapping[str, str] = field(default_factory=dict)  # names to GSS codes
    distinct: tuple[str, ...] = field(init=False)
    filled: int = field(init=False)  # rows that say something
    kind: str = field(init=False)
    like: str = field(init=False)  # what of a person the column looks like

    def __post_init__(self) -> None:
        filled = [stripped for text in self.texts if (stripped := text.strip())]
        found = tuple(dict.fromkeys(filled))
        object.__setattr__(self, "filled", len(filled))
        object.__setattr__(self, "distinct", found)
        object.__setattr__(self, "kind", forms.kind_of(found))
        object.__setattr__(self, "like", _like(self))

    def share(self, good: Callable[[str], object]) -> float:
        """The share of the first distinct values that are good; 0 of none."""
        looked_at = self.distinct[:200]
        return sum(1 for text in looked_at if good(text)) / len(looked_at) if looked_at else 0.0

    @property
    def few(self) -> bool:
        return 0 < len(self.distinct) <= MOST_WORDS

    @property
    def sorts(self) -> bool:
        """Whether these could be sorts of something: few words, said again and again."""
        return self.few and not self.kind and not self.prose and (self.filled < 8 or len(self.distinct) <= self.filled / 2)

    @property
    def prose(self) -> bool:
        """Whether these are words put down freely: mostly several, mostly different."""
        several = self.share(lambda text: len(text.split()) >= 3)
        return several >= 0.5 and len(self.distinct) >= 0.5 * min(len(self.texts), 200)


def says(role: str, values: Values, words: frozenset[str] = frozenset()) -> float | None:
    """How far the values bear a role out, from 0 to 1; None where they cannot tell.

    ``words`` are those that a source knows for the role, where it knows some: all plain.
    """
    if not values.distinct:
        return None
    if role in (*roles.HAPPENED, roles.CLOCK, roles.OTHER_DATE):
        return float(values.kind in roles.HAPPENED if role == roles.OTHER_DATE else values.kind == role)
    if role in roles.CODED:
        return _coded(role, values, words)
    return _OTHERS[role](values)


def _coded(role: str, values: Values, words: frozenset[str]) -> float | None:
    if role == "age_group" and values.share(_is_age) >= 0.9:
        return 1.0
    if not values.sorts or values.share(_is_code) > 0.5:
        return 0.0
    if role == "category" and words:
        return values.share(lambda text: matching.plain(text) in words) or None
    if role == "category":
        return None if values.share(_is_number) < 0.5 else 0.0
    return matching.share_known(values.distinct, role)


def _is_age(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:4]) <= 120


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _is_code(text: str) -> bool:
    return any(code.fullmatch(text) for code in (*_CODE.values(), _BOROUGH))


def _within(role: str, values: Values) -> float:
    low, high = _RANGES[role]
    fraction = role in {"lat", "lng"}

    def good(text: str) -> bool:
        return _is_number(text) and low <= float(text) <= high and (not fraction or "." in text)

    return values.share(good)


def _ward(values: Values) -> float:
    named = {matching.plain(name) for name in values.wards}
    return max(values.share(_CODE["ward"].fullmatch), values.share(lambda text: matching.plain(text) in named))


def _borough(values: Values) -> float:
    return max(values.share(_BOROUGH.fullmatch), 1.0 if values.borough & set(values.distinct) else 0.0)


def _reference(values: Values) -> float:
    figures = values.share(lambda text: any(map(str.isdigit, text)) and len(text.split()) == 1)
    different = len(values.distinct) >= 0.95 * values.filled
    return figures if different and not values.kind else 0.0


def _counted(values: Values) -> float:
    return values.share(lambda text: whole(text) is not None)


_OTHERS: dict[str, Callable[[Values], float | None]] = {
    **{role: partial(_within, role) for role in roles.POINTS},
    "ward": _ward,
    "lsoa": lambda values: values.share(_CODE["lsoa"].fullmatch),
    "borough": _borough,
    "n": _counted,
    "record_id": _reference,
    "free_text": lambda values: 1.0 if values.prose else None if values.share(_is_number) < 0.5 and not values.kind else 0.0,
    "name": lambda values: None if values.share(_is_number) < 0.5 and not values.kind else 0.0,
    "supplier": lambda values: None if values.few and not values.kind else 0.0,
}


def _like(values: Values) -> str:
    """What of a person a column looks like, by its heading or by what it holds; a load looks at every value again."""
    by_heading = identifiers.heading_like(values.title)
    if by_heading or values.kind:
        return by_heading
    held = (identifiers.value_like(text, place=values.prose) for text in values.distinct[:LOOKED_AT])
    return next(filter(None, held), "")
