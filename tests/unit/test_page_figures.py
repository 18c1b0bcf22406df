"""Data and methods lists the figures beside the records: what rates divide by, and what publishers tell of areas."""

from __future__ import annotations

from datetime import date

from data_access.catalogue import FIGURES
from data_access.indicators import HeldFigures, period_words
from layouts.pages import data_figures

SURVEY, DEPRIVED, PEOPLE = (FIGURES[key] for key in ("public-attitude-survey", "deprivation-2025", "residents-mid-2020"))


def survey(slug: str, period: str, since: date, until: date) -> HeldFigures:
    return HeldFigures(SURVEY, SURVEY.indicators[slug].label, slug, "neighbourhood", 3, since, until, period)


def test_an_indicator_of_two_times_stands_in_one_line_with_its_files() -> None:
    held = [
        survey("listen", "calendar-year", date(2016, 1, 1), date(2016, 12, 31)),
        survey("listen", "span", date(2015, 4, 1), date(2021, 3, 31)),
    ]
    said = str(data_figures.indicators(held))
    assert said.count("Say the police listen to local people") == 1 + 2  # and in the titles of its two links
    assert "2016; April 2015 to March 2021" in said
    assert "/data/indicators.csv?source=public-attitude-survey&indicator=listen&areas=neighbourhood" in said
    assert "the publisher gives no interval" in said


def test_what_is_not_loaded_is_named() -> None:
    said = str(data_figures.indicators([]))
    assert "None is loaded." in said
    assert "Not loaded: " in said
    assert DEPRIVED.title in said
    assert PEOPLE.title not in said


def test_denominators_say_of_when_of_which_areas_and_how_many() -> None:
    held = [HeldFigures(PEOPLE, "Residents", "residents", "ward", 19, date.min, date.min, "", "mid-2020", 305_309)]
    said = str(data_figures.denominators(held))
    for words in ("Residents", "Mid-2020", "19 wards", "305,309"):
        assert words in said
    assert "so no rate can be shown" in str(data_figures.denominators([]))


def test_a_period_is_said_in_its_own_words() -> None:
    day = date(2021, 3, 21)
    assert period_words("census", day, day) == "census of 21 March 2021"
    assert period_words("edition", date(2025, 10, 30), date(2025, 10, 30)) == "edition of 2025"
    assert period_words("financial-year", date(2023, 4, 1), date(2024, 3, 31)) == "2023/24"
    assert period_words("quarter", date(2024, 1, 1), date(2024, 3, 31)) == "Jan to Mar 2024"
    assert period_words("month", date(2024, 1, 1), date(2024, 1, 31)) == "January 2024"
