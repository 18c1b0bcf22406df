"""A period beside the year before, and hundreds of series tested together."""

from __future__ import annotations

import time
from datetime import date

import numpy as np
import pytest

from data_access import months
from data_access.analytics.comparison import comparison
from data_access.analytics.movements import movements, standing
from data_access.catalogue import SOURCES
from data_access.released import Released, State
from data_access.verdicts import VerdictKind
from tests.unit.answers import answer, coverage

SINCE, UNTIL = date(2025, 2, 1), date(2026, 1, 1)
TWO_YEARS = coverage("2024-02", "2026-01")
TYPES = SOURCES["police-uk-crime"].crime_types
WARDS = [f"E0501{3714 + i}" for i in range(19)]


def monthly(counts: dict[str, int | None], source: str = "stop-and-search", **gaps: State) -> Released:
    covered = coverage("2024-02", "2026-01", {f"{key[1:5]}-{key[5:]}": (state, "") for key, state in gaps.items()})
    return answer("month", list(counts.items()), source=source, covered=covered)


def every_month(count: int) -> dict[str, int | None]:
    return {months.address(entry.month): count for entry in TWO_YEARS}


def grid(seed: int = 1, *, changed: dict[tuple[str, str], float] | None = None) -> Released:
    """19 wards by 14 types by 24 months of Poisson counts; ``changed`` multiplies one series' second year."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[tuple[str, ...], int | None]] = []
    for ward in WARDS:
        for i, kind in enumerate(TYPES):
            for entry in TWO_YEARS:
                factor = (changed or {}).get((ward, kind), 1.0) if entry.month >= SINCE else 1.0
                if count := int(rng.poisson(factor * (1 + 2 * i))):
                    rows.append(((ward, kind, months.address(entry.month)), count))
    return answer("ward,crime_type,month", rows, source="police-uk-crime", covered=TWO_YEARS)


def test_totals_are_of_the_whole_period_and_the_verdict_of_the_pairs() -> None:
    found = comparison(monthly(every_month(100), "mps-recorded-crime"), since=SINCE, until=UNTIL)
    assert found.total == 1200
    assert (found.verdict.now, found.verdict.before) == (1100, 1100)
    assert found.total_before is None, "February 2024 was recorded by the old system"


def test_the_year_before_is_given_where_it_is_whole() -> None:
    assert comparison(monthly(every_month(100)), since=SINCE, until=UNTIL).total_before == 1200
    assert comparison(monthly(every_month(100), m202405=State.PARTIAL), since=SINCE, until=UNTIL).total_before is None


def test_a_rolling_year_never_holds_a_gap_nor_both_sides_of_a_break() -> None:
    whole = comparison(monthly(every_month(100)), since=SINCE, until=UNTIL).rolling
    assert (whole[0].month, whole[0].total) == (date(2025, 1, 1), 1200)
    assert len(whole) == 13
    broken = comparison(monthly(every_month(100), "mps-recorded-crime"), since=SINCE, until=UNTIL).rolling
    assert [point.total for point in broken] == [None] + [1200] * 12
    gap = comparison(monthly(every_month(100), m202503=State.MISSING), since=SINCE, until=UNTIL).rolling
    assert [point.total for point in gap] == [1200, 1200] + [None] * 11


def test_rolling_totals_by_hand() -> None:
    rising = {months.address(entry.month): i for i, entry in enumerate(TWO_YEARS)}
    found = comparison(monthly(dict(rising)), since=SINCE, until=UNTIL).rolling
    assert found[0].total == sum(range(12))
    assert found[-1].total == sum(range(12, 24))


def test_nothing_supplied_is_no_total_and_not_nought() -> None:
    nothing = {f"m{months.address(entry.month).replace('-', '')}": State.MISSING for entry in TWO_YEARS}
    found = comparison(monthly({}, **nothing), since=SINCE, until=UNTIL)
    assert found.total is None
    assert found.verdict.kind is VerdictKind.CANNOT_COMPARE
    assert comparison(monthly({}), since=SINCE, until=UNTIL).total == 0, "complete and none recorded"


def test_a_withheld_month_withholds_the_total() -> None:
    assert comparison(monthly({**every_month(5), "2025-07": None}), since=SINCE, until=UNTIL).total is None


def test_an_answer_by_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="by month"):
        comparison(answer("ward", []), since=SINCE, until=UNTIL)
    with pytest.raises(ValueError, match="then by month"):
        movements(answer("month", []), since=SINCE, until=UNTIL)


def test_a_planted_change_stands_first_and_luck_does_not_stand() -> None:
    place = (WARDS[4], "vehicle-crime")
    found = movements(grid(changed={place: 0.55}), since=SINCE, until=UNTIL)
    assert found.ranked[0].keys == place
    assert found.ranked[0].verdict.kind is VerdictKind.LOWER
    assert (found.tested, found.stand) == (266, 1)
    assert 3 <= found.singly <= 25, "of 266 unchanged pairs some look different one at a time"
    assert found.level == pytest.approx(1 - 0.05 / 266)


def test_every_interval_crosses_same_exactly_when_its_change_does_not_stand() -> None:
    planted = {(ward, kind): 1.6 for ward in WARDS[:6] for kind in TYPES[8:12]}
    found = movements(grid(5, changed=planted), since=SINCE, until=UNTIL)
    assert found.stand > 5
    clear = [movement for movement in found.ranked if movement.verdict.clear]
    assert list(found.ranked[: found.stand]) == clear
    for movement in found.ranked:
        if (between := movement.verdict.interval) is not None:
            assert between.holds(1) is not movement.verdict.clear
            assert movement.verdict.level == found.level


def test_small_series_come_last_and_are_not_counted_among_the_tests() -> None:
    months_of_two = [((WARDS[0], "robbery", months.address(entry.month)), 20) for entry in TWO_YEARS]
    few = [((WARDS[1], "drugs", "2025-04"), 4)]
    found = movements(answer("ward,crime_type,month", [*months_of_two, *few], covered=TWO_YEARS), since=SINCE, until=UNTIL)
    assert (found.tested, found.too_few) == (1, 3)
    assert [movement.verdict.kind for movement in found.ranked[1:]] == [VerdictKind.TOO_FEW] * 3
    assert found.of(WARDS[1], "drugs") is not None
    assert found.of(WARDS[1], "arson") is None


def test_places_not_known_are_nobodys_ward() -> None:
    rows = [(("unknown", "robbery", "2025-04"), 400), ((WARDS[0], "robbery", "2025-04"), 4)]
    assert [
        m.keys[0] for m in movements(answer("ward,crime_type,month", rows, covered=TWO_YEARS), since=SINCE, until=UNTIL).ranked
    ] == [WARDS[0]]


def test_wards_alone_are_compared_too() -> None:
    rows = [
        ((ward, months.address(e.month)), 30 if e.month < SINCE or i else 60) for i, ward in enumerate(WARDS) for e in TWO_YEARS
    ]
    found = movements(answer("ward,month", rows, covered=TWO_YEARS), since=SINCE, until=UNTIL)
    assert [m.keys for m in found.ranked if m.verdict.clear] == [(WARDS[0],)]


def test_without_a_year_before_every_pair_says_why() -> None:
    found = movements(
        answer("ward,crime_type,month", [((WARDS[0], "robbery", "2025-04"), 40)], covered=coverage("2025-02", "2026-01")),
        since=SINCE,
        until=UNTIL,
    )
    assert found.tested == found.stand == 0
    assert [movement.verdict.kind for movement in found.ranked] == [VerdictKind.CANNOT_COMPARE]
    assert found.verdict.reason == "The year before is not loaded"


def test_nothing_at_all_is_an_empty_table() -> None:
    found = movements(answer("ward,crime_type,month", [], covered=TWO_YEARS), since=SINCE, until=UNTIL)
    assert (found.ranked, found.tested, found.stand, found.verdict.kind) == ((), 0, 0, VerdictKind.TOO_FEW)


def test_the_step_up_rule_by_hand() -> None:
    # Benjamini and Hochberg's own example: 4 of 15 stand at 5 %.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert standing(np.array(p), 0.05) == 4
    assert standing(np.array([0.04, 0.045, 0.05]), 0.05) == 3
    assert standing(np.array([]), 0.05) == 0


def test_the_whole_table_takes_less_than_a_tenth_of_a_second() -> None:
    released = grid()
    movements(released, since=SINCE, until=UNTIL)
    start = time.process_time()
    movements(released, since=SINCE, until=UNTIL)
    assert time.process_time() - start < 0.1
