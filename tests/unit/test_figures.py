"""Figures draw what was released: the numbers, and the states that are not numbers."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version

from data_access import months
from data_access.released import Coverage, MonthCoverage, State
from layouts import canvas, findings, timeline
from layouts.canvas import Figure, Json
from layouts.components.panel import stated
from layouts.document import PLOTLY
from layouts.figures import bars, clock, pyramid, share_line, trend, trend_line
from tests import fixtures_released as made
from tests.browser import gallery

ROOT = Path(__file__).resolve().parents[2]
PERIOD = (made.SINCE, made.UNTIL)
FIGURES = gallery.drawn()


def painted(part: Json) -> Json:
    """The figure with every token replaced by some colour (the font by a font), as the browser would."""
    if isinstance(part, str):
        return "Arial" if part == "--font" else "rgb(1,2,3)" if part.startswith("--") else part
    if isinstance(part, dict):
        return {key: painted(value) for key, value in part.items()}
    return [painted(value) for value in part] if isinstance(part, list | tuple) else part


def layout(figure: Figure) -> dict:
    return figure["layout"]  # type: ignore[return-value]


def trace(figure: Figure, nth: int = 0) -> dict:
    return figure["data"][nth]  # type: ignore[index,return-value]


def edges(figure: Figure, dash: str) -> list[dict]:
    return [shape for shape in layout(figure)["shapes"] if shape["line"].get("dash") == dash]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_one_plotly_understands(name: str) -> None:
    go.Figure(painted(FIGURES[name]))


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_still_and_says_its_finding(name: str) -> None:
    shown = layout(FIGURES[name])
    axes = [axis for key, axis in shown.items() if re.fullmatch(r"[xy]axis\d?", key)]
    assert all(axis["fixedrange"] for axis in axes)
    assert (shown["dragmode"], shown["showlegend"]) == (False, False)
    assert "finding" in shown["meta"]
    assert "transition" not in shown


@pytest.mark.parametrize("name", FIGURES)
def test_every_colour_in_a_figure_is_a_token_of_the_style_sheet(name: str) -> None:
    known = set(re.findall(r"(--[a-z0-9-]+):", (ROOT / "assets/tokens.css").read_text()))
    used = set(re.findall(r"--[a-z][a-z0-9-]*", json.dumps(FIGURES[name])))
    assert used
    assert used <= known


def test_the_library_in_the_browser_is_the_one_that_figures_are_checked_against() -> None:
    with (ROOT / "assets" / PLOTLY).open(encoding="utf-8") as bundle:
        assert f"plotly.js (cartesian - minified) v{get_plotlyjs_version()}\n" in bundle.read(200)


def test_no_view_names_a_colour_of_its_own() -> None:
    views = [path for path in (ROOT / "layouts").rglob("*.py") if "packs" not in path.parts]
    assert len(views) > 10
    named = [f"{path.name}: {found}" for path in views for found in re.findall(r"[\"']#[0-9A-Fa-f]{3,8}[\"']", path.read_text())]
    assert not named


def test_a_month_never_published_is_an_outline_and_not_a_number() -> None:
    figure = trend.monthly(made.monthly(), period=PERIOD)
    january = 7  # June 2021 is 0
    drawn = trace(figure)
    assert drawn["marker"]["color"][january] == canvas.CLEAR
    assert january not in trace(figure, 1)["x"]  # the months that print their number
    assert drawn["hovertext"][january] == "January 2022: <b>not published</b>"
    assert [(edge["x0"] + edge["x1"]) / 2 for edge in edges(figure, canvas.DOTTED)] == [january]


def test_a_partial_month_is_light_with_a_dashed_edge_and_says_how_far_it_goes() -> None:
    figure = trend.monthly(made.monthly(), period=PERIOD)
    december = 18
    drawn = trace(figure)
    assert drawn["marker"]["color"][december] == "--partial-fill"
    assert drawn["y"][december] == 126
    assert "126 (to 17 Dec)" in drawn["hovertext"][december]
    assert [(edge["x0"] + edge["x1"]) / 2 for edge in edges(figure, canvas.DASHED)] == [december]
    assert "Dec 2022: to the 17th only" in [note["text"] for note in layout(figure)["annotations"]]


def test_this_period_stands_in_full_colour_and_the_year_before_in_grey() -> None:
    colors = trace(trend.monthly(made.monthly(), period=PERIOD))["marker"]["color"]
    assert colors[:7] == ["--mark-quiet"] * 7
    assert set(colors[19:]) == {"--mark"}


def test_every_whole_month_is_drawn_as_high_as_what_was_released() -> None:
    answer = made.monthly()
    drawn = trace(trend.monthly(answer, period=PERIOD))
    for i, month in enumerate(months.between(made.FIRST, made.UNTIL)):
        if month != made.JANUARY:
            assert drawn["y"][i] == answer.value(months.address(month))


def test_a_withheld_month_is_hatched_and_prints_nothing() -> None:
    entries = [MonthCoverage(month, State.COMPLETE) for month in months.between(made.SINCE, made.UNTIL)]
    answer = made.released(["month"], {("2022-10",): 30, ("2022-11",): None}, coverage=entries)
    figure = trend.monthly(answer, period=PERIOD)
    drawn = trace(figure)
    assert drawn["marker"]["pattern"]["shape"][:3] == ["", "/", ""]
    assert trace(figure, 1)["x"] == [0]
    assert drawn["hovertext"][1] == "November 2022: <b>withheld</b>"


def test_bars_print_the_released_number_and_its_share() -> None:
    drawn = trace(bars.ranking(made.ethnicities()), 1)
    ends = [re.sub("<[^>]*>", "", text).split() for text in drawn["text"]]
    assert [end[0] for end in ends] == ["1,320", "1,179", "164", "120", "76", "1,264"]
    assert " ".join(ends[0][1:]) == "32 %"  # 1,320 of 4,123


def test_not_recorded_comes_last_dotted_and_is_counted_in_the_whole() -> None:
    figure = bars.ranking(made.ethnicities())
    drawn, last = trace(figure), 5
    assert layout(figure)["yaxis"]["ticktext"][last] == canvas.quiet("Not stated")
    assert drawn["marker"]["color"][last] == canvas.CLEAR
    assert [round((edge["y0"] + edge["y1"]) / 2) for edge in edges(figure, canvas.DOTTED)] == [last]
    assert "31 % of 4,123" in drawn["hovertext"][last].replace("\N{NO-BREAK SPACE}", " ")


def test_withheld_bars_are_hatched_after_every_number_and_take_the_shares_away() -> None:
    figure = bars.ranking(gallery.withheld_ages(), style=bars.Style(by_size=False))
    assert trace(figure)["marker"]["pattern"]["shape"] == ["", "", "", "/", "/", ""]
    ends = trace(figure, 1)["text"]
    assert [" %" in text for text in ends] == [False] * 6
    assert ["withheld" in text for text in ends] == [False, False, False, True, True, False]


def test_withheld_bars_are_all_as_long_as_the_longest_whatever_was_withheld() -> None:
    drawn = trace(bars.ranking(gallery.withheld_ages()))
    assert {x for x, shape in zip(drawn["x"], drawn["marker"]["pattern"]["shape"], strict=True) if shape} == {80}


def test_a_long_list_is_folded_into_all_other_without_losing_anybody() -> None:
    answer = made.objects()
    kept = bars.arranged(answer, bars.Style(limit=7))
    assert [bar.label for bar in kept][-2:] == ["All other", "Not given"]
    assert sum(bar.value or 0 for bar in kept) == sum(row.value or 0 for row in answer.rows)


def test_what_is_chosen_keeps_its_colour_and_the_rest_step_back() -> None:
    colors = trace(bars.ranking(made.ethnicities(), chosen=("white",)))["marker"]["color"]
    assert colors == ["--mark-quiet", "--mark", "--mark-quiet", "--mark-quiet", "--mark-quiet", canvas.CLEAR]


def test_a_bar_hands_on_what_a_click_on_it_means() -> None:
    assert trace(bars.ranking(made.ethnicities()))["customdata"][0] == "ethnicity=black"
    assert trace(pyramid.pyramid(made.ages_and_genders()), 1)["customdata"][1] == "age=10-17&gender=male"
    assert trace(clock.clock(made.hours_and_weekdays()))["customdata"][1][16] == "weekday=tuesday&hour=16"


def test_a_name_from_a_file_cannot_bring_markup() -> None:
    answer = made.released(["ward"], {("E05000001",): 4}, names={"E05000001": "<b>Bad</b>"})
    figure = bars.ranking(answer)
    assert "<b>Bad" not in json.dumps(layout(figure)["yaxis"]["ticktext"]) + trace(figure)["hovertext"][0]


def test_the_year_before_is_a_tick_at_its_number_and_the_number_beside_it() -> None:
    now, before = made.one("crime_type", robbery=90, burglary=107), made.one("crime_type", robbery=110, burglary=152)
    figure = bars.ranking(now, before=before)
    assert trace(figure, 2)["x"] == [152, 110]
    assert trace(figure, 3)["text"] == ["152", "110"]
    assert trace(figure, 4)["x"] == [152, 110]  # the bar's number stands past the tick


def test_both_sides_of_the_pyramid_share_one_scale() -> None:
    answer = made.ages_and_genders()
    female, male = (trace(pyramid.pyramid(answer), nth) for nth in (0, 1))
    assert [-x for x in female["x"]] == [answer.value(age, "female") for age in pyramid.AGES]
    assert male["x"] == [answer.value(age, "male") for age in pyramid.AGES]
    assert -female["base"] == male["base"]


def test_genders_without_a_side_are_counted_in_words() -> None:
    notes = [note["text"] for note in layout(pyramid.pyramid(made.ages_and_genders()))["annotations"]]
    assert "3 other gender, 62 gender not given" in notes


def test_nought_is_the_ground_and_the_most_is_the_darkest_hour() -> None:
    answer = made.hours_and_weekdays()
    drawn, grid = trace(clock.clock(answer)), clock.counts(answer)
    highest = max(value or 0 for row in grid for value in row)
    for d, row in enumerate(grid):
        for h, value in enumerate(row):
            assert (drawn["z"][d][h] == 0) == (value == 0)
            if value == highest:
                assert drawn["z"][d][h] == 5


def test_a_withheld_hour_has_no_class_and_a_stroke() -> None:
    answer = made.released(["hour", "weekday"], {("3", "monday"): None, ("4", "monday"): 9})
    figure = clock.clock(answer)
    assert trace(figure)["z"][0][3] is None
    assert (trace(figure, 1)["x"], trace(figure, 1)["y"]) == ([3], [0])


def test_an_empty_answer_still_draws() -> None:
    for figure in (
        trend.monthly(made.released(["month"], {}), period=PERIOD),
        bars.ranking(made.released(["crime_type"], {})),
        pyramid.pyramid(made.released(["age", "gender"], {})),
        clock.clock(made.released(["hour", "weekday"], {})),
        share_line.share_line([], coverage=Coverage()),
        trend_line.beside(trend_line.Line("A", {}), trend_line.Line("B", {}), coverage=Coverage()),
    ):
        go.Figure(painted(figure))


def test_a_line_stops_at_a_gap_and_at_a_series_break() -> None:
    span = list(months.between(date(2024, 1, 1), date(2024, 8, 1)))
    entries = [MonthCoverage(month, State.MISSING if month.month == 6 else State.COMPLETE) for month in span]
    line = trend_line.Line("Lewisham", dict.fromkeys(span, 5.0))
    breaks = [timeline.Break(date(2024, 3, 1), "new system")]
    figure = trend_line.beside(line, line, coverage=Coverage(tuple(entries)), breaks=breaks)
    assert trace(figure)["x"] == [0, 1, None, 2, 3, 4, None, 6, 7, None]


def test_a_partial_month_is_a_ring_apart_from_the_line() -> None:
    figure = share_line.share_line(gallery.shares(), coverage=Coverage(made.month_states()))
    line = trace(figure, 1)
    assert [i for i, y in enumerate(line["y"]) if y is None] == [7, 18]
    rings = [shape for shape in layout(figure)["shapes"] if shape["type"] == "circle"]
    assert [ring["xanchor"] for ring in rings] == [18]


def test_labels_at_the_ends_of_close_lines_do_not_lie_on_each_other() -> None:
    span = list(months.between(date(2024, 1, 1), date(2024, 4, 1)))
    area, borough = (trend_line.Line(name, dict.fromkeys(span, 5.0)) for name in ("Rushey Green", "Lewisham"))
    coverage = Coverage(tuple(MonthCoverage(month, State.COMPLETE) for month in span))
    notes = layout(trend_line.beside(area, borough, coverage=coverage))["annotations"]
    first, second = sorted((note["yshift"] for note in notes), reverse=True)
    assert first - second >= 32  # two lines of 16 pixels


def test_counts_that_overlap_have_no_shares_and_are_never_folded_into_one() -> None:
    slugs = ["knife-crime", "knife-crime-with-injury", "knife-robbery-with-injury", "knife-injury-victims"]
    counts: dict[tuple[str, ...], int | None] = {(slug,): 40 - 10 * i for i, slug in enumerate(slugs)}
    answer = made.released(["category"], counts, source="mps-knife-crime")
    assert answer.overlapping
    assert [bar.label for bar in bars.arranged(answer, bars.Style(limit=2))][-1] == "Young victims"
    assert not any("%" in text for text in trace(bars.ranking(answer), 1)["text"])
    assert findings.leading(answer) == "Knife crimes are counted several ways, which overlap"
    assert stated(answer) == ""
