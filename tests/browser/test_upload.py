"""Somebody gives files at the data desk: tried out, corrected, published, taken back; and every state looks right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from data_access import snapshot
from data_access.history import GivenFile, Held
from data_access.ingest.__main__ import main
from data_access.ingest.desk import incoming
from data_access.uploads import Incoming, MonthTotal, Reason, Refused, Step, Trial, Wrong
from tests.browser.axe import violations
from tests.browser.desks import a_search, month, sitting_at
from tests.browser.reader import DESK, PHONE, Reader
from tests.loading import put, wards

_DROP = """
const carried = new DataTransfer();
for (const [name, text] of Object.entries(arguments[0])) carried.items.add(new File([text], name, {type: "text/csv"}));
const told = {bubbles: true, cancelable: true, dataTransfer: carried};
for (const kind of ["dragenter", "dragover", "drop"])
  document.querySelector("[data-drops]").dispatchEvent(new DragEvent(kind, told));
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    put(tmp_path / "first", {"wards.geojson": wards(), "may.csv": month(5)})
    assert main([str(tmp_path / "first"), "--store", str(tmp_path / "store"), "--by", "Ada Analyst"]) == 0
    return tmp_path / "store"


@pytest.fixture
def at_desk(store: Path, reader: Reader) -> Iterator[Reader]:
    with sitting_at(store, reader) as somebody:
        yield somebody


def comes_to(reader: Reader, step: Step) -> None:
    """Until the upload on the page has come so far, and the page rests."""
    reader.until(lambda: bool(reader.all(f'[data-state="{step}"]')), f"the upload never came to {step}: {reader.reads('#page')}")
    reader.waits()


def rows(reader: Reader, selector: str) -> list[str]:
    """The rows of every table in a place, cell by cell."""
    cells = "return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map((row) => [...row.children].map("
    found = reader.script(f"{cells}(cell) => cell.textContent.trim()).join(' | '))", selector)
    assert isinstance(found, list)
    return found


def test_files_are_given_by_keyboard_tried_out_published_and_taken_back(at_desk: Reader, store: Path, tmp_path: Path) -> None:
    before = snapshot.current(store)
    given = put(tmp_path / "given", {"june.csv": month(6), "may.csv": month(5, rows=7)})
    at_desk.opens("/data-desk")
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ben")
    at_desk.tabs_to("Drop files here")
    at_desk.finds("[data-gives]").send_keys("\n".join(str(given / name) for name in ("june.csv", "may.csv")))
    comes_to(at_desk, Step.TRIED)
    assert at_desk.reads(".upload h2") == "june.csv and may.csv would change two months"
    assert snapshot.current(store) == before, "nothing is published before somebody decides"
    assert "Stop and search | 2023-05 | 5 | 9 | +4 | none | 7 | 2 | 0" in rows(at_desk, ".upload")
    assert "Stop and search | 2023-06 | 0 | 5 | +5 | 9 | 3 | 2 | 0" in rows(at_desk, ".upload")
    assert "first/may.csv gives way to may.csv" in at_desk.reads(".upload")
    assert "No row would be set aside." in at_desk.reads(".upload")
    assert at_desk.reads("#said") == "june.csv and may.csv would change two months", "what came of it is announced"
    at_desk.tabs_to("A note, for the history")
    at_desk.presses(*"July return", Keys.ENTER)
    comes_to(at_desk, Step.PUBLISHED)
    after = snapshot.current(store)
    assert after != before
    assert "| Ben | Loaded 2 files · what readers see “July return” |" in rows(at_desk, "#desk-loads")[0]
    assert "2023-06" in at_desk.reads("#desk-changes table"), "the revision is shown"
    assert not any((store / "incoming").rglob("*.csv")), "the files are not kept twice"
    at_desk.clicks("#desk-ask")
    assert "what Ben loaded on" in at_desk.reads("#desk-asked")
    at_desk.clicks("#desk-sure")
    at_desk.until(lambda: snapshot.current(store) == before, "it was never taken back")
    at_desk.until(lambda: "Undid a load" in at_desk.reads("#desk-loads"), "the page was not told")
    assert "| Ben | Undid a load" in rows(at_desk, "#desk-loads")[0]


