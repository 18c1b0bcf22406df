"""Does a load belong onto this store, as it is now?"""

from __future__ import annotations

from data_access.errors import BadInput
from data_access.ingest.stored.store import Store
from data_access.schema import SOURCE_CODES
from data_access.settings import Settings


def refuse_another_snapshot(current: str, onto: str | None) -> None:
    """Onto another snapshot than the dry run was held against, nothing is published."""
    if onto not in {None, current}:
        do = "try it out again, and look at what it would change now"
        raise BadInput("The store has changed since the dry run: nothing was published.", do=do)


def refuse_another_store(before: Store, settings: Settings) -> None:
    """What is in the borough was decided when it was loaded, by sources described then: a store is of one borough only."""
    if any(each.source not in SOURCE_CODES.values() for each in before.slots):
        what = "The store holds records of a source that no source file describes."
        raise BadInput(what, file=str(before.path), do="put its file back, and set LION_SOURCES to its folder")
    theirs = before.meta.get("borough", settings.borough)
    if theirs != settings.borough:
        do = "choose another --store for each partnership"
        raise BadInput(f"The store is of {theirs}, and these settings are of {settings.borough}.", file=str(before.path), do=do)
