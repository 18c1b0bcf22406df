"""Where do the published files lie, and how are they asked for?

Read from ``publishers.toml``, the one file in which an address stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_access import months, strict_toml
from data_access.errors import BadInput
from data_access.strict_toml import Table

FILE = Path(__file__).with_name("publishers.toml")


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient and how polite: seconds, and tries in a row that bring nothing new."""

    timeout_s: float
    attempts: int
    first_wait_s: float
    longest_wait_s: float
    interval_s: float


@dataclass(frozen=True, slots=True)
class PoliceUk:
    """The monthly archives: each holds ``months_held`` months up to its own, an early one every month since the first."""

    months: str
    page: str
    archive: str
    months_held: int
    first_month: date
    whole_history_until: date
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of boundaries: the feature service, the question put to it, and the property that names an area."""

    file: str
    service: str
    where: str
    code: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a dataset, known by what its title says."""

    file: str
    says: tuple[str, ...]
    says_not: tuple[str, ...]

    def named(self, title: str) -> bool:
        title = title.lower()
        return all(words in title for words in self.says) and not any(words in title for words in self.says_not)


@dataclass(frozen=True, slots=True)
class Publishers:
    """Every publisher's addresses."""

    manners: Manners
    police_uk: PoliceUk
    feature_service: str
    layers: tuple[Layer, ...]
    mps_dataset: str
    mps_files: tuple[Listed, ...]


def read(file: Path = FILE) -> Publishers:
    """The addresses in ``file``; :class:`BadInput` names the first key that is missing or wrong."""
    top = strict_toml.opened(file, manual="docs/how-to/fetch-files.md", absent="correct --publishers")
    boundaries, mps = top.table("boundaries"), top.table("mps-ward")
    publishers = Publishers(
        manners=_manners(top.table("manners")),
        police_uk=_police_uk(top.table("police-uk")),
        feature_service=boundaries.text("service"),
        layers=tuple(
            Layer(_file(each), each.text("service"), each.text("where"), each.text("code"))
            for each in boundaries.tables("layers")
        ),
        mps_dataset=mps.text("dataset"),
        mps_files=tuple(Listed(_file(each), each.texts("says"), each.texts("says_not")) for each in mps.tables("files")),
    )
    top.refuse_unread()
    return publishers


def _manners(table: Table) -> Manners:
    return Manners(
        timeout_s=table.number("timeout_s", 0.1, 3600),
        attempts=table.whole("attempts", 1, 100),
        first_wait_s=table.number("first_wait_s", 0, 3600),
        longest_wait_s=table.number("longest_wait_s", 0, 86_400),
        interval_s=table.number("interval_s", 0, 3600),
    )


def _police_uk(table: Table) -> PoliceUk:
    return PoliceUk(
        months=table.text("months"),
        page=table.text("page"),
        archive=table.text("archive"),
        months_held=table.whole("months_held", 1, 1200),
        first_month=_month(table, "first_month"),
        whole_history_until=_month(table, "whole_history_until"),
        kinds=table.texts("kinds"),
    )


def _layer(table: Table) -> Layer:
    return Layer(_file(table), table.text("service"), table.text("where"), table.text("code"))


def _month(table: Table, key: str) -> date:
    text = table.text(key)
    month = months.parse(text)
    if month is None:
        raise BadInput(
            f"“{table.path}{key}” is “{text}”.", file=str(table.file), expected="a month such as 2010-12", do="correct it"
        )
    return month


def _file(table: Table) -> str:
    """A plain file name: a settings file from elsewhere must not write outside the download folder."""
    name = table.text("file")
    if name != Path(name).name or name.startswith(".") or "\\" in name or not name.isprintable():
        raise BadInput(
            f"“{table.path}file” is “{name}”.", file=str(table.file), expected="a file's name, no folder", do="correct it"
        )
    return name
