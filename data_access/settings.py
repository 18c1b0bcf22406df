"""Whose dashboard this is and where its store lies.

Two places only: ``partnership.toml`` says everything about the partnership,
the environment says where things are on this machine.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from data_access.errors import BadInput

PARTNERSHIP = Path(__file__).resolve().parent.parent / "partnership.toml"

T = TypeVar("T")


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
        Variable("LION_PARTNERSHIP", "Another partnership's settings file.", "partnership.toml"),
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
    police force's name in police.uk's files, ``store`` the snapshots' folder.
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


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this machine; :class:`BadInput` names the first key that is missing or wrong."""
    environment = os.environ if environment is None else environment
    file = Path(environment.get("LION_PARTNERSHIP") or PARTNERSHIP)
    top = Table(file, "", toml(file))
    settings = _settings(top, Path(environment.get("LION_STORE") or VARIABLES["LION_STORE"].default), _port(environment))
    top.refuse_unread()
    return settings


def _settings(top: Table, store: Path, port: int) -> Settings:
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
        store=store,
        port=port,
    )


_DO_COPY = "copy partnership.toml from the project's top level, or correct LION_PARTNERSHIP"


def toml(file: Path, *, do: str = _DO_COPY) -> dict[str, object]:
    """What a settings file says; :class:`BadInput` where there is none, or where it is not TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput("There is no such settings file.", file=str(file), do=do) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        do = "correct that line; text stands in straight double quotes"
        raise BadInput(f"This is not a TOML file: {error}.", file=str(file), expected="TOML in UTF-8", do=do) from error


def _port(environment: Mapping[str, str]) -> int:
    text = environment.get("PORT") or VARIABLES["PORT"].default
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise BadInput(f"PORT is “{text}”.", expected="a whole number from 1 to 65535", do="set PORT=8050, or leave it out")
    return int(text)


class Table:
    """One table of the settings file, which remembers what was read of it."""

    def __init__(self, file: Path, path: str, values: Mapping[str, object]) -> None:
        self.file, self.path, self.values = file, path, values
        self.read: set[str] = set()
        self.inner: list[Table] = []

    def text(self, key: str, *, empty: bool = False) -> str:
        expected = "text in double quotes" + ("" if empty else ", not empty")
        return self._value(key, expected, lambda value: "" if empty and value == "" else _text(value))

    def area(self, key: str) -> str:
        return self._value(key, "a GSS code such as E09000023", _area)

    def number(self, key: str, least: float, most: float) -> float:
        def within(value: object) -> float | None:
            good = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
            return float(value) if good and isinstance(value, int | float) else None

        return self._value(key, f"a number from {least} to {most}", within)

    def whole(self, key: str, least: int, most: int) -> int:
        def within(value: object) -> int | None:
            return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None

        return self._value(key, f"a whole number from {least} to {most}", within)

    def texts(self, key: str) -> tuple[str, ...]:
        return self._value(key, "a list of texts", lambda value: _each(value, _text))

    def areas(self, key: str) -> tuple[str, ...]:
        return self._value(key, "a list of GSS codes", lambda value: _each(value, _area))

    def table(self, key: str) -> Table:
        values = self._value(key, f"a table headed [{key}]", lambda value: value if isinstance(value, dict) else None)
        self.inner.append(Table(self.file, f"{self.path}{key}.", values))
        return self.inner[-1]

    def tables(self, key: str) -> Iterator[Table]:
        listed = self._value(
            key,
            f"tables headed [[{key}]], or {key} = []",
            lambda value: _each(value, lambda item: item if isinstance(item, dict) else None),
        )
        for position, values in enumerate(listed, start=1):
            self.inner.append(Table(self.file, f"{self.path}{key}.{position}.", values))
            yield self.inner[-1]

    def refuse_unread(self) -> None:
        """Stop at a key nobody reads: it is most likely a misspelling."""
        unread = sorted(set(self.values) - self.read)
        if unread:
            known = ", ".join(sorted(self.read))
            raise self._bad(unread[0], "is not a setting.", f"one of {known}", "correct its spelling, or remove it")
        for table in self.inner:
            table.refuse_unread()

    def _value(self, key: str, expected: str, good: Callable[[object], T | None]) -> T:
        self.read.add(key)
        if key not in self.values:
            raise self._bad(key, "is missing.", expected, "add it; docs/reference/settings.md lists every key")
        value = good(self.values[key])
        if value is None:
            raise self._bad(key, f"is {self.values[key]!r}.", expected, "correct it; docs/reference/settings.md lists every key")
        return value

    def _bad(self, key: str, what: str, expected: str, do: str) -> BadInput:
        return BadInput(f"“{self.path}{key}” {what}", file=str(self.file), expected=expected, do=do)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _area(value: object) -> str | None:
    good = isinstance(value, str) and len(value) == 9 and value[0] in "EWSN" and value[1:].isascii() and value[1:].isdigit()
    return value if good and isinstance(value, str) else None


def _each(value: object, good: Callable[[object], T | None]) -> tuple[T, ...] | None:
    if not isinstance(value, list):
        return None
    read = [good(item) for item in value]
    return tuple(item for item in read if item is not None) if None not in read else None
