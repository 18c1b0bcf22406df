"""What may whoever is at the desk ask of an upload?

Anything may have been sent: what is asked is checked here, each time, and
refused in words. Who may ask at all is decided before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import IO

from data_access import ledger
from data_access.errors import BadInput, LionError
from data_access.ingest.arriving import corrections
from data_access.ingest.arriving.corrections import Cells
from data_access.ingest.desk import attending, incoming, telling
from data_access.ingest.files.opening import DIVIDER
from data_access.ingest.loading.undo import refuse_unseen
from data_access.ingest.stored.store import ENGINE_FAULTS
from data_access.ledger.tables import NOTE_LENGTH
from data_access.settings import Settings
from data_access.uploads import Incoming, Reason, Step, Work
from data_access.wording import listed

Asked = Mapping[str, object]
_DIGITS = 9  # of a line number
_TRIABLE = {Step.COMING, Step.TRIED, Step.FAILED, Step.STOPPED, Step.TRYING, Step.PUBLISHING}


@dataclass(frozen=True, slots=True)
class Gift:
    """One file on its way: to which upload ("" for a new one), its name and size, by whom, and whether it is the last."""

    to: str
    name: str
    by: str
    size: int
    last: bool


def receive(gift: Gift, stream: IO[bytes], our: Settings) -> str:
    """Keep a file that is given; the upload's id. The last one begins the dry run."""
    upload = gift.to or incoming.begin(our.store, ledger.author_named(gift.by) if gift.by.strip() else "").id
    try:
        incoming.keep(our.store, upload, gift.name, stream, size=gift.size)
    except BaseException:  # also a browser that goes away
        if not gift.to:  # nothing else is in it
            incoming.discard(our.store, upload)
        raise
    if gift.last:
        attending.start(our, upload, Step.TRYING, _ready_to_try)
    return upload


def act(asked: object, by: object, our: Settings) -> str | None:
    """Do what is asked of an upload, for ``by``; what to say of it, done or refused. None where nothing is asked.

    What has begun says so itself, on the page: then there is nothing to say.
    """
    if not isinstance(asked, Mapping) or not isinstance(asked.get("act"), str):
        return None
    deed = _DEEDS.get(asked["act"])
    try:
        return deed(asked, by if isinstance(by, str) else "", our) if deed else None
    except LionError as fault:
        return str(fault)
    except (OSError, *ENGINE_FAULTS):
        return "Nothing was done: the store or its ledger could not be written."


def _try(asked: Asked, _by: str, our: Settings) -> str:
    attending.start(our, _text(asked, "id"), Step.TRYING, _ready_to_try)
    return ""


def _ready_to_try(one: Incoming) -> Incoming:
    if one.step not in _TRIABLE or not one.names:
        raise BadInput("There is nothing to try out.", do="give files")
    return one


def _publish(asked: Asked, by: str, our: Settings) -> str:
    author, note = _author(by), _note(asked)

    def ready(one: Incoming) -> Incoming:
        if one.result is None or one.step is not Step.TRIED or one.stale or not one.result.changes:
            raise BadInput("Nothing was published.", do="try it out, and look at what it would change")
        if one.result.hollow:
            raise BadInput("Nothing was published: every row is set aside.", do="correct the rows, or give the file again")
        if one.result.before != asked.get("before"):
            raise BadInput("Another dry run has been made since you looked: nothing was published.", do="look again, and decide")
        if one.result.doubtful and asked.get("accept") != "yes":
            raise BadInput("Nothing was published.", expected="the tick that says you have seen what is left out", do="set it")
        return replace(one, author=author, note=note)

    attending.start(our, _text(asked, "id"), Step.PUBLISHING, ready)
    return ""


def _stop(asked: Asked, by: str, our: Settings) -> str:
    one = incoming.read(our.store, _text(asked, "id"), found=False)
    telling.refuse_firm(one)
    incoming.ask_to_stop(our.store, one.id, ledger.author_named(by) if by.strip() else "somebody here")
    return "It is being stopped. What readers see is as it was."


