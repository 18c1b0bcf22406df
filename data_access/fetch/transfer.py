"""One file, whole and checked, or nothing under its name.

A transfer that breaks goes on where it stopped, as long as the server still
has the same edition; a file that has changed is begun anew. Only a file of the
stated length, checksum and kind gets its name.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data_access.errors import NotFetched
from data_access.fetch.asking import Answer, Asker, Passing, RangeRefused
from data_access.fetch.checks import Check
from data_access.fetch.part import Edition, Part, edition_of
from data_access.fetch.patience import patiently

CHUNK = 1 << 18
_STEP = 5_000_000  # bytes between two words of progress, at least
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)", re.ASCII)
_CHANGED = "the file changed on the way"
_DO_AGAIN = "give the same command again; if it stays so, look at the address in a browser and correct publishers.toml"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file to fetch: what to call it, where it lies, where it goes, what it must be, the publisher's MD5 or ""."""

    name: str
    address: str
    file: Path
    check: Check
    md5: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the digest and size of the file as it lies on disk, and the server's marks of the edition."""

    sha256: str
    size: int
    etag: str
    modified: str


def fetch(asker: Asker, wanted: Wanted, tell: Tell) -> Fetched:
    """Fetch one file to its place; :class:`NotFetched` where it cannot be had or is not what was asked for."""
    transfer = _Transfer(asker, wanted, Part(wanted.file), tell)
    edition = patiently(transfer.attempt, wanted.address, manners=asker.manners, clock=asker.clock, tell=tell, name=wanted.name)
    try:
        sha256 = _checked(wanted, transfer.part)
    except NotFetched:
        transfer.part.discard()  # it would be no better when gone on with
        raise
    size = transfer.part.size
    transfer.part.place()
    return Fetched(sha256, size, edition.etag, edition.modified)


def read(asker: Asker, address: str, tell: Tell, *, at_most: int = 8_000_000) -> bytes:
    """A short answer, whole; it is kept nowhere."""

    def attempt() -> bytes:
        with asker.answer(address) as answer:
            body, length = b"", edition_of(address, answer.head).length
            while chunk := answer.read(CHUNK):
                body += chunk
                if len(body) > at_most:
                    raise NotFetched("The answer is far longer than it should be", file=address, do=_DO_AGAIN)
        if length is not None and len(body) != length:
            raise Passing(f"it ended after {len(body):,} of {length:,} bytes")
        return body

    return patiently(attempt, address, manners=asker.manners, clock=asker.clock, tell=tell)


@dataclass(slots=True)
class _Transfer:
    asker: Asker
    wanted: Wanted
    part: Part
    tell: Tell
    most: int = 0  # bytes of the file that were here at best

    def attempt(self) -> Edition:
        """Bring what is missing; :class:`Passing` where something still is."""
        self.most = max(self.most, self.part.size)
        edition = self.part.edition(self.wanted.address)
        try:
            with self.asker.answer(self.wanted.address, head=_going_on(edition, self.part.size)) as answer:
                edition = self._begun(answer, edition)
                self._copy(answer, edition)
            self._refuse_short(edition)
        except RangeRefused as refused:
            if edition is None or refused.whole != self.part.size:
                self.part.discard()
                raise Passing(_CHANGED) from refused
        except Passing as passing:
            passing.progressed = self.part.size > self.most
            raise
        return edition

    def _begun(self, answer: Answer, before: Edition | None) -> Edition:
        """The edition that is coming, with the half kept or begun anew as the answer asks."""
        now = edition_of(self.wanted.address, answer.head)
        if answer.status == 206:
            found = _RANGE.fullmatch(answer.head.get("Content-Range", ""))
            same = before is not None and found is not None and int(found[1]) == self.part.size
            if before is None or not same or not _same(before, now, int(found[2]) if found else None):
                self.part.discard()
                raise Passing(_CHANGED)
            self.tell(f"{self.wanted.name}: goes on at {size_words(self.part.size)}")
            return before
        if before is not None:
            self.tell(f"{self.wanted.name}: from the start; the file has changed, or its server gives no parts")
        self.part.begin(now)
        self._refuse_full_disk(now.length)
        return now

    def _copy(self, answer: Answer, edition: Edition) -> None:
        size, told = self.part.size, 0
        with self.part.path.open("ab") as file:
            while chunk := answer.read(CHUNK):
                file.write(chunk)
                size += len(chunk)
                step = size // max((edition.length or 0) // 20, _STEP)
                if step > told or size == edition.length:
                    self.tell(f"{self.wanted.name}: {_progress(size, edition.length)}")
                    told = step

    def _refuse_full_disk(self, length: int | None) -> None:
        folder = self.wanted.file.parent
        free = shutil.disk_usage(folder).free
        if length is not None and length > free:
            self.part.discard()
            what = f"{self.wanted.name} takes {size_words(length)}, and there is room for {size_words(free)}"
            raise NotFetched(what, file=str(folder), do="make room, or give another folder with --to")

    def _refuse_short(self, edition: Edition) -> None:
        size = self.part.size
        if edition.length is not None and size != edition.length:
            if size > edition.length:
                self.part.discard()
            raise Passing(f"it ended after {size:,} of {edition.length:,} bytes")


def _going_on(edition: Edition | None, size: int) -> dict[str, str]:
    return {"Range": f"bytes={size}-", "If-Range": edition.mark} if edition else {}


def _same(before: Edition, now: Edition, length: int | None) -> bool:
    return (not now.etag or now.etag == before.etag) and (before.length is None or before.length == length)


def _checked(wanted: Wanted, part: Part) -> str:
    """The digest of a file that is what was asked for."""
    problem = wanted.check(part.path)
    if problem:
        raise NotFetched(f"What came for {wanted.name} cannot be used. It is {problem}", file=wanted.address, do=_DO_AGAIN)
    with part.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        md5 = hashlib.file_digest(file, _md5).hexdigest() if wanted.md5 else ""
    if md5 != wanted.md5:
        what = f"What came for {wanted.name} is damaged: its MD5 is {md5}"
        raise NotFetched(what, file=wanted.address, expected=f"{wanted.md5}, as published", do=_DO_AGAIN)
    return sha256


def _md5() -> hashlib._Hash:
    """The publisher's own checksum: it finds damage, it is no proof against forgery."""
    return hashlib.md5(usedforsecurity=False)


def _progress(size: int, length: int | None) -> str:
    return f"{size * 100 // length} % of {size_words(length)}" if length else size_words(size)


def size_words(size: int) -> str:
    """``1.7 GB``."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} bytes"
