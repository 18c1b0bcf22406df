"""What the overview says, from made-up answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest
from dash import html
from dash.development.base_component import Component

from callbacks.overview import PLACES
from data_access.analytics.comparison import compared
from data_access.analytics.rates import rates
from data_access.catalogue import SOURCES
from data_access.overview import Overview
from data_access.released import State
from data_access.wording import NBSP
from layouts.components.interval import CARD_SCALE, Scale
from layouts.components.ward_map import classes, ranges, rounded
from layouts.pages import overview as page
from layouts.pages import overview_figures as figures
from layouts.pages import overview_panels as panels
from layouts.view import View
from tests.unit.answers import answer, coverage
from tests.unit.overviews import COVERED, SINCE, SOURCE, UNTIL, A, figure, moves, told
from tests.unit.test_panels import found, table_rows, text


def plain(component: object) -> str:
    return " ".join(text(component).replace(NBSP, " ").split())


def prop(component: Component, name: str) -> object:
    return getattr(component, name)


def test_the_headline_says_what_changed_the_surest_first() -> None:
    assert page.headline(told()) == (
        "Recorded crime is level with last year. Vehicle crime is lower, violence is a little higher."
    )


def test_the_lead_says_which_months_are_compared_and_why_others_are_not() -> None:
    assert page.lead(told()).strip() == (
        "in Testborough, February 2025 to January 2026, against the 12 months before. Changes compare March to January, "
        "because February 2024 was recorded before the Met’s new crime system."
    )


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ({}, "Each month is compared with the same month a year earlier."),
        (
            {"2025-06": (State.PARTIAL, "to the 17th only")},
            "Changes compare the eleven months that can be compared, because June 2025 is not whole (to the 17th only).",
        ),
        (
            {f"2025-{month:02}": (State.MISSING, "not published") for month in (4, 5, 6, 7)},
            (
                "Changes compare the eight months that can be compared, because April 2025 is not whole (not published), "
                "May 2025 is not whole (not published) and two more were not whole."
            ),
        ),
    ],
)
def test_months_left_out_are_explained(gaps: Mapping[str, tuple[State, str]], said: str) -> None:
    counts: dict[date, int | None] = dict.fromkeys((entry.month for entry in COVERED), 100)
    change = compared(counts, coverage("2022-01", "2026-01", gaps), since=SINCE, until=UNTIL)
    assert page.compared_words(change.verdict) == said


def test_without_a_year_before_no_change_is_told() -> None:
    young = coverage("2025-02", "2026-01")
    alone = told(figures=tuple(figure(slug, 90, 0, young) for slug in ("", *SOURCE.headline)))
    assert page.headline(alone) == "Recorded crime cannot be compared with last year."
    assert page.lead(alone).endswith("No change can be told: the year before is not loaded.")
    card = figures.key_figure(alone, alone.figures[0])
    assert "1,080" in plain(card.figure)
    assert "Cannot compare" in plain(card.figure)


def test_searches_are_spoken_of_as_searching() -> None:
    stops = SOURCES["stop-and-search"]
    assert figures.subject(stops) == "stop and search"
    assert figures.title(stops, "") == "All searches"
    assert figures.sort_words(stops, "stolen-goods") == "searching for stolen goods"


def test_a_key_figure_carries_number_verdict_interval_and_the_counts_compared() -> None:
    card = figures.key_figure(told(), told().figures[1])
    assert card.parts.title == "Violence against the person"
    said = plain(card.figure)
    assert said.startswith("10,080 ")  # 12 months of 840
    assert "Higher" in said
    assert "+5 %: between" in said
    assert plain(card.parts.source) == "Mar–Jan: 9,240, was 8,800. Can mean more reporting"
    level = figures.key_figure(told(), told().figures[0])
    assert plain(level.parts.source).startswith("Mar–Jan: 26,400, was 26,620. Smallest visible change ±")


def test_the_months_of_a_key_figure_give_the_running_total_and_the_break() -> None:
    card = figures.key_figure(told(), told().figures[0], as_table=True)
    head, *rows = table_rows(card.parts.table[0])
    assert head == ["Month", "Count", "12 months", "State"]
    assert len(rows) == 24
    assert rows[0] == ["Jan 2026", "2,400", "28,800", "complete"]
    assert rows[11] == ["Feb 2025", "2,400", "29,020", "complete"]  # 11 months of 2,420 and one of 2,400
    assert rows[12] == ["Jan 2025", "2,420", "–", "complete"], "a year with a month from before the break is no total"
    assert rows[23][3] == "complete; recorded before the Met’s new crime system"


def test_a_month_not_supplied_is_never_nought() -> None:
    holed = coverage("2022-01", "2026-01", {"2025-06": (State.MISSING, "not published")})
    card = figures.key_figure(told(), figure("", 100, 100, holed), as_table=True)
    june = next(row for row in table_rows(card.parts.table[0]) if row[0] == "Jun 2025")
    assert june == ["Jun 2025", "not published", "–", "not published"]


def test_every_card_has_the_same_scale_and_no_interval_runs_off_it() -> None:
    narrow, wide = figure("", 2400, 2420).comparison.verdict, figure("robbery", 20, 60).comparison.verdict
    assert figures.one_scale([narrow]) == CARD_SCALE
    assert figures.one_scale([narrow, wide]) == Scale(0.25, 4.0)
    assert figures.one_scale([]) == CARD_SCALE


def test_what_moved_shows_the_strongest_and_names_how_many_were_tested() -> None:
    moved = panels.moved(told(), View())
    assert moved.parts.title == "One ward change stands out from chance"
    assert moved.parts.subtitle == (
        "Recorded crimes by ward and type, strongest evidence first. March 2025 to January 2026 against a year before"
    )
    rows = table_rows(moved.figure[0])[1:]
    assert len(rows) == panels.ROWS == 9
    assert rows[0][:5] == ["Northfield", "Theft", "990", "330", "+200" + NBSP + "%"]
    assert rows[0][-1].strip() == "Higher"
    note = plain(moved.parts.source)
    assert note.startswith("12 comparisons were tested together; 1 looked different one at a time, 1 stands")
    assert "† Mostly found by police searching" in note
    assert any("Drugs †" in row for row in rows)


def test_all_comparisons_are_one_link_away_and_the_link_keeps_the_question() -> None:
    overview = told("?since=2025-02&until=2026-01")
    link = found(html.Div(panels.moved(overview, View(tables=("wards",))).parts.source), "A")[0]
    assert prop(link, "href") == "?source=mps-recorded-crime&since=2025-02&until=2026-01&tables=wards,moved"
    everything = panels.moved(overview, View(tables=("moved",)))
    rows = table_rows(everything.parts.table[0])[1:]
    assert len(rows) == 12
    assert rows[0][:5] == ["Northfield", "Theft", "990", "330", f"+200{NBSP}%"]
    assert re.fullmatch(r"\+\d+ % to \+\d+ %", rows[0][5].replace(NBSP, " "))
    assert everything.figure == []


def test_moves_that_cannot_be_compared_say_why_instead_of_rows() -> None:
    young = coverage("2025-02", "2026-01")
    moved = panels.moved(told(moved=moves({(A, "theft"): (9, 9)}, young)), View(tables=("moved",)))
    assert moved.figure == []
    assert moved.parts.table == []
    assert plain(moved.parts.note) == "Nothing could be compared. The year before is not loaded."
    assert moved.parts.title == "Ward changes cannot be told: the year before is not loaded"


def test_the_ward_map_is_a_list_of_links_that_say_their_rates() -> None:
    shown = panels.wards(told(), as_table=False)
    assert shown.parts.title == "The rate is highest in Northfield"
    assert shown.parts.subtitle == "Per 1,000 residents, February 2025 to January 2026. Borough 116"
    links = found(shown.figure[0], "A")
    assert [(prop(link, "href"), prop(link, "aria-label")) for link in links] == [
        ("/ward?ward=E05000001", "Northfield: 258 per 1,000, could be 248 to 268"),
        ("/ward?ward=E05000002", "Middleton: 60 per 1,000, could be 55 to 65"),
        ("/ward?ward=E05000003", "Southgate: 30 per 1,000, could be 27 to 34"),
    ]
    assert all("polygon(evenodd, " in str(prop(link, "style")) for link in links)


def test_the_wards_as_a_table_stand_highest_first_with_their_residents() -> None:
    shown = panels.wards(told(), as_table=True)
    assert table_rows(shown.parts.table[0])[1] == ["Northfield", "2,580", "10,000", "258", "248 to 268"]


def test_without_residents_no_rate_is_given_and_without_shapes_there_is_still_the_table() -> None:
    nobody = panels.wards(told(rates=(), everywhere=None, residents=None), as_table=False)
    assert "residents of the wards are not loaded" in plain(nobody.parts.note)
    assert nobody.figure == []
    shapeless = panels.wards(told(drawing=None), as_table=False)
    assert shapeless.parts.table
    assert shapeless.figure == []


def test_classes_are_said_in_the_numbers_that_are_shown() -> None:
    wards = answer("ward", [(f"E0500000{i}", n) for i, n in enumerate((580, 600, 666, 796, 799, 894, 1020, 1490))])
    found_rates = rates(wards, {f"E0500000{i}": 10_000 for i in range(8)})
    lows = classes(found_rates)
    words = ranges(lows)
    assert words[0].startswith("under ")
    assert words[-1].endswith(" or more")
    assert rounded(79.6) == "80"
    assert rounded(6.12) == "6.1"
    assert ranges((3.0, 5.0, 10.0, 20.0)) == ["under 5", "5 to 9.9", "10 to 19.9", "20 or more"]
    assert ranges((30.0, 70.0, 71.0, 90.0)) == ["under 70", "70", "71 to 89", "90 or more"]
    assert ranges(()) == []


def test_what_is_missing_begins_with_the_source_that_is_shown() -> None:
    shown = found(html.Div(panels.missing(told())), "Li")
    assert [plain(item).partition(",")[0] for item in shown] == [
        "Recorded crime by ward",
        "Stop and search None since September 2023",
    ]


def test_the_sources_are_offered_side_by_side_each_in_its_latest_months() -> None:
    offered = page.sources(told("?since=2025-02&until=2026-01"), View())
    assert [(each.address, each.chosen) for each in offered] == [
        ("?source=stop-and-search", False),
        ("?source=mps-recorded-crime", True),
    ]


def test_every_number_can_be_downloaded() -> None:
    addresses = [each.address for each in page.downloads(told())]
    asked = "source=mps-recorded-crime&since=2025-02&until=2026-01"
    assert f"/data/counts.csv?{asked}&by=crime_type,month" in addresses
    assert f"/data/counts.csv?{asked}&by=ward&measure=rate" in addresses
    assert not any("rate" in each.address for each in page.downloads(told(everywhere=None)))


def test_the_source_line_carries_the_last_day_the_residents_and_the_caution_on_town_centres() -> None:
    words = plain(page.source_words(told()))
    assert words.startswith(
        "Source: Recorded crime by ward, Metropolitan Police, to 31 January 2026. Residents: ONS mid-2020 estimates (30,000)."
    )
    assert "Many people harmed in town centres live elsewhere" in words


@pytest.mark.parametrize("overview", [told(), None], ids=["told", "nothing loaded"])
def test_there_is_a_value_for_every_output(overview: Overview | None) -> None:
    assert len(page.drawn(overview, View())) == len(PLACES)
