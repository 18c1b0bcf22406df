"""Is this a published file that Lion knows but does not use yet?

Such a file in a folder is listed by its title and otherwise left alone: it is
neither an error nor a promise. A heading is matched whole; wide tables, whose
last columns are months or many indicators, by the columns that never change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.ingest.residents_layouts import ETHNICITY_2011, FIVE_YEARS, SINGLE_YEARS

_BANDS = ("Total", "0-18", "19-65", "66+")
_DECILES = tuple(f"{domain}_decile" for domain in ("IMD", "Income", "Employment", "Education", "Health", "Crime"))

# Headings matched whole.
EXACT: Mapping[tuple[str, ...], str] = {
    ("LSOA11CD", "WD22NM_proposed", "WD22CD_proposed"): "lookup, LSOA 2011 to ward 2022",
    (
        "Postcode7",
        "Postcode8",
        "PostcodeNatural",
        "IntroductionDate",
        "TerminationDate",
        "Usertype",
        "OA11CD",
        "LSOA11CD",
        "MSOA11CD",
        "LAD19CD",
        "WD22CD_proposed",
    ): "lookup, postcode to census area and ward",
    (
        "lsoa11_name",
        "lsoa11_code",
        "change_code",
        "lsoa21_name",
        "lsoa21_code",
        "ltla22_name",
        "ltla22_code",
    ): "lookup, LSOA 2011 to LSOA 2021",
    (
        "lsoa21_name",
        "lsoa21_code",
        "ward24_name",
        "ward24_code",
        "ltla24_name",
        "ltla24_code",
    ): "lookup, LSOA 2021 to ward 2024",
    (
        "LSOA11CD",
        "LSOA11NM",
        "LAD19CD",
        "LAD19NM",
        "IMD_rank",
        "IMD_decile",
        "WD22CD_proposed",
    ): "deprivation 2019 by LSOA 2011, with wards",
    (
        "count_of_ppa",
        "borough",
        "gender",
        "age_group",
        "self_classified_ethnicity",
        "offence_type",
        "charged_summonsed",
        "proceedings_date",
    ): "homicide, persons proceeded against, Metropolitan Police",
    (
        "recorded_date_months",
        "date_committed_from_date_months",
        "sheet",
        "crimsec_group",
        "crimseccodeexpansion",
        "crimsec_offences",
        "vawg_offence",
        "count",
    ): "violence against women and girls by offence, Metropolitan Police",
    (
        "recorded_date_months",
        "date_committed_from_date_months",
        "count",
        "sheet",
        "age_group",
    ): "violence against women and girls by victims' age, Metropolitan Police",
    (
        "recorded_date_months",
        "date_committed_from_date_months",
        "count",
        "sheet",
        "ethnic_appearance_group_group",
    ): "violence against women and girls by victims' ethnicity, Metropolitan Police",
    (
        "lsoa21_code",
        "households_number_deprivation_dimensions",
        "count",
        "percent",
    ): "census 2021 household deprivation by small area",
    ("WD22CD_proposed", "All categories: Household spaces"): "census 2011 households by ward",
    ("LSOA11CD", *ETHNICITY_2011): "census 2011 ethnicity by LSOA 2011",
    ("LSOA11CD", "Total", *FIVE_YEARS): "residents mid-2020 by LSOA 2011, five-year bands",
    ("LSOA11CD", "Total", *SINGLE_YEARS): "residents mid-2020 by LSOA 2011, single years",
    ("LSOA11CD", *_BANDS): "residents mid-2020 by LSOA 2011, three bands",
    ("WD22CD_proposed", *_BANDS): "residents mid-2020 by ward, three bands",
}


@dataclass(frozen=True, slots=True)
class Wide:
    """A table known by its first columns; ``more`` columns at least follow them."""

    title: str
    start: tuple[str, ...]
    more: int = 1


WIDE = (
    Wide("deprivation 2025, domains by LSOA 2021", ("lsoa21_code", *_DECILES), 18),
    Wide("deprivation 2025, indicators by LSOA 2021", ("lsoa21_code", "income_domain_numerator"), 20),
    Wide("deprivation 2019, domains by LSOA 2011", ("lsoa11_code", *_DECILES), 10),
    Wide("census 2011 tenure by LSOA 2011", ("LSOA11CD", "All categories: Tenure", "Owned: Total"), 12),
    Wide(
        "public attitude survey, neighbourhood indicators",
        (
            "neighbourhood",
            "The police in your area treat everyone fairly regardless of who they are",
            "The police in your area listen to the concerns of local people",
        ),
        4,
    ),
    Wide(
        "public attitude survey, perceptions of the police",
        (
            "Neighbourhood",
            "Code",
            "Group",
            "Taking everything into account how good a job do you think the police in your area are doing?",
        ),
        10,
    ),
)

# The police.uk API's other answers, by the keys of their records.
ANSWERS: Mapping[frozenset[str], str] = {
    frozenset({"url", "name"}): "police.uk API, crime categories",
    frozenset({"id", "name"}): "police.uk API, forces or neighbourhoods",
    frozenset({"date", "stop-and-search"}): "police.uk API, months available",
    frozenset({"category", "date", "person_id", "crime"}): "police.uk API, outcomes",
    frozenset({"latitude", "longitude"}): "police.uk API, a neighbourhood's boundary",
}


def known_layout(header: Sequence[str]) -> str | None:
    """The title of the published table that this first row heads; None where it is none of them."""
    first = tuple(header)
    if first in EXACT:
        return EXACT[first]
    return next(
        (wide.title for wide in WIDE if first[: len(wide.start)] == wide.start and len(first) >= len(wide.start) + wide.more),
        None,
    )


def known_answer(keys: frozenset[str]) -> str | None:
    """The title of the API answer whose records have exactly ``keys``; None where it is none of them."""
    return ANSWERS.get(keys)
