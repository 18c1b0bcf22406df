"""Reports of antisocial behaviour, calls to ambulances, buses and stations tell places in words as hospitals do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from data_access import ledger
from data_access.catalogue import SOURCES
from data_access.ingest.loading.load import load
from data_access.ledger.places import digest_of
from data_access.place_review import PlaceAnswer, Verdict
from geo import crs
from tests.loading import IN_NORTH, IN_SOUTH, NORTH, OURS, SOUTH, Store, wards
from tests.spec.test_places_in_words import NAMES, bands, texts

ASB = "Reference,Reported date and time,NSIR category,Location,Easting,Northing,Ward code,Borough"
AMBULANCE = "Call date and time,Location of incident,Easting,Northing,Borough,Determinant,Age,Gender"
BUS = "Date,Time band,Route,Stop name,Ward code,Borough,Incident type"
RAIL = "Incident date and time,Station,Borough,Easting,Northing,Offence group"


def grid(point: tuple[float, float]) -> str:
    east, north = crs.to_national_grid([point[0]], [point[1]])
    return f"{east[0]:.0f},{north[0]:.0f}"


def report(text: str, point: str = ",", ward: str = "", borough: str = "Lewisham", number: int = 1) -> str:
    return f'ASB-{number},05/09/2026 21:10,Nuisance,"{text}",{point},{ward},{borough}'


def asb(*rows: str) -> str:
    return "\n".join([ASB, *rows, ""])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    filled = Store(tmp_path)
    assert filled.load(wards__geojson=wards(), names__csv=NAMES).ok
    return filled


def placed(store: Store) -> list[tuple[object, ...]]:
    """Of each row its ward, its location (1 in the borough), and whether it has a point."""
    return store.sql("SELECT ward, location, place IS NOT NULL FROM incidents ORDER BY line")


OURS_NORTH, OURS_SOUTH = 5013714, 5013715


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (ASB, report("outside shop larkfen rd")),
        (AMBULANCE, "04/09/2026 22:15,O/S PUB LARKFEN RD,,,Lewisham,Assault,27,M"),
        (BUS, "02/09/2026,15:00-16:00,185,Larkfen Road (Stop B),,Lewisham,Disturbance"),
        (RAIL, "02/09/2026 08:55,Larkfen Road,Lewisham,,,Public order"),
    ],
)
def test_a_row_of_any_partner_without_a_point_stands_where_its_words_say(store: Store, heading: str, row: str) -> None:
    store.load(feed__csv=f"{heading}\n{row}\n")
    assert bands(store) == {"street": (1, 1, 1)}
    assert placed(store) == [(OURS_NORTH, 1, True)]
    assert store.count("h3_9 IS NOT NULL") == 1
    assert texts(store) == []


def test_a_point_that_is_given_stands_whatever_the_words_say(store: Store) -> None:
    store.load(asb__csv=asb(report("dunholt avenue", grid(IN_NORTH)), report("by the pond", grid(IN_NORTH), number=2)))
    assert bands(store) == {"supplied": (2, 2, 2)}
    assert {row[0] for row in placed(store)} == {OURS_NORTH}
    assert texts(store) == [], "words that are not needed are not kept"


@pytest.mark.parametrize("text", ["home address", "at her flat, larkfen rd", "HOEM", "ptnshome"])
def test_words_of_a_home_take_the_point_that_is_given_and_leave_the_ward_that_the_row_states(store: Store, text: str) -> None:
    store.load(asb__csv=asb(report(text, grid(IN_NORTH)), report(text, grid(IN_NORTH), NORTH, number=2), report(text, number=3)))
    assert bands(store) == {"home": (3, 0, 1)}
    assert placed(store) == [(None, 1, False), (OURS_NORTH, 1, False), (None, 1, False)]
    assert store.count("h3_9 IS NOT NULL OR lsoa IS NOT NULL") == 0
    assert texts(store) == []


def test_a_kind_of_place_that_is_a_home_takes_the_point_too(store: Store) -> None:
    from tests.spec.test_places_in_words import came, hospital

    store.load(ed__csv=hospital(came("larkfen road", "Home"), came("larkfen road")))
    assert bands(store) == {"home": (1, 0, 0), "street": (1, 1, 1)}


def test_what_a_row_states_itself_outlives_what_is_found_in_its_words(store: Store) -> None:
    stating = [report("the arches", ",", SOUTH, number=2), report("the arches", ",", "", "Greenwich", number=3)]
    store.load(asb__csv=asb(report("the arches"), *stating))
    assert placed(store) == [(None, 1, False), (OURS_SOUTH, 1, False), (None, 2, False)]
    answered(store, "the arches", Verdict.POINT, lat=IN_NORTH[0], lng=IN_NORTH[1], band="exact")
    assert placed(store) == [(OURS_NORTH, 1, True), (OURS_SOUTH, 1, True), (None, 2, True)]
    answered(store, "the arches", Verdict.WITHDRAWN)
    assert placed(store) == [(None, 1, False), (OURS_SOUTH, 1, False), (None, 2, False)]


def test_somebody_calls_a_text_a_home_and_the_points_beside_it_go_when_its_file_comes_again(store: Store) -> None:
    remember(store, "by the pond", Verdict.HOME)
    store.load(asb__csv=asb(report("By the pond", grid(IN_SOUTH)), report("by the pond", number=2)))
    assert bands(store) == {"home": (2, 0, 0)}


def remember(store: Store, said: str, verdict: Verdict, **more: object) -> None:
    with ledger.opened(ledger.address_of(store.path)) as book:
        one = PlaceAnswer(digest_of(said), said, "", verdict, "Ada", datetime(2026, 10, 1))
        book.places.remember(replace(one, **more))  # type: ignore[arg-type]


def answered(store: Store, said: str, verdict: Verdict, **more: object) -> None:
    remember(store, said, verdict, **more)
    assert load([], store.path, OURS).snapshot


def test_partners_of_every_class_that_tell_words_are_closed_to_readers() -> None:
    worded = {key: source.disclosure for key, source in SOURCES.items() if source.worded}
    assert worded == {
        "ed-assaults": "S",
        "ambulance-assaults": "S",
        "btp-incidents": "R",
        "bus-incidents": "R",
        "council-asb": "R",
    }


def test_rows_on_an_older_list_of_names_are_counted_and_their_file_is_read_again_when_it_is_given_again(store: Store) -> None:
    from data_access.ingest.desk.places_desk import places_desk
    from tests.spec.test_places_in_words import POINTS, point

    our = replace(OURS, store=store.path)
    once = asb(report("larkfen rd"), report("by the pond", number=2))
    store.load(asb__csv=once)
    assert places_desk(our).older == ()
    assert store.load(asb__csv=once).snapshot == "", "the same names: the file is known"
    moved = "\n".join([POINTS, point("Larkfen Road", *IN_SOUTH), point("The Pond", *IN_NORTH, "station"), ""])
    store.load(names__csv=moved)
    assert placed(store)[0] == (OURS_NORTH, 1, True), "its words are dropped, so it stays where it was"
    assert [(each.source.key, each.rows) for each in places_desk(our).older] == [("council-asb", 2)], (
        "of the file; the pond is found by now"
    )
    assert store.load(asb__csv=once).snapshot
    assert placed(store)[0] == (OURS_SOUTH, 1, True)
    assert places_desk(our).older == ()


def test_new_names_place_again_all_that_was_not_found_surely(store: Store) -> None:
    store.load(asb__csv=asb(report("by the arches"), report("larkfen rd", number=2)))
    store.load(aliases__csv="said,means,kind,lat,lng,radius_m\nthe arches,Dunholt Avenue,,,,\n")
    assert bands(store) == {"street": (2, 2, 2)}
    assert [row[0] for row in placed(store)] == [OURS_SOUTH, OURS_NORTH]
