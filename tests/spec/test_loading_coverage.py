"""What a store says it covers, and what it is never mixed with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_access import snapshot
from data_access.errors import BadInput, NoSnapshot
from data_access.ingest.loading.load import Options, load
from tests.evil.made_up import crime, crimes, search, searches
from tests.loading import (
    IN_NORTH,
    OURS,
    Store,
    answer,
    wards,
)

CRIME, SEARCH = 1, 2


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_one_crime_type_only_is_partial_and_loses_to_every_type(store: Store) -> None:
    store.load(burglary=crimes(good=60), w=wards())
    assert store.states(CRIME)["2023-05"][1].startswith("burglary only; ")
    assert store.sql("SELECT types FROM coverage") == [("burglary",)]
    store.load(every=crimes(crime(Crime_type="Drugs"), good=9))
    assert store.count() == 9 + 1


def test_files_of_different_crime_types_stand_side_by_side(store: Store) -> None:
    drugs = crimes(*[crime(Crime_type="Drugs")] * 70, good=0)
    store.load(a=crimes(good=60), b=drugs, w=wards())
    assert store.count() == 60 + 70
    assert store.sql("SELECT types FROM coverage") == [("burglary,drugs",)]


def test_answers_for_some_wards_only_are_partial(store: Store) -> None:
    store.load(north=answer((1, IN_NORTH, "Force")), w=wards())
    assert store.states(CRIME)["2023-05"] == ("partial", "answers for some wards only")


def test_scope_that_is_told_makes_an_extract_whole(store: Store) -> None:
    extract = crimes(crime(Crime_type="Drugs"), good=3)
    store.load(a=extract, w=wards())
    assert store.states(CRIME)["2023-05"][0] == "partial"
    store.load(Options(scope="E09000023"), a=extract)
    assert store.states(CRIME)["2023-05"] == ("complete", "")
    assert store.count() == 4


def test_scope_that_is_told_holds_for_ward_answers_too(store: Store) -> None:
    store.load(Options(scope="E09000023"), north=answer((1, IN_NORTH, "Force")), w=wards())
    assert store.states(CRIME)["2023-05"] == ("complete", "")


def test_real_data_replaces_the_demonstration_and_is_never_mixed_with_it(store: Store) -> None:
    store.load(Options(demonstration=True), a=searches(good=9), w=wards())
    assert store.sql("SELECT value FROM meta WHERE key = 'demonstration'") == [("yes",)]
    store.load(b=searches(search(Gender="Female"), good=2))
    assert store.count() == 3
    assert store.sql("SELECT value FROM meta WHERE key = 'demonstration'") == [("no",)]
    assert store.sql("SELECT count(*) FROM areas") == [(0,)]


def test_a_store_is_of_one_borough_only(store: Store) -> None:
    store.load(a=searches())
    elsewhere = replace(OURS, borough="E09000007")
    with pytest.raises(BadInput, match="The store is of E09000023"):
        load([store.folder / "load1"], store.path, elsewhere)


def test_a_snapshot_that_cannot_be_read_is_said_and_left_alone(store: Store) -> None:
    store.load(a=searches())
    current = snapshot.current(store.path)
    current.write_bytes(b"not a database")
    with pytest.raises(NoSnapshot, match="Nothing was loaded: .* is cut short: .* load every file again into a new --store"):
        store.load(b=searches(good=2))
    assert current.read_bytes() == b"not a database"


def test_another_forces_file_is_counted_but_the_month_stays_missing(store: Store) -> None:
    surrey = {"Reported_by": "Surrey Police", "Falls_within": "Surrey Police"}
    store.load(a=crimes(*[crime(**surrey)] * 3, good=0), w=wards())
    assert store.count() == 3
    assert store.states(CRIME)["2023-05"] == ("missing", "only from Surrey Police")


def test_a_month_that_stops_early_is_partial_to_its_last_day(store: Store) -> None:
    days = [search(Date=f"2022-12-{day:02}T12:00:00+00:00") for day in range(1, 18) for _ in range(5)]
    store.load(Options(scope="force"), a=searches(*days, good=0), w=wards())
    assert store.states(SEARCH)["2022-12"] == ("partial", "to the 17th only")
    assert store.sql("SELECT through FROM coverage") == [(date(2022, 12, 17),)]


def test_a_month_without_coordinates_says_so(store: Store) -> None:
    store.load(a=searches(*[search(Latitude="", Longitude="")] * 3, good=0), w=wards())
    assert store.states(SEARCH)["2023-05"] == ("no-locations", "the file has no coordinates")


def test_a_month_known_never_to_have_been_published_says_why(store: Store) -> None:
    december, february = search(Date="2021-12-03T13:30:00+00:00"), search(Date="2022-02-03T13:30:00+00:00")
    store.load(a=searches(december, good=0), b=searches(february, good=0), w=wards())
    assert store.states(SEARCH)["2022-01"] == ("missing", "not published")
