"""What callbacks, pages and commands may ask of the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from data_access import months, queries, snapshot
from data_access.catalogue import DIMENSIONS, MEASURES, SOURCES
from data_access.disclosure import Context, Counted, release, release_figures
from data_access.errors import BadInput, NoSnapshot
from data_access.filters import Filters
from data_access.holdings import Area, Holding, Holdings, Population
from data_access.indicators import FigureQuestion, ReleasedFigures
from data_access.queries import OTHER_WARDS, Breakdown
from data_access.rates import Rated
from data_access.released import MonthCoverage, Provenance, Released
from data_access.warehouse import asked_months
from data_access.warehouse.answerable import known, of_places_held, of_wards_known
from data_access.warehouse.figures import figured, held
from data_access.warehouse.opened import Opened
from data_access.warehouse.rating import AREA_KINDS, rated
from data_access.warehouse.standing import Standing
from data_access.warehouse.tallies import Tally, sharing, tallies

_REMEMBERED = 256  # questions; a borough's answers are small
_EMPTY_PERIOD = (date(1900, 1, 1), date(1900, 1, 1))


class Warehouse:
    """The one reader of the store: opens what is current and whole, swaps when a load publishes.

    Safe to share between threads. Engines are made on first use, so a server
    may fork after making one.
    """

    def __init__(self, store: Path, *, borough: str = "the borough") -> None:
        self.store = store
        self.borough = borough
        self._standing = Standing(store)

    # -- questions ------------------------------------------------------------------

    def counts(self, filters: Filters, by: Sequence[str]) -> Released:
        """Records counted for each value (or combination of values) of ``by``."""
        return self.tables(filters, [tuple(by)])[tuple(by)]

    def total(self, filters: Filters) -> Released:
        """How many records a question is about."""
        return self.counts(filters, ())

    def tables(
        self,
        filters: Filters,
        wanted: Sequence[Breakdown],
        *,
        free: bool = False,
        instead: Mapping[Breakdown, Filters] | None = None,
    ) -> dict[Breakdown, Released]:
        """Several breakdowns of one question, in as few passes as can be.

        ``free``: each breakdown drops the narrowing by its own dimensions, so
        that a reader sees what else could be chosen; one by month then covers
        every loaded month. ``instead`` asks another question for some, such as
        more months around the period. What lies outside the borough or has no
        place is counted once, for the question itself.
        """
        opened = self._current()
        filters = known(filters)
        for key in queries.mentioned(wanted):
            if key not in SOURCES[filters.source].carries:
                raise BadInput(f"{SOURCES[filters.source].title} does not carry {DIMENSIONS[key].title.lower()}", field=key)
        together: dict[tuple[Filters, tuple[str, ...]], list[Breakdown]] = {}
        for keys in dict.fromkeys(wanted):
            asked = (instead or {}).get(keys, _freed(filters, keys) if free else filters)
            shared = sharing(asked, keys, opened.facts.ward_kinds[asked.source])
            together.setdefault((asked, shared), []).append(keys)
        placed = self._placed(opened, filters)
        answers: dict[Breakdown, Released] = {}
        for (question, shared), group in together.items():
            found = self._cells(opened, question, tuple(group), shared)
            context = self._context(opened, question, placed, shared)
            answers |= {keys: release(Counted(keys, found[keys].cells, frozenset(found[keys].about)), context) for keys in group}
        return answers

    def figures(self, question: FigureQuestion) -> ReleasedFigures:
        """An indicator of the borough's areas (or of all that are loaded), as published."""
        opened = self._current()
        return release_figures(figured(opened.snapshot, question, opened.facts.names), question, opened.facts.provenance)

    def rates(self, filters: Filters, by: Sequence[str]) -> Rated:
        """Counts with the residents they are divided by: of the areas broken down by, of the areas chosen, or of the borough.

        Raises BadInput where nobody has counted the residents of what is asked.
        """
        return self.rated(self.counts(filters, by), filters)

    def rated(self, released: Released, filters: Filters) -> Rated:
        """An answer already given, with the residents its counts are divided by."""
        return rated(released, filters, lambda kind: self.residents(area_kind=kind))

    def known(self, filters: Filters) -> Filters:
        """The question as what is loaded can answer it.

        Filters its source does not carry and areas that are not loaded are let go of, and said in its notices.
        """
        answerable = known(filters)
        if not self.ready:
            return answerable
        facts = self._current().facts
        return of_places_held(of_wards_known(answerable, facts.ward_kinds[filters.source], facts.apportioning), self.areas)

    def settled(self, filters: Filters, *, last: int = 12) -> Filters:
        """The question with its period filled in: the latest ``last`` months up to the last complete one."""
        if filters.since and filters.until:
            return filters
        entries = self._current().coverage(filters.source, frozenset(filters.chosen("crime_type")), filters.chosen("ward"))
        if not entries:
            return filters.during(filters.since or filters.until, filters.until or filters.since)
        settled = [entry.month for entry in entries if entry.comparable] or [entry.month for entry in entries]
        latest = max(settled)
        if filters.since and filters.since > latest:  # asked for what came after the last complete month: show that
            latest = max(entries[-1].month, filters.since)
        until = filters.until or latest
        since = filters.since or max(min(entry.month for entry in entries), months.shift(until, 1 - last))
        return filters.during(min(since, until), max(since, until))

    # -- what is there --------------------------------------------------------------

    def coverage(self, source: str, crime_types: frozenset[str] = frozenset()) -> tuple[MonthCoverage, ...]:
        """First to last month loaded of a source, gaps as missing."""
        return self._current().coverage(source, crime_types)

    def covering(self, source: str, asked: Iterable[date], area: str = "") -> tuple[MonthCoverage, ...]:
        """Each month asked for, loaded or not: of the whole borough, or as one ward or supplier has it."""
        return self._current().covering(source, asked, wards=(area,) if area else ())

    def whole(self, source: str, asked: Iterable[date]) -> tuple[MonthCoverage, ...]:
        """Each month asked for as the source itself has it, whatever its wards or suppliers lack."""
        return self._current().whole(source, asked)

    def areas_told(self, source: str, asked: Iterable[date]) -> dict[date, dict[str, MonthCoverage]]:
        """Of each month asked for, the wards and suppliers of which there is something to tell: by GSS code, or their own."""
        return self._current().areas(source, asked)

    def areas_held(self, source: str, month: date) -> frozenset[str]:
        """The wards and suppliers of which records of a month are held."""
        return self._current().facts.areas_held(source, month)

    def suppliers(self, source: str) -> tuple[str, ...]:
        """The codes of those of several who sent anything of a source."""
        return self._current().facts.suppliers[source]

    def loaded(self, source: str) -> tuple[date, date]:
        """First and last month loaded of a source; 1900 where there is none."""
        entries = self.coverage(source)
        return (entries[0].month, entries[-1].month) if entries else _EMPTY_PERIOD

    def loaded_on(self, source: str) -> Mapping[date, date]:
        """The day on which each month's latest file was loaded."""
        return self._current().facts.loaded_on[source]

    def sources(self, *carrying: str) -> tuple[str, ...]:
        """The open sources that have anything loaded and carry these dimensions, in the catalogue's order."""
        wanted = frozenset(carrying)
        return tuple(key for key, each in SOURCES.items() if each.open and each.carries_all(wanted) and self.coverage(key))

    @property
    def names(self) -> Mapping[str, str]:
        """Area codes and cells to names."""
        return self._current().facts.names

    @property
    def provenance(self) -> Provenance:
        return self._current().provenance

    def holdings(self) -> Holdings:
        """What is loaded, source by source, with every file and every row that could not be used."""
        facts, provenance = self._current().facts, self.provenance
        kinds = [area.kind for area in facts.all_areas]
        return Holdings(
            sources=tuple(self._holding(key) for key in self.sources()),
            files=facts.files,
            quarantined=facts.quarantined,
            areas={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
            residents=tuple(facts.people.every()),
            figures=tuple(held(self._current().snapshot)),
            simplified=any(area.simplified for area in facts.areas("ward")),
            provenance=provenance,
        )

    def _holding(self, source: str) -> Holding:
        found = self.total(Filters(source)).coverage
        return Holding(SOURCES[source], self.coverage(source), found.located, found.outside, found.unplaced)

    def areas(self, kind: str) -> tuple[Area, ...]:
        return self._current().facts.areas(kind)

    def mapped(self, source: str) -> tuple[str, ...]:
        """The kinds of area by which a source's figures can be drawn; cells apart."""
        facts = self._current().facts
        drawn = [kind for kind in AREA_KINDS if kind in SOURCES[source].carries and (kind == "ward" or facts.areas(kind))]
        kinds, shareable = facts.ward_kinds[source], bool(facts.apportioning)
        return tuple(kind for kind in drawn if not kinds or kind in kinds or kind not in OTHER_WARDS or shareable)

    def shapes(self, kind: str) -> bytes | None:
        return self._current().facts.shapes(kind)

    def residents(
        self, *, area_kind: str = "ward", ethnicity: str | None = None, vintage: str | None = None
    ) -> Population | None:
        return self._current().facts.people.of(area_kind, ethnicity=ethnicity, vintage=vintage)

    def postcode(self, postcode: str) -> tuple[float, float, str] | None:
        return self._current().facts.postcode(postcode)

    @property
    def ready(self) -> bool:
        """Whether there is a snapshot to read."""
        return not self.trouble

    @property
    def trouble(self) -> str:
        """Why nothing can be read; "" where something can."""
        try:
            self._current()
        except NoSnapshot as fault:
            return str(fault)
        return ""

    @property
    def lost(self) -> bool:
        """Whether something was published once, and none of it can be read."""
        return snapshot.exists(self.store) and not self.ready

    def close(self) -> None:
        """Let go of the snapshot; the next question opens it again."""
        self._standing.close()

    # -- inside ---------------------------------------------------------------------

    def _current(self) -> Opened:
        return self._standing.now()

    def _cells(
        self, opened: Opened, filters: Filters, wanted: tuple[Breakdown, ...], shared: tuple[str, ...] = ()
    ) -> dict[Breakdown, Tally]:
        key = (filters, wanted)
        remembered = opened.answers.get(key)
        if remembered is None:
            rows = opened.snapshot.rows(queries.breakdowns(wanted, filters, sharing=shared))
            remembered = opened.answers[key] = tallies(rows, wanted, shared=bool(shared))
            while len(opened.answers) > _REMEMBERED:
                opened.answers.popitem(last=False)
        return remembered

    def _context(self, opened: Opened, filters: Filters, placed: Mapping[str, int], shared: tuple[str, ...]) -> Context:
        since, until = self._period(opened, filters)
        return Context(
            source=SOURCES[filters.source],
            measure=MEASURES["count"],
            since=since,
            until=until,
            coverage=asked_months.coverage(opened, filters, (since, until), placed),
            provenance=opened.provenance,
            question=filters.in_words(opened.facts.names, self.borough),
            address=filters.to_query(),
            names=opened.facts.names,
            apportioned=opened.facts.apportioned(shared),
        )

    def _period(self, opened: Opened, filters: Filters) -> tuple[date, date]:
        loaded = opened.coverage(filters.source)
        first, last = (loaded[0].month, loaded[-1].month) if loaded else _EMPTY_PERIOD
        return filters.since or min(first, filters.until or first), filters.until or max(last, filters.since or last)

    def _placed(self, opened: Opened, filters: Filters) -> Mapping[str, int]:
        """Records by location, under every filter that is not about place."""
        found = self._cells(opened, queries.anywhere(filters), (("location",),))[("location",)]
        return {keys[0]: int(n) for keys, n in found.cells.items()}


def _freed(filters: Filters, keys: Breakdown) -> Filters:
    question = filters.without(*keys)
    return question.during(None, None) if "month" in keys else question
