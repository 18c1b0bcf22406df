"""The gate every number passes before any layout, tooltip, download or report sees it."""

from data_access.disclosure.changes import released_changes
from data_access.disclosure.release import Context, Counted, release
from data_access.disclosure.release_figures import Figured, release_figures

__all__ = ["Context", "Counted", "Figured", "release", "release_figures", "released_changes"]
