"""How does a load say what it is doing, and how far it has come?"""

from __future__ import annotations

from typing import Protocol

FINDING, PLACING = "finding places in words", "placing records"
TRYING, WRITING = "trying it out", "writing the snapshot"
LOOKING = "looking at the snapshot before"
SWAPPING = "making it what readers see"  # after this nothing is stopped any more


class Tell(Protocol):
    """Told a stage, or the name of a file that is being read; then rows or texts done, and of how many (0: nobody knows)."""

    def __call__(self, what: str, done: int = 0, whole: int = 0, /) -> None: ...


def silent(_what: str, _done: int = 0, _whole: int = 0, /) -> None:
    """Where nobody listens."""
