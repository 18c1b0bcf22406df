"""A store of three loads, and the ways in which it comes to harm."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from data_access import seals
from tests.evil.made_up import search
from tests.loading import IN_NORTH, Store, at, wards, whole_force

MONTHS = (5, 6, 7)  # of 2023: each load brings one, with as many searches in the north ward


def month(number: int) -> str:
    day = f"2023-{number:02}-10T10:00:00+00:00"
    return whole_force(*[search(Date=day, **at(IN_NORTH))] * number).replace("2023-05", f"2023-{number:02}")


def three_loads(folder: Path) -> Path:
    """May, June and July, loaded one after another; the store."""
    store = Store(folder)
    store.load(wards__geojson=wards(), may__csv=month(5))
    for number in MONTHS[1:]:
        store.load(**{f"m{number}__csv": month(number)})
    return store.path


def copied(store: Path, folder: Path) -> Path:
    return Path(shutil.copytree(store, folder / "store"))


def flipped(path: Path, at_share: float) -> None:
    """Turn one byte, that far into the file."""
    raw = bytearray(path.read_bytes())
    where = min(int(len(raw) * at_share), len(raw) - 1)
    raw[where] ^= 0xFF
    path.write_bytes(raw)


def of_another_version(path: Path, version: str = "999") -> None:
    """A whole snapshot, sealed, as a newer Lion would leave it."""
    other = Path(shutil.copy(path, path.parent.parent / "other.duckdb"))
    with duckdb.connect(str(other)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [version])
    other.replace(path)
    seals.seal(path, path)


def _cut(path: Path, keep: float) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: min(int(len(raw) * keep), len(raw) - 1)])


NEVER_WAS = "20990101T000000Z-00000000.duckdb"
ALTERED = "its bytes are not those that were published"
NOT_ONE = "the file CURRENT, which names the current snapshot, does not name one"


def _unsealed_rubbish(path: Path) -> None:
    seals.of(path).unlink()
    path.write_bytes(b"x" * 5_000)


# What is done to a snapshot's file, and what is said of it.
TO_THE_SNAPSHOT: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut in half": (lambda path: _cut(path, 0.5), "is cut short: "),
    "without its last byte": (lambda path: _cut(path, 1), "is cut short: "),
    "emptied": (lambda path: path.write_bytes(b""), "is empty"),
    "a byte of its head turned": (lambda path: flipped(path, 0.0001), ALTERED),
    "a byte of its middle turned": (lambda path: flipped(path, 0.5), ALTERED),
    "its last byte turned": (lambda path: flipped(path, 1), ALTERED),
    "longer than it was": (lambda path: path.open("ab").write(b"\0"), ALTERED),
    "another file in its place": (lambda path: path.write_bytes(b"x" * 10_000_000), ALTERED),
    "of another version": (of_another_version, "was made by another version of Lion (layout 999; this is "),
    "gone": (lambda path: path.unlink(), "is not there"),
    "its seal garbled": (lambda path: seals.of(path).write_bytes(b"\xff\x00"), "cannot be trusted: the digest beside it"),
    "unsealed, and no database": (_unsealed_rubbish, "cannot be read as a snapshot"),
}
# What is done to the pointer, and what is said of it.
TO_THE_POINTER: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "the file CURRENT, which names the current snapshot, is missing"),
    "empty": (lambda path: path.write_bytes(b""), NOT_ONE),
    "rubbish": (lambda path: path.write_bytes(bytes(range(256)) * 400), NOT_ONE),
    "leading away": (lambda path: path.write_text("../../etc/passwd"), NOT_ONE),
    "naming nothing": (lambda path: path.write_text(NEVER_WAS), "is not there"),
}
