"""A reader's question as one frozen value, and its three spellings.

``Filters.from_query`` reads the address, ``to_query`` writes it, ``in_words``
says it in English. Bad input never raises: what cannot be understood is left
out and said in ``notices``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from data_access import months
from data_access.catalogue import DIMENSIONS, SOURCES, Dimension, Kind
from data_access.catalogue.code_lists import UNKNOWN

# How a page draws, not what it asks: read by layouts.view, passed over here.
VIEW_KEYS = frozenset(
    {"layer", "measure", "res", "tables", "by", "ward_page", "against", "present", "before", "after"}
    | {"incoming", "file", "of", "ruling", "site"}
)
MAX_QUERY = 8_000  # characters; a longer address is refused whole
MAX_VALUES = 400  # values of one key
MAX_CORNERS = 100  # corners of a drawn area
# Dimensions that say where; a drawn area or a ward can be laid over any other filter.
PLACE_KEYS = frozenset({"ward", "old_ward", "lsoa", "h3_7", "h3_8", "h3_9", "h3_10", "location"})

Corner = tuple[float, float]
_CLOSED = "{} is not open data, so it is not shown."


@dataclass(frozen=True, slots=True)
class Filters:
    """Which records are asked about.

    ``since`` and ``until`` are first days of months, both included; None means
    the latest complete period, which only the warehouse knows. ``where`` holds
    (key, slugs) in the catalogue's order. ``within`` is a drawn area's corners
    as (lat, lng), empty for none.
    """

    source: str = "stop-and-search"
    since: date | None = None
    until: date | None = None
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    within: tuple[Corner, ...] = ()
    notices: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_query(cls, query: str, *, source: str = "stop-and-search") -> Filters:
        """The question an address asks; ``source`` is the page's own default."""
        if len(query) > MAX_QUERY:
            return cls(source=source, notices=("The address is too long to read, so nothing in it was used.",))
        given: dict[str, list[str]] = {}
        for key, value in parse_qsl(query.removeprefix("?"), max_num_fields=None):
            given.setdefault(key, []).extend(part for part in value.split(",") if part)
        return _read(given, source)

    @classmethod
    def of(cls, source: str, **values: str | Sequence[str]) -> Filters:
        """A question written in Python: ``Filters.of("stop-and-search", ward="E05013717")``."""
        pairs = [(key, value if isinstance(value, str) else ",".join(value)) for key, value in values.items()]
        return cls.from_query(urlencode([("source", source), *pairs]), source=source)

    def to_query(self) -> str:
        """The address of this question, without the question mark; ``from_query`` reads it back."""
        pairs = [("source", self.source)]
        pairs += [("since", months.address(self.since))] if self.since else []
        pairs += [("until", months.address(self.until))] if self.until else []
        pairs += [(key, ",".join(slugs)) for key, slugs in self.where]
        pairs += [("within", ";".join(f"{lat:.5f}:{lng:.5f}" for lat, lng in self.within))] if self.within else []
        return urlencode(pairs, safe=",:;")

    def chosen(self, key: str) -> tuple[str, ...]:
        """The slugs chosen for a dimension; empty when it is not narrowed."""
        return dict(self.where).get(key, ())

    def choosing(self, key: str, slugs: Sequence[str]) -> Filters:
        """The same question with one dimension narrowed to ``slugs`` (released when empty)."""
        chosen = {**dict(self.where), key: tuple(dict.fromkeys(slugs))}
        where = tuple((name, chosen[name]) for name in DIMENSIONS if chosen.get(name))
        return replace(self, where=where)

    def toggling(self, key: str, slug: str) -> Filters:
        """Clicking a value: choose it, or release it when it is chosen already."""
        chosen = self.chosen(key)
        return self.choosing(key, [s for s in chosen if s != slug] if slug in chosen else [*chosen, slug])

    def without(self, *keys: str) -> Filters:
        """The same question, not narrowed by ``keys`` ("within" releases the drawn area)."""
        where = tuple((key, slugs) for key, slugs in self.where if key not in keys)
        return replace(self, where=where, within=() if "within" in keys else self.within)

    def during(self, since: date | None, until: date | None) -> Filters:
        return replace(self, since=since, until=until)

    def noting(self, *notices: str) -> Filters:
        return replace(self, notices=(*self.notices, *notices))

    @property
    def narrowed(self) -> tuple[str, ...]:
        """Keys that are narrowed, a drawn area as "within"."""
        return (*(key for key, _ in self.where), *(("within",) if self.within else ()))

    def in_words(self, names: Mapping[str, str], borough: str) -> str:
        """``Searches, October 2022 to September 2023, Rushey Green ward, 10 to 17``."""
        parts = [SOURCES[self.source].noun[1].capitalize()]
        if self.since and self.until:
            parts.append(months.period_words(self.since, self.until))
        if not PLACE_KEYS & set(self.narrowed):
            parts.append(f"all of {borough}")
        parts += [chip_words(key, slugs, names) for key, slugs in self.where]
        parts += ["inside the area drawn"] if self.within else []
        return ", ".join(parts)


