"""Every id that a layout draws and a callback wires: one line each, grouped by page."""

from __future__ import annotations

from enum import StrEnum


class Ids(StrEnum):
    """Ids of components. A panel's parts are named by ``layouts.components.panel.part``."""

    # the shell: on every page
    URL = "url"  # dcc.Location, refresh False: the address is the state
    THEME = "theme"  # dcc.Store: "light" or "dark"
    THEME_BUTTON = "theme-button"
    PAGE = "page"  # the main landmark
    PAGES = "pages"  # the list of links in the header
    BANNER = "banner"  # demonstration data says so
    LOADED = "loaded"  # what is loaded, and since when
    NOTICES = "notices"  # what in the address could not be used
    SAID = "said"  # changes, announced politely
    OFFLINE = "offline"  # the server did not answer

    # filters: a control's ids are named by layouts.components.filter_bar
    FILTERS = "filters"  # the rail, a drawer on a phone
    FILTER_PRESETS = "filter-presets"
    FILTER_COUNT = "filter-count"
    SENTENCE = "sentence"  # the question as chips
    DOWNLOADS = "downloads"

    # data and methods
    DATA_HOLDINGS = "data-holdings"

    # explore
    EXPLORE_FIGURES = "explore-figures"  # dcc.Store: {graph id: figure}
    EXPLORE_MAP = "explore-map-slot"
    EXPLORE_ABSENT = "explore-absent"  # what the source does not record
    EXPLORE_PAINT = "explore-paint"  # dcc.Store: what the map shows

    # stop and search
    STOPS_CONTROLS = "stops-controls"  # the question as chips that open
    STOPS_HEADLINE = "stops-headline"
    STOPS_LEAD = "stops-lead"
    STOPS_NOTICES = "stops-notices"
    STOPS_OFFICERS = "stops-officers"  # what officers recorded: a different question
    STOPS_FIGURES = "stops-figures"  # dcc.Store: {graph id: figure}
