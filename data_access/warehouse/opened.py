"""What stands open: one snapshot, the states set by hand beside it, and the answers given so far."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from data_access import area_states, months, rulings, snapshot
from data_access.catalogue.suppliers import supplier
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

    def coverage(
        self, source: str, crime_types: frozenset[str] = frozenset(), wards: Collection[str] = ()
    ) -> tuple[MonthCoverage, ...]:
        """First to last month loaded, as readers are told of them; a month said to be held is one of them, also beyond.

        Of chosen ``wards`` it is told as those have it; else as the whole borough does.
        """
        entries = self.facts.coverage(source, crime_types)
        said = self.states.of(source)
        if not entries:
            return entries
        held = [entries[0].month, entries[-1].month, *(month for month, each in said.items() if each.state not in ABSENT)]
        return self._told(source, entries, months.between(min(held), max(held)), wards)

    def covering(
        self, source: str, asked: Iterable[date], crime_types: frozenset[str] = frozenset(), wards: Collection[str] = ()
    ) -> tuple[MonthCoverage, ...]:
        """Each month asked for, loaded or not."""
        return self._told(source, self.facts.coverage(source, crime_types), asked, wards)

    def areas(self, source: str, asked: Iterable[date]) -> dict[date, dict[str, MonthCoverage]]:
        """Of each month asked for, the wards and suppliers of which there is something to tell: by GSS code, or their own."""
        whole = {entry.month: entry for entry in self._whole(source, self.facts.coverage(source), asked)}
        return {month: told for month, entry in whole.items() if (told := self._areas(source, entry))}

    def whole(self, source: str, asked: Iterable[date], crime_types: frozenset[str] = frozenset()) -> tuple[MonthCoverage, ...]:
        """Each month asked for as the source itself has it, whatever its wards or suppliers lack."""
        return tuple(self._whole(source, self.facts.coverage(source, crime_types), asked))

    def _told(
        self, source: str, entries: Iterable[MonthCoverage], asked: Iterable[date], wards: Collection[str]
    ) -> tuple[MonthCoverage, ...]:
        return tuple(self._of_wards(source, entry, wards) for entry in self._whole(source, entries, asked))

    def _whole(self, source: str, entries: Iterable[MonthCoverage], asked: Iterable[date]) -> Iterator[MonthCoverage]:
        known, said = {entry.month: entry for entry in entries}, self.states.of(source)
        return (rulings.told(known.get(month, _not_loaded(month)), said.get(month)) for month in asked)

    def _of_wards(self, source: str, entry: MonthCoverage, wards: Collection[str]) -> MonthCoverage:
        areas = self._areas(source, entry)
        if not areas:
            return entry
        if len(wards) == 1:
            return area_states.of_one(entry, areas.get(next(iter(wards))))
        chosen = {area: each for area, each in areas.items() if not wards or area in wards}
        return area_states.of_many(entry, chosen, self._names(source))

    def _areas(self, source: str, entry: MonthCoverage) -> dict[str, MonthCoverage]:
        found, said = self.facts.short(source).get(entry.month, {}), self.states.areas(source, entry.month)
        if not found and not said:
            return {}
        absent = any(each.state in ABSENT for each in said.values())
        held = self.facts.areas_held(source, entry.month) if absent else frozenset[str]()
        return area_states.areas_told(entry, found, said, held)

    def _names(self, source: str) -> Mapping[str, str]:
        return {**self.facts.area_names, **{code: supplier(source, code).name for code in self.facts.suppliers[source]}}


def _not_loaded(month: date) -> MonthCoverage:
    return MonthCoverage(month, State.MISSING, NOT_LOADED)


def seen(store: Path) -> Seen:
    """What a store shows of itself at a glance: when this is as it was, so is what readers should see."""
    name = snapshot.pointed(store)
    return name, snapshot.stamp(snapshot.folder(store) / name) if name else None, rulings.stamp(store)
