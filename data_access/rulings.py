"""What did somebody say of a month, over what its files show?

A **ruling** gives months of a source a state, with the reason, the author and
the day. Rulings are written in the ledger and stay there; those that stand are
copied, whole, into one small file beside the snapshot, which is all that
readers open: ``STORE/states.json``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data_access import months
from data_access.errors import NoSnapshot
from data_access.released import ABSENT, MonthCoverage, State

FILE = "states.json"
# What somebody may say: that a file has no locations, it shows itself.
SETTABLE = tuple(state for state in State if state is not State.NO_LOCATIONS)
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who took a ruling back, when (UTC), and why."""

    at: datetime
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """Months of ``source`` from ``since`` to ``until`` (first days, both included) to which ``author`` gave a state.

    ``number`` is its own in the ledger, 0 before it is written; ``at`` is UTC.
    ``area`` is a ward's GSS code or one supplier's own; "" for the whole source.
    """

    source: str
    since: date
    until: date
    state: State
    reason: str
    at: datetime
    author: str
    number: int = 0
    withdrawn: Withdrawal | None = None
    area: str = ""

    @property
    def day(self) -> date:
        """The day in London on which it was set."""
        return self.at.replace(tzinfo=ZoneInfo("UTC")).astimezone(_LONDON).date()

    @property
    def period(self) -> str:
        return months.period_words(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands of a month: the state somebody gave it, why, and on which day."""

    state: State
    reason: str
    since: date


@dataclass(frozen=True, slots=True)
class Edition:
    """The rulings that stand, by source and month, and by area ("" for the whole source) within them.

    ``number`` grows with everything that was set or withdrawn.
    """

    number: int = 0
    said: Mapping[str, Mapping[date, Mapping[str, Said]]] = field(default_factory=dict)

    def of(self, source: str, area: str = "") -> Mapping[date, Said]:
        """What stands of the whole source, or of one area, month by month."""
        return {month: areas[area] for month, areas in self.said.get(source, {}).items() if area in areas}

    def areas(self, source: str, month: date) -> Mapping[str, Said]:
        """What stands of the areas of one month; the whole source is not one of them."""
        return {area: said for area, said in self.said.get(source, {}).get(month, {}).items() if area}


def told(shown: MonthCoverage, said: Said | None) -> MonthCoverage:
    """A month as readers are told of it.

    That nothing came is no longer true once something did: such a ruling gives
    way to the records, and only that kind does.
    """
    if said is None or (said.state in ABSENT and shown.state not in ABSENT):
        return shown
    return MonthCoverage(shown.month, said.state, said.reason, None, said.since, shown)


def edition_of(rulings: Sequence[Ruling]) -> Edition:
    """What stands of everything ever set: of two rulings on a month, the later."""
    said: dict[str, dict[date, dict[str, Said]]] = {}
    for ruling in sorted(rulings, key=lambda each: each.number):
        for month in months.between(ruling.since, ruling.until) if ruling.withdrawn is None else ():
            of_month = said.setdefault(ruling.source, {}).setdefault(month, {})
            of_month[ruling.area] = Said(ruling.state, ruling.reason, ruling.day)
    return Edition(len(rulings) + sum(ruling.withdrawn is not None for ruling in rulings), said)


# -- the file ----------------------------------------------------------------------


def stamp(store: Path) -> tuple[int, ...]:
    """What changes whenever the file is another; empty where there is none."""
    try:
        found = (store / FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def read(store: Path) -> Edition:
    """The edition that readers see; NoSnapshot where the file is damaged: without it a partial month would pass for whole."""
    try:
        written = json.loads((store / FILE).read_text(encoding="utf-8"))
        said: dict[str, dict[date, dict[str, Said]]] = {}
        for each in written["months"]:
            words = Said(State(each["state"]), str(each["reason"]), date.fromisoformat(each["since"]))
            of_month = said.setdefault(str(each["source"]), {}).setdefault(date.fromisoformat(f"{each['month']}-01"), {})
            of_month[str(each.get("area", ""))] = words
        return Edition(int(written["edition"]), said)
    except (FileNotFoundError, NotADirectoryError):
        return Edition()
    except (ValueError, KeyError, TypeError) as fault:
        do = "python -m data_access.ingest --states writes it again from the ledger"
        raise NoSnapshot(f"{store / FILE} cannot be read. To do: {do}") from fault


def publish(edition: Edition, store: Path) -> bool:
    """Let readers see ``edition``, whole, from their next question on; whether anything changed."""
    if edition == read_or_none(store):
        return False
    listed = [
        {"source": source, "month": months.address(month), "area": area, **_written(said)}
        for source, by_month in sorted(edition.said.items())
        for month, by_area in sorted(by_month.items())
        for area, said in sorted(by_area.items())
    ]
    fresh = store / f"{FILE}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"edition": edition.number, "months": listed}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(store / FILE)
    _sync(store)
    return True


def _written(said: Said) -> dict[str, str]:
    return {"state": said.state, "reason": said.reason, "since": f"{said.since}"}


def read_or_none(store: Path) -> Edition | None:
    """The edition that readers see; None where the file is damaged."""
    try:
        return read(store)
    except NoSnapshot:
        return None


def _sync(folder: Path) -> None:
    """Make the rename survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
