"""Is this change real? The words, and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import months
from data_access.analytics.verdict import verdict
from data_access.catalogue.series_breaks import SeriesBreak, series_breaks
from data_access.released import WHOLE, MonthCoverage, State
from data_access.verdicts import Cause, Verdict, VerdictKind, span
from data_access.wording import NBSP
from tests.unit.answers import coverage

SINCE, UNTIL = date(2025, 2, 1), date(2026, 1, 1)
TWO_YEARS = coverage("2024-02", "2026-01")


def series(before: list[int], now: list[int], since: date = SINCE) -> dict[date, int | None]:
    earlier = {months.shift(since, i - 12): count for i, count in enumerate(before)}
    return {**earlier, **{months.shift(since, i): count for i, count in enumerate(now)}}


def judged(
    before: list[int], now: list[int], covered: tuple[MonthCoverage, ...] = TWO_YEARS, breaks: tuple[SeriesBreak, ...] = ()
) -> Verdict:
    return verdict(series(before, now), covered, breaks, since=SINCE, until=UNTIL)


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def test_a_doubling_is_higher_and_a_halving_lower() -> None:
    up, down = judged([50] * 12, [100] * 12), judged([100] * 12, [50] * 12)
    assert (up.kind, down.kind) == (VerdictKind.HIGHER, VerdictKind.LOWER)
    assert up.interval is not None
    assert up.interval.low > 1
    # 2 · exp(±2.074 · √(1/1200 + 1/600)): Student's t on 22 degrees of freedom.
    assert plain(up.words) == "+100 %: between +80 % and +122 %"
    assert plain(down.words) == "−50 %: between −55 % and −44 %"


def test_a_small_change_could_be_anything_and_says_what_could_have_been_seen() -> None:
    found = judged([80] * 12, [79] * 12)
    assert found.kind is VerdictKind.NO_CLEAR_CHANGE
    assert plain(found.words) == "−1 %: could be anything from −10 % to +9 %"
    assert plain(found.visible_words) == "Smallest visible change +10 % or −9 %"
    assert (found.now, found.before) == (948, 960)


def test_the_same_totals_say_less_when_months_swing() -> None:
    calm, wild = judged([100] * 12, [110] * 12), judged([40, 160] * 6, [50, 170] * 6)
    assert (calm.now, calm.before) == (wild.now, wild.before)
    assert calm.kind is VerdictKind.HIGHER
    assert wild.kind is VerdictKind.NO_CLEAR_CHANGE
    assert calm.phi == 1 < wild.phi


def test_no_pair_crosses_the_mets_change_of_system() -> None:
    found = judged([100] * 12, [100] * 12, breaks=series_breaks("mps-recorded-crime"))
    assert found.compared == tuple(months.between(date(2025, 3, 1), UNTIL))
    assert (found.now, found.before) == (1100, 1100)
    assert found.compared_words == "March to January"
    assert found.left_out_words == "February left out"
    assert found.left_out[0].why == "February 2024 was recorded before the Met’s new crime system"
    assert found.counts_words == "Mar–Jan: 1,100, was 1,100"


@pytest.mark.parametrize(
    ("day", "before", "now", "parted"),
    [
        (date(2024, 2, 28), date(2024, 2, 1), date(2025, 2, 1), True),
        (date(2024, 2, 28), date(2024, 3, 1), date(2025, 3, 1), False),
        (date(2024, 2, 28), date(2023, 2, 1), date(2024, 2, 1), False),
        (date(2024, 2, 28), date(2023, 3, 1), date(2024, 3, 1), True),
        (date(2022, 5, 1), date(2022, 5, 1), date(2023, 5, 1), False),
        (date(2022, 5, 1), date(2022, 4, 1), date(2023, 4, 1), True),
    ],
)
def test_a_month_with_any_day_before_a_break_belongs_to_the_old_series(day: date, before: date, now: date, parted: bool) -> None:
    assert SeriesBreak("s", day, "counted otherwise").parts(before, now) is parted


def test_months_not_supplied_or_partial_are_left_out_with_their_pairs() -> None:
    gaps = {"2022-01": (State.MISSING, ""), "2022-12": (State.PARTIAL, "to the 17th only")}
    covered = coverage("2021-06", "2023-09", gaps)
    counts: Mapping[date, int | None] = {entry.month: 480 if entry.month < date(2022, 10, 1) else 363 for entry in covered}
    found = verdict(counts, covered, since=date(2022, 10, 1), until=date(2023, 9, 1))
    assert (found.now, found.before) == (3630, 4800)
    assert found.kind is VerdictKind.LOWER
    assert found.compared_words == "the ten months that can be compared"
    assert found.left_out_words == "December and January left out"
    assert [(entry.cause, entry.why) for entry in found.left_out] == [
        (Cause.GAP, "December 2022: to the 17th only"),
        (Cause.GAP, "January 2022: not supplied"),
    ]


@pytest.mark.parametrize("state", sorted(set(State) - WHOLE))
def test_only_complete_months_are_compared(state: State) -> None:
    found = judged([100] * 12, [100] * 12, coverage("2024-02", "2026-01", {"2025-06": (state, "")}))
    assert date(2025, 6, 1) not in found.compared
    assert len(found.compared) == 11


def test_without_the_year_before_nothing_is_compared_and_the_reason_is_said() -> None:
    found = judged([100] * 12, [100] * 12, coverage("2025-02", "2026-01"))
    assert found.kind is VerdictKind.CANNOT_COMPARE
    assert found.words == "The year before is not loaded"
    assert (found.interval, found.change_words, found.counts_words, found.visible_words) == (None, "", "", "")
    assert found.left_out_words == "twelve months left out"


def test_two_pairs_are_too_few_to_know_how_much_months_vary() -> None:
    gaps = {months.address(months.shift(SINCE, i)): (State.MISSING, "") for i in range(10)}
    found = judged([100] * 12, [100] * 12, coverage("2024-02", "2026-01", gaps))
    assert found.kind is VerdictKind.CANNOT_COMPARE
    assert found.reason == (
        "Two of twelve months can be compared with the year before "
        "(February 2025: not supplied; March 2025: not supplied; and eight more)"
    )
    one_month = verdict(series([9] * 12, [9] * 12), TWO_YEARS, since=UNTIL, until=UNTIL)
    assert one_month.reason == "At least three months are needed to compare periods"


def test_a_withheld_month_stands_alone() -> None:
    counts = {**series([100] * 12, [100] * 12), date(2025, 5, 1): None}
    found = verdict(counts, TWO_YEARS, since=SINCE, until=UNTIL)
    assert [entry.cause for entry in found.left_out] == [Cause.WITHHELD]


def test_a_few_incidents_are_too_few_to_say_however_they_fell() -> None:
    found = judged([0] * 12, [1] * 9 + [0] * 3)
    assert (found.kind, found.words) == (VerdictKind.TOO_FEW, "Only 9 in both periods together")
    assert found.change_words == "+9"
    assert judged([0] * 12, [0] * 12).words == "None in either period"
    burst = judged([0] * 12, [0] * 11 + [40])
    assert burst.kind is VerdictKind.TOO_FEW, "forty in one month are one event as far as anybody can tell"


def test_small_counts_say_a_difference_and_not_a_per_cent() -> None:
    found = judged([0, 1] * 6, [2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 2])
    assert (found.now, found.before, found.kind) == (27, 6, VerdictKind.HIGHER)
    assert plain(found.words) == "+21: between 1.7 and 14 times as many"
    from_none = judged([0] * 12, [1, 2] * 6)
    assert (from_none.kind, from_none.change_words) == (VerdictKind.HIGHER, "+18")
    assert plain(from_none.interval_words) == "at least 3.7 times as many"
    to_none = judged([1, 2] * 6, [0] * 12)
    assert plain(to_none.words) == "−18: at most 0.3 times as many"


def test_a_complete_month_without_an_entry_is_nought() -> None:
    counts = {month: count for month, count in series([3] * 12, [3] * 12).items() if month != date(2025, 4, 1)}
    assert verdict(counts, TWO_YEARS, since=SINCE, until=UNTIL).now == 33


def test_of_two_years_the_last_twelve_months_are_paired_so_that_no_month_is_on_both_sides() -> None:
    covered = coverage("2023-01", "2025-12")
    counts: dict[date, int | None] = dict.fromkeys((entry.month for entry in covered), 10)
    found = verdict(counts, covered, since=date(2024, 1, 1), until=date(2025, 12, 1))
    assert found.compared == tuple(months.between(date(2025, 1, 1), date(2025, 12, 1)))


@given(
    before=st.lists(st.integers(0, 400), min_size=12, max_size=12),
    now=st.lists(st.integers(0, 400), min_size=12, max_size=12),
    missing=st.sets(st.integers(0, 23)),
)
def test_word_and_picture_agree_whatever_the_months_say(before: list[int], now: list[int], missing: set[int]) -> None:
    gaps = {months.address(months.shift(SINCE, i - 12)): (State.MISSING, "") for i in missing}
    found = judged(before, now, coverage("2024-02", "2026-01", gaps))
    assert len(found.compared) + len(found.left_out) == 12
    assert found.words
    if found.interval is None:
        assert found.kind in (VerdictKind.TOO_FEW, VerdictKind.CANNOT_COMPARE)
        assert found.reason
    else:
        assert found.interval.holds(1) == (found.kind is VerdictKind.NO_CLEAR_CHANGE)
        assert found.ratio is not None
        assert found.interval.holds(found.ratio)
        assert ("could be" in found.words) == (found.kind is VerdictKind.NO_CLEAR_CHANGE)
        fall, rise = found.visible
        assert fall is None or fall < found.before
        assert rise is None or rise > found.before
        assert (found.kind is VerdictKind.HIGHER) == (rise is not None and found.now >= rise)
        assert (found.kind is VerdictKind.LOWER) == (fall is not None and found.now <= fall)


def test_ends_just_beside_same_are_never_written_as_nought() -> None:
    found = judged([100] * 12, [120] * 12)
    assert found.interval is not None
    near = replace(found, interval=replace(found.interval, low=1.002, high=1.4))
    assert plain(near.interval_words) == "between +0.2 % and +40 %"
    nearer = replace(found, interval=replace(found.interval, low=1.0001, high=1.4))
    assert plain(nearer.interval_words) == "between just over 0 % and +40 %"


def test_months_in_words() -> None:
    assert span(()) == "no months"
    assert span((date(2025, 3, 1),)) == "March"
    assert span((date(2025, 3, 1), date(2025, 5, 1))) == "the two months that can be compared"
    assert span((date(2025, 3, 1), date(2025, 4, 1)), short=True) == "Mar–Apr"
    assert span((date(2025, 3, 1), date(2025, 5, 1)), short=True) == "2 months"
