"""The sources Lion can load: what a row is, what it carries, how fine it may be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What a source's rows are: each an incident, or each a count of an area and month."""

    INCIDENTS = "incidents"
    AREA_COUNTS = "area_counts"


@dataclass(frozen=True, slots=True)
class Source:
    """One agency's dataset.

    ``noun`` is (singular, plural) for sentences. ``carries`` names the
    dimensions its rows have; a control for any other says so. ``finest_cell``
    is the finest H3 resolution its points support (0: it has no points).
    ``kind`` is the dimension that says what sort of record a row is, and
    ``headline`` the sorts a board asks for first. ``disclosure`` O is open:
    published files, shown exactly.
    """

    key: str
    title: str
    agency: str
    noun: tuple[str, str]
    shape: Shape
    carries: frozenset[str]
    kind: str
    headline: tuple[str, ...]
    crime_types: tuple[str, ...]
    finest_cell: int
    caveats: tuple[str, ...]
    licence: str
    address: str
    disclosure: str = "O"

    def carries_all(self, keys: frozenset[str]) -> bool:
        return keys <= self.carries


_PLACES = frozenset({"source", "month", "ward", "old_ward", "lsoa", "h3_7", "h3_8", "h3_9", "h3_10", "location", "force"})
_OGL3 = "Contains public sector information licensed under the Open Government Licence v3.0"

POLICE_UK_TYPES = (
    "anti-social-behaviour",
    "bicycle-theft",
    "burglary",
    "criminal-damage-and-arson",
    "drugs",
    "other-crime",
    "other-theft",
    "possession-of-weapons",
    "public-order",
    "robbery",
    "shoplifting",
    "theft-from-the-person",
    "vehicle-crime",
    "violence-and-sexual-offences",
)
MPS_TYPES = (
    "violence-against-the-person",
    "sexual-offences",
    "robbery",
    "burglary",
    "theft",
    "vehicle-crime",
    "criminal-damage-and-arson",
    "drugs",
    "possession-of-weapons",
    "public-order",
    "miscellaneous-crimes-against-society",
    "fraud-and-forgery",
)
# Found by police searching: they measure searching as well as crime.
SEARCH_DRIVEN_TYPES = frozenset({"drugs", "possession-of-weapons"})

SOURCES: dict[str, Source] = {
    source.key: source
    for source in (
        Source(
            key="police-uk-crime",
            title="Street crime, police.uk",
            agency="Metropolitan Police and British Transport Police, through police.uk",
            noun=("crime", "crimes"),
            shape=Shape.INCIDENTS,
            carries=_PLACES | {"crime_type", "outcome"},
            kind="crime_type",
            headline=("violence-and-sexual-offences", "robbery", "vehicle-crime"),
            crime_types=POLICE_UK_TYPES,
            finest_cell=9,
            caveats=("snapped-points", "reporting", "outcome-vintage"),
            licence=_OGL3,
            address="https://data.police.uk/",
        ),
        Source(
            key="stop-and-search",
            title="Stop and search",
            agency="Metropolitan Police, through police.uk",
            noun=("search", "searches"),
            shape=Shape.INCIDENTS,
            carries=_PLACES
            | {
                "age",
                "gender",
                "ethnicity",
                "officer_ethnicity",
                "outcome",
                "object",
                "legislation",
                "search_type",
                "hour",
                "weekday",
            },
            kind="object",
            headline=("controlled-drugs", "offensive-weapons", "stolen-goods"),
            crime_types=(),
            finest_cell=9,
            caveats=("snapped-points", "no-location", "not-stated", "one-row-per-search"),
            licence=_OGL3,
            address="https://data.police.uk/",
        ),
        Source(
            key="mps-recorded-crime",
            title="Recorded crime by ward, Metropolitan Police",
            agency="Metropolitan Police Service",
            noun=("recorded crime", "recorded crimes"),
            shape=Shape.AREA_COUNTS,
            carries=frozenset({"source", "month", "ward", "crime_type", "offence", "location", "force"}),
            kind="crime_type",
            headline=("violence-against-the-person", "robbery", "vehicle-crime"),
            crime_types=MPS_TYPES,
            finest_cell=0,
            caveats=("reporting", "no-ward", "residents-2020"),
            licence="Contains public sector information licensed under the Open Government Licence v2.0",
            address="https://data.london.gov.uk/dataset/mps-recorded-crime-geographic-breakdown-exy3m/",
        ),
    )
}
