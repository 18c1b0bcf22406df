"""What the stop and search page says, from made-up answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from dash import html
from dash.development.base_component import Component

from data_access.analytics.comparison import comparison
from data_access.analytics.proportionality import actions, not_stated_by_month, proportionality, share
from data_access.filters import Filters
from data_access.holdings import Area
from data_access.released import Coverage, MonthCoverage, Released, State
from data_access.scrutiny import Against, Denominators, Residents, Scrutiny
from data_access.wording import NBSP
from layouts.pages import stop_and_search as page
from layouts.pages import stop_and_search_panels as panels
from layouts.pages.stop_and_search_controls import Controls, controls, drops
from layouts.view import View
from tests import fixtures_released as made
from tests.unit.test_panels import found, table_rows, text

CENSUS_2021 = Residents("census-2021", {"asian": 26_906, "black": 80_466, "mixed": 24_267, "other": 14_164, "white": 154_765})
CENSUS_2011 = Residents("census-2011", {"asian": 25_534, "black": 74_942, "mixed": 20_472, "other": 7_251, "white": 147_686})
ACTED = {"black": 524, "white": 425, "mixed": 63, "other": 27, "asian": 45, "unknown": 339}
WARD = Area("ward", "E05000001", "Northfield", 51.0, 0.0, 1.0, in_borough=True, simplified=False)


def monthly_groups() -> Released:
    """A quarter of each month's searches has no stated group; January 2022 was not published."""
    counts: dict[tuple[str, ...], int | None] = {}
    for row in made.monthly().rows:
        whole = row.value or 0
        counts |= {(row.keys[0], "unknown"): whole // 4, (row.keys[0], "black"): whole - whole // 4}
    return made.released(["month", "ethnicity"], counts, coverage=made.month_states())


def ended(groups: Released) -> Released:
    cells: dict[tuple[str, ...], int | None] = {}
    for key, count in groups.values().items():
        cells |= {(key, "arrest"): ACTED[key], (key, "no-further-action"): (count or 0) - ACTED[key]}
    return made.released(["ethnicity", "outcome"], cells)


def told(residents: Residents | None = CENSUS_2021, other: Residents | None = CENSUS_2011, *, query: str = "") -> Scrutiny:
    """The borough's year, as the demonstration of the page."""
    groups, asked = made.ethnicities(), Filters.from_query(query)
    loaded = tuple(each.vintage for each in (residents, other) if each)
    months = made.monthly()
    return Scrutiny(
        asked=asked,
        question=asked.during(made.SINCE, made.UNTIL),
        groups=groups,
        officers=made.one("officer_ethnicity", black=2177, white=1574, asian=179, other=91, unknown=102),
        ended=ended(groups),
        outcomes=made.one("outcome", no_further_action=2700, arrest=1423),
        objects=made.objects(),
        people=made.ages_and_genders(),
        volume=months,
        unknown=share("unknown", 1264, 4123),
        by_month=not_stated_by_month(monthly_groups()),
        actions=actions(ended(groups)),
        change=comparison(months, since=made.SINCE, until=made.UNTIL),
        against=_against(groups, residents),
        other=_against(groups, other),
        denominators=Denominators(residents, other, loaded, "" if residents else "No residents by ethnicity are loaded."),
        loaded=made.month_states(),
        years=((made.SINCE, made.UNTIL), (date(2021, 10, 1), date(2022, 9, 1))),
        wards=(WARD,),
        borough="Testborough",
    )


def _against(groups: Released, residents: Residents | None) -> Against | None:
    return Against(residents, proportionality(groups.values(), residents.by_group)) if residents else None


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def links_of(shown: Controls) -> list[Component]:
    return found(html.Div([part for parts in shown if isinstance(parts, list) for part in parts]), "A")


def rows_of(component: Component) -> dict[str, list[str]]:
    """A table's rows by their first cell, hidden words and drawings included."""
    return {cells[0]: [plain(cell) for cell in cells[1:]] for cells in table_rows(component)}


def test_the_headline_says_the_ratio_and_the_second_line_what_the_unknown_could_do_to_it() -> None:
    drawn = page.drawn(told(), View())
    assert plain(drawn.headline) == "Where ethnicity was stated, Black people were searched at 2.2 times the rate of White people"
    assert plain(drawn.lead) == (
        "But three in ten of the 4,123 searches give no ethnicity. If they were all White the ratio would be 1.0; "
        "if all Black, 4.2. Against the 2011 census it is 2.2."
    )


def test_a_ward_is_named_first() -> None:
    asked = told(query=f"ward={WARD.code}")
    named = replace(asked, groups=replace(asked.groups, names={WARD.code: WARD.name}))
    assert page.headline(named).startswith("In Northfield, where ethnicity was stated, Black people")


def test_each_group_has_its_searches_residents_rate_and_ratio_with_their_intervals() -> None:
    rows = rows_of(panels.rates_drawn(told())[0])
    assert list(rows) == ["Group", "Black", "White", "Mixed", "Other", "Asian"]
    black, white = rows["Black"], rows["White"]
    assert black[:2] == ["1,320", "80,466"]
    assert black[2] == "16.4 15.5 to 17.3"
    assert black[4] == "2.2 times between 2.0 and 2.3"
    assert white[4] == "reference"
    assert "up to 95" in rows["Other"][3], "what runs off the scale says how far"


def test_the_table_adds_the_bounds_and_the_not_stated() -> None:
    rates = panels.parts(told(), View(tables=("rates",)))[0]
    rows = rows_of(rates.table[0])
    assert rows["Black"] == ["1,320", "80,466", "16.4", "15.5 to 17.3", "32.1", "2.2", "2.0 to 2.3", "1.0 to 4.2"]
    assert rows["Not stated"][0] == "1,264"


def test_not_stated_is_never_counted_as_other() -> None:
    rows = rows_of(panels.rates_drawn(told())[0])
    assert rows["Other"][0] == "76"
    assert "Not stated" not in rows


def test_action_stands_in_the_order_of_the_rates_with_not_stated_last_and_open() -> None:
    drawn = panels.action_drawn(told())[0]
    assert list(rows_of(drawn)) == ["Group", "Black", "White", "Mixed", "Other", "Asian", "Not stated"]
    assert rows_of(drawn)["Black"][:3] == ["1,320", "524", "40 %"]
    assert rows_of(drawn)["Black"][4] == "between 37 and 42 %"
    assert len([each for each in found(drawn, "Span") if getattr(each, "className", None) == "dot open"]) == 1


def test_no_search_at_all_draws_empty_panels_and_no_rate() -> None:
    nothing = replace(
        told(),
        groups=made.one("ethnicity"),
        ended=made.released(["ethnicity", "outcome"], {}),
        unknown=share("unknown", 0, 0),
        actions=actions(made.released(["ethnicity", "outcome"], {})),
        against=_against(made.one("ethnicity"), CENSUS_2021),
    )
    drawn = page.drawn(nothing, View())
    assert drawn.lead == "No searches were recorded."
    assert "No searches match" in text(drawn.parts[0].note)
    assert "No searches match" in text(drawn.parts[2].note)


def test_a_filter_offered_to_be_dropped_leaves_the_view_as_it_is() -> None:
    asked = Filters.from_query("age=10-17&ward=E05013717&within=51.46:-0.03;51.46:-0.01;51.47:-0.01")
    offered = drops(replace(told(), asked=asked), View(tables=("rates", "people"), against="census-2011"))
    shown = "tables=rates,people&against=census-2011"
    place, corners = "ward=E05013717", "within=51.46000:-0.03000;51.46000:-0.01000;51.47000:-0.01000"
    assert [drop.address for drop in offered] == [
        f"?source=stop-and-search&age=10-17&{corners}&{shown}",
        f"?source=stop-and-search&{place}&{corners}&{shown}",
        f"?source=stop-and-search&{place}&age=10-17&{shown}",
    ]


def test_without_residents_counts_stay_and_no_rate_is_written() -> None:
    drawn = page.drawn(told(None, None), View(tables=("rates",)))
    assert plain(drawn.headline) == "Of 4,123 searches, 31 % have no stated ethnicity"
    assert drawn.lead == "No residents by ethnicity are loaded."
    assert rows_of(drawn.rates[0])["Black"][0] == "1,320"
    everything = " ".join(text(part) for parts in drawn.parts for part in parts)
    assert "per 1,000" not in everything
    assert "times" not in everything
    assert drawn.controls.without_residents


def test_a_period_that_was_not_supplied_is_not_one_without_searches() -> None:
    missing = Coverage((MonthCoverage(made.SINCE, State.MISSING, "not published"),))
    empty = replace(made.one("ethnicity"), coverage=missing, total=0)
    drawn = page.drawn(replace(told(), groups=empty, unknown=share("unknown", 0, 0)), View())
    assert drawn.headline == "Searches were not supplied for this period"
    assert all("not supplied" in text(parts.note) for parts in drawn.parts)
    assert "No searches" not in drawn.lead + " ".join(text(part) for parts in drawn.parts for part in parts)


def test_months_that_are_not_whole_are_said_over_the_figures() -> None:
    assert "December 2022 to the 17th only" in text(page.notices(told()))


def test_a_period_with_a_month_known_to_be_wrong_claims_nothing_about_groups() -> None:
    wrong = Coverage((MonthCoverage(made.SINCE, State.DEFECTIVE, "two thirds are absent"),))
    reading = told(None, None)
    drawn = page.drawn(replace(reading, groups=replace(reading.groups, coverage=wrong)), View())
    assert drawn.headline == "Searches of October 2022 are known to be wrong"
    said = plain(" ".join(str(parts.title) for parts in drawn.parts))
    assert "no clear difference" not in said
    assert "% have no stated ethnicity" not in said


def test_rates_of_one_age_warn_that_residents_are_of_every_age() -> None:
    assert "every age" in text(page.notices(told(query="age=10-17")))
    assert "every age" not in text(page.notices(told()))


def test_a_month_not_supplied_is_a_state_in_the_table_never_nought() -> None:
    unknown = panels.parts(told(), View(tables=("unknown",)))[1]
    rows = rows_of(unknown.table[0])
    assert rows["January 2022"] == ["not published", "–", "–", "–"]
    assert rows["December 2022"][0] == "126 (to the 17th only)"
    assert rows["June 2021"] == ["490", "122", "25 %", "21 to 29 %"]


@pytest.mark.parametrize(("month", "part", "whole"), [(made.DECEMBER, 99, 100), (date(2023, 3, 1), 3, 3)])
def test_the_range_of_the_not_stated_leaves_out_months_in_part_or_with_few(month: date, part: int, whole: int) -> None:
    reading = told()
    odd = [replace(entry, share=share("unknown", part, whole)) if entry.month == month else entry for entry in reading.by_month]
    said = panels.parts(replace(reading, by_month=tuple(odd)), View())[1].title
    assert said == panels.parts(reading, View())[1].title


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            {"black": 2177, "white": 1574, "asian": 179, "other": 91, "unknown": 102},
            "They recorded 2,177 people as Black, 1,574 White, 179 Asian, 91 other, 102 blank.",
        ),
        ({"white": 1}, "They recorded 1 person as White."),
        ({"unknown": 4}, ""),
    ],
)
def test_what_officers_recorded_is_counted_and_has_no_rate(counts: Mapping[str, int], words: str) -> None:
    officers = made.one("officer_ethnicity", **counts)
    assert panels.officer_words(officers) == words
    assert ("We give no rate for it" in text(page.officers(replace(told(), officers=officers)))) == bool(words)


