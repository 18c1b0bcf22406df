"""Which publishers' tables of residents are known, and which numbers stand in a row of each?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from data_access.catalogue import DIMENSIONS
from data_access.ingest.heading import whole

# From and to, in whole years, both included; no "to": and over; neither: every age.
Ages: TypeAlias = tuple[int | None, int | None]
ALL_AGES: Ages = (None, None)
EVERYONE = 0  # the code of "everyone" in gender and ethnicity

SINGLE_YEARS = (*(str(age) for age in range(90)), "90+")
FIVE_YEARS = (*(f"{age}-{age + 4}" for age in range(0, 85, 5)), "85+")
SIX_BANDS: Mapping[str, Ages] = {
    "Aged 15 years and under": (0, 15),
    "Aged 16 to 24 years": (16, 24),
    "Aged 25 to 34 years": (25, 34),
    "Aged 35 to 49 years": (35, 49),
    "Aged 50 to 64 years": (50, 64),
    "Aged 65 years and over": (65, None),
}
GROUPS_2021: Mapping[str, str] = {
    "Asian, Asian British or Asian Welsh": "asian",
    "Black, Black British, Black Welsh, Caribbean or African": "black",
    "Mixed or Multiple ethnic groups": "mixed",
    "White": "white",
    "Other ethnic group": "other",
}
# Each group's heading, then those of its parts, in the file's order.
GROUPS_2011: Mapping[str, tuple[str, ...]] = {
    "White": (
        "White: English/Welsh/Scottish/Northern Irish/British",
        "White: Irish",
        "White: Gypsy or Irish Traveller",
        "White: Other White",
    ),
    "Mixed": (
        "Mixed/multiple ethnic group: White and Black Caribbean",
        "Mixed/multiple ethnic group: White and Black African",
        "Mixed/multiple ethnic group: White and Asian",
        "Mixed/multiple ethnic group: Other Mixed",
    ),
    "Asian": (
        "Asian/Asian British: Indian",
        "Asian/Asian British: Pakistani",
        "Asian/Asian British: Bangladeshi",
        "Asian/Asian British: Chinese",
        "Asian/Asian British: Other Asian",
    ),
    "Black": (
        "Black/African/Caribbean/Black British: African",
        "Black/African/Caribbean/Black British: Caribbean",
        "Black/African/Caribbean/Black British: Other Black",
    ),
    "Other": ("Other ethnic group: Arab", "Other ethnic group: Any other ethnic group"),
}
_WARD_HEADINGS = ("WD22CD_proposed", "WD22CD")
ALL_GROUPS_2011 = "All categories: Ethnic group"
ETHNICITY_2011 = (ALL_GROUPS_2011, *(name for group, parts in GROUPS_2011.items() for name in (group, *parts)))


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: so many residents of these ages and this ethnicity (a code; 0 is everyone)."""

    bands: str
    ages: Ages
    ethnicity: int
    residents: int


class Unusable(ValueError):
    """A row that cannot be used: the column, the rule it breaks, and the value met."""

    def __init__(self, column: str, rule: str, value: str) -> None:
        super().__init__(rule)
        self.column, self.rule, self.value = column, rule, value


@dataclass(frozen=True, slots=True)
class Layout:
    """One publisher's table; the first column of each is the area's code.

    ``unsaid``: nothing in the file says whether it is of everybody, of men or
    of women. ``long``: one row a number, the area's total repeated on each.
    """

    title: str
    vintage: str
    bands: str
    area_kind: str
    columns: tuple[str, ...]
    figures: Callable[[Sequence[str]], list[Figure]]
    unsaid: bool = False
    long: bool = False


def _number(column: str, text: str) -> int:
    number = whole(text)
    if number is None:
        raise Unusable(column, "a whole number of residents", text)
    return number


