"""What was given or asked for at the data desk, and where does it lie until it is published or discarded?

STORE/incoming/<id>/given/<name>   the files as they came, never run, never served
STORE/incoming/<id>/state.json     how far it has come, replaced whole: any process can answer
STORE/incoming/<id>/result.json    what the last dry run found
STORE/incoming/<id>/coming.part    the file that is being given
STORE/incoming/<id>/run.lock       held by whoever is at it: a browser that sends, or a run
STORE/incoming/<id>/stop           who asked that the run be stopped

Placing again and an undo are the same without files.

An id is random and long, so nobody guesses one; what is no id or no given
file's name never reaches the file system. The store's ``load.lock`` is not
held while anything waits here.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from data_access.errors import BadInput, LionError, LoadBusy
from data_access.ingest.desk import trial
from data_access.ingest.files.opening import DIVIDER
from data_access.ingest.stored import lock
from data_access.uploads import RUNNING, Incoming, Step, Trial, Work

FOLDER, GIVEN = "incoming", "given"
STATE, RESULT, LOCK, PART, STOP = "state.json", "result.json", "run.lock", "coming.part", "stop"
MOST_WAITING = 20
MOST_FILES = 50
NAME_BYTES = 200
CHUNK = 1 << 20
PATIENCE_S = 3.0  # for whoever is about to let go of an upload
MEGABYTE = 1_000_000

_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_KEPT = ("author", "step", "note", "progress", "trouble", "stale", "work", "done", "whole", "firm", "shown")
_TIMES = ("since", "began")
_UNREADABLE = "What is kept of it cannot be read: try it again, or discard it and give the files again."
_GONE = "There is no such upload here any more."
_STOPPED = {
    Step.TRYING: "The dry run was stopped before its end. Nothing was published.",
    Step.PUBLISHING: "It was stopped before its end: the history says whether readers see it.",
}


def begin(store: Path, author: str, work: Work = Work.UPLOAD, *, shown: str = "") -> Incoming:
    """A new upload without files, or another work; those that are done are put away first, and works that came to nothing."""
    for each in listed(store):
        if each.step is Step.PUBLISHED or (each.work is not Work.UPLOAD and not each.running):
            with suppress(LionError):  # somebody else puts it away
                discard(store, each.id)
    if len(listed(store)) >= MOST_WAITING:
        do = "publish or discard one of those listed"
        raise BadInput(f"{MOST_WAITING} uploads wait already.", do=do)
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    fresh = Incoming(secrets.token_hex(16), author, now, Step.COMING, work=work, shown=shown)
    folder = _folder(store, fresh.id)
    try:
        (folder / GIVEN).mkdir(parents=True, mode=0o700)
        write(store, fresh)
    except BaseException:  # no room: what no list shows, nobody could remove
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return fresh


def keep(store: Path, upload: str, name: str, stream: IO[bytes], *, size: int) -> Incoming:
    """Keep one more file, of ``size`` bytes; all of it or nothing of it."""
    good = _good_name(name)
    with held(store, upload):
        one = read(store, upload)
        _refuse_another(one, good)
        part = _folder(store, upload) / PART
        try:
            with part.open("wb") as file:
                came = _copied(stream, file, size)
            if came != size:
                raise BadInput("The file did not come whole.", file=good, do="give it again")
            part.replace(part.with_name(GIVEN) / good)
        finally:
            part.unlink(missing_ok=True)
    return read(store, upload)


def read(store: Path, upload: str, *, found: bool = True) -> Incoming:
    """One upload as it stands, with what its dry run ``found``; :class:`BadInput` where there is none of that id."""
    folder = _folder(store, upload)
    try:
        text = (folder / STATE).read_text(encoding="utf-8", errors="replace")
        paths = sorted((path for path in (folder / GIVEN).iterdir()), key=lambda path: (path.stat().st_mtime_ns, path.name))
    except (FileNotFoundError, NotADirectoryError):
        raise BadInput(_GONE, do="give the files again") from None
    names = tuple(path.name for path in paths)
    try:
        return _stands(upload, folder, names, json.loads(text), found=found)
    except (ValueError, KeyError, TypeError, AttributeError):  # cut off, or another version's: one such must not close the desk
        seen = datetime.fromtimestamp(folder.stat().st_mtime, UTC).replace(tzinfo=None, microsecond=0)
        return Incoming(upload, "", seen, Step.FAILED, names, trouble=_UNREADABLE, held=lock.is_held(folder, file=LOCK))


def _stands(upload: str, folder: Path, names: tuple[str, ...], said: Mapping[str, Any], *, found: bool) -> Incoming:
    """An upload as its state was written."""
    one = Incoming(
        upload,
        said["author"],
        datetime.fromisoformat(said["at"]),
        Step(said["step"]),
        names,
        said["note"],
        said["progress"],
        said["trouble"],
        said["stale"],
        lock.is_held(folder, file=LOCK),
        _result(folder) if found else None,
        Work(said.get("work", Work.UPLOAD)),
        _time(said, "since"),
        _time(said, "began"),
        said.get("done", 0),
        said.get("whole", 0),
        said.get("firm", False),
        said.get("shown", ""),
    )
    if one.step in RUNNING and not one.held:
        return replace(one, step=Step.STOPPED, trouble=_STOPPED[one.step])
    return one


def listed(store: Path, *, found: bool = True) -> tuple[Incoming, ...]:
    """Every upload and work that waits here, the latest first."""
    top = store / FOLDER
    ids = [path.name for path in top.iterdir() if _ID.fullmatch(path.name)] if top.is_dir() else []
    standing: list[Incoming] = []
    for upload in ids:
        with suppress(BadInput):  # discarded meanwhile, or not begun yet
            standing.append(read(store, upload, found=found))
    return tuple(sorted(standing, key=lambda one: (one.at, one.id), reverse=True))


def discard(store: Path, upload: str) -> None:
    """Remove an upload and its files; not while something is at it."""
    with held(store, upload):
        shutil.rmtree(_folder(store, upload))


def path_of(store: Path, upload: str, name: str) -> Path:
    """Where a given file lies; :class:`BadInput` for a name that was not given."""
    if name not in read(store, upload).names:
        raise BadInput("There is no such file in this upload.", do="choose one of those listed")
    return _folder(store, upload) / GIVEN / name


def paths_of(store: Path, one: Incoming) -> list[Path]:
    """Where all its files lie, in the order given."""
    return [_folder(store, one.id) / GIVEN / name for name in one.names]


def write(store: Path, one: Incoming) -> None:
    """Say how far an upload has come; only whoever holds it does."""
    kept = {name: getattr(one, name) for name in _KEPT}
    kept |= {name: time.isoformat() for name in _TIMES if (time := getattr(one, name)) is not None}
    _replace(_folder(store, one.id) / STATE, json.dumps({"at": one.at.isoformat(), **kept}))


def ask_to_stop(store: Path, upload: str, by: str) -> None:
    """Leave word for a run that it is to stop; it looks several times a second."""
    (_folder(store, upload) / STOP).write_text(by, encoding="utf-8")


def asked_to_stop(store: Path, upload: str) -> str:
    """Who asked that the run be stopped; "" where nobody has."""
    try:
        return (_folder(store, upload) / STOP).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def not_asked(store: Path, upload: str) -> None:
    """A new run begins: what was asked of the last one is forgotten."""
    (_folder(store, upload) / STOP).unlink(missing_ok=True)


def write_result(store: Path, one: Incoming) -> None:
    """Keep what a dry run found."""
    if one.result is not None:
        _replace(_folder(store, one.id) / RESULT, json.dumps(asdict(one.result)))


def remove(store: Path, one: Incoming, files: Set[str]) -> None:
    """Remove the given files of these names, and the archives that hold them."""
    for name in one.names:
        if any(file == name or file.startswith(name + DIVIDER) for file in files):
            (_folder(store, one.id) / GIVEN / name).unlink()


def forget_files(store: Path, upload: str) -> None:
    """Remove the files of an upload that was published: the snapshot holds what is needed of them."""
    for path in (_folder(store, upload) / GIVEN).iterdir():
        path.unlink()


@contextmanager
def held(store: Path, upload: str) -> Iterator[int]:
    """Be the only one at an upload; :class:`LoadBusy` where somebody is. Gives the lock's descriptor, to hand on."""
    folder = _folder(store, upload)
    if not (folder / STATE).is_file():
        raise BadInput(_GONE, do="give the files again")
    try:
        with lock.held(folder, file=LOCK, busy="Something is under way with this upload", patience_s=PATIENCE_S) as descriptor:
            yield descriptor
    except LoadBusy as busy:
        raise LoadBusy(busy.what, do="wait until it ends") from None


