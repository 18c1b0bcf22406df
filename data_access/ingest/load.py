"""What happens when files are loaded: the whole way from paths to a published snapshot.

``load`` is all there is: the command is a thin shell around it, and the
demonstration borough and the tests call it too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.history import MonthChange, SetAside
from data_access.ingest import areas, candidates, contest, lock, remembered
from data_access.ingest.arrivals import Arrivals, Rules, arrivals
from data_access.ingest.bands import bands_of
from data_access.ingest.candidates import Candidate
from data_access.ingest.coverage import Covered
from data_access.ingest.fates import UNUSED, FilesOf, files_of
from data_access.ingest.finding import Words, found_in, waiting
from data_access.ingest.known_places import names_of
from data_access.ingest.placing import Placing, placing
from data_access.ingest.publish import Edition, publish, rehearse, sweep
from data_access.ingest.reading import Content
from data_access.ingest.rehearsal import month_changes, set_aside
from data_access.ingest.store import Known, Store, opened
from data_access.place_review import Bands
from data_access.settings import Settings

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How the person wants it loaded; see the command's help."""

    scope: str = ""
    force: str = ""
    skip_bad_files: bool = False
    accept_bad_rows: bool = False
    demonstration: bool = False
    dry_run: bool = False

    @property
    def tells_anything(self) -> bool:
        """Whether something said here may read a known file otherwise than before."""
        return bool(self.scope or self.force)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a load.

    ``snapshot`` is "" where nothing was published; ``files`` are those this
    load gave, ``before`` the snapshot that was current, ``refused`` stopped it unless bad files were to be skipped,
    ``replaced`` pairs a file with the one that speaks for its records now.
    ``changes`` are those a dry run found, of months by number; ``bands`` how
    surely the rows of this load whose places are in words were placed.
    """

    snapshot: str = ""
    before: str = ""
    files: tuple[Known, ...] = ()
    ignored: tuple[str, ...] = ()
    refused: tuple[BadInput, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    coverage: tuple[Covered, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    skipped: bool = False
    rejected: tuple[SetAside, ...] = ()
    changes: tuple[MonthChange, ...] = ()
    bands: tuple[Bands, ...] = ()

    @property
    def ok(self) -> bool:
        return self.skipped or not self.refused


def load(
    paths: Sequence[Path], store: Path, settings: Settings, *, options: Options | None = None, tell: Tell | None = None
) -> LoadReport:
    """Load every file under ``paths`` into ``store``: all of them, or none.

    :class:`LoadBusy` where another load is running. A refused file does not
    raise: it stands in the report, so that one run shows every problem.
    """
    options, tell = options or Options(), tell or _quietly
    started = time.monotonic()
    job = _Job(candidates.told(options.scope), _rules(settings, options), options, tell)
    with lock.held(store):
        sweep(store)
        with opened(store, without_demonstration=not options.demonstration) as before:
            _refuse_another_borough(before, settings)
            taken = arrivals([*paths, *settings.names], job.rules, known=_settled(before, options), tell=tell)
            report = _loaded(taken, before, store, job)
    return replace(report, seconds=time.monotonic() - started)


def _settled(before: Store, options: Options) -> dict[str, Known]:
    """The store's files that need no second look: one not used so far may be, beside others or by a newer Lion."""
    if options.tells_anything:
        return {}
    return {sha256: known for sha256, known in before.files.items() if known.fate != UNUSED}


@dataclass(frozen=True, slots=True)
class _Job:
    scope: candidates.Told
    rules: Rules
    options: Options
    tell: Tell


def _loaded(taken: Arrivals, before: Store, folder: Path, job: _Job) -> LoadReport:
    report = LoadReport(ignored=tuple(taken.ignored), refused=tuple(taken.refused), skipped=job.options.skip_bad_files)
    if not report.ok:
        return report
    settings = job.rules.settings
    reference = areas.merged(before.reference, taken.read)
    words = _words(taken, before, reference, folder, job)
    taken.read = list(words.read)
    claims = _claims(taken, before, job.scope)
    job.tell("placing records")
    places = placing(claims, before, reference.areas, again=words.again)
    settled = contest.settle(claims, before, borough=settings.borough, complete=_covering(places, reference.areas))
    listed = files_of(taken, before, settled, reference)
    edition = Edition(
        _numbered(settled, before),
        listed.files,
        listed.numbers,
        listed.quarantine,
        reference.tables,
        places,
        Content.AREAS in reference.changed,
        settings.borough,
        settings.force,
        job.options.demonstration,
        words,
    )
    report = replace(
        report,
        files=listed.given,
        replaced=_replaced(settled),
        rejected=set_aside(taken.read),
        notes=(*(f"{each.name}: {note}" for each in taken.read for note in each.reading.notes), *words.notes),
        bands=bands_of(edition.slots.values()),
    )
    return _written(report, edition, before, folder, job) if _anything_new(edition, listed, reference, before) else report