def test_every_panel_has_a_table_and_a_finding() -> None:
    words = tuple(slot.panel.partition("-")[2] for slot in panels.SLOTS)
    parts = panels.parts(told(), View(tables=words))
    assert all(each.table and each.title and each.source for each in parts)
    assert not any(each.table for each in panels.parts(told(), View()))
    assert set(panels.figures(told())) == set(panels.GRAPHS)


def test_a_choice_keeps_everything_else_of_the_address() -> None:
    asked = told(query="object=firearms&since=2022-10&until=2023-09")
    links = {text(each).strip(): str(getattr(each, "href", "")) for each in links_of(controls(asked, View(tables=("rates",))))}
    assert (
        links["Northfield"] == "?source=stop-and-search&since=2022-10&until=2023-09&ward=E05000001&object=firearms&tables=rates"
    )
    assert links["residents, Census 2011"].endswith("&tables=rates&against=census-2011")
    assert links["Firearms  ✕ : drop this filter"] == "?source=stop-and-search&since=2022-10&until=2023-09&tables=rates"
    assert (
        links["Outcomes (CSV)"]
        == "/data/counts.csv?source=stop-and-search&since=2022-10&until=2023-09&object=firearms&by=outcome"
    )


def test_what_is_shown_now_is_marked_in_words() -> None:
    chosen = [text(each) for each in links_of(controls(told(), View())) if getattr(each, "className", None) == "chosen"]
    assert [each.replace("  ", " ") for each in chosen] == [
        "October 2022 to September 2023, the latest year (shown now)",
        "All of Testborough (shown now)",
        "residents, Census 2021 (shown now)",
    ]
