"""How far does street crime lie from the figure the police publish for the borough themselves?"""

from __future__ import annotations

from datetime import date

from data_access import months
from data_access.catalogue import SOURCES
from data_access.filters import Filters
from data_access.holdings import ControlTotal
from data_access.warehouse import Warehouse

OURS, THEIRS = "police-uk-crime", "mps-borough-crime"
NOT_RECORDED_CRIME = "anti-social-behaviour"


def control_totals(warehouse: Warehouse) -> tuple[ControlTotal, ...]:
    """Every month that is complete in both, the earliest first; none where one of the two is not loaded."""
    if not {OURS, THEIRS} <= set(warehouse.sources()):
        return ()
    crimes = [slug for slug in SOURCES[OURS].crime_types if slug not in {NOT_RECORDED_CRIME, "unknown"}]
    ours, theirs = _by_month(warehouse, Filters.of(OURS, crime_type=crimes)), _by_month(warehouse, Filters(THEIRS))
    return tuple(ControlTotal(month, ours[month], theirs[month]) for month in sorted(ours) if theirs.get(month))


def _by_month(warehouse: Warehouse, question: Filters) -> dict[date, int]:
    """Counts of the months that are complete."""
    answered = warehouse.counts(question, ("month",))
    whole = {entry.month for entry in warehouse.coverage(question.source) if entry.comparable}
    found = {months.parse(slug): count for slug, count in answered.values().items()}
    return {month: count for month, count in found.items() if month in whole and count is not None}
