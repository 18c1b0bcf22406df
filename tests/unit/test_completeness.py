"""How a month's return stands on a day, from made-up series."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data_access import months
from data_access.analytics.completeness import Agreement, Held, due_day, standings
from data_access.catalogue.series_breaks import SeriesBreak
from data_access.catalogue.sources import Due
from data_access.released import MonthCoverage, State
from data_access.returns import Return, Standing

FIRST = date(2023, 1, 1)
ON_THE_20TH = Agreement(Due(20, 1))
LONG_AFTER = date(2026, 1, 1)


def series(counts: Sequence[int], states: Mapping[int, State] | None = None) -> list[Held]:
    """Months from January 2023 with these counts; complete unless ``states`` says otherwise by place."""
    told = states or {}
    return [
        Held(MonthCoverage(months.shift(FIRST, i), told.get(i, State.COMPLETE)), count, date(2023, 1, 15))
        for i, count in enumerate(counts)
    ]


def last_of(held: Sequence[Held], agreed: Agreement = ON_THE_20TH, today: date = LONG_AFTER) -> Return:
    return standings(held, [held[-1].entry.month], agreed, today)[0]


def on(today: date, month: date, held: Sequence[Held], agreed: Agreement = ON_THE_20TH) -> Return:
    return standings(held, [month], agreed, today)[0]


def test_of_one_from_whom_nothing_has_come_the_months_since_the_first_expected_are_late_and_then_not_supplied() -> None:
    expected = Agreement(ON_THE_20TH.due, since=date(2023, 3, 1))
    assert on(LONG_AFTER, date(2023, 2, 1), [], expected).standing is Standing.NOT_COLLECTED
    gone = on(LONG_AFTER, date(2023, 3, 1), [], expected)
    assert (gone.standing, gone.reason) == (Standing.NOT_SUPPLIED, "long overdue: nothing has come")
    assert on(date(2023, 4, 25), date(2023, 3, 1), [], expected).standing is Standing.LATE
    assert on(LONG_AFTER, date(2023, 3, 1), []).standing is Standing.NOT_COLLECTED, "nothing is expected before it comes"


def test_a_day_that_a_short_month_lacks_is_its_last() -> None:
    assert due_day(Due(31, 1), date(2023, 1, 1)) == date(2023, 2, 28)
    assert due_day(Due(28, 2), date(2023, 11, 1)) == date(2024, 1, 28)
    assert due_day(Due(), FIRST) is None


def test_a_month_is_not_due_then_late_then_not_supplied() -> None:
    held, march = series([100, 100]), date(2023, 3, 1)
    assert on(date(2023, 4, 20), march, held) == Return(march, Standing.NOT_DUE, "due on 20 April 2023")
    late = on(date(2023, 4, 21), march, held)
    assert (late.standing, late.since, late.reason) == (
        Standing.LATE,
        date(2023, 4, 21),
        "was due on 20 April 2023, one day ago",
    )
    assert on(date(2023, 7, 20), march, held).standing is Standing.LATE
    given_up = on(date(2023, 7, 21), march, held)
    assert (given_up.standing, given_up.since) == (Standing.NOT_SUPPLIED, date(2023, 4, 21))
    assert given_up.reason == "long overdue: nothing after February 2023 has come"


def test_a_month_that_was_passed_over_is_not_supplied_and_never_late() -> None:
    held = [series([100])[0], series([100, 100, 100])[2]]
    found = on(date(2023, 3, 21), date(2023, 2, 1), held)
    assert (found.standing, found.reason) == (Standing.NOT_SUPPLIED, "later months came, this one did not")


def test_the_register_says_why_a_month_was_passed_over() -> None:
    held = series([100, 0, 100])
    held[1] = Held(MonthCoverage(held[1].entry.month, State.MISSING, "not published"), 0)
    assert on(LONG_AFTER, held[1].entry.month, held).reason == "not published"


def test_before_a_source_began_it_was_not_collected() -> None:
    found = on(LONG_AFTER, date(2022, 12, 1), series([100]))
    assert (found.standing, found.reason) == (Standing.NOT_COLLECTED, "this source begins in January 2023 here")
    assert on(LONG_AFTER, FIRST, []).standing is Standing.NOT_COLLECTED


def test_without_a_day_nothing_is_late_or_provisional() -> None:
    nobody_promised = Agreement(Due())
    assert on(LONG_AFTER, date(2023, 2, 1), series([100]), nobody_promised).standing is Standing.NOT_DUE
    assert on(date(2023, 1, 31), FIRST, series([100]), nobody_promised).standing is Standing.COMPLETE


def test_until_its_day_has_passed_a_month_is_provisional() -> None:
    assert on(date(2023, 2, 20), FIRST, series([100])).standing is Standing.PROVISIONAL
    assert on(date(2023, 2, 21), FIRST, series([100])).standing is Standing.COMPLETE


def test_what_was_loaded_by_its_day_was_on_time_and_of_anything_else_nobody_knows() -> None:
    month = MonthCoverage(FIRST, State.COMPLETE)
    for loaded, on_time in ((date(2023, 2, 20), True), (date(2023, 2, 21), False), (None, False)):
        assert on(LONG_AFTER, FIRST, [Held(month, 100, loaded)]).on_time is on_time


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (State.PARTIAL, Standing.PARTIAL),
        (State.NO_LOCATIONS, Standing.PARTIAL),
        (State.DEFECTIVE, Standing.DEFECTIVE),
    ],
)
def test_what_is_known_of_a_month_goes_before_its_count(state: State, standing: Standing) -> None:
    held = series([100] * 12 + [3], {12: state})
    assert last_of(held).standing is standing


def test_under_half_of_the_trailing_median_is_doubtful_and_says_why() -> None:
    found = last_of(series([100] * 12 + [49]))
    assert found.standing is Standing.DOUBTFUL
    assert found.reason == "49 records, 49\xa0% of the usual 100 (median of the 12 complete months before): is some missing?"
    assert last_of(series([100] * 12 + [50])).standing is Standing.COMPLETE


def test_five_months_are_too_few_to_say_what_is_usual() -> None:
    assert last_of(series([100] * 5 + [3])).standing is Standing.COMPLETE
    assert last_of(series([100] * 6 + [3])).standing is Standing.DOUBTFUL


def test_only_complete_months_say_what_is_usual() -> None:
    half = dict.fromkeys(range(6), State.PARTIAL)
    assert last_of(series([1000] * 6 + [100] * 6 + [60], half)).standing is Standing.COMPLETE


def test_small_numbers_do_not_cry_wolf() -> None:
    assert last_of(series([4] * 12 + [1])).standing is Standing.COMPLETE
    assert last_of(series([20] * 12 + [1])).standing is Standing.DOUBTFUL


def test_restless_numbers_do_not_cry_wolf() -> None:
    restless = [22, 4, 30, 9, 18, 2, 27, 12, 7, 25, 15, 20]
    assert last_of(series([*restless, 5])).standing is Standing.COMPLETE
    assert last_of(series([*([16] * 12), 5])).standing is Standing.DOUBTFUL


def test_a_season_is_not_a_gap() -> None:
    """Nothing happens at school in August: the year before says so."""
    year = [100] * 7 + [5] + [100] * 4
    assert last_of(series(year + year[:8])).standing is Standing.COMPLETE
    assert last_of(series(year[:8])).standing is Standing.DOUBTFUL  # the first August can only be asked about


def test_a_gap_in_a_seasonal_series_is_found() -> None:
    wave = [round(200 + 80 * math.sin(i * math.pi / 6)) for i in range(24)]
    assert all(each.standing is Standing.COMPLETE for each in standings(*_all(series(wave))))
    wave[20] = round(wave[20] * 0.4)
    found = [each.month for each in standings(*_all(series(wave))) if each.standing is Standing.DOUBTFUL]
    assert found == [date(2024, 9, 1)]


def test_whole_months_with_a_season_are_hardly_ever_doubted() -> None:
    """Overdispersed (phi = 2) around a wave of ±40 %: fewer than one in two hundred once there is a year to look back on."""
    random = np.random.default_rng(7)
    doubted = tried = 0
    for _ in range(40):
        means = [150 * (1 + 0.4 * math.sin(i * math.pi / 6)) for i in range(48)]
        counts = [int(random.negative_binomial(mean, 0.5)) for mean in means]
        found = standings(*_all(series(counts)))[12:]
        doubted += sum(each.standing is Standing.DOUBTFUL for each in found)
        tried += len(found)
    assert doubted / tried < 0.005


def test_what_was_counted_another_way_does_not_say_what_is_usual() -> None:
    changed = Agreement(Due(20, 1), (SeriesBreak("made-up", date(2024, 1, 1), "counted otherwise"),))
    held = series([100] * 12 + [40] * 7)
    assert standings(held, [date(2024, 1, 1)], ON_THE_20TH, LONG_AFTER)[0].standing is Standing.DOUBTFUL
    assert all(each.standing is Standing.COMPLETE for each in standings(held, _all(held)[1], changed, LONG_AFTER))


def _all(held: list[Held]) -> tuple[list[Held], list[date], Agreement, date]:
    return held, [each.entry.month for each in held], ON_THE_20TH, LONG_AFTER


# -- by quarter, and set by hand -----------------------------------------------------------------

BY_QUARTER = Agreement(Due(20, 1, every=3))


def test_a_quarter_s_return_is_due_after_its_last_month_and_its_months_stand_alike() -> None:
    held = [Held(MonthCoverage(FIRST, State.COMPLETE), 100, date(2023, 4, 10))]
    year = list(months.between(FIRST, date(2023, 12, 1)))
    told = standings(held, year, BY_QUARTER, date(2023, 7, 21))
    assert [each.standing for each in told[:3]] == [Standing.COMPLETE] * 3
    assert [each.on_time for each in told[:3]] == [True] * 3
    late = told[3:6]
    assert {(each.standing, each.reason) for each in late} == {(Standing.LATE, "was due on 20 July 2023, one day ago")}
    assert {each.reason for each in told[6:9]} == {"due on 20 October 2023"}
    assert {each.standing for each in standings(held, year[3:6], BY_QUARTER, date(2023, 10, 21))} == {Standing.NOT_SUPPLIED}


def test_what_somebody_says_of_a_month_is_its_standing_and_says_what_the_files_show() -> None:
    said = MonthCoverage(FIRST, State.PROVISIONAL, "the last week may be revised", since=date(2023, 3, 2))
    entry = replace(said, found=MonthCoverage(FIRST, State.COMPLETE))
    told = last_of([Held(entry, 40, date(2023, 2, 1))])
    assert (told.standing, told.since, told.count, told.by_hand) == (Standing.PROVISIONAL, date(2023, 3, 2), 40, True)
    assert told.reason == "the last week may be revised (set by hand on 2 March 2023; by its files: complete)"


def test_a_month_said_to_be_complete_is_not_asked_about_although_it_has_oddly_few() -> None:
    held = series([100] * 12 + [10])
    assert last_of(held).standing is Standing.DOUBTFUL
    month = held[-1].entry
    sure = replace(month, reason="the hospital was closed", since=LONG_AFTER, found=month)
    assert last_of([*held[:-1], replace(held[-1], entry=sure)]).standing is Standing.COMPLETE


@pytest.mark.parametrize("state", [State.LATE, State.MISSING, State.NOT_COLLECTED])
def test_a_month_said_to_be_absent_has_no_count(state: State) -> None:
    nothing = MonthCoverage(FIRST, State.MISSING, "not loaded")
    told = last_of([Held(MonthCoverage(FIRST, state, "their system is down", since=LONG_AFTER, found=nothing), 0)])
    assert (told.count, told.by_hand) == (None, True)
