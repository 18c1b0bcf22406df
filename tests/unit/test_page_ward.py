"""What the ward page says and draws of made-up answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from plotly.utils import PlotlyJSONEncoder

from data_access import months
from data_access.analytics.comparison import comparison
from data_access.analytics.movements import movements
from data_access.analytics.rates import rate
from data_access.estimates import Band
from data_access.filters import Filters
from data_access.holdings import Area
from data_access.portrait import Found, Months, Portrait, Wards
from data_access.released import MonthCoverage, Released, State
from layouts.pages import ward as page
from layouts.pages import ward_panels as panels
from layouts.pages import ward_words as words
from layouts.pages.ward_choice import answer, leading_to
from layouts.view import View
from tests.unit.answers import answer as released
from tests.unit.answers import coverage

SINCE, UNTIL = date(2022, 10, 1), date(2023, 9, 1)
HERE, THERE = "E05013730", "E05013727"
NAMES = {HERE: "Rushey Green", THERE: "Lewisham Central", "cell-a": "Around Station Road", "cell-b": "Around High Street"}
AREAS = tuple(Area("ward", code, NAMES[code], 51.4, 0.0, 1.0, in_borough=True, simplified=False) for code in (THERE, HERE))
SPAN = coverage("2021-10", "2023-09")
BOTH_YEARS = [months.address(entry.month) for entry in SPAN]


def about(**changed: object) -> Wards:
    question = Filters("police-uk-crime", SINCE, UNTIL)
    counted = released("ward", [(HERE, 1440), (THERE, 960)], source="police-uk-crime", covered=SPAN[12:], names=NAMES)
    rates = {HERE: rate(HERE, 1440, 10_000), THERE: rate(THERE, 960, 20_000)}
    borough = rate("borough", 2400, 30_000)
    one = Wards(
        Filters("police-uk-crime"),
        question,
        AREAS,
        counted,
        rates,
        borough,
        ("police-uk-crime", "stop-and-search"),
        "mid-2020",
        "Lewisham",
    )
    return replace(one, **changed)  # type: ignore[arg-type]


def volume(before: int = 120, now: int = 120, covered: tuple[MonthCoverage, ...] = SPAN) -> Released:
    counts = [(month, before if month < "2022-10" else now) for month in BOTH_YEARS]
    return released("month", counts, source="police-uk-crime", covered=covered, names=NAMES)


def kinds(scale: int = 1, **more: int | None) -> Released:
    counts: Mapping[str, int | None] = {"violence-and-sexual-offences": 800, "drugs": 200, "robbery": 100, **more}
    return released(
        "crime_type",
        [(slug, n if n is None else n * scale) for slug, n in counts.items()],
        source="police-uk-crime",
        covered=SPAN[12:],
    )


def told(monthly: Released | None = None, places: Released | None = None, **changed: object) -> Portrait:
    monthly = monthly or volume()
    grid = [((ward, "robbery", month), 10) for ward in (HERE, THERE) for month in BOTH_YEARS]
    every = [entry.month for entry in SPAN]
    one = Portrait(
        ward=AREAS[1],
        rate=about().rates[HERE],
        volume=monthly,
        change=comparison(monthly, since=SINCE, until=UNTIL),
        months=Months(
            {month: rate(HERE, 120, 10_000) for month in every},
            {month: rate("borough", 200, 30_000) for month in every},
            {month: Band(4.0, 5.0, 6.0, 17) for month in every},
        ),
        kinds=kinds(),
        kinds_before=kinds(),
        moved=movements(
            released("ward,crime_type,month", grid, source="police-uk-crime", covered=SPAN), since=SINCE, until=UNTIL
        ),
        places=places or spots(cell_a=90, cell_b=20),
        hours=None,
    )
    return replace(one, **changed)  # type: ignore[arg-type]


def spots(**counts: int | None) -> Released:
    rows = [(cell.replace("_", "-"), n) for cell, n in counts.items()]
    return released("h3_9", rows, source="police-uk-crime", covered=SPAN[12:], names=NAMES)


def spoken(component: object) -> str:
    """Everything a component says, as one text."""
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False).replace("\\u00a0", " ").replace("\xa0", " ")


def test_the_headline_tells_the_change_the_rate_and_the_town_centre() -> None:
    said = words.say(about(), told(), town_centres=(HERE,))
    assert said == (
        "Crime here is level with the year before. For each resident there is 80\xa0% more than across Lewisham. "
        "A town centre is here, and many people harmed in it live elsewhere."
    )
    assert "town centre" not in words.say(about(), told(), town_centres=(THERE,))


def test_a_town_centre_with_no_high_rate_needs_no_excuse() -> None:
    assert "town centre" not in words.say(about(borough=rate("borough", 9000, 30_000)), told(), town_centres=(HERE,))


def test_two_numbers_lead_with_the_borough_s_beside_them() -> None:
    lead = spoken(page.drawn(about(), told(), View(), ()).lead)
    for words_ in ("1,440", "Crimes in a year", "Oct 2022 to Sep 2023", "144", "Lewisham as a whole 80"):
        assert words_ in lead


def test_a_rise_is_said_with_its_counts_and_its_interval() -> None:
    said = words.compared(told(volume(now=240)).change.verdict, ("crime", "crimes")).replace("\xa0", " ")
    assert said.startswith("2,880 crimes from October to September, 1,440 a year before: +100 %, between +")


def test_a_gap_leaves_its_pair_out_and_is_said_and_not_drawn_as_nought() -> None:
    covered = coverage("2021-10", "2023-09", {"2022-01": (State.MISSING, "not published")})
    one = told(volume(covered=covered), months=Months({}, {}, {}))
    assert words.left_out(one.change.verdict) == "Comparisons leave out January: January 2022: not published."
    assert "eleven months that can be compared" in words.compared(one.change.verdict, ("crime", "crimes"))
    table = spoken(panels.parts(about(), one, View(tables=("worse",)))[0].table)
    assert "not published" in table


def test_where_a_supplier_changed_wards_the_line_says_so_and_the_table_says_which_months_are_estimates() -> None:
    counted = volume()
    rows = tuple(replace(row, about=row.keys[0] < "2022-05") for row in counted.rows)
    one = told(replace(counted, rows=rows))
    assert "new ward boundaries" in spoken(panels.figures(about(), one)["ward-worse-figure"])
    assert "new ward boundaries" not in spoken(panels.figures(about(), told())["ward-worse-figure"])
    table = spoken(panels.parts(about(), one, View(tables=("worse",)))[0].table)
    assert table.count("estimated from other wards’ counts") == 7


def test_what_cannot_be_compared_says_why_and_shows_the_kinds_of_the_whole_period() -> None:
    alone = released("month", [(month, 120) for month in BOTH_YEARS[12:]], source="police-uk-crime", covered=SPAN[12:])
    grid = [((HERE, "robbery", month), 10) for month in BOTH_YEARS[12:]]
    moved = movements(
        released("ward,crime_type,month", grid, source="police-uk-crime", covered=SPAN[12:]), since=SINCE, until=UNTIL
    )
    one = told(alone, kinds_before=None, moved=moved)
    assert words.compared(one.change.verdict, ("crime", "crimes")) == "The year before is not loaded."
    assert words.changed_kinds(one) == "Kinds cannot be compared with the year before."
    assert words.kinds_period(one) == "Crimes from October 2022 to September 2023."
    assert "a year before" not in spoken(panels.figures(about(), one)["ward-kind-figure"])


def test_kinds_are_named_with_a_dagger_where_searching_finds_them() -> None:
    drawn = spoken(panels.figures(about(), told())["ward-kind-figure"])
    assert "Drugs †" in drawn
    assert "a year before" in drawn
    assert "Mostly found by police searching" in words.about_figures(about(), told(), ())


def test_no_kind_is_called_changed_until_all_are_weighed_together() -> None:
    assert words.changed_kinds(told()) == "No kind has clearly changed once all 2 ward comparisons are weighed together."


def test_a_kind_that_stands_is_named() -> None:
    grid = [((HERE, "robbery", month), 10 if month < "2022-10" else 40) for month in BOTH_YEARS]
    grid += [((THERE, "robbery", month), 10) for month in BOTH_YEARS]
    moved = movements(released("ward,crime_type,month", grid, source="police-uk-crime", covered=SPAN), since=SINCE, until=UNTIL)
    said = words.changed_kinds(told(moved=moved)).replace("\xa0", " ")
    assert said == "Robbery (+300 %) has clearly changed, once all 2 ward comparisons are weighed together."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"cell_a": 90, "cell_b": 20}, "Around Station Road"),
        ({"cell_a": 90, "cell_b": 80}, "Around Station Road and High Street"),
        ({"cell_a": 90, "cell_b": 85, "cell_c": 80}, "No one place stands out"),
        ({"cell_a": 9}, "Too few crimes to name a place"),
        ({}, "Too few crimes to name a place"),
        ({"cell_a": None, "cell_b": 40}, "Around High Street"),
        ({"cell_c": 40}, "A place without a name"),
    ],
)
def test_a_place_is_named_only_where_it_stands_out(counts: dict[str, int | None], said: str) -> None:
    assert words.where(spots(**counts)) == said


def test_the_busiest_place_is_measured_against_the_next() -> None:
    said = words.where_counts(spots(cell_a=90, cell_b=20)).replace("\xa0", " ")
    assert said.startswith("One place of 2 had 90 crimes, 4.5 times the next.")


def test_counts_of_whole_wards_say_that_places_are_not_published() -> None:
    one = replace(told(), places=None)
    where = panels.parts(about(), one, View())[2]
    assert where.title == "120 crimes a month"
    assert "places and times of day are not published" in str(where.subtitle)
    assert panels.strips(about(), one) == []


def test_months_and_hours_stand_under_the_places() -> None:
    hours = released("hour", [("16", 300), ("3", 20)], source="police-uk-crime", covered=SPAN[12:])
    strips = panels.strips(about(), told(hours=hours))
    assert len(strips) == 2
    assert "Crimes each month: 120" in spoken(strips[0])
    assert "16:00: 300" in spoken(strips[1])


def test_a_month_not_supplied_is_an_outline_in_the_strip() -> None:
    gone = coverage("2022-10", "2023-09", {"2022-12": (State.MISSING, "not published")})
    counted = released("ward", [(HERE, 10)], source="police-uk-crime", covered=gone, names=NAMES)
    strip = spoken(panels.strips(about(counted=counted), told())[0])
    assert "bar missing" in strip
    assert "December 2022: not published" in strip


def test_a_table_has_the_borough_and_the_other_wards_beside_each_month() -> None:
    worse, kind, where = panels.parts(about(), told(), View(tables=("worse", "kind", "where")))
    assert "4.0 to 6.0" in spoken(worse.table)
    assert all(head in spoken(kind.table) for head in ("Now", "A year before", "Change", "Verdict"))
    assert len(where.table) == 2


def test_the_places_table_has_the_busiest_first_and_the_withheld_last() -> None:
    one = told(places=spots(cell_b=20, cell_c=None, cell_a=90))
    listed = spoken(panels.parts(about(), one, View(tables=("where",)))[2].table)
    assert listed.index("Station Road") < listed.index("High Street") < listed.index("A place without a name")


def test_without_residents_the_months_are_counts() -> None:
    one = told(rate=None, months=Months({}, {}, {}))
    none = about(rates={}, borough=None, vintage="")
    assert "for every 1,000" not in str(panels.parts(none, one, View())[0].subtitle)
    assert "No residents are loaded" in words.about_figures(none, one, ())
    assert "For every 1,000" not in spoken(page.drawn(none, one, View(), ()).lead)


def test_what_the_panel_asked_for_is_an_honest_blank() -> None:
    foot = spoken(page.drawn(about(), told(), View(), ()).foot)
    assert "Nothing has been supplied yet." in foot
    assert "Rushey Green ward panel" in foot


def test_no_ward_chosen_lists_them_by_name_and_not_by_rate() -> None:
    drawn = page.drawn(about(), None, View(), ())
    listed = spoken(drawn.wards)
    assert listed.index("Lewisham Central") < listed.index("Rushey Green")  # the alphabet: 48 before 144
    assert drawn.three == page.GONE
    assert drawn.figures == {}
    assert f"ward={HERE}" in listed


def test_a_ward_found_keeps_the_source_and_the_tables() -> None:
    assert leading_to(HERE, "?source=stop-and-search&tables=kind&age=10-17") == f"?source=stop-and-search&ward={HERE}&tables=kind"
    assert answer(Found(words="No."), "") == ["No."]
    assert "Rushey Green" in spoken(answer(Found(several=AREAS, words="2 wards fit “e”:"), ""))


def test_another_source_lets_go_of_the_period_and_keeps_the_ward() -> None:
    choices = spoken(page.drawn(about(), told(), View(), ()).sources_offered)
    assert f'"href": "?source=stop-and-search&ward={HERE}"' in choices
