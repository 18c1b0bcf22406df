"""Whose dashboard this is and where its store lies.

Two places only: ``partnership.toml`` says everything about the partnership,
the environment says where things are on this machine.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data_access import strict_toml
from data_access.errors import BadInput
from data_access.strict_toml import Table

OPEN, CLOSED = "open", "closed"
PARTNERSHIP = Path(__file__).resolve().parent.parent / "partnership.toml"


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable Lion reads: what it is for, and what holds when it is not set."""

    name: str
    purpose: str
    default: str


VARIABLES: dict[str, Variable] = {
    variable.name: variable
    for variable in (
        Variable("LION_STORE", "The folder that holds the snapshots.", "var"),
        Variable("LION_LEDGER", "Where what people write is kept, a SQLAlchemy address.", "ledger.sqlite in the store"),
        Variable("LION_UPLOAD_MB", "The largest file that the data desk takes, in megabytes.", "500"),
        Variable(
            "LION_DESK",
            "Whether whoever sits at this machine may use the data desk: open or closed. Behind a proxy on the same machine,"
            " everybody sits there: see how to deploy.",
            "open with python app.py, closed on a server started by the Procfile",
        ),
        Variable("LION_PARTNERSHIP", "Another partnership's settings file.", "partnership.toml"),
        Variable("LION_GAZETTEER", "A file or folder of place names that every load reads too.", "none"),
        Variable("LION_SOURCES", "A folder of source files besides Lion's own.", "none"),
        Variable("LION_SUPPLIERS", "A file of the suppliers that send one source together.", "data_access/ingest/suppliers.toml"),
        Variable("PORT", "The port the dashboard answers on.", "8050"),
        Variable("LION_THREADS", "Requests answered at once, on a server started by the Procfile.", "8"),
        Variable("WEB_CONCURRENCY", "Processes, on a server started by the Procfile; each opens the snapshot again.", "1"),
    )
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A borough drawn faintly around ours."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Where a map opens: its middle in degrees, and Leaflet's zoom."""

    lat: float
    lng: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When to be careful.

    ``bad_rows_percent`` refuses a file, ``few`` turns a percentage into a
    difference, ``town_centre_wards`` (GSS codes) carry a caution on rates.
    """

    bad_rows_percent: float
    few: int
    town_centre_wards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader can ask; ``email`` may be empty."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between partnerships and machines.

    ``borough`` and the neighbours' codes are ONS GSS codes, ``force`` is the
    police force's name in police.uk's files, ``store`` the snapshots' folder,
    ``ledger`` a SQLAlchemy address, "" for a file in the store, ``upload_mb``
    the largest file that the data desk takes; ``names`` are files of place
    names that every load reads too; ``desk`` is "open", "closed", or "" where
    nobody said.
    """

    name: str
    title: str
    borough: str
    force: str
    neighbours: tuple[Neighbour, ...]
    map_view: MapView
    thresholds: Thresholds
    contact: Contact
    attributions: tuple[str, ...]
    store: Path
    port: int
    ledger: str = ""
    upload_mb: int = 500
    names: tuple[Path, ...] = ()
    desk: str = ""


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this machine; :class:`BadInput` names the first key that is missing or wrong."""
    environment = os.environ if environment is None else environment
    file = Path(environment.get("LION_PARTNERSHIP") or PARTNERSHIP)
    absent = "copy partnership.toml from the project's top level, or correct LION_PARTNERSHIP"
    top = strict_toml.opened(file, manual="docs/reference/settings.md", absent=absent)
    settings = _settings(top, environment)
    top.refuse_unread()
    return settings


def _settings(top: Table, environment: Mapping[str, str]) -> Settings:
    view, limits, contact, licences = (top.table(key) for key in ("map", "thresholds", "contact", "licences"))
    return Settings(
        name=top.text("name"),
        title=top.text("title"),
        borough=top.area("borough"),
        force=top.text("force"),
        neighbours=tuple(Neighbour(each.area("code"), each.text("name")) for each in top.tables("neighbours")),
        map_view=MapView(view.number("lat", 49, 61), view.number("lng", -9, 2), view.number("zoom", 1, 19)),
        thresholds=Thresholds(
            limits.number("bad_rows_percent", 0, 100), limits.whole("few", 0, 1000), limits.areas("town_centre_wards")
        ),
        contact=Contact(contact.text("name"), contact.text("email", empty=True)),
        attributions=licences.texts("attributions"),
        store=Path(environment.get("LION_STORE") or VARIABLES["LION_STORE"].default),
        port=_whole(environment, "PORT", most=65535),
        ledger=environment.get("LION_LEDGER", ""),
        upload_mb=_whole(environment, "LION_UPLOAD_MB", most=100_000),
        names=_names(top, environment),
        desk=_desk(environment),
    )


def _names(top: Table, environment: Mapping[str, str]) -> tuple[Path, ...]:
    """The aliases that the partnership names, beside its own file; and what this machine has."""
    places, given = top.table_or_none("places"), environment.get("LION_GAZETTEER", "")
    aliases = [top.file.parent / places.text("aliases")] if places else []
    return (*aliases, *([Path(given)] if given else []))


def _desk(environment: Mapping[str, str]) -> str:
    text = environment.get("LION_DESK", "")
    if text not in {"", OPEN, CLOSED}:
        raise BadInput(f"LION_DESK is “{text}”.", expected="open or closed", do="set LION_DESK=closed, or leave it out")
    return text


def _whole(environment: Mapping[str, str], name: str, *, most: int) -> int:
    default = VARIABLES[name].default
    text = environment.get(name) or default
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= most):
        do = f"set {name}={default}, or leave it out"
        raise BadInput(f"{name} is “{text}”.", expected=f"a whole number from 1 to {most}", do=do)
    return int(text)
