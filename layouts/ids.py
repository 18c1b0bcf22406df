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
    ANSWER = "answer"  # dcc.Store: all that fills the page, see layouts.answer
    NOTICES = "notices"  # what in the address could not be used
    SAID = "said"  # changes, announced politely
    OFFLINE = "offline"  # the server did not answer

    # filters: a control's ids are named by layouts.components.filter_bar
    FILTERS = "filters"  # the rail, a drawer on a phone
    FILTER_PRESETS = "filter-presets"
    FILTER_COUNT = "filter-count"
    FILTER_CLEAR = "filter-clear"
    FILTER_DONE = "filter-done"  # "Show 4,123 searches"
    SENTENCE = "sentence"  # the question as chips
    DOWNLOADS = "downloads"

    # data and methods
    DATA_HOLDINGS = "data-holdings"

    # returns, and the letter to a supplier
    RETURNS_HEADLINE = "returns-headline"
    RETURNS_BOARD = "returns-board"
    LETTER = "letter"
    PARTNERS_BOARD = "partners-board"  # at the data desk: returns that no page shows

    # data desk
    DESK_CLOSED = "desk-closed"  # why nothing is shown here
    DESK_HANDS = "desk-hands"  # where files are given, hidden where none can be
    DESK_DROP = "desk-drop"
    DESK_SENDING = "desk-sending"  # how far the files have come, see assets/upload.js
    DESK_UPLOADS = "desk-uploads"  # each upload as it stands
    DESK_ACT = "desk-act"  # dcc.Store: what was asked of an upload
    DESK_TOLD = "desk-told"  # what came of that, announced
    DESK_LOADS = "desk-loads"
    DESK_CHANGES = "desk-changes"
    DESK_ASIDE = "desk-aside"
    DESK_ACTIONS = "desk-actions"  # hidden where nothing can be done
    DESK_AUTHOR = "desk-author"
    DESK_ASK = "desk-ask"
    DESK_ASKED = "desk-asked"  # what would be taken back
    DESK_SURE = "desk-sure"
    DESK_SHOWN = "desk-shown"  # dcc.Store: the snapshot that would be taken back
    DESK_DONE = "desk-done"  # what came of it, announced

    # a file Lion does not know
    MAPPING_CLOSED = "mapping-closed"  # why nothing is shown here
    MAPPING_LEAD = "mapping-lead"
    MAPPING_FORM = "mapping-form"
    MAPPING_COLUMNS = "mapping-columns"
    MAPPING_WORDS = "mapping-words"
    MAPPING_FACTS = "mapping-facts"
    MAPPING_PREVIEW = "mapping-preview"  # what its rows come to
    MAPPING_TOLD = "mapping-told"  # what came of saving, announced
    MAPPING_DRAFT = "mapping-draft"  # dcc.Store: the form as it stands, to be tried
    MAPPING_SAVING = "mapping-saving"  # dcc.Store: the form as it is to be saved
    # states set by hand, at the data desk
    STATES_CLOSED = "states-closed"  # why nothing is shown here
    STATES_SHOWN = "states-shown"  # the source's months, or the sources
    STATES_FORM = "states-form"  # hidden where no source is chosen
    STATES_SINCE = "states-since"
    STATES_UNTIL = "states-until"
    STATES_STATE = "states-state"  # dcc.Store: what is chosen from the list
    STATES_AREA = "states-area"  # dcc.Store: a ward's code or a supplier's, "" for the whole source
    STATES_AREAS = "states-areas"  # the list of areas
    STATES_REASON = "states-reason"
    STATES_AUTHOR = "states-author"
    STATES_ASK = "states-ask"
    STATES_ASKED = "states-asked"  # what readers would see
    STATES_WISH = "states-wish"  # dcc.Store: what was asked for, and would be set
    STATES_SURE = "states-sure"
    STATES_BACK_ASKED = "states-back-asked"  # which one would be withdrawn
    STATES_BACK_FORM = "states-back-form"
    STATES_WHY = "states-why"
    STATES_BACK_AUTHOR = "states-back-author"
    STATES_BACK = "states-back"
    STATES_DONE = "states-done"  # what came of it, announced
    STATES_HISTORY = "states-history"

    # data desk: totals that suppliers gave
    TOTALS_SHOWN = "totals-shown"  # those kept, or why nothing is shown
    TOTALS_BACK_ASKED = "totals-back-asked"  # which one would be withdrawn
    TOTALS_BACK_FORM = "totals-back-form"
    TOTALS_WHY = "totals-why"
    TOTALS_AUTHOR = "totals-author"
    TOTALS_BACK = "totals-back"
    TOTALS_DONE = "totals-done"  # what came of it, announced

    # places in words, reviewed
    PLACES_CLOSED = "places-closed"  # why nothing is shown here
    PLACES_DESK = "places-desk"  # hidden where nothing can be done
    PLACES_LEAD = "places-lead"
    PLACES_QUEUE = "places-queue"  # the texts that wait
    PLACES_ASKED = "places-asked"  # which one it is about
    PLACES_CHOICE = "places-choice"  # what one of them may mean
    PLACES_MAP = "places-map"  # a map: its parts are named by part()
    PLACES_AUTHOR = "places-author"
    PLACES_DEED = "places-deed"  # dcc.Store: what was chosen or taken back, put there by assets/places.js
    PLACES_DONE = "places-done"  # what came of it, announced
    PLACES_LEFT = "places-left"  # how many rows wait to be placed again
    PLACES_ANSWERED = "places-answered"

    # overview
    OVERVIEW_HEADLINE = "overview-headline"
    OVERVIEW_SOURCES = "overview-sources"  # a menu
    OVERVIEW_LEAD = "overview-lead"
    OVERVIEW_NOTICES = "overview-notices"
    OVERVIEW_PRESENT = "overview-present"
    OVERVIEW_FILES = "overview-files"  # a menu
    OVERVIEW_MISSING = "overview-missing"  # every source with what it supplied
    OVERVIEW_SOURCE = "overview-source"

    # explore
    EXPLORE_MAP = "explore-map"  # a panel: its parts are named by part()
    EXPLORE_ABSENT = "explore-absent"  # what the source does not record

    # stop and search
    STOPS_PERIOD = "stops-period"  # chips that open; their parts are named by layouts.components.menu
    STOPS_PLACE = "stops-place"
    STOPS_RESIDENTS = "stops-residents"
    STOPS_AGAINST = "stops-against"  # the chip of residents with its word, hidden where there are none
    STOPS_OTHERS = "stops-others"  # filters from elsewhere
    STOPS_FILES = "stops-files"
    STOPS_HEADLINE = "stops-headline"
    STOPS_LEAD = "stops-lead"
    STOPS_NOTICES = "stops-notices"
    STOPS_OFFICERS = "stops-officers"  # what officers recorded: a different question

    # ward
    WARD_SOUGHT = "ward-sought"  # the box for a name or a postcode
    WARD_NAMES = "ward-names"  # what the box can complete
    WARD_FIND = "ward-find"
    WARD_FOUND = "ward-found"  # why nothing was found, or which wards fit
    WARD_MENU = "ward-menu"  # the list of wards, behind a chip
    WARD_SOURCES = "ward-sources"  # the sources, behind another
    WARD_NOTICES = "ward-notices"
    WARD_LEAD = "ward-lead"
    WARD_LIST = "ward-list"  # every ward, where none is chosen
    WARD_THREE = "ward-three"  # the panels, hidden where none is chosen
    WARD_STRIPS = "ward-strips"  # months and hours under the places
    WARD_FOOT = "ward-foot"  # what the panel asked for; about these figures
