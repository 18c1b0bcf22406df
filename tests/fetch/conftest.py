"""A publisher, a clock that nobody waits for, and the command aimed at both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data_access.fetch.__main__ import main
from data_access.fetch.clock import Clock
from tests.fetch.publisher import Publisher

BEGAN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    server = Publisher()
    yield server
    server.close()


@dataclass(slots=True)
class Waiting:
    """A clock that only moves when somebody sleeps; ``slept`` is what they waited, in seconds."""

    slept: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        return Clock(sleep=self.slept.append, monotonic=self._passed, now=self._now, chance=lambda: 0.0)

    def _passed(self) -> float:
        return sum(self.slept)

    def _now(self) -> datetime:
        return BEGAN + timedelta(seconds=self._passed())


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Bench:
    """A publisher, a download folder, and the command between them."""

    publisher: Publisher
    folder: Path
    waiting: Waiting
    run: Callable[..., Said]
    addresses: Path  # the settings file that names this publisher

    def disk(self) -> dict[str, bytes]:
        """Every file of the folder but the lock and the list of what was fetched."""
        found = {each.relative_to(self.folder).as_posix(): each for each in self.folder.rglob("*") if each.is_file()}
        return {name: path.read_bytes() for name, path in sorted(found.items()) if name not in {".fetch.lock", ".fetched.json"}}

    def kept(self) -> dict[str, dict[str, str]]:
        """The list of what was fetched."""
        files: dict[str, dict[str, str]] = json.loads((self.folder / ".fetched.json").read_text())["files"]
        return files

    def waits(self) -> list[float]:
        """What was waited after something went wrong; the polite second between requests apart."""
        return [each for each in self.waiting.slept if each != POLITE_S]


POLITE_S = 0.25
PATIENT_S, HASTY_S = 60.0, 2.0  # what is a silence: where nothing falls silent, the busiest machine has the time to answer
_ADDRESSES = """
[manners]
timeout_s = {silence}
attempts = 3
first_wait_s = 2.0
longest_wait_s = 60.0
interval_s = {polite}

[police-uk]
months = "{at}/months"
page = "{at}/page"
archive = "{at}/archive/{{month}}.zip"
months_held = 3
first_month = "2010-12"
whole_history_until = "2017-04"
kinds = ["street", "outcomes", "stop-and-search"]

[boundaries]
service = "{at}/{{service}}/query"

[[boundaries.layers]]
file = "wards.geojson"
service = "wards"
where = "LAD22CD = '{{borough}}'"
code = "WD22CD"

[[boundaries.layers]]
file = "neighbours.geojson"
service = "boroughs"
where = "LAD24CD IN ({{neighbours}})"
code = "LAD24CD"

[mps-ward]
dataset = "{at}/dataset"

[[mps-ward.files]]
file = "recent.csv"
says = ["ward level crime"]
says_not = ["historical"]
"""


@pytest.fixture
def bench(publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    waiting, folder, file = Waiting(), tmp_path / "downloads", tmp_path / "publishers.toml"

    def addressed(at: str, silence_s: float = PATIENT_S) -> None:
        file.write_text(_ADDRESSES.format(at=at, polite=POLITE_S, silence=silence_s), encoding="utf-8")

    def run(*arguments: str, at: str = publisher.address, silence_s: float = PATIENT_S) -> Said:
        addressed(at, silence_s)
        code = main([*arguments, "--to", str(folder), "--publishers", str(file)], clock=waiting.clock())
        return Said(code, *capsys.readouterr())

    addressed(publisher.address)
    return Bench(publisher, folder, waiting, run, file)
