"""The frame around every page: header, pages, notices, footer, and what the browser keeps."""

from __future__ import annotations

from collections.abc import Iterator

from dash import dcc, html
from dash.development.base_component import Component

from data_access.filters import shown
from data_access.months import words as month_words
from data_access.released import Provenance
from data_access.settings import Settings
from layouts.components.attributes import said, worn
from layouts.ids import Ids
from layouts.pages import LISTED, PAGES, Page


def layout(configured: Settings) -> html.Div:
    """What is on screen before any page is: its headings are true and every link works."""
    return html.Div(
        [
            dcc.Location(id=Ids.URL, refresh=False),
            dcc.Store(id=Ids.THEME),
            dcc.Store(id=Ids.ANSWER),
            html.A("Skip to the page", href="#page", className="skip"),
            html.Div(id=Ids.BANNER),
            _header(configured),
            html.Div(id=Ids.NOTICES, className="notices", role="status"),
            html.Main(html.Div(className="skeleton page-skeleton"), id=Ids.PAGE, tabIndex="-1"),
            _footer(configured),
            html.Div(id=Ids.SAID, className="hidden", role="status"),
            html.Div(id=Ids.OFFLINE, className="offline", role="alert", hidden=True),
            worn(html.Button("End the presentation", type="button", className="leave"), {"data-does": "leave"}),
        ],
        className="shell",
    )


def _header(configured: Settings) -> html.Header:
    brand = html.A([html.Strong("Lion"), f" for {configured.name}"], href="/", className="brand")
    theme = said(html.Button(html.Span(className="half"), id=Ids.THEME_BUTTON, type="button", className="icon"), "Dark theme")
    menu = worn(html.Button("Menu", type="button", className="menu"), {"data-toggles": "menu", "aria-expanded": "false"})
    nav = worn(html.Nav(html.Ul(id=Ids.PAGES, children=links("/"))), {"aria-label": "Pages", "data-drawer": "menu"})
    return html.Header(
        [brand, menu, nav, html.P(id=Ids.LOADED, className="loaded"), theme],
        className="top",
    )


def links(path: str) -> list[Component]:
    """The pages, the one on screen marked."""
    return [html.Li(_link(page, current=page is page_at(path))) for page in LISTED]


def _link(page: Page, *, current: bool) -> html.A:
    kept = {"data-keeps": " ".join(page.keeps)} if page.keeps else {}
    return worn(html.A(page.title, href=page.path), kept | ({"aria-current": "page"} if current else {}))


def page_at(path: str | None) -> Page | None:
    """The page of an address; None where there is none."""
    asked = (path or "/").rstrip("/") or "/"
    return next((page for page in PAGES if page.path == asked), None)


def no_such_page(path: str) -> html.Div:
    """A calm answer to an address that names nothing."""
    listed = html.Ul([html.Li(html.A(page.title, href=page.path)) for page in LISTED])
    return html.Div(
        [html.H1("There is no such page"), html.P(f"Nothing is at {shown(path)}. The pages are:"), listed], className="page plain"
    )


def no_data(*, lost: bool = False) -> html.Div:
    """Nothing can be read, and what to do; ``lost``: there was something once."""
    title = "The data cannot be shown" if lost else "Nothing has been loaded yet"
    words = [
        "The files that hold it are damaged. Whoever runs this server: ",
        html.Code("python -m data_access.ingest --check"),
        " says what is wrong and what to do.",
    ]
    first = ["Load published files with ", html.Code("python -m data_access.ingest PATH"), ", then reload this page."]
    there = html.P(["On the machine that Lion runs on: ", html.A("load files in the browser", href="/data-desk"), "."])
    told = [html.P(words)] if lost else [html.P(first), there]
    return html.Div([html.H1(title), *told], className="page plain")


def loaded_words(provenance: Provenance) -> str:
    made = provenance.created_at
    kind = "Demonstration data" if provenance.demonstration else "Published data only"
    return f"{kind} · loaded {made.day} {month_words(made.date())}"


def banner(provenance: Provenance) -> list[Component]:
    """What every page says of its data: that it is not the latest, or that it is invented."""
    return [*_damaged(provenance), *_invented(provenance)]


def _damaged(provenance: Provenance) -> Iterator[Component]:
    """Which day's data is shown, what is wrong with the latest, and what to do."""
    if provenance.damage:
        made = provenance.created_at
        day = f"{made.day} {month_words(made.date())}, {made:%H:%M} UTC"
        words = f" You see what was loaded on {day}; anything loaded later is missing, because {provenance.damage}. "
        command = html.Code("python -m data_access.ingest --check")
        told = [html.Strong("This is not the latest data."), words, "Whoever runs this server: ", command, " says what to do."]
        yield html.P(told, className="damaged", role="note")


def _invented(provenance: Provenance) -> Iterator[Component]:
    """Invented data says so on every page."""
    if provenance.demonstration:
        words = [
            html.Strong("Demonstration data."),
            " Invented for trying Lion out: nothing here happened, and ward shapes are simplified.",
        ]
        yield html.P(words, className="demonstration", role="note")


def notice_list(notices: tuple[str, ...]) -> list[Component]:
    """What in the address could not be used; the reader can put it away."""
    if not notices:
        return []
    close = worn(
        html.Button("✕", type="button", className="icon"), {"data-closes": "notices", "aria-label": "Put this notice away"}
    )
    return [html.Div([html.Ul([html.Li(words) for words in notices]), close], className="notice")]


def _footer(configured: Settings) -> html.Footer:
    lines = [html.P(words) for words in configured.attributions]
    about = html.P([html.A("Data, methods and licences", href="/data-and-methods"), f" · {configured.contact.name}"])
    return html.Footer([about, *lines], className="foot")