def _folder(store: Path, upload: str) -> Path:
    """The only way from an id to a folder."""
    if not _ID.fullmatch(upload):
        raise BadInput(_GONE, do="give the files again")
    return store / FOLDER / upload


def _good_name(name: str) -> str:
    """A plain file's name, and nothing that leads elsewhere."""
    plain = name.isprintable() and not set(name) & set("/\\:") and not name.startswith(".") and name.strip() == name
    if not name or not plain or len(name.encode("utf-8", "replace")) > NAME_BYTES:
        expected = f"letters and figures, at most {NAME_BYTES}, no slash or colon, no full stop in front"
        raise BadInput("A file’s name cannot be used.", expected=expected, do="rename the file, and give it again")
    return name


def _refuse_another(one: Incoming, name: str) -> None:
    if one.step is not Step.COMING:
        raise BadInput("This upload has been read already.", do="give further files as an upload of their own")
    if name in one.names:
        raise BadInput("Two files have one name.", file=name, do="rename one of them")
    if len(one.names) >= MOST_FILES:
        raise BadInput(f"An upload holds {MOST_FILES} files at most.", do="pack them into one zip")


def _copied(stream: IO[bytes], file: IO[bytes], size: int) -> int:
    came = 0
    while came < size and (chunk := stream.read(min(CHUNK, size - came))):
        file.write(chunk)
        came += len(chunk)
    return came


def _time(said: Mapping[str, str], name: str) -> datetime | None:
    return datetime.fromisoformat(said[name]) if said.get(name) else None


def _result(folder: Path) -> Trial | None:
    path = folder / RESULT
    return trial.from_text(path.read_text(encoding="utf-8")) if path.is_file() else None


def _replace(path: Path, text: str) -> None:
    """A whole file or the one before it, whoever reads meanwhile."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
