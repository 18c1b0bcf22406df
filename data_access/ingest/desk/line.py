"""Whose turn is it at the store? One work at a time, in the order in which they were asked for.

The line is what the works' own states say: those that run, and whose process
lives. A process that dies is out of it at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from data_access.ingest.desk import incoming
from data_access.ingest.stored.lock import Holder
from data_access.uploads import Incoming, Step, Work

AGAIN_S = 0.2
_LOAD = "load"
_WORKS = {Work.PLACE: "placing again", Work.UNDO: "undo"}


def wait(store: Path, one: Incoming, told: Callable[[str], None]) -> None:
    """Come back when nobody stands before ``one`` any more; ``told`` hears who does, again and again."""
    while before := ahead(store, one):
        told(words(before))
        time.sleep(AGAIN_S)


def ahead(store: Path, one: Incoming) -> tuple[Incoming, ...]:
    """Who runs or waits and was asked for before ``one``, the first first."""
    place = _place(one)
    others = (each for each in incoming.listed(store, found=False) if each.running and each.id != one.id)
    return tuple(sorted((each for each in others if _place(each) < place), key=_place))


def _place(one: Incoming) -> tuple[datetime, str]:
    return one.since or one.at, one.id


def words(before: tuple[Incoming, ...]) -> str:
    """``Waiting for the dry run begun 12:01 by Ada``, and how many come between."""
    first, *more = before
    between = f"; {len(more)} more {'comes' if len(more) == 1 else 'come'} first" if more else ""
    kind = _WORKS.get(first.work, "dry run" if first.step is Step.TRYING else _LOAD)
    return f"{_waiting(kind, first.began or first.since, first.author)}{between}"


def words_for(holder: Holder) -> str:
    """The same of a load on the command line."""
    return _waiting(_LOAD, holder.since, holder.by)


def _waiting(kind: str, since: datetime | None, by: str) -> str:
    return f"Waiting for the {kind}{f' begun {since:%H:%M}' if since else ''}{f' by {by}' if by else ''}"
