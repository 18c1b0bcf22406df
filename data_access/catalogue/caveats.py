"""What a reader must know before quoting a figure: a fixed vocabulary, keyed by slug."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data_access.catalogue import source_files
from data_access.strict_toml import Table


@dataclass(frozen=True, slots=True)
class Caveat:
    """``words`` stand under a figure; ``more`` is a tap away."""

    slug: str
    words: str
    more: str


def declared(table: Table) -> Iterator[Caveat]:
    """The caveats a source file brings of its own: ``[caveats_of_its_own.SLUG]`` with ``words`` and ``more``."""
    if table.has("caveats_of_its_own"):
        listed = table.table("caveats_of_its_own")
        for slug in listed.values:
            yield Caveat(slug, listed.table(slug).text("words"), listed.table(slug).text("more"))


_COMMON = (
    Caveat(
        "snapped-points",
        "Points are moved to a nearby street by the publisher.",
        "police.uk puts every row on one of a fixed list of map points, never at the true place. "
        "Cells finer than about 0.1 km² would show the list of points, not the crime.",
    ),
    Caveat(
        "no-location",
        "Rows without a location are in no ward.",
        "About one stop and search in ten has no coordinates. Some of them were in the borough; nobody can say how many.",
    ),
    Caveat(
        "measures-searching",
        "† Mostly found by police searching, so it measures searching too.",
        "Drug and weapon possession offences come to light when police search. More of them can mean "
        "more searching rather than more crime.",
    ),
    Caveat(
        "town-centre",
        "Many people harmed in town centres live elsewhere, so rates there read high.",
        "The rate divides by residents. A town centre's daytime population is far larger.",
    ),
    Caveat(
        "residents-2020",
        "Residents are the ONS mid-2020 estimate.",
        "Homes built since 2020 are not in it, so rates where much was built read high.",
    ),
    Caveat(
        "reporting",
        "Not everything is reported: a rise can mean more crime or more reporting.",
        "Recorded crime counts what police wrote down. The Crime Survey suggests that much is never reported.",
    ),
    Caveat(
        "not-stated",
        "Not stated is shown as itself; it is never counted as Other.",
        "People may decline to give their ethnicity, and officers may not ask. Every share is of those stated.",
    ),
    Caveat(
        "searched-elsewhere",
        "People searched may live elsewhere.",
        "A rate per 1,000 residents compares people searched here with people who live here.",
    ),
    Caveat(
        "outcome-vintage",
        "Outcomes are as known when the file was published.",
        "A crime's last outcome can change for years after it was recorded.",
    ),
    Caveat(
        "one-row-per-search",
        "One row is one search; a person can be searched more than once.",
        "The published file has no person number, so people cannot be counted.",
    ),
    Caveat(
        "no-ward",
        "Offences without a ward are not included.",
        "The ward-level file leaves out offences whose place is not known to ward level.",
    ),
    Caveat(
        "apportioned",
        "Estimates: counted by wards of another time, and shared out by residents.",
        "Counts without points cannot be placed again when wards change. Each ward’s count is divided among the wards it "
        "cuts through as its postcodes are, as if crime were where people live; so estimates are said with “about”, "
        "and nothing is compared with them.",
    ),
    Caveat(
        "demonstration",
        "Demonstration data: invented, for trying Lion out.",
        "Ward shapes are simplified. Nothing here happened.",
    ),
)

CAVEATS: dict[str, Caveat] = {
    caveat.slug: caveat for caveat in (*_COMMON, *(own for table in source_files.tables() for own in declared(table)))
}
