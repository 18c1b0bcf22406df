"""What was fetched into this folder: from where, when, and with which SHA-256?

Kept in ``.fetched.json``, hidden so that loading the folder does not read it.
A file whose bytes are no longer those that were fetched counts as not here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path

from data_access import months
from data_access.errors import BadInput
from data_access.fetch.transfer import Fetched

NAME = ".fetched.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that was fetched: where from, its digest and bytes, the server's marks, and when."""

    address: str
    sha256: str
    size: int
    etag: str
    modified: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One force's month: from which monthly archive, and the files that came (none where the force gave none)."""

    archive: str
    files: tuple[str, ...]


@dataclass(slots=True)
class Manifest:
    """A download folder and what is known of its files, by their path in it."""

    folder: Path
    files: dict[str, Entry] = field(default_factory=dict)
    taken: dict[str, dict[str, Taken]] = field(default_factory=dict)  # force → month → what came

    def note(self, file: Path, address: str, came: Fetched, now: datetime) -> None:
        entry = Entry(address, came.sha256, came.size, came.etag, came.modified, f"{now:%Y-%m-%dT%H:%M:%SZ}")
        self.files[file.relative_to(self.folder).as_posix()] = entry

    def note_month(self, force: str, month: date, archive: date, files: Iterable[Path]) -> None:
        names = tuple(sorted(file.relative_to(self.folder).as_posix() for file in files))
        self.taken.setdefault(force, {})[months.address(month)] = Taken(months.address(archive), names)

    def forget(self, file: Path) -> None:
        """Remove a file that has served."""
        file.unlink(missing_ok=True)
        self.files.pop(file.relative_to(self.folder).as_posix(), None)

    def holds(self, file: Path, address: str) -> bool:
        """Whether ``file`` lies here, whole, as fetched from ``address``."""
        name = file.relative_to(self.folder).as_posix()
        return name in self.files and self.files[name].address == address and self._whole(name)

    def archive_of(self, force: str, month: date) -> date | None:
        """The archive this force's month came from; None where it never came or is no longer whole."""
        taken = self.taken.get(force, {}).get(months.address(month))
        if taken is None or not all(self._whole(name) for name in taken.files):
            return None
        return months.parse(taken.archive)

    def _whole(self, name: str) -> bool:
        path, entry = self.folder / name, self.files.get(name)
        if entry is None or not path.is_file() or path.stat().st_size != entry.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256

    def write(self) -> None:
        """Keep it, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = {"files": {k: asdict(v) for k, v in self.files.items()}, "taken": _plain(self.taken)}
        fresh = self.folder / f"{NAME}.new"
        fresh.write_text(json.dumps(text, indent=1, sort_keys=True), encoding="utf-8")
        fresh.replace(self.folder / NAME)


def _plain(taken: dict[str, dict[str, Taken]]) -> dict[str, dict[str, object]]:
    return {force: {month: asdict(each) for month, each in by_month.items()} for force, by_month in taken.items()}


def read(folder: Path) -> Manifest:
    """The folder's manifest, empty where nothing was fetched yet."""
    path = folder / NAME
    if not path.exists():
        return Manifest(folder)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        files = {name: Entry(**entry) for name, entry in kept["files"].items()}
        taken = {
            force: {month: Taken(each["archive"], tuple(each["files"])) for month, each in by_month.items()}
            for force, by_month in kept["taken"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        do = f"delete {NAME}; the next fetch then brings its files again"
        raise BadInput("The list of what was fetched cannot be read", file=str(path), do=do) from error
    return Manifest(folder, files, taken)
