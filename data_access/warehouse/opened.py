"""What stands open: one snapshot, the states set by hand beside it, and the answers given so far."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from data_access import months, rulings, snapshot
from data_access.queries import Breakdown
from data_access.released import ABSENT, MonthCoverage, Provenance, State
from data_access.rulings import Edition
from data_access.snapshot import Stamp
from data_access.warehouse.facts import Facts
from data_access.warehouse.opening import Snapshot
from data_access.warehouse.tallies import Tally

NOT_LOADED = "not loaded"
Seen = tuple[str | None, Stamp | None, tuple[int, ...]]  # the pointer, the file it names, and the states set by hand


@dataclass(slots=True)
class Opened:
    """One snapshot in use with one edition of states; ``answers`` are counts, which no state changes.

    ``damage`` says why it is not the current snapshot, ``seen`` is what was
    seen of the store when it was chosen, ``stamp`` what the system said of its
    file then: None where the file was gone.
    """

    snapshot: Snapshot
    facts: Facts
    states: Edition
    damage: str
    seen: Seen
    stamp: Stamp | None
    answers: OrderedDict[tuple[object, ...], dict[Breakdown, Tally]] = field(default_factory=OrderedDict)

    def stands(self, store: Path) -> bool:
        """Whether nothing has changed since it was chosen."""
        return not self.snapshot.failed and self.seen == seen(store) and self.stamp == snapshot.stamp(self.snapshot.path)

    @property
    def provenance(self) -> Provenance:
        return replace(self.facts.provenance, states=str(self.states.number or ""))

    def coverage(self, source: str, crime_types: frozenset[str] = frozenset()) -> tuple[MonthCoverage, ...]:
        """First to last month loaded, as readers are told of them; a month said to be held is one of them, also beyond."""
        entries = self.facts.coverage(source, crime_types)
        said = self.states.of(source)
        if not entries or not said:
            return entries
        held = [entries[0].month, entries[-1].month, *(month for month, each in said.items() if each.state not in ABSENT)]
        return self._told(source, entries, months.between(min(held), max(held)))

    def covering(
        self, source: str, asked: Iterable[date], crime_types: frozenset[str] = frozenset()
    ) -> tuple[MonthCoverage, ...]:
        """Each month asked for, loaded or not."""
        return self._told(source, self.facts.coverage(source, crime_types), asked)

    def _told(self, source: str, entries: Iterable[MonthCoverage], asked: Iterable[date]) -> tuple[MonthCoverage, ...]:
        known, said = {entry.month: entry for entry in entries}, self.states.of(source)
        return tuple(
            rulings.told(known.get(month, MonthCoverage(month, State.MISSING, NOT_LOADED)), said.get(month)) for month in asked
        )


def seen(store: Path) -> Seen:
    """What a store shows of itself at a glance: when this is as it was, so is what readers should see."""
    name = snapshot.pointed(store)
    return name, snapshot.stamp(snapshot.folder(store) / name) if name else None, rulings.stamp(store)
