"""A break in a series is said once, and no comparison crosses it."""

from __future__ import annotations

from datetime import date

from data_access.catalogue import SOURCES
from data_access.catalogue.series_breaks import SERIES_BREAKS, series_breaks


def test_the_month_in_which_a_system_changed_belongs_to_the_old_series() -> None:
    (changed,) = series_breaks("mps-recorded-crime")
    assert changed.parts(date(2024, 2, 1), date(2025, 2, 1))
    assert not changed.parts(date(2024, 3, 1), date(2025, 3, 1))


def test_every_break_is_of_a_known_source() -> None:
    assert {entry.source for entry in SERIES_BREAKS} <= set(SOURCES)
    assert series_breaks("stop-and-search") == ()
