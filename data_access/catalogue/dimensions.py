"""The ways a figure can be broken down or narrowed: one entry each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data_access.catalogue import code_lists as lists
from data_access.catalogue import source_files
from data_access.catalogue.code_lists import UNKNOWN, Value
from data_access.catalogue.forces import FORCES


class Kind(StrEnum):
    """How a dimension's values are stored and written in an address."""

    CODED = "coded"  # position in a code list; slug in the address
    AREA = "area"  # ONS GSS code; a whole number in the snapshot
    CELL = "cell"  # H3 cell; BIGINT in the snapshot, 15 hexadecimal digits in the address
    MONTH = "month"  # first day of a month; YYYY-MM in the address
    SOURCE = "source"  # which source; always exactly one per question


# England, Wales, Scotland, Northern Ireland: the letter a GSS code starts with.
_NATIONS = "EWSN"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One breakdown.

    ``key`` is the address's own word, ``column`` the snapshot's column,
    ``title`` a heading, ``values`` the code list of a coded dimension.
    """

    key: str
    title: str
    kind: Kind
    column: str
    values: tuple[Value, ...] = ()
    hint: str = ""
    slugs: tuple[str, ...] = field(init=False, compare=False)
    _codes: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slugs = tuple(value.slug for value in self.values)
        object.__setattr__(self, "slugs", slugs)
        object.__setattr__(self, "_codes", {slug: code for code, slug in enumerate(slugs)})

    def code(self, slug: str) -> int | None:
        """The stored number of ``slug``; None where there is no such value (or it means "no value")."""
        match self.kind:
            case Kind.CODED:
                return self._codes.get(slug)
            case Kind.AREA:
                return area_number(slug)
            case Kind.CELL:
                return cell_number(slug)
            case _:
                return None

    def slug(self, code: int | None) -> str:
        """The address's word for a stored number; "unknown" for a missing area or cell."""
        if code is None:
            return UNKNOWN
        match self.kind:
            case Kind.CODED:
                return self.values[code].slug
            case Kind.AREA:
                return area_code(code)
            case Kind.CELL:
                return f"{code:x}"
            case _:
                raise ValueError(f"{self.key} has no stored numbers")

    def label(self, slug: str) -> str:
        """What a reader sees for ``slug``; the slug itself where only the snapshot knows (areas, cells)."""
        code = self._codes.get(slug)
        return slug if code is None else self.values[code].label


def area_number(code: str) -> int | None:
    """``E05013714`` as the whole number 5013714: GSS codes are a nation's letter and eight digits.

    >>> area_number("E05013714"), area_number("W05000123"), area_number("Lewisham")
    (5013714, 105000123, None)
    """
    if len(code) != 9 or code[0] not in _NATIONS or not code[1:].isascii() or not code[1:].isdigit():
        return None
    return _NATIONS.index(code[0]) * 100_000_000 + int(code[1:])


def area_code(number: int) -> str:
    """The GSS code of a whole number made by :func:`area_number`."""
    nation, digits = divmod(number, 100_000_000)
    return f"{_NATIONS[nation]}{digits:08}"


def cell_number(text: str) -> int | None:
    """An H3 address (15 hexadecimal digits) as the whole number the snapshot holds."""
    if len(text) != 15:
        return None
    try:
        return int(text, 16)
    except ValueError:
        return None


def _coded(key: str, title: str, values: tuple[Value, ...], hint: str = "") -> Dimension:
    """A dimension of one code list, with what the source files add to it."""
    return Dimension(key, title, Kind.CODED, key, source_files.extended(values, key, source_files.tables()), hint)


DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        Dimension("source", "Source", Kind.SOURCE, "source"),
        Dimension("month", "Month", Kind.MONTH, "month"),
        Dimension("ward", "Ward", Kind.AREA, "ward", hint="The 19 wards in force since May 2022"),
        Dimension("old_ward", "Old ward", Kind.AREA, "old_ward", hint="The 18 wards of 2002 to 2022"),
        Dimension("lsoa", "Small area", Kind.AREA, "lsoa", hint="Census areas (LSOA 2021) of about 1,600 people"),
        Dimension("h3_7", "Cell, 5 km²", Kind.CELL, "h3_7"),
        Dimension("h3_8", "Cell, 0.7 km²", Kind.CELL, "h3_8"),
        Dimension("h3_9", "Cell, 0.1 km²", Kind.CELL, "h3_9"),
        Dimension("h3_10", "Cell, 0.015 km²", Kind.CELL, "h3_10"),
        _coded("crime_type", "Crime type", lists.CRIME_TYPES),
        _coded("offence", "Offence", lists.OFFENCES),
        _coded("age", "Age", lists.AGES, "Age range the officer recorded"),
        _coded("gender", "Gender", lists.GENDERS),
        _coded("ethnicity", "Ethnicity", lists.ETHNICITIES, "As the person described themselves"),
        _coded("officer_ethnicity", "Ethnicity, officer-defined", lists.ETHNICITIES, "As the officer saw it"),
        _coded("outcome", "Outcome", lists.OUTCOMES),
        _coded("object", "Object of search", lists.OBJECTS),
        _coded("legislation", "Power used", lists.LEGISLATION),
        _coded("search_type", "What was searched", lists.SEARCH_TYPES),
        _coded("category", "Category", lists.CATEGORIES, "What sort of record within its source"),
        _coded("age_group", "Age group", lists.AGE_GROUPS, "Of the person harmed or searched"),
        _coded("method", "Method", lists.METHODS, "How somebody was assaulted"),
        _coded("setting", "Kind of place", lists.SETTINGS),
        _coded("assailants", "Assailants", lists.ASSAILANTS),
        _coded("reported", "Reported to police", lists.REPORTED, "As the person harmed said"),
        _coded("hour", "Hour", lists.HOURS, "London time"),
        _coded("weekday", "Day of the week", lists.WEEKDAYS, "London time"),
        _coded("location", "Location", lists.LOCATIONS, "Whether the row could be placed in the borough"),
        _coded("confidence", "Confidence of the place", lists.CONFIDENCES, "How surely words were turned into a place"),
        _coded("force", "Police force", FORCES),
    )
}

# What ``--by`` and ``by=`` accept.
REPORT_KEYS: tuple[str, ...] = tuple(DIMENSIONS)
