"""What stands beside a map: its subtitle, what is not on it, what is offered and why not, its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs

from dash import html
from dash.development.base_component import Component

from data_access.analytics.intervals import poisson_interval
from data_access.analytics.rates import rates
from data_access.catalogue import SOURCES
from data_access.filters import Filters
from data_access.rates import Rated
from data_access.released import Coverage, Released
from layouts.maps.controls import controls
from layouts.maps.layers import mapped_by
from layouts.maps.paint import paint
from layouts.maps.places import places_table
from layouts.maps.words import finding, not_on_map, rate_caution, subtitle, why_not
from layouts.view import View
from tests.fixtures_released import released

NAMES = {"E05013717": "Catford South", "E05013733": "Rushey Green"}
STOPS, CRIME, BY_WARD = (SOURCES[key] for key in ("stop-and-search", "police-uk-crime", "mps-recorded-crime"))
EVERYONE = Filters.of("stop-and-search")


def wards(south: int | None = 219, rushey: int | None = 888) -> Released:
    return released(["ward"], {("E05013717",): south, ("E05013733",): rushey}, names=NAMES)


def placed(*, outside: int = 0, unplaced: int = 0, unknown: int = 0) -> Released:
    answer = released(["ward"], {("E05013717",): 3, **({("unknown",): unknown} if unknown else {})})
    return replace(answer, coverage=Coverage(answer.coverage.months, 3, outside, unplaced))


def words(parts: Sequence[object]) -> str:
    """Everything a reader sees in components, in order."""
    return "".join(_seen(part) for part in parts)


def _seen(part: object) -> str:
    if isinstance(part, Component):
        inside = getattr(part, "children", None)
        return words(inside if isinstance(inside, list | tuple) else [inside])
    return "" if part is None else str(part)


def links(parts: Sequence[object]) -> dict[str, html.A]:
    """Every link by its words."""
    found: dict[str, html.A] = {}
    for part in parts:
        if isinstance(part, html.A):
            found[_seen(part)] = part
        elif isinstance(part, Component):
            inside = getattr(part, "children", None)
            found |= links(inside if isinstance(inside, list | tuple) else [inside])
    return found


# ---- words -----------------------------------------------------------------------


def test_the_subtitle_says_what_each_area_holds_and_when() -> None:
    cells = released(["h3_9"], {("89194ad0003ffff",): 5})
    rated = Rated(wards(), dict.fromkeys(NAMES, 10_000), 20_000, "mid-2020")
    assert subtitle(wards(), paint(wards())) == "Searches in each ward, October 2022 to September 2023"
    assert subtitle(cells, paint(cells)).startswith("Searches in each hexagonal cell (about 0.1 km²), ")
    assert subtitle(wards(), paint(wards(), rated=rated, measure="rate")).startswith("Searches per 1,000 residents, ")


def test_the_finding_of_cells_names_the_busiest_where_it_has_a_name() -> None:
    counts: dict[tuple[str, ...], int | None] = {(f"8919{n:03x}00000ffff",): 1 for n in range(30)}
    counts[("89194ad0003ffff",)] = 274
    named = released(["h3_9"], counts, names={"89194ad0003ffff": "Around Lewisham High Street"})
    nameless = released(["h3_9"], counts)
    assert finding(named, paint(named)).endswith("around Lewisham High Street")
    assert "busiest" not in finding(nameless, paint(nameless))


def test_what_has_no_location_is_counted_and_said() -> None:
    assert words(not_on_map(placed(unplaced=15_754))) == (
        "Not on this map: 15,754 searches have no location; some may have been in the borough."
    )
    assert words(not_on_map(placed(unplaced=1))).startswith("Not on this map: 1 search has no location")
    assert words(not_on_map(placed(unknown=12))) == "Not on this map: 12 searches have no known place."


def test_what_lies_outside_is_said_apart() -> None:
    assert words(not_on_map(placed(outside=40))) == "Everything asked for is on this map. 40 more lie outside the borough."


def test_the_page_says_why_cells_stop_where_they_do() -> None:
    said = why_not(placed(), key="h3_9", measure="count", by_rate=False)
    assert said == "Points are moved to a nearby street by the publisher, so cells are drawn no smaller."
    exact = replace(placed(), source=replace(STOPS, finest_cell=10))
    assert why_not(exact, key="h3_9", measure="count", by_rate=False) == ""


def test_the_page_says_why_there_are_no_cells_and_no_rates() -> None:
    assert "without points" in why_not(replace(placed(), source=BY_WARD), key="ward", measure="count", by_rate=False)
    assert "so cells show counts" in why_not(placed(), key="h3_9", measure="rate", by_rate=False)
    assert "whole wards only" in why_not(placed(), key="ward", measure="rate", by_rate=False)


def test_a_source_by_small_area_says_why_it_has_no_wards() -> None:
    small = replace(placed(), source=SOURCES["mps-lsoa-crime"])
    said = why_not(small, key="lsoa", measure="count", by_rate=False, drawn=("lsoa",))
    assert said.endswith("is published by small area, without points: it cannot be drawn in wards or cells.")
    assert "whole small areas only" in why_not(placed(), key="lsoa", measure="rate", by_rate=False)


def test_where_nobody_counted_an_area_s_residents_the_map_says_so_whether_or_not_a_rate_is_asked() -> None:
    for measure in ("count", "rate"):
        said = why_not(placed(), key="old_ward", measure=measure, by_rate=False, peopled=False)
        assert said == "No resident numbers for the wards of before May 2022, so there are counts and no rates."
    assert why_not(placed(), key="ward", measure="count", by_rate=False, peopled=False) == ""


def test_the_finding_of_small_areas_says_how_few_hold_a_fifth_and_which_has_most() -> None:
    counts: dict[tuple[str, ...], int | None] = {(f"E010000{n:02}",): 10 for n in range(20)}
    counts[("E01000099",)] = 40
    answer = released(["lsoa"], counts, names={"E01000099": "Lewisham 041B"})
    assert finding(answer, paint(answer)) == "One search in five was in two small areas, the most in Lewisham 041B"


def test_layers_are_offered_by_what_the_source_can_be_drawn_by() -> None:
    every = ("ward", "old_ward", "lsoa")
    assert list(offered(View(), rates=False, drawn=every)) == ["Wards", "Wards until 2022", "Small areas", "Cells"]
    assert list(offered(View(), source="mps-lsoa-crime", rates=False, drawn=("lsoa",))) == []
    shown = offered(View(layer="old-wards"), rates=False, drawn=every)
    assert [words for words, link in shown.items() if getattr(link, "aria-current", "") == "true"] == ["Wards until 2022"]


def test_a_rate_carries_the_caution_about_town_centres() -> None:
    said = rate_caution(Rated(wards(), dict.fromkeys(NAMES, 10_000), 20_000, "mid-2020"))
    assert said.startswith("Residents: ONS mid-2020 estimates.")
    assert "town centre" in said


def test_residents_that_are_sums_of_small_areas_are_said_to_be() -> None:
    rated = Rated(wards(), {}, 0, "census-2021", "old_ward", summed=True)
    assert rate_caution(rated).startswith("Residents: Census 2021, of the small areas that each ward is made of.")


# ---- controls ---------------------------------------------------------------------


def offered(
    view: View, *, source: str = "stop-and-search", rates: bool = True, drawn: Sequence[str] = ("ward",)
) -> dict[str, html.A]:
    key = mapped_by(SOURCES[source], view, drawn)
    return links(controls(Filters.of(source), view, SOURCES[source], key=key, drawn=drawn, rates=rates))


def test_snapped_points_offer_two_sizes_of_cell_and_exact_ones_three() -> None:
    assert list(offered(View(layer="cells"))) == ["Wards", "Cells", "Larger", "Smaller"]
    exact = links(controls(EVERYONE, View(layer="cells"), replace(CRIME, finest_cell=10), key="h3_9", rates=False))
    assert list(exact) == ["Wards", "Cells", "Larger", "Smaller", "Smallest"]


def test_rates_are_offered_for_wards_whose_residents_are_known() -> None:
    assert list(offered(View())) == ["Wards", "Cells", "Count", "Per 1,000"]
    assert list(offered(View(), rates=False)) == ["Wards", "Cells"]


def test_a_source_without_points_offers_no_cells() -> None:
    assert list(offered(View(), source="mps-recorded-crime")) == ["Count", "Per 1,000"]


def test_exactly_one_choice_of_each_group_is_current_and_keeps_the_question() -> None:
    asked = Filters.of("stop-and-search", age="10-17")
    shown = links(controls(asked, View(layer="cells", res=10), STOPS, key="h3_9", rates=False))
    current = [text for text, link in shown.items() if getattr(link, "aria-current", "") == "true"]
    assert current == ["Cells", "Smaller"]
    assert all(parse_qs(link.href.partition("?")[2])["age"] == ["10-17"] for link in shown.values())


# ---- the table ---------------------------------------------------------------------


def rows(answer: Released) -> list[str]:
    shown = paint(answer, areas=["E05013717", "E05013733", "E05013714"])
    names = {**NAMES, "E05013714": "Bellingham"}
    return list(links(places_table(answer, shown, None, names, EVERYONE, View())))


def test_the_table_lists_every_ward_the_busiest_first_and_those_with_none() -> None:
    assert rows(wards()) == ["Rushey Green", "Catford South", "Bellingham"]


def test_a_withheld_ward_stands_last_as_withheld_and_not_as_none() -> None:
    answer = wards(south=None)
    assert rows(answer) == ["Rushey Green", "Bellingham", "Catford South"]
    shown = paint(answer, areas=list(NAMES))
    assert "withheld" in words(places_table(answer, shown, None, NAMES, EVERYONE, View()))


def test_a_link_of_the_table_narrows_to_its_ward_and_back() -> None:
    chosen = Filters.of("stop-and-search", ward="E05013733")
    shown = paint(wards(), areas=list(NAMES), chosen={"ward": ("E05013733",)})
    found = links(places_table(wards(), shown, None, NAMES, chosen, View()))
    assert "ward" not in parse_qs(found["Rushey Green"].href.partition("?")[2])
    assert parse_qs(found["Catford South"].href.partition("?")[2])["ward"] == ["E05013733,E05013717"]


def test_a_ward_whose_residents_nobody_counted_has_a_dash_and_no_rate() -> None:
    rated = Rated(wards(), {"E05013733": 10_000}, 10_000, "mid-2020")
    shown = paint(wards(), rated=rated, measure="rate", areas=list(NAMES))
    said = words(places_table(wards(), shown, rated, NAMES, EVERYONE, View()))
    assert "88.8" in said  # 1000 * 888 / 10,000
    assert "–" in said


def test_a_rate_stands_beside_its_interval_and_an_estimate_has_none() -> None:
    counted = wards()
    people = dict.fromkeys(NAMES, 10_000)
    rated = Rated(counted, people, 20_000, "mid-2020", rates=rates(counted, people))
    shown = paint(counted, rated=rated, measure="rate", areas=list(NAMES))
    low, high = (1000 * end / 10_000 for end in (poisson_interval(888).low, poisson_interval(888).high))
    assert f"{low:.1f} to {high:.1f}" in words(places_table(counted, shown, rated, NAMES, EVERYONE, View()))
    assert shown.areas["E05013733"].words.endswith(f"(between {low:.1f} and {high:.1f})")
    about = replace(counted, rows=tuple(replace(row, about=True) for row in counted.rows))
    estimated = replace(rated, released=about)
    said = words(places_table(about, paint(about, rated=estimated, areas=list(NAMES)), estimated, NAMES, EVERYONE, View()))
    assert "about 88.8" in said
    assert "interval" not in said
