"""What does this TOML file say, and what in it is missing, wrong or misspelt?

A table remembers which of its keys were read; a key nobody reads is most
likely a misspelling, and is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from data_access.errors import BadInput

T = TypeVar("T")


def opened(file: Path, *, manual: str, absent: str) -> Table:
    """The whole file as a table; ``manual`` lists its keys, ``absent`` says what to do where there is no file."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput("There is no such settings file.", file=str(file), do=absent) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        do = "correct that line; text stands in straight double quotes"
        raise BadInput(f"This is not a TOML file: {error}.", file=str(file), expected="TOML in UTF-8", do=do) from error
    return Table(file, "", values, manual=manual)


class Table:
    """One table of a file, which remembers what was read of it."""

    def __init__(self, file: Path, path: str, values: Mapping[str, object], *, manual: str) -> None:
        self.file, self.path, self.values, self.manual = file, path, values, manual
        self.read: set[str] = set()
        self.inner: dict[str, Table] = {}

    def has(self, key: str) -> bool:
        """Whether the key is there; asking makes it a known one."""
        self.read.add(key)
        return key in self.values

    def text(self, key: str, *, empty: bool = False) -> str:
        expected = "text in double quotes" + ("" if empty else ", not empty")
        return self.value(key, expected, lambda value: "" if empty and value == "" else _text(value))

    def text_or(self, key: str, otherwise: str) -> str:
        return self.text(key) if self.has(key) else otherwise

    def choice(self, key: str, among: tuple[str, ...]) -> str:
        listed = ", ".join(f"“{each}”" for each in among)
        return self.value(key, f"one of {listed}", lambda value: value if isinstance(value, str) and value in among else None)

    def area(self, key: str) -> str:
        return self.value(key, "a GSS code such as E09000023", _area)

    def number(self, key: str, least: float, most: float) -> float:
        def within(value: object) -> float | None:
            good = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
            return float(value) if good and isinstance(value, int | float) else None

        return self.value(key, f"a number from {least} to {most}", within)

    def whole(self, key: str, least: int, most: int) -> int:
        def within(value: object) -> int | None:
            return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None

        return self.value(key, f"a whole number from {least} to {most}", within)

    def yes(self, key: str) -> bool:
        """A switch that is off where it is not there."""
        good = "true, or leave it out"
        return self.has(key) and self.value(key, good, lambda value: value if isinstance(value, bool) else None)

    def day(self, key: str) -> date:
        return self.value(key, "a day such as 2024-02-28, without quotes", lambda value: value if type(value) is date else None)

    def texts(self, key: str) -> tuple[str, ...]:
        return self.value(key, "a list of texts", lambda value: _each(value, _text))

    def areas(self, key: str) -> tuple[str, ...]:
        return self.value(key, "a list of GSS codes", lambda value: _each(value, _area))

    def table(self, key: str) -> Table:
        values = self.value(key, f"a table headed [{self.path}{key}]", lambda value: value if isinstance(value, dict) else None)
        return self._inside(key, values)

    def table_or_none(self, key: str) -> Table | None:
        return self.table(key) if self.has(key) else None

    def tables(self, key: str) -> Iterator[Table]:
        expected = f"tables headed [[{self.path}{key}]], or {key} = []"
        listed = self.value(key, expected, lambda value: _each(value, lambda item: item if isinstance(item, dict) else None))
        for position, values in enumerate(listed, start=1):
            yield self._inside(f"{key}.{position}", values)

    def tables_or_none(self, key: str) -> Iterator[Table]:
        if self.has(key):
            yield from self.tables(key)

    def entries(self, key: str, expected: str, good: Callable[[object], T | None]) -> dict[str, T]:
        """A table of whatever keys, each of whose values is ``good``; none where it is not there."""
        if not self.has(key):
            return {}
        inner = self.table(key)
        return {name: inner.value(name, expected, good) for name in inner.values}

    def value(self, key: str, expected: str, good: Callable[[object], T | None]) -> T:
        self.read.add(key)
        if key not in self.values:
            raise self.bad(key, "is missing.", expected, f"add it; {self.manual} lists every key")
        value = good(self.values[key])
        if value is None:
            raise self.bad(key, f"is {self.values[key]!r}.", expected, f"correct it; {self.manual} lists every key")
        return value

    def refuse_unread(self) -> None:
        """Stop at a key nobody reads."""
        unread = sorted(set(self.values) - self.read)
        if unread:
            known = ", ".join(sorted(self.read))
            raise self.bad(unread[0], "is not a setting.", f"one of {known}", "correct its spelling, or remove it")
        for table in self.inner.values():
            table.refuse_unread()

    def bad(self, key: str, what: str, expected: str, do: str) -> BadInput:
        return BadInput(f"“{self.path}{key}” {what}", file=str(self.file), expected=expected, do=do)

    def _inside(self, key: str, values: Mapping[str, object]) -> Table:
        if key not in self.inner:
            self.inner[key] = Table(self.file, f"{self.path}{key}.", values, manual=self.manual)
        return self.inner[key]


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
