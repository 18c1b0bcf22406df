"""Somebody takes a load back at the data desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from data_access import snapshot
from data_access.ingest.__main__ import main
from tests.browser.axe import violations
from tests.browser.desks import a_search, month, sitting_at
from tests.browser.reader import Reader
from tests.loading import put, wards


@pytest.fixture
def store(tmp_path: Path) -> Path:
    put(tmp_path / "first", {"wards.geojson": wards(), "may.csv": month(5)})
    put(tmp_path / "second", {"june.csv": month(6, a_search(6, Gender="Unheard of"))})
    for given in ("first", "second"):
        command = [str(tmp_path / given), "--store", str(tmp_path / "store"), "--by", "Ada Analyst", "--accept-bad-rows"]
        assert main(command) == 0
    return tmp_path / "store"


@pytest.fixture
def at_desk(store: Path, reader: Reader) -> Iterator[Reader]:
    with sitting_at(store, reader) as somebody:
        yield somebody


def test_a_load_is_taken_back_by_keyboard_after_being_asked_and_the_page_tells_of_it(at_desk: Reader, store: Path) -> None:
    taken_back = snapshot.current(store)
    at_desk.opens("/data-desk")
    assert "june.csv" in at_desk.reads("#desk-loads")
    assert "2023-06" in at_desk.reads("#desk-changes")
    assert "unknown category" in at_desk.reads("#desk-aside")
    assert violations(at_desk.driver) == []
    assert at_desk.reads("#desk-done") == at_desk.reads("#desk-asked") == at_desk.reads("#desk-closed") == ""
    assert not at_desk.all("#desk-sure"), "one is asked first"
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ben")
    at_desk.tabs_to("Undo the last load")
    at_desk.presses(Keys.ENTER)
    assert "what Ada Analyst loaded on" in at_desk.reads("#desk-asked")
    assert snapshot.current(store) == taken_back, "nothing happens before somebody is sure"
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Yes, take it back")
    at_desk.presses(Keys.ENTER)
    at_desk.until(lambda: "Taken back by" in at_desk.reads("#desk-uploads"), "nothing was taken back")
    assert snapshot.current(store) != taken_back
    assert "Ben" in at_desk.reads("#desk-loads tbody tr")
    assert "first load" in at_desk.reads("#desk-changes")
    assert not at_desk.all("#desk-ask"), "there is nothing more to take back"
    assert violations(at_desk.driver) == []
    at_desk.goes_to("/data-and-methods")
    assert "june.csv" not in at_desk.reads("#page")
    assert "may.csv" in at_desk.reads("#page")


def test_any_two_snapshots_can_be_compared_and_the_address_says_which(at_desk: Reader, store: Path, tmp_path: Path) -> None:
    put(tmp_path / "third", {"july.csv": month(7)})
    assert main([str(tmp_path / "third"), "--store", str(store), "--by", "Ben"]) == 0
    first, _, last = (path.name for path in snapshot.kept(store))
    at_desk.opens("/data-desk")
    assert "2023-07" in at_desk.reads("#desk-changes table")
    assert "2023-06" not in at_desk.reads("#desk-changes table")
    at_desk.script(
        "const list = document.querySelector('[data-compares=before]'); list.value = arguments[0];"
        "list.dispatchEvent(new Event('change', {bubbles: true}))",
        first,
    )
    at_desk.waits()
    assert at_desk.asks() == {"before": first, "after": last}
    assert "2023-06" in at_desk.reads("#desk-changes table")
    assert at_desk.reads("#notices") == ""
    assert violations(at_desk.driver) == []
    at_desk.opens(f"/data-desk?before={last}&after={first}")
    assert "−3" in at_desk.reads("#desk-changes table")
    at_desk.opens("/data-desk?before=../CURRENT")
    assert "choose another" in at_desk.reads("#desk-changes")
    assert at_desk.all("#desk-ask"), "the last load can be taken back all the same"
