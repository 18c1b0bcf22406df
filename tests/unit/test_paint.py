"""What a map says of an answer: classes, states, words, legend, names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.rates import Rated
from data_access.released import MonthCoverage, Released, State
from layouts.maps.breaks import breaks, shade, shades
from layouts.maps.paint import MapPaint, Whole, paint
from tests.fixtures_released import released

CELLS = {f"8919{n:03x}00000ffff": n for n in range(60)}
SEPTEMBER = date(2023, 9, 1)


def wards(**counts: int | None) -> Released:
    """An answer by ward, with made-up codes; None is withheld."""
    names = {code: code.title() for code in counts}
    return released(["ward"], {(code,): value for code, value in counts.items()}, names=names)


def cells(counts: Mapping[str, int | None], names: Mapping[str, str] | None = None) -> Released:
    return released(["h3_9"], {(cell,): value for cell, value in counts.items()}, names=names)


def legend(shown: MapPaint) -> list[tuple[str, str]]:
    return [(entry.shade, entry.words) for entry in shown.legend]


# ---- classes ------------------------------------------------------------------


def test_skewed_amounts_fall_into_round_classes_that_grow_by_ratio() -> None:
    assert breaks([1] * 40 + [2, 3, 4] * 8 + [8, 9] * 5 + [30, 50, 128, 234, 274]) == (1, 3, 10, 30, 100)


def test_ordinary_amounts_fall_into_classes_of_about_as_many_areas() -> None:
    rates = [58, 60, 66, 67, 67, 71, 78, 79, 82, 85, 87, 89, 93, 102, 117, 134, 138, 149, 258]
    lows = breaks(rates)
    held = [sum(shade(rate, lows) == each for rate in rates) for each in shades(lows)]
    assert sum(held) == len(rates)
    assert max(held) - min(held) <= 3
    assert lows[0] == 58


def test_five_amounts_or_fewer_have_a_class_each() -> None:
    assert breaks([7, 7, 2, 2, 900]) == (2, 7, 900)
    assert [shade(amount, (2, 7, 900)) for amount in (2, 7, 900)] == [1, 3, 5]


def test_equal_amounts_share_one_middle_class() -> None:
    assert breaks([12] * 19) == (12,)
    assert shade(12, (12,)) == 3


def test_nothing_has_no_class() -> None:
    assert breaks([]) == breaks([0, 0]) == ()
    assert shade(0, ()) == shade(0, (1, 5)) == 0


def test_ties_at_a_limit_are_never_split() -> None:
    amounts = [1] * 5 + [4] * 9 + [5] * 3 + [6, 7, 8, 9]
    lows = breaks(amounts)
    assert len({shade(amount, lows) for amount in amounts if amount == 4}) == 1
    assert list(lows) == sorted(set(lows))


@given(st.lists(st.integers(0, 100_000), max_size=40))
def test_every_amount_has_its_class_and_more_is_never_paler(amounts: list[int]) -> None:
    lows = breaks(amounts)
    found = [shade(amount, lows) for amount in sorted(amounts)]
    assert found == sorted(found)
    assert all((each == 0) == (amount == 0) for each, amount in zip(found, sorted(amounts), strict=True))
    assert len(lows) <= 5
    assert set(found) - {0} <= set(shades(lows))


@given(st.lists(st.floats(0.01, 900).map(lambda rate: round(rate, 1)), max_size=40))
def test_small_rates_have_classes_in_tenths(rates: list[float]) -> None:
    lows = breaks(rates, step=0.1)
    assert all(round(low, 1) == low for low in lows)
    assert list(lows) == sorted(set(lows))
    assert all(shade(rate, lows) > 0 for rate in rates if rate > 0)


# ---- states -------------------------------------------------------------------


def test_none_withheld_and_not_supplied_are_three_things() -> None:
    shown = paint(wards(north=12, south=None), areas=["north", "south", "east"])
    assert (shown.areas["north"].number, shown.areas["north"].words) == ("12", "12 searches")
    assert (shown.areas["east"].shade, shown.areas["east"].words) == ("0", "no searches recorded")
    assert (shown.areas["south"].shade, shown.areas["south"].number) == ("withheld", "")


def test_a_withheld_count_leaves_no_trace_but_its_hatch() -> None:
    shown = paint(wards(north=12, south=None, west=40), areas=["north", "south", "west"])
    others = paint(wards(north=12, west=40), areas=["north", "west"])
    assert {code: shown.areas[code] for code in ("north", "west")} == others.areas
    assert shown.busiest == ()


def test_a_period_of_which_nothing_came_is_not_supplied_and_never_nought() -> None:
    gone = (MonthCoverage(SEPTEMBER, State.MISSING, "not published"),)
    shown = paint(released(["ward"], {}, coverage=gone), areas=["north"])
    assert shown.whole is Whole.MISSING
    assert (shown.rest.shade, shown.rest.words) == ("missing", "not supplied")
    assert shown.areas == {}
    assert legend(shown) == [("missing", "not supplied")]


def test_parts_of_months_only_are_drawn_as_parts() -> None:
    to_the_17th = MonthCoverage(SEPTEMBER, State.PARTIAL, "stops on the 17th")
    whole_month = MonthCoverage(date(2023, 8, 1), State.COMPLETE)
    assert paint(released(["ward"], {("north",): 3}, coverage=[to_the_17th])).whole is Whole.PARTIAL
    assert paint(released(["ward"], {("north",): 3}, coverage=[whole_month, to_the_17th])).whole is Whole.COMPLETE


def test_records_of_no_known_place_are_on_no_area() -> None:
    shown = paint(wards(north=12, unknown=900), areas=["north"])
    assert set(shown.areas) == {"north"}
    assert "900" not in json.dumps(shown.sent())


def test_cells_not_listed_are_none_recorded() -> None:
    shown = paint(cells({"89194ad0003ffff": 4}))
    assert (shown.rest.shade, shown.rest.words) == ("0", "no searches recorded")


# ---- rates ----------------------------------------------------------------------


def rated(answer: Released, people: Mapping[str, int]) -> Rated:
    return Rated(answer, people, sum(people.values()), "mid-2020")


def test_a_ward_is_said_with_its_count_and_its_rate() -> None:
    answer = wards(north=1204)
    shown = paint(answer, rated=rated(answer, {"north": 19_230}), measure="rate", areas=["north"])
    # 1,204 of 19,230 residents: 1000 * 1204 / 19230 = 62.61
    assert shown.areas["north"].words == "1,204 searches, 62.6 per 1,000 residents"
    assert (shown.areas["north"].number, shown.by_rate) == ("63", True)


def test_a_ward_whose_residents_nobody_counted_has_no_rate_but_keeps_its_count() -> None:
    answer = wards(north=60, south=40)
    shown = paint(answer, rated=rated(answer, {"north": 10_000}), measure="rate", areas=["north", "south"])
    assert shown.areas["south"].shade == "missing"
    assert shown.areas["south"].words == "40 searches; its residents are not counted"
    assert ("missing", "residents not counted") in legend(shown)


def test_a_rate_is_only_drawn_where_there_are_residents_to_divide_by() -> None:
    shown = paint(wards(north=60), measure="rate", areas=["north"])
    assert (shown.by_rate, shown.areas["north"].number) == (False, "60")


def test_something_recorded_is_never_rounded_to_none() -> None:
    answer = wards(north=1, south=4000)
    shown = paint(answer, rated=rated(answer, {"north": 50_000, "south": 20_000}), measure="rate", areas=["north", "south"])
    assert shown.areas["north"].shade != "0"
    assert shown.areas["north"].number not in ("0", "0.0")


# ---- legend ------------------------------------------------------------------------


def test_counts_are_said_in_whole_ranges_to_the_highest() -> None:
    shown = paint(cells({cell: 1 + n**3 // 700 for cell, n in CELLS.items()}))
    words = [entry.words for entry in shown.legend]
    assert words[0] == "none"
    assert words[-1].endswith(" to 294")  # 1 + 59 ** 3 // 700
    assert shown.title == "Searches in each cell"


@given(st.lists(st.integers(0, 3_000), max_size=40))
def test_the_legend_covers_every_amount_shown_and_no_two_classes_overlap(amounts: list[int]) -> None:
    shown = paint(cells({f"8919{n:03x}00000ffff": amount for n, amount in enumerate(amounts)}))
    ranges = {entry.shade: _range(entry.words) for entry in shown.legend}
    assert all(amount in ranges[shown.areas[f"8919{n:03x}00000ffff"].shade] for n, amount in enumerate(amounts))
    told = [amount for each in ranges.values() for amount in each]
    assert len(told) == len(set(told))
    assert max(told, default=0) == max(amounts, default=0)


def _range(words: str) -> range:
    if words == "none":
        return range(1)
    low, _, high = words.replace(",", "").partition(" to ")
    return range(int(low), int(high or low) + 1)


def test_the_legend_names_only_states_that_are_drawn() -> None:
    assert "withheld" not in dict(legend(paint(wards(north=3), areas=["north"])))
    assert ("withheld", "withheld") in legend(paint(wards(north=3, south=None), areas=["north", "south"]))
    assert "0" not in dict(legend(paint(wards(north=3), areas=["north"])))


# ---- names and clicks ----------------------------------------------------------------


def test_only_busy_named_places_are_offered_for_naming_the_busiest_first() -> None:
    names = dict.fromkeys([*CELLS][:59], "")
    names |= {cell: f"Around {n} Street" for cell, n in CELLS.items() if n in (3, 40, 58, 59)}
    shown = paint(cells(dict(CELLS.items()), {cell: name for cell, name in names.items() if name}))
    busiest = [CELLS[cell] for cell in shown.busiest]
    assert busiest == sorted(busiest, reverse=True)
    assert busiest[0] == 59
    assert 3 not in busiest


def test_the_same_shown_amounts_give_the_same_paint_in_whatever_order_they_come() -> None:
    counts: dict[str, int | None] = {**CELLS, "89194ad0003ffff": None}
    backwards = dict(reversed(counts.items()))
    assert paint(cells(counts)).sent() == paint(cells(backwards)).sent()


def test_the_paint_of_every_fine_cell_is_small() -> None:
    counts: dict[str, int | None] = {f"8a19{n:04x}0000ffff": n % 300 for n in range(2_336)}
    answer = replace(cells({}), rows=released(["h3_10"], {(cell,): n for cell, n in counts.items()}).rows)
    assert len(json.dumps(paint(answer).sent(), separators=(",", ":"))) < 150_000


def test_what_is_chosen_and_drawn_goes_with_the_paint() -> None:
    shown = paint(
        wards(north=3), areas=["north"], chosen={"ward": ("north",)}, within=[(51.44, -0.03), (51.45, -0.02), (51.44, -0.01)]
    )
    assert shown.sent()["chosen"] == {"ward": ["north"]}
    assert shown.sent()["within"] == [[51.44, -0.03], [51.45, -0.02], [51.44, -0.01]]


@pytest.mark.parametrize("by", ["ward", "h3_8", "h3_9", "h3_10"])
def test_the_areas_are_known_by_the_addresss_own_word(by: str) -> None:
    assert paint(released([by], {("x",): 1})).key == by
