"""The frame around every page: header, pages, notices, footer, and what the browser keeps."""

from __future__ import annotations

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


def no_data() -> html.Div:
    """Nothing has been loaded: what to do."""
    return html.Div(
        [
            html.H1("Nothing has been loaded yet"),
            html.P(["Load published files with ", html.Code("python -m data_access.ingest PATH"), ", then reload this page."]),
            html.P(["On the machine that Lion runs on: ", html.A("load files in the browser", href="/data-desk"), "."]),
        ],
        className="page plain",
    )


def loaded_words(provenance: Provenance) -> str:
    made = provenance.created_at
    kind = "Demonstration data" if provenance.demonstration else "Published data only"
    return f"{kind} · loaded {made.day} {month_words(made.date())}"


def banner(provenance: Provenance) -> Component | None:
    """Invented data says so on every page."""
    if not provenance.demonstration:
        return None
    words = [
        html.Strong("Demonstration data."),
        " Invented for trying Lion out: nothing here happened, and ward shapes are simplified.",
    ]
    return html.P(words, className="demonstration", role="note")


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
