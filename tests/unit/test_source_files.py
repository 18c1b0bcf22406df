"""A source file is read strictly: every mistake is named with its file and field, and nothing is taken for granted."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.catalogue import DIMENSIONS, SOURCES, source_files
from data_access.catalogue.declarations import declaration
from data_access.catalogue.source_files import FOLDER, extended
from data_access.errors import BadInput

FIRES = (FOLDER / "lfb-dwelling-fires.toml").read_text(encoding="utf-8")
WARDS = (FOLDER / "mps-recorded-crime.toml").read_text(encoding="utf-8")
KNIVES = (FOLDER / "mps-knife-crime.toml").read_text(encoding="utf-8")
CRIMES = (FOLDER / "police-uk-crime.toml").read_text(encoding="utf-8")

# What stands in the file, what somebody writes instead, and the words the refusal must hold.
MISTAKES = [
    ("an unknown key", FIRES, 'title = "', 'titel = "a"\ntitle = "', ("titel", "is not a setting")),
    ("a misspelt key in a layout", FIRES, "continuous = true", "continous = true", ("layout.1.continous", "is not a setting")),
    ("an unknown key of a field", FIRES, 'form = "%Y-%m-%d"', 'format = "%Y-%m-%d"', ("format", "is not a setting")),
    ("no licence", FIRES, "licence = ", "# licence = ", ("licence", "is missing")),
    ("an empty licence", FIRES, 'licence = "Contains', 'licence = "" #', ("licence", "not empty")),
    ("no rule of counting", FIRES, "counting_rule = ", "# counting_rule = ", ("counting_rule", "is missing")),
    ("no disclosure class", FIRES, "disclosure = ", "# disclosure = ", ("disclosure", "is missing")),
    ("a disclosure class nobody knows", FIRES, 'disclosure = "O"', 'disclosure = "X"', ("disclosure", "“O”")),
    ("a kind nobody knows", FIRES, 'kind = "incidents"', 'kind = "happenings"', ("kind", "“counts”")),
    ("an unknown dimension", FIRES, 'category = { column = "property_type"', 'colour = { column = "property_type"', ("colour",)),
    ("a slug no list has", FIRES, '"bungalow - single occupancy" = "bungalow"', '"bungalow" = "hut"', ("hut", "category")),
    ("a table of words nobody wrote", FIRES, 'words = "category"', 'words = "colours"', ("colours", "[words.colours]")),
    ("a column that is not in the heading", FIRES, 'northing = "northing_rounded"', 'northing = "north"', ("north", "heading")),
    ("no layout", FIRES, "[[layout]]", "[[leyout]]", ("“layout”",)),
    ("two times", FIRES, 'borough = "borough"', 'borough = "borough"\nmonth = "date"', ("says 2 times",)),
    ("no time", FIRES, 'day = { column = "date", form = "%Y-%m-%d" }', "", ("says 0 times",)),
    ("a caveat nobody wrote", FIRES, "caveats = []", 'caveats = ["beware"]', ("beware", "caveats")),
    ("a headline that is no value", FIRES, '"house", "shared-house"]', '"palace"]', ("palace", "headline")),
    ("a sort nobody reads", FIRES, 'sort = "category"', 'sort = "offence"', ("sort",)),
    ("a cell too fine", FIRES, "finest_cell = 9", "finest_cell = 15", ("finest_cell", "from 7 to 10")),
    ("a noun without its plural", FIRES, '["dwelling fire", "dwelling fires"]', '["dwelling fire"]', ("noun",)),
    ("a force nobody has", WARDS, 'force = "metropolitan"', 'force = "sweeney"', ("sweeney", "police force")),
    ("counts whose borough nobody says", WARDS, 'borough = "LookUp_BoroughName"', "", ("borough",)),
    ("counts with points", WARDS, 'ward = "WardCode"', 'lat = "WardCode"\nlng = "WardCode"', ()),
    ("a wide table with a time of its own", WARDS, 'ward = "WardCode"', 'month = "WardCode"', ("no time",)),
    ("a break on no day", WARDS, "day = 2024-02-28", 'day = "February"', ("day such as",)),
    ("a long table without its count", KNIVES, 'n = "count"', "", ("layout.read.n",)),
    ("a usual value that is none", KNIVES, 'usual = "knife-crime"', 'usual = "spoons"', ("usual",)),
    ("a reader nobody wrote", CRIMES, 'reader = "crimes-street"', 'reader = "tea-leaves"', ("reader", "“csv”")),
    ("a filling of what is no outcome", CRIMES, 'fills = ["unknown"', 'fills = ["dunno"', ("dunno", "outcome")),
    ("a return of five months", FIRES, "[due]", "[due]\nevery = 5", ("due.every", "3 is a quarter")),
    ("no TOML", FIRES, "kind =", "kind", ("TOML",)),
]


@pytest.mark.parametrize(("text", "old", "new", "words"), [each[1:] for each in MISTAKES], ids=[each[0] for each in MISTAKES])
def test_a_mistake_is_refused_with_file_and_field(tmp_path: Path, text: str, old: str, new: str, words: tuple[str, ...]) -> None:
    assert text.count(old) >= 1
    file = tmp_path / "lost-hats.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        declaration(file)
    said = str(refused.value)
    assert "lost-hats.toml" in said
    assert [word for word in words if word not in said] == [], said
    assert "To do:" in said


@pytest.mark.parametrize("key", SOURCES)
def test_every_shipped_file_is_read_to_its_last_key(key: str) -> None:
    assert declaration(FOLDER / f"{key}.toml").title == SOURCES[key].title


def test_a_value_with_a_number_that_is_taken_names_the_next_free_one(tmp_path: Path) -> None:
    file = tmp_path / "lost-hats.toml"
    file.write_text('[values.reported]\nmaybe = { code = 1, label = "Maybe" }\n', encoding="utf-8")
    with pytest.raises(BadInput, match="the number 1, which “yes” has.*3 is free"):
        extended(DIMENSIONS["reported"].values, "reported", [source_files.opened(file)])


def test_a_slug_that_is_taken_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lost-hats.toml"
    file.write_text('[values.reported]\nyes = { code = 9, label = "Yes" }\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"values.reported.yes.* stands in that code list already"):
        extended(DIMENSIONS["reported"].values, "reported", [source_files.opened(file)])


def test_a_value_keeps_its_number_when_another_source_goes(tmp_path: Path) -> None:
    file = tmp_path / "lost-hats.toml"
    file.write_text('[values.reported]\nlater = { code = 5, label = "Later" }\n', encoding="utf-8")
    longer = extended(DIMENSIONS["reported"].values, "reported", [source_files.opened(file)])
    assert [value.slug for value in longer] == ["unknown", "yes", "no", "unused-3", "unused-4", "later"]


def test_numbers_in_the_snapshot_never_change() -> None:
    """Append only: a number that moved would give old snapshots another meaning."""
    first = (
        "police-uk-crime",
        "stop-and-search",
        "mps-recorded-crime",
        "mps-borough-crime",
        "mps-lsoa-crime",
        "police-uk-outcomes",
    )
    assert [key for key, source in SOURCES.items() if source.code <= len(first)] == list(first)
    added = [DIMENSIONS["category"].slug(code) for code in (1, 2, 3, 7, 9)]
    assert added == ["vawg-offence", "knife-crime", "knife-crime-with-injury", "house", "purpose-built-flats"]


def test_every_source_says_when_its_return_is_due_and_what_it_counts() -> None:
    for source in SOURCES.values():
        assert source.counting_rule.endswith(".")
        assert 1 <= source.due.day <= 31, source.key


def test_a_folder_of_sources_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert source_files.theirs("") == []
    assert source_files.theirs(str(tmp_path)) == [tmp_path]
    with pytest.raises(BadInput, match="LION_SOURCES names no folder"):
        source_files.theirs(str(tmp_path / "nowhere"))