@pytest.mark.slow
def test_bad_rows_are_corrected_loaded_again_and_published(at_desk: Reader, store: Path) -> None:
    at_desk.opens("/data-desk")
    june = month(6, a_search(6, Gender="Fmale"), a_search(6, Date="10 June 2023"))
    at_desk.script(_DROP, {"june.csv": june, "strange.csv": "when,where\n1,2\n"})
    comes_to(at_desk, Step.TRIED)
    assert "strange.csv, line 1: The first row is of no known layout" in at_desk.reads(".upload .failed")
    assert at_desk.reads(".upload .publish button") == "Publish without 1 file and 2 rows"
    for summary in at_desk.all(".reasons summary"):
        at_desk.clicks(summary)
    assert "Fmale" in at_desk.reads(".reasons")
    assert violations(at_desk.driver) == []
    gender = at_desk.finds('[aria-label="What line 5, Gender, should say"]')
    gender.send_keys("Nonsense", Keys.ENTER)
    at_desk.waits()
    assert "your name" in at_desk.reads("#desk-told")
    at_desk.finds("#desk-author").send_keys("Ben")
    gender.send_keys(Keys.ENTER)
    at_desk.waits()
    assert "still breaks a rule: unknown category" in at_desk.reads("#desk-told")
    gender.clear()
    gender.send_keys("Female", Keys.ENTER)
    at_desk.waits()
    assert at_desk.reads("#desk-told").startswith("Line 5, Gender: corrected.")
    assert "Now: Female" in at_desk.reads(".reasons")
    assert not at_desk.all(".upload .publish"), "what was tried out is not what would be published"
    at_desk.finds('[aria-label="What line 6, Date, should say"]').send_keys("2023-06-10T10:00:00+00:00", Keys.ENTER)
    at_desk.waits()
    assert violations(at_desk.driver) == []
    at_desk.clicks('[data-act="try"]')
    at_desk.until(lambda: "No row would be set aside." in at_desk.reads(".upload"), "the corrections were not read")
    at_desk.waits()
    assert "june.csv: 2 corrected values read instead of the file’s own" in at_desk.reads(".upload")
    assert at_desk.reads(".upload .publish button") == "Publish without 1 file"
    at_desk.clicks(".upload .publish input[type=checkbox]")  # without the tick the browser itself asks for it
    at_desk.clicks(".upload .publish button")
    comes_to(at_desk, Step.PUBLISHED)
    assert "None: every row of every published file was used." in at_desk.reads("#desk-aside")
    assert "june.csv" in at_desk.reads("#desk-loads")


def test_a_browser_that_was_closed_meanwhile_finds_the_upload_as_it_stands(at_desk: Reader) -> None:
    at_desk.opens("/data-desk")
    at_desk.script(_DROP, {"june.csv": month(6)})
    at_desk.until(lambda: bool(at_desk.all("[data-running]")), "the dry run never began")
    at_desk.opens("/")
    at_desk.opens("/data-desk")
    comes_to(at_desk, Step.TRIED)
    at_desk.clicks('[data-act="discard"]')
    assert at_desk.reads("#desk-uploads") == ""
    assert at_desk.reads("#desk-told") == "Removed: june.csv. What readers see is as it was."
    assert at_desk.focus().startswith("Drop files here")


def test_a_file_that_is_too_large_is_not_sent(at_desk: Reader, store: Path) -> None:
    at_desk.opens("/data-desk")
    at_desk.script("document.querySelector('[data-gives]').dataset.mostMb = '0.00001'")
    at_desk.script(_DROP, {"june.csv": month(6)})
    assert "june.csv: The file is larger than 500 MB. To do: pack it" in at_desk.reads("#desk-sending")
    assert "larger than" in at_desk.reads("#said")
    assert violations(at_desk.driver) == []
    assert not (store / "incoming").exists()


def test_what_the_server_refuses_is_said_in_its_words(at_desk: Reader) -> None:
    at_desk.opens("/data-desk")
    at_desk.script(_DROP, {".hidden": "x"})
    at_desk.until(lambda: "name cannot be used" in at_desk.reads("#desk-sending"), "nothing was said")
    at_desk.waits()
    assert at_desk.reads("#desk-uploads") == ""
    assert any("400" in words for words in at_desk.errors())


# -- every state, as it looks ---------------------------------------------------------------------

