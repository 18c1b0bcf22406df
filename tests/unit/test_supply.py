"""What a source supplied, in words."""

from __future__ import annotations

from datetime import date

import pytest

from data_access import months
from data_access.briefings.overview import window
from data_access.catalogue import SOURCES
from data_access.overview import Supply
from data_access.released import MonthCoverage, State
from layouts.supply import supply_words
from tests.unit.answers import coverage

UNTIL = date(2026, 1, 1)


def supply(covered: tuple[MonthCoverage, ...]) -> Supply:
    held = [entry for entry in covered if entry.state is not State.MISSING]
    return Supply(SOURCES["stop-and-search"], window(covered, UNTIL), held[-1] if held else None)


@pytest.mark.parametrize(
    ("covered", "said"),
    [
        ((), "Not loaded"),
        (coverage("2022-01", "2026-01"), "Complete"),
        (coverage("2022-01", "2023-09"), "None since September 2023"),
        (coverage("2022-01", "2024-08"), "To 31 August 2024, then not supplied"),
        (coverage("2025-03", "2026-01"), "From March 2025"),
        (coverage("2025-03", "2025-05"), "From March 2025 to 31 May 2025, then not supplied"),
        (coverage("2025-03", "2025-03"), "March 2025 only"),
        (coverage("2025-01", "2025-01", {"2025-01": (State.DEFECTIVE, "")}), "January 2025 only, known to be wrong"),
        (coverage("2022-01", "2026-01", {"2025-06": (State.MISSING, "")}), "Jun 2025 not supplied"),
        (
            coverage("2022-01", "2026-01", {f"2025-{m:02}": (State.PARTIAL, "") for m in (2, 4, 6)}),
            "Three months not complete",
        ),
        (
            coverage(
                "2022-01", "2026-01", {months.address(m): (State.PARTIAL, "") for m in months.between(date(2024, 2, 1), UNTIL)}
            ),
            "No month complete",
        ),
    ],
)
def test_what_a_source_supplied_is_said_in_words(covered: tuple[MonthCoverage, ...], said: str) -> None:
    assert supply_words(supply(covered)) == said


def test_a_last_month_that_stops_early_is_said_by_its_day() -> None:
    ended = (*coverage("2022-01", "2024-07"), MonthCoverage(date(2024, 8, 1), State.PARTIAL, "", date(2024, 8, 28)))
    assert supply_words(supply(ended)) == "To 28 August 2024, then not supplied"
