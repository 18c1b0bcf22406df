"""Who does the work on an upload? A process of its own, nice'd, so that readers' replies stay quick.

Whoever starts it hands on the upload's lock: the process holds it until it
ends, however it ends, and what holds no lock is not under way. What it does it
writes into the upload's state, so a browser may be closed meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from data_access import settings
from data_access.errors import BadInput, LionError
from data_access.ingest.desk import incoming
from data_access.ingest.desk.trial import trial_of
from data_access.ingest.loading import recording
from data_access.ingest.loading.load import LoadReport, Options, load
from data_access.ingest.stored.store import ENGINE_FAULTS
from data_access.settings import Settings
from data_access.uploads import Incoming, Step

_TOP = Path(__file__).resolve().parents[3]
# No command for a person to type. It lets go of the upload as soon as the state is written, without tidying up.
_RUN = "import os, sys; from data_access.ingest.desk.attending import main; main(sys.argv[1:]); os._exit(0)"
_NICE = ("nice", "-n", "10")
_WORDS = {
    "placing records": "Placing records",
    "trying it out": "Building the snapshot, to see what it would hold",
    "writing the snapshot": "Writing the snapshot",
}
_TELLS_EACH_S = 0.3
Change = Callable[[Incoming], Incoming]


def start(our: Settings, upload: str, step: Step, ready: Change) -> int:
    """Let a process begin, and give its id; ``ready`` refuses what cannot be done, or says how the upload stands while it is."""
    with incoming.held(our.store, upload) as descriptor:
        one = ready(incoming.read(our.store, upload))
        incoming.write(our.store, replace(one, step=step, progress="Starting", trouble=""))
        try:
            process = _begun(our, upload, step, descriptor)
        except OSError as fault:
            incoming.write(our.store, replace(one, step=Step.FAILED, trouble=f"It could not be started: {fault.strerror}."))
            return 0
    threading.Thread(target=process.wait, daemon=True).start()  # so that nothing of it stays when it has ended
    return process.pid


def _begun(our: Settings, upload: str, step: Step, descriptor: int) -> subprocess.Popen[bytes]:
    command = [*_NICE, sys.executable, "-c", _RUN, step, upload]
    told = {**os.environ, "LION_STORE": str(our.store.resolve()), "LION_LEDGER": our.ledger}
    return subprocess.Popen(
        command,
        cwd=_TOP,
        env=told,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        start_new_session=True,  # a server that is stopped does not stop a load halfway
    )


def main(arguments: Sequence[str]) -> None:
    """The process itself: one upload, tried out or published."""
    step, upload = arguments
    our = settings.read()
    one = incoming.read(our.store, upload)
    work = {Step.TRYING: _try_out, Step.PUBLISHING: _publish}[Step(step)]
    try:
        done = work(one, our)
    except LionError as fault:
        done = _came_to_nothing(one, str(fault))
    except (OSError, *ENGINE_FAULTS) as fault:
        cause = str(getattr(fault, "orig", fault)).partition("\n")[0]
        done = _came_to_nothing(one, f"The store could not be written, and is as it was: {cause}.")
    incoming.write(our.store, done)


def _came_to_nothing(one: Incoming, why: str) -> Incoming:
    """What was found by a dry run stays found where publishing fails; whether it still holds is seen by another."""
    published = one.step is Step.PUBLISHING
    return replace(one, step=Step.TRIED if published else Step.FAILED, stale=one.stale or published, progress="", trouble=why)


def _try_out(one: Incoming, our: Settings) -> Incoming:
    options = Options(dry_run=True, skip_bad_files=True, accept_bad_rows=True, plain_names=True, reread=True)
    found = trial_of(_loaded(one, our, options))
    tried = replace(one, step=Step.TRIED, progress="", stale=False, result=found)
    incoming.write_result(our.store, tried)
    incoming.remove(our.store, one, {each.file for each in found.refused if each.removed})
    return tried


def _publish(one: Incoming, our: Settings) -> Incoming:
    """Publish what the dry run found, and nothing else: onto the same snapshot, leaving out the same files."""
    found = one.result
    if found is None:
        raise BadInput("Nothing was tried out.", do="try it out first")
    skip, accept = bool(found.refused), bool(found.over)
    options = Options(skip_bad_files=skip, accept_bad_rows=accept, plain_names=True, onto=found.before)
    report = _loaded(one, our, options)
    if not report.ok:
        raise report.refused[0]
    if not report.snapshot:
        raise BadInput("There was nothing new in it: readers see the same as before.")
    trouble = recording.loaded(report, one.author, our.store, our, note=one.note)
    incoming.forget_files(our.store, one.id)
    return replace(one, step=Step.PUBLISHED, progress=report.snapshot, trouble=trouble)


def _loaded(one: Incoming, our: Settings, options: Options) -> LoadReport:
    return load(incoming.paths_of(our.store, one), our.store, our, options=options, tell=_Telling(one, our))


class _Telling:
    """Writes down what is being done, a few times a second."""

    def __init__(self, one: Incoming, our: Settings) -> None:
        self.one, self.our, self.next = one, our, 0.0

    def __call__(self, what: str) -> None:
        now = time.monotonic()
        if what in _WORDS or now >= self.next:
            self.next = now + _TELLS_EACH_S
            incoming.write(self.our.store, replace(self.one, progress=_WORDS.get(what, f"Reading {what}")))
