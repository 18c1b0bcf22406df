"""What the ward page says and draws of published figures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

from plotly.utils import PlotlyJSONEncoder

from data_access.catalogue import FIGURES
from data_access.indicators import Figure
from data_access.portrait import Level, Spread, Told
from data_access.released import Provenance
from layouts.pages import ward_figures as page
from layouts.view import View

MADE = Provenance("20260101T000000Z-00000001", datetime(2026, 1, 1), demonstration=False)
CLAIMANTS, DEPRIVATION = FIGURES["claimant-count"], FIGURES["deprivation-2025"]
MARCH = date(2023, 3, 1), date(2023, 3, 31)
AS_FIGURE, AS_TABLE = View(), View.from_query("tables=published")


def figure(value: float, lower: float | None = None, upper: float | None = None) -> Figure:
    return Figure("E05013730", "Rushey Green", True, "month", *MARCH, "", value, lower, upper, None)


LINE = ((date(2023, 1, 1), 4.0), (date(2023, 2, 1), None), (date(2023, 3, 1), 5.5))
RATE = Told(CLAIMANTS, CLAIMANTS.indicators["claimant-rate"], MADE, level=Level(figure(5.5), figure(3.5), LINE))
SPREAD = Spread("edition", date(2025, 10, 30), date(2025, 10, 30), (1.0, 3.0, 5.0), 3.0, (1.0, 3.0, 5.0, 9.0), 3.0, 1)
DECILE = Told(DEPRIVATION, DEPRIVATION.indicators["imd-decile"], MADE, spread=SPREAD)


def shown(*told: Told, view: View = AS_FIGURE) -> page.Published:
    return page.published(told, ward="Rushey Green", borough="Lewisham", view=view)


def seen(part: object) -> str:
    return json.dumps(part, cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_the_title_states_the_first_figure_beside_the_borough_s() -> None:
    assert shown(RATE, DECILE).words.title == "Out-of-work benefit claimants: 5.5 here, 3.5 across Lewisham"
    said = "Multiple deprivation, decile: small areas here 1 to 5, half at 3 or below; across Lewisham 1 to 9, half at 3 or below"
    assert shown(DECILE).words.title == said


def test_each_figure_says_its_unit_its_time_and_its_source() -> None:
    said = seen(shown(RATE, DECILE).rows)
    assert all(
        words in said for words in ("er cent of residents aged 16 to 64", "Claimant count · March 2023", "edition of 2025")
    )
    assert "three small areas here, of which one reaches into another ward" in said
    assert "Ministry of Housing" in seen(shown(DECILE).words.source)


def test_a_figure_that_the_borough_has_not_says_so_and_draws_no_comparison() -> None:
    alone = replace(RATE, level=Level(figure(5.5), None, ()))
    assert shown(alone).words.title == "Out-of-work benefit claimants: 5.5 here"
    assert "not published" in seen(shown(alone).rows)
    assert "interval" not in seen(shown(alone).rows)


def test_the_publisher_s_interval_is_said_drawn_and_in_the_table() -> None:
    sure = replace(RATE, level=Level(figure(5.5, 5.0, 6.1), figure(3.5), ()))
    assert "95 % interval 5.0 to 6.1" in seen(shown(sure).rows)
    assert '"--same": "0.0%"' in seen(shown(sure).rows), "the borough lies at the foot of the scale"
    assert "5.0 to 6.1" in seen(shown(sure, view=AS_TABLE).words.table)
    assert "95 % interval" not in seen(shown(RATE).rows)


def test_the_table_holds_every_number_that_is_drawn() -> None:
    tables = seen(shown(RATE, DECILE, view=AS_TABLE).words.table)
    assert all(words in tables for words in ("5.5", "3.5", "4.0", "February 2023", "not published", "1 to 9, half at 3 or below"))
    assert shown(RATE).words.table == []


def test_the_line_of_a_figure_says_aloud_where_it_began_and_ended() -> None:
    assert "Out-of-work benefit claimants, Jan 2023: 4.0, March 2023: 5.5" in seen(shown(RATE).rows)


def test_a_ward_without_figures_says_so_and_no_ward_shows_no_panel() -> None:
    none = shown()
    assert "None is loaded that tells of this ward." in seen(none.words.note)
    assert (none.rows, none.paper, none.shown) == ([], "", "ward-published")
    assert page.published(None, ward="", borough="Lewisham", view=View()).shown.endswith("gone")


def test_paper_has_the_first_figure_of_each_source_in_words() -> None:
    again = replace(DECILE, indicator=DEPRIVATION.indicators["crime-decile"])
    assert shown(RATE, DECILE, again).paper == (
        "Also published: Out-of-work benefit claimants, per cent of residents aged 16 to 64: 5.5 here, 3.5 across Lewisham, "
        "March 2023. Multiple deprivation, decile: small areas here 1 to 5, half at 3 or below; across Lewisham 1 to 9, half "
        "at 3 or below, edition of 2025."
    )
