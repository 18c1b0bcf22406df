"""A state set by hand holds for every reader at once, and until it is withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_access import rulings
from layouts.ids import Ids
from tests.borough import build, records
from tests.wire.asking import words
from tests.wire.states_desk import CRIMES, SEARCHES, WHY, StatesDesk, rows, said, wish


@pytest.fixture
def desk(tmp_path: Path) -> StatesDesk:
    build(tmp_path, rows())
    return StatesDesk(tmp_path)


# -- what readers see --------------------------------------------------------------------------


def test_a_month_that_somebody_calls_partial_is_so_for_every_reader_at_once(desk: StatesDesk) -> None:
    address = f"/data/counts.json?source={SEARCHES}&since=2023-01&until=2023-12"
    board = f"?source={SEARCHES}&since=2023-01&until=2023-12"
    before = json.loads(desk.client.get(address).text)["coverage"]
    assert before["months_not_complete"] == []
    assert WHY not in json.dumps(desk.page("/explore", board))

    assert said(desk.sets(wish())) == "Set: Stop and search, March 2023, partial. Readers see it from now on."

    after = json.loads(desk.client.get(address).text)["coverage"]
    assert after["months_not_complete"] == [{"month": "2023-03", "state": "partial", "reason": WHY}]
    assert [(each["by_its_files"], each["reason"]) for each in after["months_set_by_hand"]] == [("complete", WHY)]
    explore = json.dumps(desk.page("/explore", board))
    assert WHY in explore
    for path in ("/data-and-methods", "/returns"):
        shown = words([each.get("children", []) for each in desk.page(path, "?until=2023-12").values()])
        assert WHY in shown
        assert "by its files: complete" in shown


def test_no_comparison_crosses_a_month_that_somebody_calls_partial(desk: StatesDesk) -> None:
    """March went from 40 to 60, and every other month stayed: with March it is 500 against 480, without it 440 and 440."""
    ask = f"?source={SEARCHES}&since=2023-01&until=2023-12"
    whole = words([each.get("children", []) for each in desk.page("/", ask).values()])
    assert "500, was 480" in whole
    desk.sets(wish())
    less = words([each.get("children", []) for each in desk.page("/", ask).values()])
    assert "440, was 440" in less


def test_a_month_is_called_complete_over_its_files_only_with_a_reason_and_both_are_shown(tmp_path: Path) -> None:
    cut = [{"source": SEARCHES, "month": "2023-03", "state": "partial", "reason": "to the 17th only"}]
    build(tmp_path, rows(), states=cut)
    desk = StatesDesk(tmp_path)
    assert "reason" in said(desk.sets(wish(state="complete", reason="")))
    assert desk.kept == ()
    reason = "the team was on strike from the 18th"
    desk.sets(wish(state="complete", reason=reason))
    shown = words([each.get("children", []) for each in desk.page("/data-and-methods").values()])
    assert f"March 2023 : {reason} (set by hand on " in shown
    assert "by its files: to the 17th only)" in shown
    assert "500, was 480" in words([each.get("children", []) for each in desk.page("/", "?source=stop-and-search").values()])


def test_a_late_month_is_late_for_readers_until_its_records_come(desk: StatesDesk) -> None:
    assert said(desk.sets([CRIMES, "", "2024-01", "2024-02", "late", "their system is down until March"])).startswith("Set: ")
    board = words([each.get("children", []) for each in desk.page("/returns", "?until=2024-02").values()])
    assert "January 2024 to February 2024 late" in board
    build(desk.store, [*rows(), *records(5, source=CRIMES, month="2024-01")], name="20260102T000000Z-00000002")
    again = words([each.get("children", []) for each in desk.page("/returns", "?until=2024-02").values()])
    assert "February 2024 late" in again
    assert "January 2024 to February 2024 late" not in again


def test_nobody_can_say_that_nothing_came_where_records_are_held(desk: StatesDesk) -> None:
    for state in ("late", "missing", "not-collected"):
        assert "Records of March 2023 are held" in said(desk.sets(wish(state=state)))
    assert desk.kept == ()


def test_a_nil_return_makes_a_nought_of_a_month_without_records(desk: StatesDesk) -> None:
    desk.sets([CRIMES, "", "2024-01", "2024-01", "complete", "a nil return came by letter"])
    counts = json.loads(desk.client.get(f"/data/counts.json?source={CRIMES}&since=2023-11&until=2024-01").text)
    assert counts["coverage"]["months_not_complete"] == []
    assert counts["coverage"]["months_set_by_hand"][0]["by_its_files"] == "missing"


def test_what_is_withdrawn_no_longer_holds_and_stays_in_the_history(desk: StatesDesk) -> None:
    desk.sets(wish())
    shown = f"?of={SEARCHES}&ruling=1"
    assert WHY in words(desk.page("/data-desk/states", shown)[Ids.STATES_BACK_ASKED]["children"])
    assert desk.withdraws(shown).startswith("Withdrawn.")
    counts = json.loads(desk.client.get(f"/data/counts.json?source={SEARCHES}&since=2023-01&until=2023-12").text)
    assert counts["coverage"]["months_set_by_hand"] == []
    history = words(desk.page("/data-desk/states", f"?of={SEARCHES}")[Ids.STATES_HISTORY]["children"])
    assert WHY in history
    assert "by Ben: the file was whole" in history
    assert desk.withdraws(shown).startswith("That state does not stand any more")


def test_the_page_says_before_it_is_so_what_readers_would_see(desk: StatesDesk) -> None:
    answer = desk.asks(f"?of={SEARCHES}", "", "2023-03", "2023-04", "partial", WHY).get_json()["response"]
    told = json.dumps(answer[Ids.STATES_ASKED], ensure_ascii=False)
    assert f"March 2023 to April 2023: readers will be told “partial”, because “{WHY}”" in told
    assert "March 2023 to April 2023 complete" in told
    assert answer[Ids.STATES_WISH]["data"] == wish(until="2023-04")
    assert desk.kept == (), "nothing is set by asking"


def test_the_ledger_alone_decides_and_readers_copy_is_written_again_from_it(desk: StatesDesk) -> None:
    desk.sets(wish())
    (desk.store / rulings.FILE).unlink()
    assert "Readers do not see the latest" in words(desk.page("/data-desk/states")[Ids.STATES_CLOSED]["children"])
    from data_access.ingest.__main__ import main

    assert main(["--states", "--store", str(desk.store)]) == 0
    assert rulings.read(desk.store) == rulings.edition_of(desk.kept)
    assert words(desk.page("/data-desk/states")[Ids.STATES_CLOSED]["children"]) == ""