def chip_words(key: str, slugs: Sequence[str], names: Mapping[str, str]) -> str:
    """One narrowed dimension in words: ``Rushey Green or Ladywell``, ``age 10 to 17``."""
    dimension = DIMENSIONS[key]
    labels = [names.get(slug) or _label(dimension, slug) for slug in slugs]
    listed = ", ".join(labels[:-1]) + f" or {labels[-1]}" if len(labels) > 1 else labels[0]
    prefix = {"age": "age ", "officer_ethnicity": "officer-defined ", "hour": "hour "}.get(key, "")
    suffix = {"ward": " ward", "old_ward": " (old ward)"}.get(key, "") if len(labels) == 1 else ""
    return f"{prefix}{listed}{suffix}"


def _label(dimension: Dimension, slug: str) -> str:
    if dimension.kind is Kind.CELL and slug != UNKNOWN:
        return f"cell {slug.rstrip('f')[-6:]}"
    if dimension.kind is Kind.MONTH:
        month = months.parse(slug)
        return months.words(month) if month else slug
    return f"{dimension.title.lower()} {dimension.label(slug).lower()}" if slug == UNKNOWN else dimension.label(slug)


def _read(given: Mapping[str, list[str]], default_source: str) -> Filters:
    notices: list[str] = []
    source = _source(given.get("source", []), default_source, notices)
    since, until = _period(given, notices)
    where: list[tuple[str, tuple[str, ...]]] = []
    for key in DIMENSIONS:
        if key != "source" and key in given:
            slugs = _slugs(DIMENSIONS[key], given[key], notices)
            where += [(key, slugs)] if slugs else []
    within = _corners(given.get("within", []), notices)
    known = {*DIMENSIONS, "since", "until", "within", *VIEW_KEYS}
    notices += [f"“{shown(key)}” is not something Lion can filter by, so it was left out." for key in given if key not in known]
    return Filters(source, since, until, tuple(where), within, tuple(dict.fromkeys(notices)))


def shown(text: str) -> str:
    """A stranger's text, short enough to quote back."""
    return text if len(text) <= 40 else text[:39] + "…"


def _source(given: list[str], default: str, notices: list[str]) -> str:
    known = [key for key in given if key in SOURCES and SOURCES[key].open]
    notices += [f"There is no source “{shown(key)}”." for key in given if key not in SOURCES]
    notices += [_CLOSED.format(SOURCES[key].title) for key in given if key in SOURCES and not SOURCES[key].open]
    if len(known) > 1:
        notices.append(f"Sources are compared side by side, never added up: showing {SOURCES[known[0]].title} only.")
    return known[0] if known else default


def _period(given: Mapping[str, list[str]], notices: list[str]) -> tuple[date | None, date | None]:
    found: dict[str, date | None] = {}
    for key in ("since", "until"):
        text = next(iter(given.get(key, [])), "")
        found[key] = months.parse(text) if text else None
        if text and found[key] is None:
            notices.append(f"“{shown(text)}” is not a month, so {key} was left out. Months are written like 2023-09.")
        elif len(set(given.get(key, []))) > 1:
            notices.append(f"Only one month can be {key}: “{shown(text)}” was used.")
    since, until = found["since"], found["until"]
    if since and until and since > until:
        notices.append("The period ended before it began, so its ends were swapped.")
        since, until = until, since
    return since, until


def _slugs(dimension: Dimension, given: list[str], notices: list[str]) -> tuple[str, ...]:
    good = [text for text in dict.fromkeys(given) if _understood(dimension, text)]
    bad = [text for text in dict.fromkeys(given) if not _understood(dimension, text)]
    notices += [f"“{shown(text)}” is not a value of {dimension.title.lower()}, so it was left out." for text in bad[:3]]
    if len(good) > MAX_VALUES:
        notices.append(f"Only the first {MAX_VALUES} values of {dimension.title.lower()} were used.")
    if dimension.kind is Kind.CODED:
        good.sort(key=dimension.slugs.index)
    return tuple(good[:MAX_VALUES])


def _understood(dimension: Dimension, text: str) -> bool:
    if dimension.kind is Kind.MONTH:
        return months.parse(text) is not None
    if dimension.kind in (Kind.AREA, Kind.CELL) and text == UNKNOWN:
        return True
    return dimension.code(text) is not None


def _corners(given: list[str], notices: list[str]) -> tuple[Corner, ...]:
    if not given:
        return ()
    corners = [corner for text in given[0].split(";") if (corner := _corner(text)) is not None]
    if len(corners) != len(given[0].split(";")) or not 3 <= len(corners) <= MAX_CORNERS:
        notices.append(f"The drawn area could not be read: it needs 3 to {MAX_CORNERS} corners written lat:lng.")
        return ()
    return tuple(corners)


def _corner(text: str) -> Corner | None:
    parts = text.split(":")
    try:
        lat, lng = (float(part) for part in parts)
    except ValueError:
        return None
    # Great Britain and the sea around it; also refuses nan and inf, which fail every comparison.
    return (lat, lng) if 49 <= lat <= 61 and -9 <= lng <= 2 else None
