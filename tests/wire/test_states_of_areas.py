"""A state of one ward: its own readers see it, the borough's are told which ward lacks, nobody else's month is less whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from layouts.ids import Ids
from tests.borough import MIDDLE, NAMES, NORTH, SOUTH, Record, build, records
from tests.wire.asking import words
from tests.wire.states_desk import SEARCHES, WHY, StatesDesk, said, wish

YEAR = f"source={SEARCHES}&since=2023-01&until=2023-12"
PEOPLE = {NORTH: 10_000, MIDDLE: 10_000, SOUTH: 10_000}


def rows() -> list[Record]:
    """Two years: forty searches a month in the north and the south, fifty in the middle, of which May 2023 has none."""
    found: list[Record] = []
    for month in (f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)):
        found += [*records(40, month=month), *records(40, month=month, ward=SOUTH)]
        found += [] if month == "2023-05" else records(50, month=month, ward=MIDDLE)
    return found


@pytest.fixture
def desk(tmp_path: Path) -> StatesDesk:
    build(tmp_path, rows(), people=PEOPLE)
    return StatesDesk(tmp_path)


def counts(desk: StatesDesk, more: str = "") -> dict[str, list[dict[str, str]]]:
    """What a download says of the months of a question."""
    coverage = json.loads(desk.client.get(f"/data/counts.json?{YEAR}{more}").text)["coverage"]
    assert isinstance(coverage, dict)
    return coverage


def shown(desk: StatesDesk, path: str, query: str) -> str:
    return words([each.get("children", []) for each in desk.page(path, query).values()])


def test_a_ward_s_state_is_the_ward_s_and_makes_the_borough_s_month_partial(desk: StatesDesk) -> None:
    assert (
        said(desk.sets(wish(area=NORTH))) == "Set: Stop and search, Northfield, March 2023, partial. Readers see it from now on."
    )
    of_north, of_south, of_all = (counts(desk, more) for more in (f"&ward={NORTH}", f"&ward={SOUTH}", ""))
    assert of_north["months_not_complete"] == [{"month": "2023-03", "state": "partial", "reason": WHY}]
    assert of_south["months_not_complete"] == []
    assert of_all["months_not_complete"] == [{"month": "2023-03", "state": "partial", "reason": "not all from Northfield"}]
    assert of_all["areas_not_complete"] == [
        {"area": NORTH, "name": "Northfield", "month": "2023-03", "state": "partial", "reason": WHY}
    ]


def test_the_ward_s_page_says_so_and_draws_no_line_through_it(desk: StatesDesk) -> None:
    before = shown(desk, "/ward", f"?{YEAR}&ward={NORTH}")
    assert "partial" not in before
    desk.sets(wish(area=NORTH))
    page = desk.page("/ward", f"?{YEAR}&ward={NORTH}&tables=worse")
    said_there = words([each.get("children", []) for each in page.values()])
    assert "Mar 2023 one of two teams sent nothing" in said_there or WHY in said_there
    assert "Comparisons leave out March" in said_there, "what the verdict rests on"
    assert shown(desk, "/ward", f"?{YEAR}&ward={SOUTH}").count("Comparisons leave out") == 0, "its neighbour's is whole"


def test_a_ward_of_which_nothing_came_is_not_supplied_and_no_nought(desk: StatesDesk) -> None:
    reason = "the middle's team kept no records in May"
    assert said(desk.sets(wish("2023-05", "2023-05", "missing", reason, MIDDLE))).startswith("Set: ")
    assert counts(desk, f"&ward={MIDDLE}")["months_not_complete"] == [{"month": "2023-05", "state": "missing", "reason": reason}]
    assert counts(desk)["months_not_complete"] == [{"month": "2023-05", "state": "partial", "reason": "nothing from Middleton"}]
    table = shown(desk, "/ward", f"?{YEAR}&ward={MIDDLE}&tables=worse")
    assert "May 2023 not supplied" in table or "not supplied" in table


def test_nobody_can_say_that_nothing_came_of_a_ward_with_records(desk: StatesDesk) -> None:
    for state in ("late", "missing", "not-collected"):
        assert "Records of May 2023 are held" in said(desk.sets(wish("2023-05", "2023-05", state, area=NORTH)))
    assert said(desk.sets(wish("2023-05", "2023-05", "late", area=MIDDLE))).startswith("Set: ")


def test_what_is_said_of_the_whole_month_and_of_a_ward_both_stand(desk: StatesDesk) -> None:
    desk.sets(wish(area=NORTH))
    desk.sets(wish(state="complete", reason="all teams sent theirs after all"))
    assert counts(desk)["months_not_complete"] == [], "the whole month was looked into"
    assert counts(desk, f"&ward={NORTH}")["months_not_complete"][0]["reason"] == WHY, "the ward too, by itself"


def test_a_ward_s_state_is_withdrawn_by_its_number(desk: StatesDesk) -> None:
    desk.sets(wish(area=NORTH))
    asked = desk.page("/data-desk/states", f"?of={SEARCHES}&ruling=1")
    assert "Stop and search, Northfield, March 2023: partial" in words(asked[Ids.STATES_BACK_ASKED]["children"])
    assert "Northfield" in words(asked[Ids.STATES_SHOWN]["children"])
    assert desk.withdraws(f"?of={SEARCHES}&ruling=1").startswith("Withdrawn.")
    assert counts(desk, f"&ward={NORTH}")["months_not_complete"] == []


def test_the_page_offers_every_ward_by_name_and_no_supplier_where_there_is_none(desk: StatesDesk) -> None:
    options = desk.page("/data-desk/states", f"?of={SEARCHES}")[Ids.STATES_AREAS]["children"]
    told = words(options)
    assert told.startswith("The whole source")
    assert all(name in told for name in NAMES.values())
    assert "supplier" not in json.dumps(options)


def test_the_returns_board_counts_the_wards_that_lack_and_names_them(desk: StatesDesk) -> None:
    desk.sets(wish(area=NORTH))
    desk.sets(wish(area=SOUTH))
    board = json.dumps(desk.page("/returns", "?until=2023-12"), ensure_ascii=False)
    assert "2 of 3 wards partial: Northfield and Southgate" in board
