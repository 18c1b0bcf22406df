"""Figures that are no counts of records, as a question about them and as a view receives them. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from data_access import months
from data_access.catalogue import CAVEATS, FIGURES, Caveat, FigureSource, Indicator
from data_access.catalogue.figures import AREA_KINDS
from data_access.errors import BadInput
from data_access.released import Provenance

T = TypeVar("T")
# The words of an address about indicators; ``everywhere=yes`` asks for areas outside the borough too.
KEYS = ("indicator", "source", "areas", "area", "group", "since", "until", "everywhere")
MOST = 200  # characters of one value in an address


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """Which indicator of which source, of which areas, groups and time; an empty field narrows nothing."""

    source: str
    indicator: str
    areas: str = ""
    area: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    everywhere: bool = False

    @classmethod
    def from_query(cls, query: str) -> FigureQuestion:
        """The question of an address; :class:`BadInput` for anything it cannot mean."""
        given = _given(query)
        source = _among(given, "source", [key for key, each in FIGURES.items() if each.open and each.indicators])
        listed = {slug: key for key, each in FIGURES.items() if each.open for slug in each.indicators if source in {"", key}}
        indicator = _among(given, "indicator", list(listed))
        if not indicator:
            raise BadInput("Which indicator is asked about?", field="indicator", expected=", ".join(listed), do="name one")
        told = [key for key, each in FIGURES.items() if indicator in each.indicators and source in {"", key}]
        if len(told) > 1:
            raise BadInput(f"Several sources have “{indicator}”.", field="source", expected=", ".join(told), do="name one")
        return cls(
            told[0],
            indicator,
            _among(given, "areas", list(AREA_KINDS)),
            _several(given, "area"),
            _several(given, "group"),
            _month(given, "since"),
            _month(given, "until"),
            _among(given, "everywhere", ["yes", "no"]) == "yes",
        )

    @property
    def address(self) -> str:
        """The query string that asks the same."""
        pairs = {
            "source": self.source,
            "indicator": self.indicator,
            "areas": self.areas,
            "area": ",".join(self.area),
            "group": ",".join(self.group),
            "since": months.address(self.since) if self.since else "",
            "until": months.address(self.until) if self.until else "",
            "everywhere": "yes" if self.everywhere else "",
        }
        return urlencode({key: value for key, value in pairs.items() if value}, safe=",")


def _given(query: str) -> dict[str, str]:
    given = dict(parse_qsl(query.removeprefix("?")))
    for key, value in given.items():
        if key not in KEYS:
            raise BadInput(f"“{key[:40]}” is nothing to ask of an indicator.", field="address", expected=", ".join(KEYS))
        if len(value) > MOST:
            raise BadInput("That is too long to be read.", field=key, expected=f"at most {MOST} characters")
    return given


def _among(given: Mapping[str, str], key: str, known: list[str]) -> str:
    value = given.get(key, "")
    if value and value not in known:
        raise BadInput(f"“{value[:40]}” is not known here.", field=key, expected=", ".join(known))
    return value


def _several(given: Mapping[str, str], key: str) -> tuple[str, ...]:
    return tuple(part for part in given.get(key, "").split(",") if part)


def _month(given: Mapping[str, str], key: str) -> date | None:
    month = months.parse(given[key]) if given.get(key) else None
    if given.get(key) and month is None:
        raise BadInput(f"“{given[key][:40]}” is no month.", field=key, expected="a month such as 2023-09")
    return month


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: of which area, group and time; ``base`` is of how many, where the publisher says so."""

    area: str
    name: str
    ours: bool
    period: str
    since: date
    until: date
    group: str
    value: float
    lower: float | None
    upper: float | None
    base: float | None


@dataclass(frozen=True, slots=True)
class ReleasedFigures:
    """An indicator that may be shown, with what must be known to quote it. Only ``data_access.disclosure`` makes one."""

    source: FigureSource
    indicator: Indicator
    areas: tuple[str, ...]  # kinds of area among the rows
    rows: tuple[Figure, ...]
    provenance: Provenance
    address: str

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        slugs = (*self.source.caveats, *(("demonstration",) if self.provenance.demonstration else ()))
        return tuple(CAVEATS[slug] for slug in slugs)


@dataclass(frozen=True, slots=True)
class HeldFigures:
    """One indicator or denominator as loaded: of how many areas of ours, and of what time.

    ``total`` is their sum where adding means something (people, households);
    ``vintage`` says the time of a denominator in a word.
    """

    source: FigureSource
    label: str
    slug: str
    area_kind: str
    areas: int
    since: date
    until: date
    period: str
    vintage: str = ""
    total: int | None = None


def period_words(period: str, since: date, until: date) -> str:
    """What time a figure is of, for a reader.

    >>> period_words("financial-year", date(2023, 4, 1), date(2024, 3, 31))
    '2023/24'
    """
    match period:
        case "edition":
            return f"edition of {since.year}"
        case "census":
            return f"census of {since.day} {since:%B %Y}"
        case "calendar-year":
            return str(since.year)
        case "financial-year":
            return f"{since.year}/{until:%y}"
        case "quarter":
            return f"{since:%b} to {until:%b %Y}"
        case _:
            return months.period_words(since.replace(day=1), until.replace(day=1))
