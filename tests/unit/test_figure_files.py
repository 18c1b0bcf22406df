"""A source file of figures is read strictly: every mistake is named with its file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.catalogue import FIGURES, FigureKind
from data_access.catalogue.figure_files import declaration
from data_access.catalogue.source_files import FOLDER
from data_access.errors import BadInput


def _text(key: str) -> str:
    return (FOLDER / f"{key}.toml").read_text(encoding="utf-8")


SURVEY, PEOPLE, DEPRIVED = _text("public-attitude-survey"), _text("residents-census-2021"), _text("deprivation-2019")
HOUSEHOLDS, LONDON, CLAIMANTS = _text("households-census-2011"), _text("mps-vawg-london"), _text("claimant-count")

# What stands in the file, what somebody writes instead, and the words the refusal must hold.
MISTAKES = [
    ("an unknown key", SURVEY, 'title = "', 'titel = "a"\ntitle = "', ("titel", "is not a setting")),
    ("a misspelt key in a layout", DEPRIVED, "decimals = true", "decimal = true", ("layout.1.decimal", "is not a setting")),
    ("no licence", SURVEY, "licence = ", "# licence = ", ("licence", "is missing")),
    ("figures that are not open", SURVEY, 'disclosure = "O"', 'disclosure = "S"', ("disclosure", "“O”")),
    ("an area of no kind", SURVEY, 'kind = "neighbourhood"', 'kind = "parish"', ("area.kind", "“ward”")),
    ("a period of no kind", SURVEY, 'kind = "span"', 'kind = "while"', ("period.kind", "“month”")),
    ("a column that is not in the heading", SURVEY, 'borough = { column = "Neighbourhood"', 'borough = { column = "X"', ("X",)),
    ("words that name no indicator", SURVEY, '= "good-job"', '= "great-job"', ("great-job", "what")),
    ("a heading nobody reads", SURVEY, 'unread = ["Code", ', "unread = [", ("“Code”", "unread")),
    ("a group that nobody reads", SURVEY, '"Asian" = "Asian"\n', "", ("“Asian”", "group")),
    ("rows of headings unlike each other", SURVEY, '"", "White British"', '"White British"', ("different lengths",)),
    ("an ethnicity no list has", PEOPLE, '"White" = "white"', '"White" = "mauve"', ("mauve", "asian")),
    ("ages that are none", PEOPLE, '= "65+"', '= "old"', ("old", "85+")),
    ("a table of words nobody wrote", PEOPLE, 'words = "ages"', 'words = "years"', ("years", "[words.years]")),
    ("no vintage", PEOPLE, 'vintage = "census-2021"', "", ("vintage", "is missing")),
    ("a base nobody knows", HOUSEHOLDS, 'what = { is = "households" }', 'what = { is = "castles" }', ("castles", "residents")),
    ("a sum of what is not there", HOUSEHOLDS, '"Owned: Total" = [', '"Owned: Sum" = [', ("Owned: Sum",)),
    ("no figure at all", LONDON, 'value = "count"', "", ("“count”", "unread")),
    ("a caveat nobody wrote", LONDON, '"reporting", ', '"beware", ', ("beware", "caveats")),
    ("a headline that is no indicator", CLAIMANTS, '["claimant-rate"]', '["claimant-rates"]', ("headline", "claimant-rate")),
    ("kinds of area that no code tells apart", CLAIMANTS, 'or = ["borough"]', 'or = ["neighbourhood"]', ("neighbourhood",)),
    (
        "denominators of several kinds of area",
        HOUSEHOLDS,
        'kind = "ward" }',
        'kind = "ward", or = ["borough"] }',
        ("or", "one kind"),
    ),
    ("no layout", LONDON, "[[layout]]", "[[leyout]]", ("layout",)),
]


@pytest.mark.parametrize(("text", "old", "new", "words"), [each[1:] for each in MISTAKES], ids=[each[0] for each in MISTAKES])
def test_a_mistake_is_refused_with_file_and_field(tmp_path: Path, text: str, old: str, new: str, words: tuple[str, ...]) -> None:
    assert text.count(old) >= 1
    file = tmp_path / "lost-hats.toml"
    file.write_text(text.replace(old, new) if old == "[[layout]]" else text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        declaration(file)
    assert "lost-hats.toml" in str(refused.value)
    assert all(word in str(refused.value) for word in words), str(refused.value)


@pytest.mark.parametrize("key", FIGURES)
def test_every_shipped_file_is_read_whole(key: str) -> None:
    assert declaration(FOLDER / f"{key}.toml") == FIGURES[key]


def test_denominators_have_no_indicators_and_indicators_have_some() -> None:
    for source in FIGURES.values():
        assert bool(source.indicators) == (source.kind is FigureKind.INDICATORS), source.key
