"""What can go wrong, split by who must act.

    LionError
    ├── BadInput          somebody's file or command: file, line, field, what was expected, what to do
    │   ├── NotRecognised a file of no layout that is known: a source's file may describe it
    │   ├── NamesSomebody a file that holds something about a person: no copy of it is kept
    │   ├── LoadBusy      another load is running, or another fetch
    │   └── NotFetched    what a publisher answered cannot be used
    │       ├── NotPublished  there is nothing at that address, or not yet
    │       └── Unreachable   no answer at all: no network, a wrong name, a closed door
    ├── NoSnapshot        nothing has been loaded yet, or what was loaded cannot be read
    │   └── Damaged       there is a snapshot, and it is not what was published
    └── Fault             a mistake of ours: never shown as if it were the reader's

"No rows", "withheld" and "not supplied" are states with words of their own, not errors.
"""

from __future__ import annotations

from dataclasses import dataclass


class LionError(Exception):
    """Everything Lion raises on purpose."""


@dataclass(eq=False)  # not frozen: Python itself writes to an error that is on its way
class BadInput(LionError):
    """A file or a command that cannot be used as it is.

    ``expected`` and ``do`` are sentences for the person who supplied it.
    """

    what: str
    file: str = ""
    line: int | None = None
    field: str = ""
    expected: str = ""
    do: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}" if place else f"line {self.line}"
        if self.field:
            place += f", column “{self.field}”" if place else f"“{self.field}”"  # of a file, or of an address or a command
        parts = [f"{place}: {self.what}" if place else self.what]
        parts += [f"Expected: {self.expected}."] if self.expected else []
        parts += [f"To do: {self.do}."] if self.do else []
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)


class NotRecognised(BadInput):
    """No layout is like this file."""


class NamesSomebody(BadInput):
    """A file that holds, or is headed like, something about a person."""


class LoadBusy(BadInput):
    """Another load holds the store, or another fetch the folder; try again when it has ended."""


class NotFetched(BadInput):
    """A publisher's answer that cannot be used; nothing of it stands under a file's own name."""


class NotPublished(NotFetched):
    """There is nothing at this address, or not yet."""


class Unreachable(NotFetched):
    """A publisher who does not answer at all."""


class NoSnapshot(LionError):
    """The store holds no snapshot that can be read."""


class Damaged(NoSnapshot):
    """What is wrong with a snapshot or with the file that names it, as a sentence's beginning without its full stop."""


class Fault(LionError):
    """A mistake in the program, found by itself."""
