"""What happens when files are loaded: the whole way from paths to a published snapshot.

``load`` is all there is: the command is a thin shell around it, and the
demonstration borough and the tests call it too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from data_access import snapshot
from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.history import MonthChange, SetAside
from data_access.ingest.arriving import areas, candidates, corrections, held_totals
from data_access.ingest.arriving.arrivals import Arrivals, Rules, arrivals, too_many_bad
from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.arriving.control import Control
from data_access.ingest.arriving.corrections import Corrections
from data_access.ingest.arriving.coverage import Covered
from data_access.ingest.files.reading import Content
from data_access.ingest.files.stages import PLACING, TRYING, WRITING, Tell, silent
from data_access.ingest.loading import renewing
from data_access.ingest.loading.belonging import refuse_another_snapshot, refuse_another_store
from data_access.ingest.loading.fates import FilesOf, files_of
from data_access.ingest.loading.rehearsal import month_changes, reasons, set_aside
from data_access.ingest.placing import remembered
from data_access.ingest.placing.bands import bands_of
from data_access.ingest.placing.finding import found_in
from data_access.ingest.placing.placing import WORDED, placing
from data_access.ingest.publishing import contest
from data_access.ingest.publishing.publish import Edition, publish, rehearse, sweep
from data_access.ingest.publishing.reconcile import refuse_broken_in
from data_access.ingest.stored import lock, whole
from data_access.ingest.stored.store import Known, Store, opened
from data_access.place_review import Bands
from data_access.settings import Settings
from data_access.uploads import Reason


@dataclass(frozen=True, slots=True)
class Options:
    """How the person wants it loaded; see the command's help.

    ``onto`` is the snapshot that a dry run was held against: another one that
    is current by now is not written over. ``reread``: also what the store knows,
    to see which rows are set aside. ``plain_names``: see ``arrivals.Rules``. ``by``: who loads.
    """

    scope: str = ""
    force: str = ""
    skip_bad_files: bool = False
    accept_bad_rows: bool = False
    demonstration: bool = False
    dry_run: bool = False
    controls: tuple[Control, ...] = ()
    onto: str | None = None
    plain_names: bool = False
    reread: bool = False
    by: str = ""

    @property
    def tells_anything(self) -> bool:
        """Whether something said here may read a known file otherwise than before, or asks to."""
        return bool(self.scope or self.force or self.reread)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a load.

    ``snapshot`` is "" where nothing was published; ``files`` are those this
    load gave, ``before`` the snapshot that was current, ``refused`` stopped it unless bad files were to be skipped,
    ``replaced`` pairs a file with the one that speaks for its records now.
    ``changes`` are those a dry run found, of months by number; ``reasons`` are the rows set
    aside by what they share, ``over`` the files with more bad rows than may pass.
    ``news``: something was published, or would be. ``bands``: how surely the rows of
    this load whose places are in words were placed.
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
    reasons: tuple[Reason, ...] = ()
    over: tuple[str, ...] = ()
    news: bool = False
    bands: tuple[Bands, ...] = ()

    @property
    def ok(self) -> bool:
        return self.skipped or not self.refused


def load(
    paths: Sequence[Path],
    store: Path,
    settings: Settings,
    *,
    options: Options | None = None,
    tell: Tell = silent,
    waits: lock.Waits | None = None,
) -> LoadReport:
    """Load every file under ``paths`` into ``store``: all of them, or none.

    :class:`LoadBusy` where another load is running, unless ``waits`` hears of it; :class:`NoSnapshot` where
    the snapshot to build on is damaged. A refused file does not
    raise: it stands in the report, so that one run shows every problem.
    """
    options = options or Options()
    started = time.monotonic()
    with lock.held(store, by=options.by, waits=waits):
        whole.refuse_to_build(store)
        current = snapshot.current(store).name if snapshot.exists(store) else ""
        refuse_another_snapshot(current, options.onto)
        rules = _rules(settings, options, corrections.standing(store, settings))
        held = replace(options, controls=held_totals.beside(options.controls, store, settings))
        job = _Job(candidates.told(options.scope), rules, held, tell, current)
        sweep(store)
        with opened(store, without_demonstration=not options.demonstration) as before:
            refuse_another_store(before, settings)
            known = {} if options.tells_anything else renewing.settled(before, rules.corrections)
            taken = arrivals([*paths, *settings.names], job.rules, known=known, tell=tell)
            report = _loaded(taken, before, store, job)
            notes = (*report.notes, *whole.clock_notes(before.meta))
            if options.controls and before.path and report.ok and not report.news:
                refuse_broken_in(before.path, options.controls, settings.borough)
    return replace(report, notes=notes, seconds=time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class _Job:
    scope: candidates.Told
    rules: Rules
    options: Options
    tell: Tell
    current: str  # the snapshot that readers see


def _loaded(taken: Arrivals, before: Store, folder: Path, job: _Job) -> LoadReport:
    skipped = job.options.skip_bad_files
    report = LoadReport(before=job.current, ignored=tuple(taken.ignored), refused=tuple(taken.refused), skipped=skipped)
    if not report.ok:
        return report
    settings = job.rules.settings
    reference = areas.merged(before.reference, taken.read)
    words = found_in(taken.read, before, reference.tables, partial(remembered.answers, folder, settings), settings.name, job.tell)
    taken.read = list(words.read)
    claims = _claims(taken, before, job, words.listed_by)
    job.tell(PLACING)
    places = placing(claims, before, reference.areas, again=words.again)
    settled = contest.settle(claims, before, borough=settings.borough, complete=places.covering(reference.areas))
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
        renewing.corrected(taken, before, job.rules.corrections),
        job.options.controls,
    )
    report = _told(report, taken, settled, listed, before, job)
    report = replace(report, notes=(*report.notes, *words.notes), bands=bands_of(edition.slots.values()))
    if not renewing.renewed(taken, before, job.rules.corrections) and not _anything_new(edition, listed, reference, before):
        return report
    return _written(replace(report, news=True), edition, before, folder, job)


def _written(report: LoadReport, edition: Edition, before: Store, folder: Path, job: _Job) -> LoadReport:
    """The report once the new snapshot stands, or was tried out."""
    if job.options.dry_run:
        job.tell(TRYING)
        months = rehearse(edition, before, folder, partial(job.tell, TRYING))
        return replace(report, coverage=months, changes=month_changes(before, months))
    job.tell(WRITING)
    published = publish(edition, before, folder, job.tell)
    return replace(report, snapshot=published.name, before=published.before, coverage=published.coverage)


def _told(
    report: LoadReport, taken: Arrivals, settled: Sequence[Candidate], listed: FilesOf, before: Store, job: _Job
) -> LoadReport:
    """The report with what was read."""
    percent = job.rules.settings.thresholds.bad_rows_percent
    return replace(
        report,
        files=listed.given,
        replaced=_replaced(settled),
        rejected=set_aside(taken.read),
        reasons=reasons(taken.read),
        over=tuple(each.name for each in taken.read if too_many_bad(each.reading, percent)),
        notes=tuple(_notes(taken, before, job)),
    )


def _rules(settings: Settings, options: Options, fixed: Corrections) -> Rules:
    force = options.force or settings.force
    if not DIMENSIONS["force"].code(force):
        listed = ", ".join(DIMENSIONS["force"].slugs[1:])
        raise BadInput(f"“{force}” is no police force.", expected=listed, do="correct --force, or force in partnership.toml")
    return Rules(settings, force, options.accept_bad_rows, fixed, options.plain_names)


def _claims(taken: Arrivals, before: Store, job: _Job, listed_by: str) -> list[Candidate]:
    """The store's slots, then the load's; a file given again takes its place in the order given."""
    order = {sha256: position for position, sha256 in taken.known}
    for slot in before.slots:
        slot.order = order.get(slot.sha256, slot.order)
    records = {Content.INCIDENTS, Content.AREA_COUNTS}
    given = [each for each in taken.read if each.reading.content in records]
    fresh = [claim for each in given for claim in candidates.claims(each, job.scope)]
    renewed = renewing.renewed(taken, before, job.rules.corrections)
    for claim in fresh:
        claim.renewed = claim.sha256 in renewed
        claim.found_by = listed_by if claim.source in WORDED else ""
    return [*before.slots, *fresh]


def _notes(taken: Arrivals, before: Store, job: _Job) -> Iterator[str]:
    if job.rules.corrections.trouble:
        yield job.rules.corrections.trouble
    if job.current and before.path is None:
        yield "The demonstration’s invented data gives way to what is loaded."
    for each in taken.read:
        cells = sum(map(len, job.rules.corrections.of(each.sha256).values()))
        if cells:
            yield f"{each.name}: {cells:,} corrected value{'' if cells == 1 else 's'} read instead of the file’s own"
        yield from (f"{each.name}: {note}" for note in each.reading.notes)


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
