"""How much of a file is here already, and of which edition?

The half that has come lies beside the file's place under a hidden name
(``.NAME.part``), with a note of what it is half of; a folder that is loaded
meanwhile does not see either.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Edition:
    """Which file a server gave: its address, what tells one edition from the next, and its length in bytes."""

    address: str
    etag: str
    modified: str
    length: int | None

    @property
    def mark(self) -> str:
        """What a request to go on must name (If-Range); "" where nothing would tell a changed file."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


@dataclass(frozen=True, slots=True)
class Part:
    """The half beside ``file``."""

    file: Path

    @property
    def path(self) -> Path:
        return self.file.with_name(f".{self.file.name}.part")

    @property
    def note(self) -> Path:
        return self.file.with_name(f".{self.file.name}.part.json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def edition(self, address: str) -> Edition | None:
        """What the half is half of; None where there is none, or none that can be gone on with."""
        try:
            noted = json.loads(self.note.read_text(encoding="utf-8"))
            edition = Edition(noted["address"], noted["etag"], noted["modified"], noted["length"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return edition if edition.address == address and edition.mark and self.size else None

    def begin(self, edition: Edition) -> None:
        """Forget what was here, and note what comes."""
        self.discard()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.note.write_text(json.dumps(asdict(edition)), encoding="utf-8")
        self.path.touch()

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def place(self) -> None:
        """Give the whole file its own name, at once and for good."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self.file)
        self.note.unlink(missing_ok=True)
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def edition_of(address: str, head: Mapping[str, str]) -> Edition:
    """The edition an answer's head speaks of."""
    length = head.get("Content-Length", "")
    whole = int(length) if length.isascii() and length.isdigit() else None
    return Edition(address, head.get("ETag", ""), head.get("Last-Modified", ""), whole)
