"""A month from which a ward is absent is partial, and says which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from data_access import months
from data_access.ingest.publishing.silent_wards import silent
from tests.evil.made_up import crime, crimes
from tests.loading import IN_NORTH, IN_SOUTH, Store, at, wards

FIRST = date(2023, 1, 1)
A, B, C, D = 1, 2, 3, 4
WARDS = frozenset({A, B, C, D})
Counts = dict[date, Mapping[int, int]]


def usual(**counts: int) -> Counts:
    """A year in which wards a to d have these counts every month."""
    every = dict(zip("abcd", (A, B, C, D), strict=True))
    return {month: {every[name]: n for name, n in counts.items()} for month in months.between(FIRST, date(2023, 12, 1))}


def without(counts: Counts, *gone: int) -> frozenset[int]:
    """What is said of June where ``gone`` are absent from it."""
    june = date(2023, 6, 1)
    held = {ward: n for ward, n in counts[june].items() if ward not in gone}
    return silent({**counts, june: held}, june, WARDS)


def test_a_ward_that_always_has_records_and_has_none_is_named() -> None:
    assert without(usual(a=20, b=20, c=20, d=20), B) == {B}
    assert without(usual(a=20, b=20, c=20, d=20), B, C) == {B, C}


def test_a_ward_that_may_well_have_none_is_not() -> None:
    assert without(usual(a=20, b=13, c=20, d=20), B) == frozenset(), "chance brings none of 13 twice in a million times"
    assert without(usual(a=20, b=14, c=20, d=20), B) == {B}


def test_where_most_wards_are_absent_the_month_is_counted_by_others() -> None:
    assert without(usual(a=20, b=20, c=20, d=20), A, B, C) == frozenset()


def test_too_few_months_around_say_nothing() -> None:
    short = dict(list(usual(a=20, b=20, c=20, d=20).items())[4:9])
    assert without(short, B) == frozenset()


@pytest.mark.parametrize("gone", ["2023-06", "2023-09"])
def test_a_load_in_which_a_ward_is_absent_is_partial_and_names_it(gone: str, tmp_path: Path) -> None:
    rows = []
    for month in months.between(FIRST, date(2023, 9, 1)):
        told = months.address(month)
        rows += [crime(Month=told, **at(IN_NORTH))] * 20 + ([] if told == gone else [crime(Month=told, **at(IN_SOUTH))] * 20)
    store = Store(tmp_path)
    store.load(w=wards(), all=crimes(*rows, good=0))
    states = store.states(1)
    assert [month for month, (_, reason) in states.items() if "nothing from" in reason] == [gone]
    assert states[gone][0] == "partial"
    assert str(store.sql("SELECT name FROM areas WHERE code = 5013715")[0][0]) in states[gone][1]
