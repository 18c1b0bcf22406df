"""Which part of a question can be answered? The rest is let go of, and said in the question's notices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from data_access.catalogue import DIMENSIONS, SOURCES, Kind, Source
from data_access.catalogue.code_lists import UNKNOWN
from data_access.filters import Filters
from data_access.holdings import Area
from data_access.queries import OTHER_WARDS
from data_access.wording import listed

_CALLED = {"ward": "ward", "old_ward": "old ward", "lsoa": "LSOA"}
_MOST_NAMED = 3


def known(filters: Filters) -> Filters:
    """The question as its source can answer it: what it does not carry is released, and said."""
    source = SOURCES[filters.source]
    filters = _not_added(filters, source)
    absent = [key for key in filters.narrowed if key != "within" and key not in source.carries]
    absent += ["within"] if filters.within and not source.finest_cell else []
    if not absent:
        return filters
    words = ", ".join("a drawn area" if key == "within" else DIMENSIONS[key].title.lower() for key in absent)
    return filters.without(*absent).noting(f"{source.title} does not carry {words}, so that filter was released.")


def _not_added(filters: Filters, source: Source) -> Filters:
    """Of values that overlap, the first that is chosen."""
    several = source.alternatives
    chosen = filters.chosen(several.dimension) if several else ()
    if several is None or len(chosen) < 2:
        return filters
    label = DIMENSIONS[several.dimension].label(chosen[0])
    words = f"{source.title}: these counts overlap and are never added, so only “{label}” is counted."
    return filters.choosing(several.dimension, chosen[:1]).noting(words)


def of_places_held(filters: Filters, areas: Callable[[str], Sequence[Area]]) -> Filters:
    """The question without areas that are not loaded, each said; ``areas`` tells those loaded of a kind.

    Where none of a kind are loaded nobody knows which there are, and the question stays as it is.
    """
    for key, slugs in filters.where:
        held = {area.code for area in areas(key)} if DIMENSIONS[key].kind is Kind.AREA else set[str]()
        gone = [slug for slug in slugs if held and slug != UNKNOWN and slug not in held]
        if gone:
            filters = filters.choosing(key, [slug for slug in slugs if slug not in gone]).noting(_not_loaded(key, gone))
    return filters


def of_wards_known(filters: Filters, held: Collection[str], shares: Collection[str]) -> Filters:
    """The question without wards of a time that counts were not made on, where no shares are known to carry them over."""
    other = [kind for kind in OTHER_WARDS if kind in filters.narrowed and held and kind not in held and not shares]
    if not other:
        return filters
    words = listed([_CALLED[kind] for kind in other], "or")
    return filters.without(*other).noting(
        f"{SOURCES[filters.source].title} was not counted by {words}, and the boundaries to share it out are not loaded, "
        "so that filter was released."
    )


def _not_loaded(key: str, gone: Sequence[str]) -> str:
    more = ["others"] if len(gone) > _MOST_NAMED else []
    named = listed([*gone[:_MOST_NAMED], *more], "or")
    return f"No {_CALLED.get(key, key)} {named} is loaded, so {'it was' if len(gone) == 1 else 'they were'} left out."
