"""What is done in the process of a work at the desk?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data_access import settings
from data_access.errors import BadInput, LionError
from data_access.ingest.desk import incoming
from data_access.ingest.desk.foretelling import trial_of
from data_access.ingest.desk.telling import Telling, told
from data_access.ingest.loading import recording
from data_access.ingest.loading.load import LoadReport, Options, load
from data_access.ingest.loading.undo import undo
from data_access.ingest.stored.faults import cause_of
from data_access.ingest.stored.store import ENGINE_FAULTS
from data_access.settings import Settings
from data_access.uploads import Incoming, Step, Work


def main(arguments: Sequence[str]) -> None:
    """The process itself, once its turn has come."""
    step, upload = arguments
    our = settings.read()
    one = incoming.read(our.store, upload)
    with told(our.store, one) as tell:
        tell.end(_done(Step(step), one, our, tell))


def _done(step: Step, one: Incoming, our: Settings, tell: Telling) -> Incoming:
    """How the work stands when it has been done, or has come to nothing."""
    publishing = {Work.UPLOAD: _publish, Work.PLACE: _place, Work.UNDO: _undo}
    work = _try_out if step is Step.TRYING else publishing[one.work]
    try:
        return work(one, our, tell)
    except LionError as fault:
        return _came_to_nothing(one, str(fault))
    except (OSError, *ENGINE_FAULTS) as fault:
        return _came_to_nothing(one, f"The store could not be written, and is as it was: {cause_of(fault)}")


def _came_to_nothing(one: Incoming, why: str) -> Incoming:
    """What was found by a dry run stays found where publishing fails; whether it still holds is seen by another."""
    published = one.step is Step.PUBLISHING and one.work is Work.UPLOAD
    return replace(one, step=Step.TRIED if published else Step.FAILED, stale=one.stale or published, progress="", trouble=why)


def _try_out(one: Incoming, our: Settings, tell: Telling) -> Incoming:
    options = Options(dry_run=True, skip_bad_files=True, accept_bad_rows=True, plain_names=True, reread=True, by=one.author)
    found = trial_of(_loaded(one, our, options, tell))
    tried = replace(one, step=Step.TRIED, progress="", stale=False, result=found)
    incoming.write_result(our.store, tried)
    incoming.remove(our.store, one, {each.file for each in found.refused if each.removed})
    return tried


def _publish(one: Incoming, our: Settings, tell: Telling) -> Incoming:
    """Publish what the dry run found, and nothing else: onto the same snapshot, leaving out the same files."""
    found = one.result
    if found is None:
        raise BadInput("Nothing was tried out.", do="try it out first")
    skip, accept = bool(found.refused), bool(found.over)
    options = Options(skip_bad_files=skip, accept_bad_rows=accept, plain_names=True, onto=found.before, by=one.author)
    report = _loaded(one, our, options, tell)
    if not report.ok:
        raise report.refused[0]
    if not report.snapshot:
        raise BadInput("There was nothing new in it: readers see the same as before.")
    trouble = recording.loaded(report, one.author, our.store, our, note=one.note)
    incoming.forget_files(our.store, one.id)
    return replace(one, step=Step.PUBLISHED, progress=report.snapshot, trouble=trouble)


def _place(one: Incoming, our: Settings, tell: Telling) -> Incoming:
    """Every text that waits, looked up again in what is known by now."""
    report = _loaded(one, our, Options(by=one.author), tell)
    if not report.ok:
        raise report.refused[0]
    if not report.snapshot:
        return replace(one, step=Step.PUBLISHED, progress="Nothing has changed: every answer is applied already.")
    trouble = recording.placed(report, one.author, our.store, our)
    words = f"Placed again in {report.seconds:.0f} s: readers see it now."
    return replace(one, step=Step.PUBLISHED, progress=words, trouble=trouble)


def _undo(one: Incoming, our: Settings, tell: Telling) -> Incoming:
    undone = undo(our.store, shown=one.shown, by=one.author, tell=tell, waits=tell.waits_for)
    trouble = recording.undone(undone, one.author, our.store, our)
    words = "Readers see what they saw; load again what came after it." if undone.damage else _AGAIN
    return replace(one, step=Step.PUBLISHED, progress=f"Taken back. {words}", trouble=trouble)


_AGAIN = "Readers see the snapshot before it again."


def _loaded(one: Incoming, our: Settings, options: Options, tell: Telling) -> LoadReport:
    paths = incoming.paths_of(our.store, one)
    return load(paths, our.store, our, options=options, tell=tell, waits=tell.waits_for)