def _by_age(bands: str, names: Sequence[str], row: Sequence[str]) -> list[Figure]:
    """A ward's total and its ages, which must add up to it."""
    total, *counts = (_number(name, text) for name, text in zip(("Total", *names), row[1:], strict=True))
    if total != sum(counts):
        raise Unusable("Total", "the total is the sum of the ages", f"{total} against {sum(counts)}")
    figures = [Figure(bands, _ages(name), EVERYONE, count) for name, count in zip(names, counts, strict=True)]
    return [Figure("total", ALL_AGES, EVERYONE, total), *figures]


def _ages(name: str) -> Ages:
    if name.endswith("+"):
        return int(name[:-1]), None
    first, _, last = name.partition("-")
    return int(first), int(last or first)


def _by_group(row: Sequence[str]) -> list[Figure]:
    """A ward's total, its five groups, and their parts: each must be the sum of what it holds."""
    counts = {name: _number(name, text) for name, text in zip(ETHNICITY_2011, row[1:], strict=True)}
    sums = {ALL_GROUPS_2011: tuple(GROUPS_2011), **GROUPS_2011}
    for name, parts in sums.items():
        if counts[name] != sum(counts[part] for part in parts):
            raise Unusable(name, "a group is the sum of its parts", str(counts[name]))
    groups = [Figure("ethnicity", ALL_AGES, _ethnicity(name.lower()), counts[name]) for name in GROUPS_2011]
    return [Figure("total", ALL_AGES, EVERYONE, counts[ALL_GROUPS_2011]), *groups]


def _one_group(row: Sequence[str]) -> list[Figure]:
    """One group of one small area, and that area's total, which every row of it repeats."""
    _, total, group, count, _ = row
    if group not in GROUPS_2021:
        raise Unusable("ethnic_group", "one of the census's five groups", group)
    return [
        Figure("total", ALL_AGES, EVERYONE, _number("total_residents", total)),
        Figure("ethnicity", ALL_AGES, _ethnicity(GROUPS_2021[group]), _number("n", count)),
    ]


def _one_band(row: Sequence[str]) -> list[Figure]:
    """One band of ages of one small area."""
    _, _, band, count = row
    if band not in SIX_BANDS:
        raise Unusable("age_group", "one of the census's six bands", band)
    return [Figure("age-6", SIX_BANDS[band], EVERYONE, _number("usual_residents", count))]


def _ethnicity(slug: str) -> int:
    return DIMENSIONS["ethnicity"].slugs.index(slug)


LAYOUTS = (
    Layout(
        "residents mid-2020 by ward, single years",
        "mid-2020",
        "single-year",
        "ward",
        ("Total", *SINGLE_YEARS),
        lambda row: _by_age("single-year", SINGLE_YEARS, row),
    ),
    Layout(
        "residents mid-2020 by ward, five-year bands",
        "mid-2020",
        "five-year",
        "ward",
        ("Total", *FIVE_YEARS),
        lambda row: _by_age("five-year", FIVE_YEARS, row),
        unsaid=True,
    ),
    Layout("census 2011 ethnicity by ward", "census-2011", "ethnicity", "ward", ETHNICITY_2011, _by_group),
    Layout(
        "census 2021 ethnicity by small area",
        "census-2021",
        "ethnicity",
        "lsoa",
        ("total_residents", "ethnic_group", "n", "prop"),
        _one_group,
        long=True,
    ),
    Layout(
        "census 2021 ages by small area",
        "census-2021",
        "age-6",
        "lsoa",
        ("lsoa21_name", "age_group", "usual_residents"),
        _one_band,
        long=True,
    ),
)
_FIRST_COLUMNS = {"ward": ("WD22CD_proposed", "WD22CD"), "lsoa": ("lsoa21_code",)}


def layout_of(header: Sequence[str]) -> Layout | None:
    """Whose table this is, from its first row; None where it is no known table of residents."""
    return next(
        (
            layout
            for layout in LAYOUTS
            if header and header[0] in _FIRST_COLUMNS[layout.area_kind] and tuple(header[1:]) == layout.columns
        ),
        None,
    )
