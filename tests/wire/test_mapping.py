"""A file Lion does not know, described at this machine: what it shows, and what is saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_access import ledger
from data_access.ingest.desk import incoming
from layouts.ids import Ids
from tests.house.tree import TOP
from tests.loading import whole_force
from tests.patience import PATIENCE_S
from tests.wire.asking import asked
from tests.wire.mapper import FACTS, NOISE, Mapper, said
from tests.workbooks import book

# -- what it shows ---------------------------------------------------------------------------


def test_the_page_proposes_what_each_column_is_and_says_what_is_missing(mapper: Mapper) -> None:
    page = mapper.opens()
    assert said(page, Ids.MAPPING_LEAD) == "noise.csv: 20 rows; 3 of 3 columns are read."
    columns = json.dumps(page[Ids.MAPPING_COLUMNS]["children"])
    assert '["option", {"value": "day", "selected": ""}' in columns
    assert "written as 17/05/2026" in columns
    assert "DIY" in said(page, Ids.MAPPING_WORDS)
    assert "Say who supplies it." in said(page, Ids.MAPPING_PREVIEW)
    assert said(page, Ids.MAPPING_CLOSED) == ""


def test_a_sheet_of_a_book_is_described_by_its_own_name_or_as_the_first_unknown(loaded: Path, theirs: Path) -> None:
    rows = [line.split(",") for line in NOISE.splitlines()]
    mapper = Mapper(loaded, book__xlsx=book({"Notes": [["By hand"]], "May": [["Noise"], [], *rows]}), noise__csv=NOISE)
    for name in ("book.xlsx", "book.xlsx › May"):
        assert "book.xlsx › May: 20 rows under the heading in line 3" in said(mapper.opens(name), Ids.MAPPING_LEAD)
    assert "no such sheet" in said(mapper.opens("book.xlsx › June"), Ids.MAPPING_CLOSED)


def test_what_changes_on_the_form_is_tried_on_the_rows(mapper: Mapper) -> None:
    assert "All 20 rows can be used, of 2026-05" in said(mapper.tries(FACTS), Ids.MAPPING_PREVIEW)
    aside = said(mapper.tries({**FACTS, "word-1-category-0": ""}), Ids.MAPPING_PREVIEW)
    assert "10 of 20 rows can be used" in aside
    assert "unknown category Complaint 10" in aside
    assert "No column says when" in said(mapper.tries({**FACTS, "role-0": ""}), Ids.MAPPING_PREVIEW)


def test_values_of_a_column_about_people_and_words_put_down_freely_are_not_shown(loaded: Path, theirs: Path) -> None:
    head, *rows = NOISE.splitlines()
    more = [f"{row},07700900123,went round to number {at} with a friend" for at, row in enumerate(rows)]
    text = "\n".join([f"{head},Mobile,Remark", *more])
    page = Mapper(loaded, noise__csv=text).opens()
    assert "07700900123" not in json.dumps(page)
    assert "went round" not in json.dumps(page)
    assert "It looks like a telephone number of a person." in said(page, Ids.MAPPING_COLUMNS)


def test_a_known_file_and_a_file_that_is_not_there_are_said(loaded: Path, theirs: Path) -> None:
    mapper = Mapper(loaded, known__csv=whole_force(), noise__csv=NOISE)
    assert "knows this form of file already" in said(mapper.opens("known.csv"), Ids.MAPPING_CLOSED)
    for search in ("", "?", "?incoming=x", "?file=noise.csv", mapper.search("other.csv"), f"?incoming={'0' * 32}&file=noise.csv"):
        page = mapper.page(search)
        assert said(page, Ids.MAPPING_CLOSED)
        assert said(page, Ids.MAPPING_COLUMNS) == ""


# -- saving ------------------------------------------------------------------------------------

LOAD = "from data_access.ingest.__main__ import main; import sys; sys.exit(main(sys.argv[1:]))"


def test_what_is_saved_is_read_by_the_next_load_while_this_lion_goes_on(loaded: Path, theirs: Path, tmp_path: Path) -> None:
    mapper = Mapper(loaded, noise__csv=NOISE)
    assert mapper.saves({**FACTS, "disclosure": "R"}).startswith("Saved as noise-complaints.toml. ")
    assert [path.name for path in theirs.glob("*.toml")] == ["noise-complaints.toml"]
    with ledger.opened(ledger.address_of(loaded)) as book:
        assert [(one.author, one.file, one.sample) for one in book.mappings()] == [("Ada", "noise-complaints.toml", "noise.csv")]
    path = incoming.path_of(loaded, mapper.upload, "noise.csv")
    command = [sys.executable, "-c", LOAD, str(path), "--store", str(loaded), "--by", "Ada"]
    answer = subprocess.run(command, cwd=TOP, env=os.environ, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert answer.returncode == 0, answer.stderr
    assert "Noise complaints" in answer.stdout
    for page in ("/", "/explore", "/data-and-methods", "/returns", "/data-desk", "/data-desk/mapping"):
        shown = asked(mapper.client, page, "")
        assert shown, "a Lion that started before does not know the source, and goes on"
        assert page == "/data-desk" or "noise.csv" not in json.dumps(shown), "nor tells of what it does not know to be closed"


def test_a_second_press_saves_nothing_more(mapper: Mapper, theirs: Path) -> None:
    assert mapper.saves(FACTS).startswith("Saved")
    before = (theirs / "noise-complaints.toml").read_bytes()
    assert "already" in mapper.saves({**FACTS, "agency": "Another"})
    assert (theirs / "noise-complaints.toml").read_bytes() == before


def test_without_a_folder_the_page_says_what_to_set(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LION_SOURCES", raising=False)
    mapper = Mapper(loaded, noise__csv=NOISE)
    assert "set LION_SOURCES to a folder" in said(mapper.tries(FACTS), Ids.MAPPING_PREVIEW)
    assert "LION_SOURCES" in mapper.saves(FACTS)
