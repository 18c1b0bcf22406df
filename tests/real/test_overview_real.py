"""The overview of the published ward-level crime: its four numbers and what may be said of them."""

from __future__ import annotations

import pytest

from data_access.briefings.overview import overview
from data_access.overview import Overview
from data_access.verdicts import VerdictKind
from data_access.warehouse import Warehouse
from layouts.pages import overview as page
from tests.plugins.once import Made


@pytest.fixture(scope="module")
def told(published: Made) -> Overview:
    found = overview(Warehouse(published.store, borough="Lewisham"), "")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("place", "total", "now", "before", "kind"),
    [
        (0, 28_620, 26_453, 27_099, VerdictKind.NO_CLEAR_CHANGE),
        (1, 9_451, 8_791, 8_169, VerdictKind.HIGHER),
        (2, 991, 907, 961, VerdictKind.NO_CLEAR_CHANGE),
        (3, 2_644, 2_450, 2_988, VerdictKind.LOWER),
    ],
)
def test_the_key_figures(told: Overview, place: int, total: int, now: int, before: int, kind: VerdictKind) -> None:
    change = told.figures[place].comparison
    assert (change.total, change.verdict.now, change.verdict.before, change.verdict.kind) == (total, now, before, kind)


def test_the_headline_and_what_is_compared(told: Overview) -> None:
    assert page.headline(told) == ("Recorded crime is level with last year. Vehicle crime is lower, violence is a little higher.")
    assert page.lead(told).endswith(
        "Changes compare March to January, because February 2024 was recorded before the Met’s new crime system."
    )


def test_the_running_total_starts_again_after_the_break(told: Overview) -> None:
    running = {f"{month.entry.month:%Y-%m}": month.rolling for month in told.figures[0].months}
    assert running["2026-01"] == 28_620
    assert running["2025-01"] is None
    assert running["2025-02"] is not None


def test_rates_are_highest_around_lewisham_central(told: Overview) -> None:
    highest = max(told.rates, key=lambda rate: rate.per_1000)
    assert (told.wards.names[highest.key], round(highest.per_1000)) == ("Lewisham Central", 258)
    assert told.everywhere is not None
    assert round(told.everywhere.per_1000) == 94
