"""Fetch forces' monthly files out of the police's archives.

An archive is some 1.7 GB and holds every force; it is kept only until the
forces asked for are taken out of it. Each force has a folder of its own, for
a load must be told whose a stop and search file is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data_access import months
from data_access.errors import NotFetched, NotPublished, Unreachable
from data_access.fetch import checks, plan
from data_access.fetch.jobs import Errand, Report
from data_access.fetch.plan import Archive
from data_access.fetch.transfer import Fetched, Wanted, read
from data_access.fetch.unpacking import Damaged, take

FOLDER = "police-uk"
ARCHIVES = ".archives"  # hidden: whoever loads the download folder reads only what was taken out
_TRIES = 3  # the list of months may run ahead of the archives


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose files of which months; ``until`` None is the newest month there is."""

    forces: tuple[str, ...]
    since: date
    until: date | None = None
    keep_archives: bool = False


def police_uk(errand: Errand, wish: Wish) -> Report:
    """Each force's files of each month; a month that is not there yet is said, and the others come."""
    police = errand.publishers.police_uk
    newest = plan.newest_month(read(errand.asker, police.months, errand.tell), police.months)
    job = _Job(errand, wish)
    _say_unpublished(job.report, wish, newest)
    job.bring(newest, tries=_TRIES)
    if job.absent and not job.report.came and not job.report.here:
        job.report.refused.append(job.absent[0])
    return job.report


def _say_unpublished(report: Report, wish: Wish, newest: date) -> None:
    first = max(wish.since, months.shift(newest, 1))
    until = wish.until or max(wish.since, newest)
    if until >= first:
        report.notes.append(f"Not published yet: {_span(first, until)}. The newest month is {months.address(newest)}.")


@dataclass(slots=True)
class _Job:
    errand: Errand
    wish: Wish
    report: Report = field(default_factory=Report)
    absent: list[NotPublished] = field(default_factory=list)
    sums: dict[date, str] | None = None

    def bring(self, newest: date, *, tries: int) -> None:
        """Every archive that is needed, the newest first; where that one is not there yet, the one before it."""
        until = min(self.wish.until or newest, newest)
        wanted = list(months.between(self.wish.since, until))
        needed = plan.archives(wanted, newest, self.errand.publishers.police_uk, came_from=self._came_from)
        for archive in needed:
            try:
                self._take(archive)
            except NotPublished as absent:
                self.absent.append(absent)
                if archive.month == newest and tries > 1:
                    self.report.notes.append(f"The archive of {months.address(newest)} is not published yet.")
                    return self.bring(months.shift(newest, -1), tries=tries - 1)
                self.report.notes.append(f"Not to be had: {_span(archive.months[0], archive.months[-1])}. {absent}")
            except NotFetched as refused:
                self.report.refused.append(refused)
                if isinstance(refused, Unreachable):
                    break
        return self._count_here(set(wanted) - {month for archive in needed for month in archive.months})

    def _came_from(self, month: date) -> date | None:
        found = [self.errand.manifest.archive_of(force, month) for force in self.wish.forces]
        known = [archive for archive in found if archive is not None]
        return min(known) if len(known) == len(found) and not self.errand.again else None

    def _count_here(self, here: set[date]) -> None:
        taken = self.errand.manifest.taken
        self.report.here += sum(len(taken[force][months.address(month)].files) for force in self.wish.forces for month in here)

    def _take(self, archive: Archive) -> None:
        """Fetch one archive, take the forces' files out of it, and let it go."""
        manifest, police = self.errand.manifest, self.errand.publishers.police_uk
        name = f"{months.address(archive.month)}.zip"
        address = police.archive.replace("{month}", months.address(archive.month))
        path = manifest.folder / ARCHIVES / name
        self.errand.brought(Wanted(name, address, path, checks.zip_archive, self._md5(archive.month)))
        self.errand.tell(f"{name}: taking out {', '.join(self.wish.forces)}")
        try:
            came = take(
                path,
                manifest.folder / FOLDER,
                forces=self.wish.forces,
                wanted=archive.months,
                kinds=police.kinds,
                address=address,
            )
        except Damaged:
            manifest.forget(path)
            manifest.write()
            raise
        for force in self.wish.forces:
            for month in archive.months:
                self._note(force, month, archive.month, address, came.get((force, month), []))
        manifest.write()  # before the archive goes: a command stopped in between need not fetch it again
        if not self.wish.keep_archives:
            manifest.forget(path)
            manifest.write()

    def _note(self, force: str, month: date, archive: date, address: str, came: Sequence[tuple[Path, Fetched]]) -> None:
        manifest, now = self.errand.manifest, self.errand.asker.clock.now()
        for file, fetched in came:
            manifest.note(file, f"{address} › {file.parent.name}/{file.name}", fetched, now)
        manifest.note_month(force, month, archive, [file for file, _ in came])
        self.report.came += came
        if not came:
            self.report.notes.append(f"{months.address(month)}: {force} has no file in the archive of {months.address(archive)}.")

    def _md5(self, archive: date) -> str:
        """The publisher's checksum of an archive, "" where there is none to be had."""
        if self.sums is None:
            self.sums = self._checksums()
        if archive not in self.sums:
            self.report.notes.append(
                f"{months.address(archive)}.zip: no checksum is published; checked by its length and contents."
            )
        return self.sums.get(archive, "")

    def _checksums(self) -> dict[date, str]:
        page = self.errand.publishers.police_uk.page
        try:
            return plan.checksums(read(self.errand.asker, page, self.errand.tell).decode("utf-8", errors="replace"))
        except Unreachable:
            raise
        except NotFetched as error:
            self.report.notes.append(f"The publisher's checksums could not be read. {error}")
            return {}


def _span(first: date, last: date) -> str:
    return months.address(first) if first == last else f"{months.address(first)} to {months.address(last)}"
