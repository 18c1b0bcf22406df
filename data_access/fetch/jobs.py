"""Fetch everything that answers one wish, and say for each file what became of it.

A file that is here whole is not asked for again. One that cannot be had does
not keep the others from coming; a publisher who does not answer at all does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from data_access.errors import NotFetched, Unreachable
from data_access.fetch import checks, plan
from data_access.fetch.asking import Asker, refuse_address
from data_access.fetch.manifest import Manifest
from data_access.fetch.publishers import Publishers
from data_access.fetch.transfer import Fetched, Tell, Wanted, fetch, read
from data_access.settings import Settings


@dataclass(slots=True)
class Report:
    """What became of a wish: files that came, how many were here, what was said, what could not be had."""

    came: list[tuple[Path, Fetched]] = field(default_factory=list)
    here: int = 0
    notes: list[str] = field(default_factory=list)
    refused: list[NotFetched] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.refused

    @property
    def cut_off(self) -> bool:
        """Whether a publisher does not answer at all: then the next file is not tried."""
        return any(isinstance(each, Unreachable) for each in self.refused)


@dataclass(frozen=True, slots=True)
class Errand:
    """Everything a job needs: whom to ask and how, where to put it, and whose dashboard it is for."""

    asker: Asker
    publishers: Publishers
    ours: Settings
    manifest: Manifest
    tell: Tell
    again: bool = False

    def brought(self, wanted: Wanted) -> Fetched | None:
        """Fetch one file to its place; None where it is there already, whole."""
        if not self.again and self.manifest.holds(wanted.file, wanted.address):
            return None
        came = fetch(self.asker, wanted, self.tell)
        self.manifest.note(wanted.file, wanted.address, came, self.asker.clock.now())
        self.manifest.write()
        return came

    def bring(self, wanted: Wanted, report: Report) -> None:
        """Fetch one file to its place, and say what became of it."""
        came = self.brought(wanted)
        if came is None:
            report.here += 1
        else:
            report.came.append((wanted.file, came))


def boundaries(errand: Errand) -> Report:
    """The outlines of the borough, its wards and small areas, and its neighbours."""
    report, folder = Report(), errand.manifest.folder / "boundaries"
    for layer in errand.publishers.layers:
        address = plan.layer_address(errand.publishers.feature_service, layer, errand.ours)
        if address and not report.cut_off:
            wanted = Wanted(layer.file, address, folder / layer.file, checks.areas(layer.code))
            with refusals(report):
                errand.bring(wanted, report)
    return report


def mps_ward(errand: Errand) -> Report:
    """Recorded crime by ward: the newest edition of each file."""
    report, folder = Report(), errand.manifest.folder / "mps-ward"
    dataset = errand.publishers.mps_dataset
    answer = read(errand.asker, dataset, errand.tell)
    for listed in errand.publishers.mps_files:
        with refusals(report):
            address = urljoin(dataset, plan.listed_address(answer, listed, dataset))
            refuse_address(address, first=dataset)
            if not report.cut_off:
                errand.bring(Wanted(listed.file, address, folder / listed.file, checks.csv_table), report)
    return report


@contextmanager
def refusals(report: Report) -> Iterator[None]:
    """Note why one file cannot be had, so that the next is tried."""
    try:
        yield
    except NotFetched as refused:
        report.refused.append(refused)