WRONG = (Wrong(5, "Fmale"), Wrong(9))
GENDER = Reason(
    "june.csv", "f" * 64, "stop-and-search", "Gender", "unknown category", "check it", 2, WRONG, correctable=True, words=("male",)
)
AGE = Reason("ed.csv", "e" * 64, "ed-assaults", "AGE", "unknown category", "check the spelling", 1, (Wrong(3),), True, True)
FOUND = Trial(
    "20261122T100935Z-9ceb2ec0.duckdb",
    True,
    (GivenFile("june.csv", "f" * 64, "stop-and-search CSV", 25, 22, 3, 0, "loaded"),),
    (Refused("strange.csv", "strange.csv: The first row is of no known layout.", unknown=True),),
    ("notes.txt",),
    ("june.csv",),
    (GENDER, AGE),
    (MonthTotal("stop-and-search", "2023-06", Held(1, 2, 0), Held(20, 2, 1), 4),),
    (("old.csv", "june.csv"),),
    ("june.csv: a note",),
)
STATES = (
    Incoming("", "Ada", datetime(2026, 11, 22), Step.COMING),
    Incoming("", "Ada", datetime(2026, 11, 22), Step.COMING, ("june.csv",)),
    Incoming("", "Ada", datetime(2026, 11, 22), Step.TRYING, ("june.csv",), progress="Reading june.csv"),
    Incoming("", "", datetime(2026, 11, 22), Step.FAILED, ("june.csv",), trouble="Another load is running in this store."),
    Incoming("", "Ada", datetime(2026, 11, 22), Step.TRIED, ("june.csv", "strange.csv"), result=FOUND),
    Incoming("", "Ada", datetime(2026, 11, 22), Step.TRIED, ("june.csv",), stale=True, result=FOUND, trouble="It could not be."),
    Incoming("", "Ada", datetime(2026, 11, 22), Step.TRIED, ("june.csv",), result=Trial()),
    Incoming("", "Ada", datetime(2026, 11, 22), Step.PUBLISHED, trouble="It is not in the ledger."),
)


@pytest.fixture
def every_state(store: Path) -> None:
    """An upload in each state; one that is under way has no process, and is said to be stopped."""
    for one in STATES:
        begun = replace(one, id=incoming.begin(store, one.author).id)
        for name in one.names:
            (store / "incoming" / begun.id / "given" / name).write_text("x")
        incoming.write(store, begun)
        incoming.write_result(store, begun)


SCREENS = [("desk-light", DESK, False), ("phone-dark", PHONE, True)]
SLOWER = [("desk-dark", DESK, True), ("phone-light", PHONE, False)]  # left to the slow run by their names


@pytest.mark.parametrize(("name", "size", "dark"), [*SCREENS, *SLOWER], ids=lambda each: each if isinstance(each, str) else "")
def test_every_state_has_no_faults(
    name: str, size: tuple[int, int], dark: bool, every_state: None, store: Path, at_desk: Reader
) -> None:
    at_desk.sits_at(size, dark=dark)
    running = next(one for one in incoming.listed(store) if one.step is Step.STOPPED)
    at_desk.opens("/data-desk")
    told = at_desk.reads("#desk-uploads")
    for words in (
        "An upload without files",
        "june.csv came, and was not tried out",
        "The dry run was stopped before its end. Nothing was published.",
        "june.csv could not be tried out",
        "Another load is running",
        "june.csv would change one month",
        "Work on june.csv was stopped",
        "Try again",
        "june.csv would change nothing",
        "It is not in the ledger.",
        "not shown: the file is about people",
    ):
        assert words in told, words
    assert len(at_desk.all(".upload")) == len(STATES)
    for summary in at_desk.all(".reasons summary"):
        at_desk.clicks(summary)
    assert at_desk.script("return innerWidth") == size[0], "nothing widens the page"
    assert violations(at_desk.driver) == []
    with incoming.held(store, running.id):
        at_desk.opens("/data-desk")
        assert "Trying out june.csv" in at_desk.reads("#desk-uploads")
        assert "Reading june.csv…" in at_desk.reads(".progress")
        assert violations(at_desk.driver) == []
    comes_to(at_desk, Step.STOPPED)
    assert not at_desk.all("[data-running]")