def _written(report: LoadReport, edition: Edition, before: Store, folder: Path, job: _Job) -> LoadReport:
    """The report once the new snapshot stands, or was tried out."""
    if job.options.dry_run:
        job.tell("trying it out")
        months = rehearse(edition, before, folder)
        return replace(report, coverage=months, changes=month_changes(before, months))
    job.tell("writing the snapshot")
    published = publish(edition, before, folder)
    return replace(report, snapshot=published.name, before=published.before, coverage=published.coverage)


def _words(taken: Arrivals, before: Store, reference: areas.Reference, folder: Path, job: _Job) -> Words:
    """The places that this load's rows give in words, by what people said of them and by the names that are known."""
    if not waiting(taken.read, before):
        return Words(taken.read)
    settings = job.rules.settings
    tables = [each.reading.table for each in taken.read if each.reading.content is Content.INCIDENTS]
    names = names_of(reference.tables, before, tables, settings.name)
    return found_in(taken.read, before, names, remembered.answers(folder, settings), job.tell)


def _refuse_another_borough(before: Store, settings: Settings) -> None:
    """What is in the borough was decided when it was loaded: a store is of one borough only."""
    theirs = before.meta.get("borough", settings.borough)
    if theirs != settings.borough:
        do = "choose another --store for each partnership"
        raise BadInput(f"The store is of {theirs}, and these settings are of {settings.borough}.", file=str(before.path), do=do)


def _rules(settings: Settings, options: Options) -> Rules:
    force = options.force or settings.force
    if not DIMENSIONS["force"].code(force):
        listed = ", ".join(DIMENSIONS["force"].slugs[1:])
        raise BadInput(f"“{force}” is no police force.", expected=listed, do="correct --force, or force in partnership.toml")
    return Rules(settings, force, options.accept_bad_rows)


def _claims(taken: Arrivals, before: Store, scope: candidates.Told) -> list[Candidate]:
    """The store's slots, then the load's; a file given again takes its place in the order given."""
    order = {sha256: position for position, sha256 in taken.known}
    for slot in before.slots:
        slot.order = order.get(slot.sha256, slot.order)
    records = {Content.INCIDENTS, Content.AREA_COUNTS}
    given = [each for each in taken.read if each.reading.content in records]
    return [*before.slots, *(claim for each in given for claim in candidates.claims(each, scope))]


def _covering(places: Placing, loaded: pa.Table) -> contest.Complete:
    """Whether ward answers have a record in every ward of one vintage."""
    ours = loaded.filter(loaded["in_borough"])
    wards = {kind: set(ours.filter(pc.equal(ours["kind"], kind))["code"].to_pylist()) for kind in ("ward", "old_ward")}

    def complete(answers: Sequence[Candidate]) -> bool:
        return any(
            codes and codes <= set().union(*(places.wards(each, kind) for each in answers)) for kind, codes in wards.items()
        )

    return complete


def _numbered(settled: Sequence[Candidate], before: Store) -> dict[int, Candidate]:
    """Each believed claim under its slot's number; a slot of the store keeps its own."""
    kept = [each for each in settled if each.kept]
    numbers = {each.slot: each for each in kept if each.slot is not None}
    first = 1 + max((each.slot or 0 for each in before.slots), default=0)
    fresh = sorted((each for each in kept if each.slot is None), key=lambda each: (each.order, *each.key))
    return {**numbers, **dict(enumerate(fresh, start=first))}


def _replaced(settled: Sequence[Candidate]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(each.name, each.beaten_by) for each in settled if each.beaten_by}))


def _anything_new(edition: Edition, listed: FilesOf, reference: areas.Reference, before: Store) -> bool:
    """Whether the new snapshot would differ from the store's; a store's first needs something to show."""
    if before.path is None:
        return bool(edition.slots) or any(table.num_rows for table in reference.tables.values())
    slots = {each.slot for each in before.slots}
    return bool(reference.changed) or listed.changed or set(edition.slots) != slots or bool(edition.words.again.num_rows)


def _quietly(_: str) -> None:
    """Tell nobody."""
