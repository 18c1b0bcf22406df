"""How many people live in each of the demonstration's wards, by age, sex and ethnicity?

Totals are the published ones of mid-2020; every split of them is invented.
The layouts are those of the borough's own population files.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data_access.sample.borough import Borough, Ward
from data_access.sample.draws import stream, whole_parts
from data_access.sample.small_areas import SmallArea

CODE = "WD22CD_proposed"
BANDS = (*(f"{age}-{age + 4}" for age in range(0, 85, 5)), "85+")
# An inner London borough's ages, in thousandths; wards differ around it.
AGES = (71, 66, 60, 52, 62, 92, 102, 94, 79, 70, 64, 55, 42, 30, 24, 17, 11, 9)
SPREAD = 400.0  # the larger, the more alike the wards
FEMALE = 0.508
ALL_GROUPS = "All categories: Ethnic group"
GROUPS: dict[str, dict[str, float]] = {
    "White": {
        "White: English/Welsh/Scottish/Northern Irish/British": 0.38,
        "White: Irish": 0.02,
        "White: Gypsy or Irish Traveller": 0.001,
        "White: Other White": 0.12,
    },
    "Mixed": {
        "Mixed/multiple ethnic group: White and Black Caribbean": 0.034,
        "Mixed/multiple ethnic group: White and Black African": 0.013,
        "Mixed/multiple ethnic group: White and Asian": 0.014,
        "Mixed/multiple ethnic group: Other Mixed": 0.02,
    },
    "Asian": {
        "Asian/Asian British: Indian": 0.017,
        "Asian/Asian British: Pakistani": 0.006,
        "Asian/Asian British: Bangladeshi": 0.006,
        "Asian/Asian British: Chinese": 0.022,
        "Asian/Asian British: Other Asian": 0.042,
    },
    "Black": {
        "Black/African/Caribbean/Black British: African": 0.116,
        "Black/African/Caribbean/Black British: Caribbean": 0.112,
        "Black/African/Caribbean/Black British: Other Black": 0.044,
    },
    "Other": {"Other ethnic group: Arab": 0.006, "Other ethnic group: Any other ethnic group": 0.022},
}

# The census of 2021 by small area: its words for ages, with an inner London borough's shares.
CENSUS_AGES = {
    "Aged 15 years and under": 0.19,
    "Aged 16 to 24 years": 0.10,
    "Aged 25 to 34 years": 0.20,
    "Aged 35 to 49 years": 0.24,
    "Aged 50 to 64 years": 0.17,
    "Aged 65 years and over": 0.10,
}

Table = list[tuple[str, ...]]


def by_age(borough: Borough) -> dict[str, Table]:
    """Three tables of five-year bands: ``all``, ``female`` and ``male``; everybody is the sum of both."""
    women = {ward.code: _ages(ward, "female", round(ward.residents * FEMALE)) for ward in borough.wards}
    men = {ward.code: _ages(ward, "male", ward.residents - sum(women[ward.code])) for ward in borough.wards}
    everybody = {code: [a + b for a, b in zip(women[code], men[code], strict=True)] for code in women}
    return {name: _age_table(numbers) for name, numbers in (("all", everybody), ("female", women), ("male", men))}


def _ages(ward: Ward, sex: str, total: int) -> list[int]:
    shares = stream("residents", ward.code, sex).dirichlet(np.array(AGES) / sum(AGES) * SPREAD)
    return whole_parts(total, shares)


def _age_table(numbers: dict[str, list[int]]) -> Table:
    lines = [(code, str(sum(parts)), *map(str, parts)) for code, parts in numbers.items()]
    return [(CODE, "Total", *BANDS), *lines]


def by_ethnicity(borough: Borough) -> Table:
    """One table: each of the five groups, then its parts."""
    header = (CODE, ALL_GROUPS, *(name for group, parts in GROUPS.items() for name in (group, *parts)))
    return [header, *(_ethnicity_line(ward) for ward in borough.wards)]


def _ethnicity_line(ward: Ward) -> tuple[str, ...]:
    weights = np.array([share for parts in GROUPS.values() for share in parts.values()])
    shares = stream("residents", ward.code, "ethnicity").dirichlet(weights / weights.sum() * SPREAD)
    numbers = iter(whole_parts(ward.residents, shares))
    line = [ward.code, str(ward.residents)]
    for parts in GROUPS.values():
        each = [next(numbers) for _ in parts]
        line += [str(sum(each)), *map(str, each)]
    return tuple(line)


def in_small_areas(borough: Borough, small: Sequence[SmallArea]) -> dict[str, int]:
    """Each small area's residents: its wards', shared out as their postcodes are."""
    found = dict.fromkeys((area.code for area in small), 0)
    for ward in borough.wards:
        here = [area for area in small if area.postcodes.get(ward.code)]
        parts = whole_parts(ward.residents, np.array([float(area.postcodes[ward.code]) for area in here]))
        for area, part in zip(here, parts, strict=True):
            found[area.code] += part
    return found


def ages_by_small_area(borough: Borough, small: Sequence[SmallArea]) -> Table:
    """A row for each small area and age, as the census of 2021 is published."""
    found: Table = [("lsoa21_code", "lsoa21_name", "age_group", "usual_residents")]
    people, weights = in_small_areas(borough, small), np.array([*CENSUS_AGES.values()])
    for area in small:
        shares = stream("residents", area.code, "census ages").dirichlet(weights * SPREAD)
        parts = whole_parts(people[area.code], shares)
        found += [(area.code, area.name, words, str(n)) for words, n in zip(CENSUS_AGES, parts, strict=True)]
    return found
