"""Every known form of a file, with a few good rows each."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache

from data_access.catalogue import FIGURES
from data_access.ingest.kinds import known_files, postcodes
from tests.evil import made_up
from tests.evil.planting import goods
from tests.house.tree import TOP
from tests.loading import IN_NORTH, IN_SOUTH, answer, wards

FIXTURES = TOP / "tests/fixtures/sources"


@dataclass(frozen=True, slots=True)
class Base:
    """One known form: a table's rows, or a document."""

    name: str
    rows: tuple[tuple[str, ...], ...] = ()
    document: object = None


@cache
def bases() -> tuple[Base, ...]:
    """Every declared layout, the API's answers, boundaries, figures, postcodes, and files that are known and not used."""
    same = (1, IN_NORTH, "Force")
    tables = [Base(good.name, (good.heading, *good.rows)) for good in goods()]
    documents = [
        Base("stops-force answer", document=[dict(made_up.SEARCH_ANSWER)] * 3),
        Base(
            "crimes-street answer",
            document=json.loads(answer(same, (2, IN_SOUTH, "BTP"), same)),
        ),
        Base("wards", document=json.loads(wards())),
        Base("borough", document=json.loads(made_up.borough())),
        Base("another answer", document=[{"url": "burglary", "name": "Burglary"}]),
    ]
    known = Base("known, not used", (next(iter(known_files.EXACT)), tuple("x" for _ in next(iter(known_files.EXACT)))))
    return (*tables, *documents, *_figures(), *_postcodes(), known)


def _figures() -> list[Base]:
    """The made-up files of every source of figures, titles and notes and all."""
    found = []
    for key in FIGURES:
        for path in sorted((FIXTURES / key).glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                found.append(Base(f"{key}, {path.stem}", tuple(tuple(row) for row in csv.reader(file))))
    return found


def _postcodes() -> list[Base]:
    row = ("SE13 6LG", "10", "537420", "174900", "E92000001", "", "", "", "E09000023", made_up.WARD)
    other = ("SE13 6LH", "90", "0", "0", "E92000001", "", "", "", "E09000023", "")
    headed = (postcodes.HEADER, (*row, "51.45", "-0.02"), (*other, "", ""))
    return [Base("postcodes", headed), Base("postcodes without a heading", (row, ("SE13 6LJ", *row[1:]), other))]
