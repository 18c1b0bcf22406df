"""What a question's answer is: a table in, a question, the answer with its arithmetic visible."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.holdings import Area
from data_access.released import State
from data_access.warehouse import Warehouse, known
from data_access.warehouse.answerable import of_places_held
from tests.borough import MIDDLE, NORTH, SOUTH, build, records

ROWS = [
    *records(5, month="2023-01", ward=NORTH, ethnicity="black", age="10-17", gender="male", hour="23", weekday="monday"),
    *records(3, month="2023-01", ward=MIDDLE, ethnicity="white", age="18-24", gender="female"),
    *records(2, month="2023-02", ward=NORTH, ethnicity="unknown", age="18-24", gender="male"),
    *records(7, month="2023-04", ward=SOUTH, ethnicity="black", age="over-34", gender="male"),
    *records(4, month="2023-04", location="outside", ethnicity="black"),
    *records(6, month="2023-04", location="none", ethnicity="white"),
    *records(9, source="police-uk-crime", month="2023-04", ward=SOUTH, crime_type="burglary"),
]


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return build(tmp_path, ROWS, people={NORTH: 1000, MIDDLE: 2000, SOUTH: 4000})


def counted(warehouse: Warehouse, query: str, *by: str) -> dict[tuple[str, ...], int | None]:
    answer = warehouse.counts(Filters.from_query(query), by)
    return {row.keys: row.value for row in answer.rows}


def test_a_ward_counts_its_own_records_and_the_borough_their_sum(warehouse: Warehouse) -> None:
    assert counted(warehouse, "", "ward") == {(NORTH,): 5 + 2, (MIDDLE,): 3, (SOUTH,): 7}
    assert warehouse.total(Filters()).total == 5 + 3 + 2 + 7


def test_sources_are_never_added_up(warehouse: Warehouse) -> None:
    assert warehouse.total(Filters(source="police-uk-crime")).total == 9


def test_a_period_includes_both_its_months(warehouse: Warehouse) -> None:
    assert counted(warehouse, "since=2023-02&until=2023-04", "month") == {("2023-02",): 2, ("2023-04",): 7}


def test_several_values_of_one_filter_are_either_or_and_filters_combine(warehouse: Warehouse) -> None:
    assert counted(warehouse, f"ward={NORTH},{MIDDLE}&gender=male", "ward") == {(NORTH,): 5 + 2}


def test_not_stated_is_a_value_like_any_other_and_stands_last(warehouse: Warehouse) -> None:
    answer = warehouse.counts(Filters(), ("ethnicity",))
    assert [(row.keys[0], row.value) for row in answer.rows] == [("black", 5 + 7), ("white", 3), ("unknown", 2)]
    assert counted(warehouse, "ethnicity=unknown", "ward") == {(NORTH,): 2}


def test_two_dimensions_cross(warehouse: Warehouse) -> None:
    crossed = counted(warehouse, "", "age", "gender")
    assert crossed == {("10-17", "male"): 5, ("18-24", "female"): 3, ("18-24", "male"): 2, ("over-34", "male"): 7}


def test_what_is_not_in_the_borough_is_counted_apart_and_never_dropped_in_silence(warehouse: Warehouse) -> None:
    assert counted(warehouse, "", "location") == {("located",): 17, ("outside",): 4, ("none",): 6}
    coverage = warehouse.total(Filters.from_query("ethnicity=black")).coverage
    assert (coverage.located, coverage.outside, coverage.unplaced) == (5 + 7, 4, 0)


def test_what_a_map_leaves_out_does_not_depend_on_the_ward_chosen(warehouse: Warehouse) -> None:
    coverage = warehouse.total(Filters.from_query(f"ward={NORTH}")).coverage
    assert (coverage.outside, coverage.unplaced) == (4, 6)


def test_a_month_that_was_never_loaded_is_missing_not_zero(warehouse: Warehouse) -> None:
    states = [(entry.month, entry.state) for entry in warehouse.coverage("stop-and-search")]
    assert states[2] == (date(2023, 3, 1), State.MISSING)
    assert len(states) == 4


def test_a_free_breakdown_shows_what_else_could_be_chosen(warehouse: Warehouse) -> None:
    answers = warehouse.tables(
        Filters.from_query(f"ward={NORTH}&since=2023-01&until=2023-01"), [("ward",), ("gender",)], free=True
    )
    assert answers[("ward",)].values() == {NORTH: 5, MIDDLE: 3}
    assert answers[("gender",)].values() == {"male": 5}
    months = warehouse.tables(Filters.from_query("since=2023-01&until=2023-01"), [("month",)], free=True)[("month",)]
    assert months.values() == {"2023-01": 8, "2023-02": 2, "2023-04": 7}


def test_a_breakdown_may_ask_about_more_months_than_the_rest(warehouse: Warehouse) -> None:
    asked = Filters.from_query("since=2023-04&until=2023-04")
    wider: dict[tuple[str, ...], Filters] = {("month",): Filters.from_query("since=2023-02&until=2023-04")}
    answers = warehouse.tables(asked, [("month",), ("ward",)], instead=wider)
    assert answers[("month",)].values() == {"2023-02": 2, "2023-04": 7}
    assert answers[("ward",)].values() == {SOUTH: 7}
    assert [answers[by].coverage.unplaced for by in (("month",), ("ward",))] == [6, 6]  # of the question itself


def test_several_breakdowns_at_once_equal_the_same_asked_one_by_one(warehouse: Warehouse) -> None:
    wanted = [("month",), ("ward",), ("age", "gender"), ("hour", "weekday"), ()]
    filters = Filters.from_query("gender=male")
    together = warehouse.tables(filters, wanted)
    for by in wanted:
        assert together[by].rows == warehouse.counts(filters, by).rows


def test_a_drawn_area_counts_the_points_inside_it(tmp_path: Path) -> None:
    inside = records(3, lat=51.465, lng=-0.02)
    outside = records(4, lat=51.445, lng=-0.02, ward=SOUTH)
    warehouse = build(tmp_path, [*inside, *outside])
    drawn = "within=51.46:-0.03;51.46:-0.01;51.47:-0.01;51.47:-0.03"
    assert warehouse.total(Filters.from_query(drawn)).total == 3
    concave = "within=51.44:-0.03;51.47:-0.03;51.47:-0.01;51.465:-0.026;51.44:-0.01"  # a notch leaves the north point out
    assert warehouse.total(Filters.from_query(concave)).total == 4


def test_a_rate_divides_by_the_residents_of_what_was_asked(warehouse: Warehouse) -> None:
    by_ward = warehouse.rates(Filters(), ("ward",))
    assert [by_ward.rate(row) for row in by_ward.released.rows] == [1000 * 7 / 1000, 1000 * 3 / 2000, 1000 * 7 / 4000]
    chosen = warehouse.rates(Filters.from_query(f"ward={NORTH},{MIDDLE}"), ("month",))
    assert [chosen.rate(row) for row in chosen.released.rows] == [round(1000 * 8 / 3000, 2), round(1000 * 2 / 3000, 2)]
    with pytest.raises(BadInput, match="Residents are known by ward"):
        warehouse.rates(Filters(), ("h3_9",))


def test_a_filter_the_source_does_not_carry_is_released_and_said(warehouse: Warehouse) -> None:
    question = known(Filters.from_query("source=police-uk-crime&age=10-17"))
    assert question.where == ()
    assert "does not carry age" in question.notices[0]
    with pytest.raises(BadInput, match="does not carry age"):
        warehouse.counts(Filters(source="police-uk-crime"), ("age",))


@pytest.mark.parametrize(
    ("asked", "kept", "said"),
    [
        ("ward=E05099999", (), "No ward E05099999 is loaded, so it was left out."),
        (f"ward=E05099999,{NORTH}", (NORTH,), "No ward E05099999 is loaded, so it was left out."),
        ("ward=E05099998,E05099999", (), "No ward E05099998 or E05099999 is loaded, so they were left out."),
    ],
)
def test_a_ward_that_is_not_loaded_is_left_out_and_said(
    warehouse: Warehouse, asked: str, kept: tuple[str, ...], said: str
) -> None:
    question = warehouse.known(Filters.from_query(asked))
    assert question.chosen("ward") == kept
    assert question.notices == (said,)


def test_wards_that_are_loaded_and_unknown_places_are_asked_without_a_word(warehouse: Warehouse) -> None:
    asked = Filters.from_query(f"ward={NORTH},unknown&gender=male")
    assert warehouse.known(asked) == asked
    assert warehouse.known(asked).notices == ()


@pytest.mark.parametrize(("key", "code"), [("old_ward", "E05000999"), ("lsoa", "E01099999")])
def test_old_wards_and_small_areas_are_left_out_only_where_others_of_the_kind_are_loaded(
    warehouse: Warehouse, key: str, code: str
) -> None:
    asked = Filters.from_query(f"{key}={code}")
    assert warehouse.known(asked).notices == (), "none are loaded, so nobody knows which there are"
    held = Area(key, code.replace("9", "0"), "Somewhere", 51.4, -0.02, 1.0, in_borough=True, simplified=False)
    question = of_places_held(asked, lambda kind: [held] if kind == key else [])
    assert question.where == ()
    assert question.notices == (f"No {'LSOA' if key == 'lsoa' else 'old ward'} {code} is loaded, so it was left out.",)


def test_a_question_about_a_store_without_data_is_left_as_it_is(tmp_path: Path) -> None:
    asked = Filters.from_query("ward=E05099999")
    assert Warehouse(tmp_path).known(asked) == asked


def test_of_months_chosen_one_by_one_only_their_own_gaps_are_told(tmp_path: Path) -> None:
    warehouse = build(tmp_path, [*records(5, month="2022-12"), *records(5, month="2023-04")])
    asked = Filters.from_query("month=2022-12,2023-02")
    assert [gap.month for gap in warehouse.total(asked).coverage.gaps] == [date(2023, 2, 1)]
    assert warehouse.total(Filters.from_query("month=2023-02&since=2023-03")).coverage.months == ()


def test_the_period_settles_on_the_latest_complete_months(tmp_path: Path) -> None:
    rows = [row for month in range(1, 10) for row in records(1, month=f"2022-{month:02}")]
    partial = {"source": "stop-and-search", "month": "2022-09", "state": "partial", "reason": "to the 17th only"}
    warehouse = build(tmp_path, rows, states=[partial])
    settled = warehouse.settled(Filters(), last=6)
    assert (settled.since, settled.until) == (date(2022, 3, 1), date(2022, 8, 1))


def test_a_period_that_begins_after_the_last_complete_month_runs_to_the_last_loaded(tmp_path: Path) -> None:
    rows = [row for month in (1, 2, 3, 4) for row in records(1, month=f"2022-{month:02}")]
    states = [{"source": "stop-and-search", "month": f"2022-{m:02}", "state": "partial", "reason": "part"} for m in (3, 4)]
    settled = build(tmp_path, rows, states=states).settled(Filters.from_query("since=2022-03"))
    assert (settled.since, settled.until) == (date(2022, 3, 1), date(2022, 4, 1))


def test_a_month_that_holds_one_type_only_is_complete_for_that_type(tmp_path: Path) -> None:
    state = {"source": "police-uk-crime", "month": "2022-09", "state": "partial", "reason": "burglary only", "types": "burglary"}
    warehouse = build(tmp_path, records(2, source="police-uk-crime", month="2022-09", crime_type="burglary"), states=[state])
    asked = Filters(source="police-uk-crime")
    assert warehouse.total(asked).coverage.gaps[0].reason == "burglary only"
    assert warehouse.total(asked.choosing("crime_type", ["burglary"])).coverage.complete


def test_what_else_a_month_of_one_type_lacks_is_still_said(tmp_path: Path) -> None:
    state = {"source": "police-uk-crime", "month": "2022-09", "state": "partial", "types": "burglary"}
    reason = "burglary only; part of the force's file"
    warehouse = build(tmp_path, records(2, source="police-uk-crime", month="2022-09"), states=[{**state, "reason": reason}])
    asked = Filters(source="police-uk-crime").choosing("crime_type", ["burglary"])
    assert [gap.reason for gap in warehouse.total(asked).coverage.gaps] == ["part of the force's file"]


def test_a_new_snapshot_is_seen_by_readers_who_are_already_there(tmp_path: Path) -> None:
    warehouse = build(tmp_path, records(1))
    assert warehouse.total(Filters()).total == 1
    build(tmp_path, records(2), name="20260102T000000Z-00000002")
    assert warehouse.total(Filters()).total == 2
