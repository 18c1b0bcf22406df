"""How does a run say how far it has come, and how is it stopped?

What it does stands in its state, so that any page can show it. A thread of its
own looks whether somebody asked for a stop: then the process ends at once,
wherever it is, as the system would end it. That is safe at any moment, since
what was not made current is swept by the next load; but once readers are about
to see it, it runs to its end.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from data_access.errors import BadInput
from data_access.ingest.desk import incoming, line
from data_access.ingest.files.stages import FINDING, LOOKING, PLACING, SWAPPING, TRYING, WRITING
from data_access.ingest.stored.lock import Holder
from data_access.uploads import Incoming, Step, Work

_WORDS = {
    FINDING: "Finding places in words",
    PLACING: "Placing records",
    TRYING: "Building the snapshot, to see what it would hold",
    WRITING: "Writing the snapshot",
    LOOKING: "Looking at the snapshot before",
    SWAPPING: "Readers are about to see it",
}
_TELLS_EACH_S = 0.3
_LOOKS_EACH_S = 0.2


class Telling:
    """Writes down what is being done, a few times a second."""

    def __init__(self, store: Path, one: Incoming) -> None:
        self.store, self.one, self.next = store, one, 0.0
        self.gate = threading.Lock()  # whoever holds it writes the state

    def __call__(self, what: str, done: int = 0, whole: int = 0, /) -> None:
        words = _WORDS.get(what, f"Reading {what}")
        began = self.one.began or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        self._write(replace(self.one, progress=words, done=done, whole=whole, began=began, firm=what == SWAPPING))

    def waits(self, words: str) -> None:
        self._write(replace(self.one, progress=words))

    def waits_for(self, holder: Holder) -> None:
        """Another load, on the command line perhaps, has the store."""
        self.waits(line.words_for(holder))

    def _write(self, one: Incoming) -> None:
        now = time.monotonic()
        with self.gate:
            changed = one.progress != self.one.progress
            self.one = one
            if changed or now >= self.next:
                self.next = now + _TELLS_EACH_S
                incoming.write(self.store, one)

    def end(self, one: Incoming) -> None:
        """How it stands when all is done."""
        with self.gate:
            incoming.write(self.store, one)

    def stop(self, by: str) -> None:
        """End the process, unless readers are about to see what it did."""
        with self.gate:
            if not self.one.firm:
                incoming.write(self.store, stopped(self.one, by))
                os._exit(0)


def stopped(one: Incoming, by: str) -> Incoming:
    """How a work stands that somebody stopped."""
    published = one.step is Step.PUBLISHING and one.work is Work.UPLOAD
    step = Step.TRIED if published else Step.FAILED
    return replace(one, step=step, progress="", trouble=f"Stopped{f' by {by}' if by else ''}. Nothing was published.")


@contextmanager
def told(store: Path, one: Incoming) -> Iterator[Telling]:
    """Tell of a run, and look out for whoever stops it, until it ends."""
    telling, over = Telling(store, one), threading.Event()

    def look() -> None:
        while not over.wait(_LOOKS_EACH_S):
            if by := incoming.asked_to_stop(store, one.id):
                telling.stop(by)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield telling
    finally:
        over.set()
        thread.join()


def refuse_firm(one: Incoming) -> None:
    """Nothing that does not run is stopped, and nothing that readers are about to see."""
    if not one.running:
        raise BadInput("There was nothing to stop.", do="look at what it says now")
    if one.firm:
        raise BadInput("It cannot be stopped any more: readers are about to see it.", do="wait until it ends, and undo it")
