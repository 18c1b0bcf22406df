"""Every component in every state, to look at: ``python -m tests.browser.gallery`` and open the address it prints.

Light at ``/``, dark at ``/?theme=dark``; ``only=top``, ``only=four`` or ``only=wide`` shows a part.
Not a test: a page for whoever draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from callbacks import figures as painting
from data_access import months
from data_access.analytics.intervals import wilson_interval
from data_access.estimates import Band, Interval, MonthShare, Share
from data_access.released import Coverage, Released
from data_access.verdicts import Verdict, VerdictKind
from layouts.answer import FIGURES, Place, answered
from layouts.canvas import Figure
from layouts.components.coverage import coverage_strip
from layouts.components.key_figure import key_figure, waiting_figure
from layouts.components.movements import movement_table
from layouts.components.panel import Drop, error_note, panel, panel_parts, part
from layouts.components.sparkline import sparkline
from layouts.components.verdict import verdict_line, verdict_mark
from layouts.figures.bars import Style, ranking
from layouts.figures.clock import clock
from layouts.figures.pyramid import pyramid
from layouts.figures.share_line import share_line
from layouts.figures.trend import monthly
from layouts.figures.trend_line import Line, beside
from layouts.ids import Ids
from layouts.timeline import Break
from tests import fixtures_released as made

HIGHER = Verdict(VerdictKind.HIGHER, 8791, 8169, (date(2025, 3, 1),), ratio=1.08, interval=Interval(1.02, 1.13))
LOWER = Verdict(VerdictKind.LOWER, 162, 298, (date(2025, 3, 1),), ratio=0.54, interval=Interval(0.36, 0.81))
LEVEL = Verdict(VerdictKind.NO_CLEAR_CHANGE, 907, 961, (date(2025, 3, 1),), ratio=0.94, interval=Interval(0.81, 1.1))
OFF = Verdict(VerdictKind.NO_CLEAR_CHANGE, 27, 6, (date(2025, 3, 1),), ratio=4.5, interval=Interval(0.95, 20.0))
FEW = Verdict(VerdictKind.TOO_FEW, 2, 1, (date(2025, 3, 1),), reason="Fewer than 5 in each period.")
CANNOT = Verdict(VerdictKind.CANNOT_COMPARE, 0, 0, (), reason="The year before was recorded before the Met’s new crime system.")


def withheld_ages() -> Released:
    return made.one("age", unknown=40, under_10=None, **{"10_17": 35, "18_24": 66, "25_34": None, "over_34": 80})


def shares() -> list[MonthShare]:
    told = {made.DECEMBER: (44, 126)}
    found = []
    for i, month in enumerate(months.between(made.FIRST, made.UNTIL)):
        part_, whole = told.get(month, (100 + (i * 37) % 60, 420))
        share = Share("unknown", part_, whole, part_ / whole, wilson_interval(part_, whole))
        found.append(MonthShare(month, None if month == made.JANUARY else share))
    return found


def rates() -> tuple[Line, Line, dict[date, Band], Coverage]:
    span = list(months.between(date(2024, 2, 1), date(2026, 1, 1)))
    ward = {month: 11 + ((i * 7) % 9 - 4) * 0.8 for i, month in enumerate(span)}
    borough = {month: 8 + ((i * 5) % 7 - 3) * 0.2 for i, month in enumerate(span)}
    band = {month: Band(borough[month] - 2.1, borough[month], borough[month] + 1.2, 18) for month in span}
    entries = tuple(made._entry(month) for month in span)
    return Line("Rushey Green", ward), Line("Lewisham", borough), band, Coverage(entries)


def drawn() -> dict[str, Figure]:
    area, borough, band, coverage = rates()
    crimes = made.one("crime_type", robbery=90, burglary=107, drugs=193, public_order=196, vehicle_crime=148)
    before = made.one("crime_type", robbery=110, burglary=152, drugs=167, public_order=196, vehicle_crime=189)
    period = (made.SINCE, made.UNTIL)
    return {
        "g-trend": monthly(made.monthly(), period=period, finding="4,123 searches, about a quarter fewer"),
        "g-objects": ranking(made.objects(), style=Style(limit=7)),
        "g-ethnicity": ranking(made.ethnicities()),
        "g-ages": pyramid(made.ages_and_genders()),
        "g-hours": clock(made.hours_and_weekdays()),
        "g-chosen": ranking(made.ethnicities(), chosen=("black",)),
        "g-withheld": ranking(withheld_ages(), style=Style(by_size=False)),
        "g-chosenages": pyramid(made.ages_and_genders(), chosen_ages=("10-17",)),
        "g-chosenhours": clock(made.hours_and_weekdays(), chosen_hours=("16", "17"), chosen_days=("monday", "friday")),
        "g-before": ranking(crimes, style=Style(height=160), before=before),
        "g-line": beside(
            area, borough, coverage=coverage, band=band, breaks=[Break(date(2024, 3, 1), "new police computer system")]
        ),
        "g-share": share_line(shares(), coverage=Coverage(made.month_states())),
    }


def shown(name: str, heading: str, height: int, answer: Released, **more: bool | str) -> Component:
    """A panel with its parts put in place, as a callback would."""
    as_table, compact = bool(more.get("as_table")), bool(more.get("compact"))
    section = panel(f"g-{name}", heading, height=height, as_table=as_table)
    parts = panel_parts(
        answer,
        finding=heading,
        as_table=as_table,
        compact=compact,
        drops=[Drop("Rushey Green ward", "?a=b"), Drop("age 10 to 17", "?c=d")],
    )
    fill(section, f"g-{name}", parts)
    return section


def fill(section: Component, name: str, parts: Sequence[object]) -> None:
    from layouts.components.panel import PARTS

    for key, children in zip(PARTS, parts, strict=True):
        for component in section._traverse():
            if getattr(component, "id", None) == part(name, key):
                component.children = children


def narrow() -> list[Component]:
    """Panels of 288 pixels: figures, what is chosen, tables, and every state."""
    ethnic, people, hours = made.ethnicities(), made.ages_and_genders(), made.hours_and_weekdays()
    nothing = made.released(["ethnicity"], {})
    waiting = panel("g-nothingyet", "Ethnicity", height=168, subtitle="Searches by ethnicity")
    error = panel("g-error", "Searches by hour", height=120)
    next(c for c in error._traverse() if getattr(c, "id", "") == "g-error-note").children = [error_note()]
    return [
        shown("objects", "More than half were for drugs", 168, made.objects(), compact=True),
        shown("ages", "Nine in ten people searched were male", 168, people, compact=True),
        shown("ethnicity", "For three in ten, ethnicity was not stated", 168, ethnic, compact=True),
        shown("hours", "Searches peak from 4 to 6 pm", 168, hours, compact=True),
        shown("chosen", "Black chosen", 168, ethnic, compact=True),
        shown("chosenages", "10 to 17 chosen", 168, people, compact=True),
        shown("withheld", "Two ages are withheld", 168, withheld_ages(), compact=True),
        shown("chosenhours", "Monday and Friday, 4 to 6 pm chosen", 168, hours, compact=True),
        shown("empty", "Nothing matches", 168, nothing, compact=True),
        shown("listed", "As a table", 168, ethnic, compact=True, as_table=True),
        shown("months", "Months as a table", 168, made.monthly(), compact=True, as_table=True),
        shown("crossed", "Two dimensions as a table", 168, people, compact=True, as_table=True),
        waiting,
        error,
    ]


def wide() -> list[Component]:
    return [
        panel("g-line", "No clear change", height=248, question="Is it getting worse?"),
        panel("g-before", "Mostly drugs and public order", height=160, question="What kind?"),
        panel("g-share", "31 % have no stated ethnicity", height=232),
    ]


def board() -> list[Component]:
    """Key figures, what moved, verdicts, coverage."""
    spark = sparkline(made.MONTHLY, now=16, words="Monthly counts", alone=[18])
    cards = [
        key_figure("All recorded crime", "28,620", LEVEL, spark=spark),
        key_figure("Violence against the person", "9,451", HIGHER, spark=spark),
        key_figure("Vehicle crime", "2,644", LOWER, spark=spark),
        waiting_figure("Robbery"),
    ]
    told = {
        ("Catford South", "Vehicle crime"): LOWER,
        ("Deptford", "Theft"): HIGHER,
        ("Lewisham", "Weapons †"): OFF,
        ("Rushey Green", "Violence"): LEVEL,
        ("Lee Green", "Fraud"): FEW,
        ("Evelyn", "Other"): CANNOT,
    }
    verdicts = [verdict_mark(verdict) for verdict in (HIGHER, LOWER, LEVEL, FEW, CANNOT)]
    return [
        html.Div(cards, className="gallery-kpis"),
        html.Div([movement_table(["Ward", "Type"], list(told.items()), "What moved most")], className="panel"),
        html.Div(verdicts, style={"display": "flex", "gap": "24px", "flexWrap": "wrap", "margin": "12px 0"}),
        html.Div(coverage_strip(made.month_states()), style={"width": "228px", "marginBottom": "16px"}),
    ]


def page() -> Component:
    trend = shown("trend", "4,123 searches, about a quarter fewer than the year before", 168, made.monthly())
    next(c for c in trend._traverse() if getattr(c, "id", "") == "g-trend-subtitle").children = verdict_line(LOWER)
    parts = [
        html.H1("Recorded crime is level with last year"),
        *board(),
        trend,
        html.Div(narrow(), className="gallery-four"),
        html.Div(wide(), className="gallery-wide"),
    ]
    return html.Main(parts, style={"padding": "16px"})


def application() -> Dash:
    app = Dash(__name__, assets_folder="../../assets", suppress_callback_exceptions=True)
    graph_ids = [f"{name}-figure" for name in drawn()]
    app.index_string = app.index_string.replace(
        "</head>",
        "<style>.gallery-kpis,.gallery-four,.gallery-wide{display:grid;gap:24px;margin:16px 0;"
        "grid-template-columns:repeat(auto-fit,minmax(min(288px,100%),1fr))}"
        ".gallery-four{grid-template-columns:repeat(auto-fill,minmax(min(288px,100%),288px))}"
        "[data-only=four] main>:not(.gallery-four),[data-only=wide] main>:not(.gallery-wide),"
        "[data-only=top] main>div[class^=gallery-]:not(.gallery-kpis){display:none}"
        "main{max-width:1280px}.gallery-wide{grid-template-columns:repeat(auto-fill,minmax(min(336px,100%),1fr))}</style></head>",
    )
    app.layout = html.Div(
        [
            dcc.Location(id=Ids.URL, refresh=False),
            dcc.Store(id=Ids.THEME, data="light"),
            dcc.Store(id=Ids.ANSWER),
            page(),
        ]
    )
    app.callback(Output(Ids.ANSWER, "data"), Input(Ids.URL, "pathname"))(
        lambda _: answered({Place("", FIGURES): {f"{name}-figure": figure for name, figure in drawn().items()}})
    )
    app.clientside_callback(
        "function(s){const t=(s||'').includes('theme=dark')?'dark':'light';document.documentElement.dataset.theme=t;"
        "document.documentElement.dataset.only=new URLSearchParams(s).get('only')||'';return t;}",
        Output(Ids.THEME, "data"),
        Input(Ids.URL, "search"),
    )
    app.clientside_callback(ClientsideFunction("lion", "fill"), Input(Ids.ANSWER, "data"), Input(Ids.THEME, "data"))
    painting.register_clicks(app, graph_ids)
    return app


if __name__ == "__main__":
    print("http://127.0.0.1:8061/")
    application().run(port=8061, debug=False)
