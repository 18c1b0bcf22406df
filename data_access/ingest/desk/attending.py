"""Who does the work at the desk? A process of its own, nice'd, so that readers' replies stay quick.

Whoever starts it hands on the upload's lock: the process holds it until it
ends, however it ends, and what holds no lock is not under way. What it does it
writes into the upload's state, so a browser may be closed meanwhile. It waits
for its turn before it loads what the work needs, so that a waiting one is small.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from data_access import settings
from data_access.ingest.desk import incoming, line, telling
from data_access.settings import Settings
from data_access.uploads import Incoming, Step

_TOP = Path(__file__).resolve().parents[3]
# No command for a person to type. It lets go of the upload as soon as the state is written, without tidying up.
_RUN = (
    "import os, sys; from data_access.ingest.desk import attending; attending.wait(sys.argv[1:]); "
    "from data_access.ingest.desk import working; working.main(sys.argv[1:]); os._exit(0)"
)
_NICE = ("nice", "-n", "10")
Change = Callable[[Incoming], Incoming]


def start(our: Settings, upload: str, step: Step, ready: Change) -> int:
    """Let a process begin, and give its id; ``ready`` refuses what cannot be done, or says how the upload stands while it is."""
    with incoming.held(our.store, upload) as descriptor:
        one = ready(incoming.read(our.store, upload))
        incoming.not_asked(our.store, upload)
        now = datetime.now(UTC).replace(tzinfo=None)
        fresh = replace(one, step=step, progress="Starting", trouble="", since=now, began=None, done=0, whole=0, firm=False)
        incoming.write(our.store, fresh)
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


def wait(arguments: Sequence[str]) -> None:
    """The process itself, at first: come back when its turn has come. What the work needs is loaded only then."""
    _, upload = arguments
    our = settings.read()
    one = incoming.read(our.store, upload, found=False)
    with telling.told(our.store, one) as tell:
        line.wait(our.store, one, tell.waits)
        tell.waits("Starting")
