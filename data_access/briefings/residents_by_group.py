"""Whose residents is a rate by ethnicity divided by, for the place that is asked about?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.code_lists import UNKNOWN
from data_access.filters import PLACE_KEYS, Filters
from data_access.holdings import Population
from data_access.scrutiny import CENSUSES, Denominators, Residents
from data_access.warehouse import Warehouse

GROUPS = tuple(slug for slug in DIMENSIONS["ethnicity"].slugs if slug != UNKNOWN)
# Areas a census can be loaded for, the larger first. All of either make up the borough.
KINDS = ("ward", "lsoa")


def denominators(warehouse: Warehouse, question: Filters, asked: str) -> Denominators:
    """Residents by ethnic group of the question's place: from the census asked for, else from the one that knows the place."""
    loaded = [vintage for vintage in CENSUSES if any(_counted(warehouse, vintage, kind) for kind in KINDS)]
    if not loaded:
        return Denominators(None, None, (), "No residents by ethnicity are loaded, so rates cannot be shown. Counts are.")
    known = {vintage: found for vintage in loaded if (found := _of_place(warehouse, question, vintage)) is not None}
    if not known:
        return Denominators(None, None, (), "Nobody has counted residents by ethnicity for this area, so rates cannot be shown.")
    used = asked if asked in known else next(iter(known))
    other = next((found for vintage, found in known.items() if vintage != used), None)
    return Denominators(known[used], other, tuple(known), _reason(asked, used, loaded))


def _reason(asked: str, used: str, loaded: Sequence[str]) -> str:
    if asked == used:
        return ""
    lacking = "is loaded for the whole borough only" if asked in loaded else "is not loaded"
    return f"{CENSUSES[asked][0]} {lacking}, so rates here are against {CENSUSES[used][1]}."


def _of_place(warehouse: Warehouse, question: Filters, vintage: str) -> Residents | None:
    """The residents of the areas chosen, or of the borough where none is; None where the census does not know them."""
    places = [key for key in question.narrowed if key in PLACE_KEYS or key == "within"]
    if len(places) > 1 or any(key not in KINDS for key in places):
        return None
    for kind in places or KINDS:
        counted = _counted(warehouse, vintage, kind)
        chosen = question.chosen(kind)
        if counted and all(area in population.by_area for population in counted.values() for area in chosen):
            return Residents(vintage, {group: _sum(population, chosen) for group, population in counted.items()})
    return None


def _counted(warehouse: Warehouse, vintage: str, kind: str) -> Mapping[str, Population]:
    """Each group's residents by area; nothing unless every group is counted."""
    found = {group: warehouse.residents(area_kind=kind, ethnicity=group, vintage=vintage) for group in GROUPS}
    known = {group: population for group, population in found.items() if population is not None}
    return known if len(known) == len(GROUPS) else {}


def _sum(population: Population, chosen: Sequence[str]) -> int:
    return sum(population.by_area[area] for area in chosen) if chosen else population.borough
