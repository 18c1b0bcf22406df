"""Somebody says what the columns of a hospital's book mean, and saves it for the next load."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from data_access import ledger
from data_access.ingest.desk import incoming
from tests.browser.axe import violations
from tests.browser.desks import sitting_at
from tests.browser.reader import PHONE, Reader
from tests.loading import Store, wards, whole_force
from tests.workbooks import book

HEADING = ["Patient No", "Incident Date", "Incident Time", "Site", "Assault Type", "Where", "Age", "Sex", "NHS No"]
WAYS = ["Fist", "Knife", "Kicking", "Handbag"]


def hospital() -> bytes:
    rows: list[list[object]] = [["Assaults, May 2026"], [], [*HEADING]]
    for at in range(40):
        day = date(2026, 5, 1) + timedelta(days=at % 28)
        clock = (datetime(2026, 1, 1, 1, 20) + timedelta(hours=at % 20)).time()
        said = f"outside the shop near number {at}"
        rows.append([f"P{at:04}", day, time(clock.hour, 20), "RJ224", WAYS[at % 4], said, 20 + at, "MF"[at % 2], None])
    return book({"Read me": [["Ask the community safety team"]], "May": rows})


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "theirs").mkdir()
    monkeypatch.setenv("LION_SOURCES", str(tmp_path / "theirs"))
    held = Store(tmp_path)
    assert held.load(wards__geojson=wards(), may__csv=whole_force()).ok
    return held.path


@pytest.fixture
def address(store: Path) -> str:
    upload = incoming.begin(store, "Ada").id
    raw = hospital()
    incoming.keep(store, upload, "hospital.xlsx", io.BytesIO(raw), size=len(raw))
    return f"/data-desk/mapping?incoming={upload}&file=hospital.xlsx"


@pytest.fixture
def at_desk(store: Path, reader: Reader) -> Iterator[Reader]:
    with sitting_at(store, reader):
        yield reader


def chooses(reader: Reader, label: str, words: str) -> None:
    """A list's line by its words, and the wait for what comes of it."""
    Select(reader.driver.find_element(By.CSS_SELECTOR, f'select[aria-label="{label}"]')).select_by_visible_text(words)
    reader.until(lambda: reader.script("return document.querySelector('html').dataset.waiting") is None, "it is never answered")


def test_a_hospital_s_book_is_described_tried_and_saved(at_desk: Reader, store: Path, address: str, tmp_path: Path) -> None:
    at_desk.opens(address)
    assert "hospital.xlsx › May: 40 rows under the heading in line 3" in at_desk.reads("#mapping-lead")
    assert violations(at_desk.driver) == []
    assert "It looks like an NHS number of a person" in at_desk.reads("#mapping-columns")
    assert "outside the shop" not in at_desk.reads("#page"), "words put down freely are not shown"
    assert "30 of 40 rows can be used" in at_desk.reads("#mapping-preview")
    assert "unknown category" in at_desk.reads("#mapping-preview")
    chooses(at_desk, "What “Handbag” means", "Other way")
    at_desk.until(lambda: "All 40 rows can be used" in at_desk.reads("#mapping-preview"), "the choice is never tried")
    assert Select(at_desk.finds('select[aria-label="What “Handbag” means"]')).first_selected_option.text == "Other way"
    assert violations(at_desk.driver) == []
    at_desk.clicks("[data-saves]")
    at_desk.until(lambda: "your name" in at_desk.reads("#mapping-told"), "nobody is told that a name is wanted")
    at_desk.clicks('input[name="by"]')
    at_desk.presses(*"Ada")
    at_desk.clicks("[data-saves]")
    at_desk.until(lambda: "Saved as" in at_desk.reads("#mapping-told"), "nothing is saved")
    (saved,) = (tmp_path / "theirs").glob("*.toml")
    text = tomllib.loads(saved.read_text(encoding="utf-8"))
    assert (text["extends"], text["words"]["method"]["handbag"]) == ("ed-assaults", "other")
    with ledger.opened(ledger.address_of(store)) as ours:
        assert [(one.author, one.file) for one in ours.mappings()] == [("Ada", saved.name)]
    assert violations(at_desk.driver) == []
    at_desk.clicks("#mapping-told a")
    assert at_desk.path == "/data-desk"


def test_another_source_asks_for_its_facts_and_keeps_what_is_typed_on_a_phone(at_desk: Reader, address: str) -> None:
    at_desk.sits_at(PHONE, dark=True)
    at_desk.opens(address)
    Select(at_desk.finds('select[name="target"]')).select_by_visible_text("A new source")
    at_desk.until(lambda: bool(at_desk.all('input[name="title"]')), "its facts are never asked for")
    at_desk.clicks('input[name="title"]')
    at_desk.presses(*"Hospital assaults")
    at_desk.until(lambda: "what the source is called" not in at_desk.reads("#mapping-preview"), "the title is never heard")
    assert at_desk.finds('input[name="title"]').get_property("value") == "Hospital assaults"
    assert at_desk.finds('input[name="key"]').get_attribute("placeholder") == "hospital-assaults"
    assert at_desk.focus() == "What the source is called"
    assert violations(at_desk.driver) == []
    wide = at_desk.script("return document.documentElement.scrollWidth")
    assert wide == PHONE[0], "tables scroll inside themselves"
