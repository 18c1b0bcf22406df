"""The gate every number passes before any layout, tooltip, download or report sees it."""

from data_access.disclosure.changes import released_changes
from data_access.disclosure.release import Context, Counted, release

__all__ = ["Context", "Counted", "release", "released_changes"]
