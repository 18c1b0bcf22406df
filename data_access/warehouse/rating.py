"""Whose residents are an answer's counts divided by, and where is nobody able to say?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data_access.analytics.rates import rates
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.holdings import Population
from data_access.rates import Rated
from data_access.released import Released

AREA_KINDS = ("ward", "old_ward", "lsoa")
_WHOSE = {"old_ward": "the wards of before May 2022", "lsoa": "small census areas"}
_UNPEOPLED = frozenset({"h3_7", "h3_8", "h3_9", "h3_10", "location", "within"})
# A rate by one of these would be read as the group's own; how many residents are in each group is not known by ward.
_GROUPS = frozenset({"age", "gender", "ethnicity", "officer_ethnicity"})
_RATED = "ward, old_ward, lsoa, month or other breakdowns of whole areas"


def rated(released: Released, filters: Filters, residents: Callable[[str], Population | None]) -> Rated:
    """An answer with the residents of the areas it is broken down by, of those chosen, or of the borough.

    ``residents`` tells those of a kind of area. BadInput where nobody has
    counted the residents of what is asked: of no place at all, of a group, or
    of the part of one area that lies in another.
    """
    by = [dimension.key for dimension in released.by]
    kinds = [kind for kind in AREA_KINDS if kind in by or kind in filters.narrowed]
    kind = next(iter(kinds), "ward")
    people = residents(kind)
    finer = [key for key in (*by, *filters.narrowed) if key in _UNPEOPLED] + [key for key in by if key in _GROUPS]
    if people is None or finer or len(kinds) > 1:
        raise BadInput(_unrated(people, kinds, finer), do=f"ask for --measure count, or a rate by {_RATED}")
    asked = filters.chosen(kind) or tuple(people.by_area)
    everyone = sum(people.by_area.get(area, 0) for area in asked)
    found = rates(released, people.by_area) if by == [kind] else ()
    return Rated(released, people.by_area, everyone, people.vintage, kind, people.summed, found)


def _unrated(people: Population | None, kinds: Sequence[str], finer: Sequence[str]) -> str:
    """Why a question has no rate."""
    if len(kinds) > 1:
        return "Residents are known by whole areas, not by the part of one that lies in another"
    if people is None:
        return f"No resident numbers for {_WHOSE[kinds[0]]}" if kinds and kinds[0] in _WHOSE else "No residents are loaded"
    return f"Residents are known by ward, not by {finer[0]}"