def _place(_asked: Asked, by: str, our: Settings) -> str:
    author = _author(by)
    if any(one.running and one.work is Work.PLACE for one in incoming.listed(our.store, found=False)):
        raise BadInput("The texts are being placed again already.", do="wait until it ends")
    _begin(our, incoming.begin(our.store, author, Work.PLACE))
    return ""


def _undo(asked: Asked, by: str, our: Settings) -> str:
    """``shown`` is the snapshot that whoever asks is looking at; another one is not taken back in its stead."""
    author, shown = _author(by), _text(asked, "shown")
    if not shown:
        raise BadInput("Nothing was undone.", do="look at what is loaded now, and decide again")
    refuse_unseen(our.store, shown)
    _begin(our, incoming.begin(our.store, author, Work.UNDO, shown=shown))
    return ""


def placing(our: Settings) -> Incoming | None:
    """The work of placing again that is under way, else the latest that has ended; None where there is none."""
    return next((one for one in incoming.listed(our.store, found=False) if one.work is Work.PLACE), None)


def _begin(our: Settings, fresh: Incoming) -> None:
    attending.start(our, fresh.id, Step.PUBLISHING, lambda one: one)


def _discard(asked: Asked, _by: str, our: Settings) -> str:
    one = incoming.read(our.store, _text(asked, "id"), found=False)
    incoming.discard(our.store, one.id)
    return f"{listed(one.names) or 'The work'} removed. What readers see is as it was."


def _correct(asked: Asked, by: str, our: Settings) -> str:
    author, note, upload = _author(by), _note(asked), _text(asked, "id")
    with incoming.held(our.store, upload):
        one = incoming.read(our.store, upload)
        reason, lines = _wrong(one, asked)
        given = reason.file if reason.file in one.names else reason.file.partition(DIVIDER)[0]
        path = incoming.path_of(our.store, upload, given)
        value = asked.get("value")
        cells = Cells(path, reason.file, reason.sha256, lines, reason.column, value if isinstance(value, str) else "\0")
        corrections.correct(cells, author, note, our.store, our)
        incoming.write(our.store, replace(one, stale=True))
    where, count = (f"Line {lines[0]}", "the row counts") if len(lines) == 1 else (f"{len(lines)} lines", "the rows count")
    return f"{where}, {reason.column}: corrected. Load again with corrections, and {count}."


def _wrong(one: Incoming, asked: Asked) -> tuple[Reason, tuple[int, ...]]:
    """The row that is meant, one that the last dry run set aside and listed; with ``alike``, all listed that say the same."""
    number = _number(asked.get("line"))
    reasons = one.result.reasons if one.result and one.step is Step.TRIED else ()
    for reason in reasons:
        named = (reason.file, reason.column) == (asked.get("file"), asked.get("column"))
        row = next((row for row in reason.shown if row.line == number), None)
        if named and reason.correctable and row is not None:
            alike = asked.get("alike") == "yes" and row.value
            return reason, tuple(each.line for each in reason.shown if each.value == row.value) if alike else (number,)
    raise BadInput("There is no such row to correct.", do="choose one of those listed")


def _number(line: object) -> int:
    return int(line) if isinstance(line, str) and line.isascii() and line.isdigit() and len(line) <= _DIGITS else 0


def _text(asked: Asked, key: str) -> str:
    value = asked.get(key)
    return value if isinstance(value, str) else ""


def _author(by: str) -> str:
    if not by.strip():
        raise BadInput("Nothing was done.", expected="your name, for the history", do="give it above, and try again")
    return ledger.author_named(by)


def _note(asked: Asked) -> str:
    note = " ".join(_text(asked, "note").split())
    if len(note) > NOTE_LENGTH or not note.isprintable():
        raise BadInput("Nothing was done.", expected=f"a note of at most {NOTE_LENGTH} letters", do="shorten it")
    return note


_DEEDS = {
    "try": _try,
    "publish": _publish,
    "discard": _discard,
    "correct": _correct,
    "stop": _stop,
    "place": _place,
    "undo": _undo,
}
