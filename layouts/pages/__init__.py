"""The pages, in the order a reader meets them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its name in the header, and the module that lays it out.

    ``keeps`` names the filters that a reader brings along from another page;
    ``draws`` tells a page with graphs, whose library can be on its way at once.
    A page that is not ``listed`` is reached from another, not from the header;
    one that is there ``always`` needs nothing to be loaded.
    """

    path: str
    title: str
    name: str
    keeps: tuple[str, ...] = ()
    draws: bool = False
    listed: bool = True
    always: bool = False


_PERIOD = ("since", "until")


PAGES: tuple[Page, ...] = (
    Page("/", "Overview", "overview"),
    Page("/explore", "Explore", "explore", (*_PERIOD, "ward"), draws=True),
    Page("/ward", "Ward", "ward", (*_PERIOD, "ward"), draws=True),
    Page("/stop-and-search", "Stop and search", "stop_and_search", (*_PERIOD, "ward"), draws=True),
    Page("/data-and-methods", "Data and methods", "data"),
    Page("/returns", "Returns", "returns", listed=False),
    Page("/returns/letter", "Letter to a supplier", "letter", listed=False),
    Page("/data-desk", "Data desk", "desk", listed=False, always=True),
    Page("/data-desk/places", "Places in words", "places", listed=False),
    Page("/data-desk/mapping", "Say what a file’s columns mean", "mapping", listed=False, always=True),
    Page("/data-desk/returns", "Partners’ returns", "partners", listed=False),
    Page("/data-desk/states", "States set by hand", "states", listed=False),
    Page("/data-desk/totals", "Totals that suppliers gave", "totals", listed=False),
)
LISTED = tuple(page for page in PAGES if page.listed)
