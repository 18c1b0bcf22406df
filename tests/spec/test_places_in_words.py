"""Places in free words become points while they are loaded, with how sure that is; homes never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from data_access import ledger
from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.ingest.loading.load import LoadReport, Options, load
from data_access.ledger.places import digest_of
from data_access.place_review import PlaceAnswer, Verdict
from tests.loading import IN_NORTH, IN_SOUTH, NORTH, OURS, Store, put, wards

HEADING = (
    "REPORTING PERIOD START DATE,REPORTING PERIOD END DATE,SITE CODE (OF TREATMENT),"
    "ARRIVAL DATE AND TIME AT ACCIDENT AND EMERGENCY DEPARTMENT,ASSAULT DATE AND TIME,ASSAULT METHOD,"
    "ASSAULT METHOD OTHER DESCRIPTION,ASSAULT LOCATION TYPE,ASSAULT LOCATION DESCRIPTION"
)
POINTS = "street_id,name,kind,lat,lon,WD22CD,WD22NM"
LAT, LNG = IN_NORTH
SOUTH_LAT, SOUTH_LNG = IN_SOUTH


def point(name: str, lat: float, lng: float, kind: str = "street") -> str:
    return f"1,{name},{kind},{lat:.6f},{lng:.6f},{NORTH},Northfield"


NAMES = "\n".join(
    [
        POINTS,
        point("Larkfen Road", LAT, LNG),
        point("Marrowby Street", LAT + 0.0008, LNG),
        point("Dunholt Avenue", SOUTH_LAT, SOUTH_LNG),
        point("Twinley Close", LAT, LNG),
        point("Twinley Close", SOUTH_LAT, SOUTH_LNG + 0.004),
        point("Ostwick (station)", SOUTH_LAT + 0.002, SOUTH_LNG, "station"),
        "",
    ]
)
HOSPITAL = ("RJ224", "2026-09")


def came(text: str, setting: str = "Street", day: int = 5) -> str:
    when = f"2026-09-{day:02}T22:50:00"
    return f'2026-09-01,2026-09-30,RJ224,2026-09-{day:02}T23:40:00,{when},Fist,,{setting},"{text}"'


def hospital(*rows: str) -> str:
    return "\n".join([HEADING, *rows, ""])


@pytest.fixture(scope="module")
def one_load(tmp_path_factory: pytest.TempPathFactory) -> Store:
    filled = Store(tmp_path_factory.mktemp("one"))
    assert filled.load(wards__geojson=wards(), names__csv=NAMES).ok
    return filled


@pytest.fixture
def store(one_load: Store, tmp_path: Path) -> Store:
    return one_load.copied_to(tmp_path)


def bands(store: Store) -> dict[str, tuple[int, int, int]]:
    """By band: rows, rows with a point, rows in a ward."""
    rows = store.sql("SELECT confidence, count(*), count(place), count(ward) FROM incidents GROUP BY confidence")
    return {
        DIMENSIONS["confidence"].slug(int(str(row[0]))): (int(str(row[1])), int(str(row[2])), int(str(row[3]))) for row in rows
    }


def texts(store: Store) -> list[str]:
    return [str(row[0]) for row in store.sql("SELECT said FROM texts ORDER BY said")]


def test_each_row_gets_the_place_its_words_name_and_how_sure_that_is(store: Store) -> None:
    store.load(
        ed__csv=hospital(
            came("outside shop larkfen rd"),
            came("12 Larkfen Road"),
            came("jct larkfen rd / marrowby st"),
            came("ostwick stn"),
            came("twinley close"),
            came("somewhere"),
            came(""),
        )
    )
    assert bands(store) == {
        "street": (2, 2, 2),
        "junction": (1, 1, 1),
        "exact": (1, 1, 1),
        "not-found": (2, 0, 0),
        "unknown": (1, 0, 0),
    }
    placed = store.sql("SELECT DISTINCT ward, location FROM incidents WHERE place IS NOT NULL ORDER BY ward")
    assert placed == [(5013714, 1), (5013715, 1)]


def test_words_that_were_found_surely_are_not_kept_and_those_that_were_not_are_kept_without_house_numbers(store: Store) -> None:
    store.load(
        ed__csv=hospital(came("outside larkfen rd"), came("14 Twinley Close"), came("15a Twinley Close"), came("by the pond"))
    )
    assert texts(store) == ["0 twinley close", "by the pond"]
    kept = store.sql("SELECT said, rows, reason, candidates FROM texts ORDER BY rows DESC")
    assert kept[0][:2] == ("0 twinley close", 2)
    assert "it could be Twinley Close" in str(kept[0][2])
    assert str(kept[0][3]).count("Twinley Close") == 2
    assert store.count("text IS NOT NULL") == 3


@pytest.mark.parametrize(
    "row",
    [
        *(came("home"), came("at hme, larkfen road"), came("12 larkfen road (hom adress)"), came("friends flat SE13 1AA")),
        *(came("larkfen road", "Home"), came("larkfen road", "Other's home"), came("twinley close", "Home")),
    ],
)
def test_a_home_has_no_point_no_ward_and_none_of_its_words_are_kept(store: Store, row: str) -> None:
    store.load(ed__csv=hospital(row))
    assert bands(store) == {"home": (1, 0, 0)}
    assert texts(store) == []
    dumped = store.sql("SELECT * FROM incidents") + store.sql("SELECT * FROM texts") + store.sql("SELECT * FROM quarantine")
    assert "larkfen" not in str(dumped)


def test_an_area_gives_its_ward_only_where_all_of_it_lies_in_one(store: Store) -> None:
    small = "said,means,kind,lat,lng,radius_m\nthe market,,area,51.455,-0.02,310\nthe lowlands,,area,51.45,-0.02,900\n"
    store.load(aliases__csv=small)
    store.load(ed__csv=hospital(came("the market"), came("the lowlands")))
    rows = store.sql("SELECT t.said, i.place, i.ward, i.location FROM incidents i JOIN texts t USING (text) ORDER BY t.said")
    assert rows == [("the lowlands", None, None, 0), ("the market", None, 5013714, 1)]


def test_without_a_file_of_names_the_named_points_of_loaded_incidents_serve(tmp_path: Path) -> None:
    from tests.loading import answer

    store = Store(tmp_path)
    crimes = answer((1, IN_NORTH, "Force"))
    report = store.load(wards__geojson=wards(), ed__csv=hospital(came("o/s madeup rd")), crimes__json=crimes)
    assert dict(report.bands[0].counts) == {"street": 1}
    assert store.count("confidence = 4 AND ward = 5013714") == 1
    assert store.count("confidence = 1") == 1, "a crime's own point is as supplied"


def test_names_loaded_later_place_the_words_that_waited_for_them(store: Store) -> None:
    store.load(ed__csv=hospital(came("fernbrook lane"), came("the moon")))
    assert texts(store) == ["fernbrook lane", "the moon"]
    store.load(names__csv=NAMES + point("Fernbrook Lane", LAT, LNG) + "\n")
    assert texts(store) == ["the moon"]
    assert bands(store) == {"street": (1, 1, 1), "not-found": (1, 0, 0)}


def remember(store: Store, said: str, verdict: Verdict, **more: object) -> None:
    with ledger.opened(ledger.address_of(store.path)) as book:
        answer = PlaceAnswer(digest_of(said), said, "", verdict, "Ada", datetime(2026, 10, 1))
        book.places.remember(replace(answer, **more))  # type: ignore[arg-type]


def again(store: Store, options: Options | None = None) -> LoadReport:
    return load([], store.path, OURS, options=options)


def test_what_a_person_said_places_the_rows_that_wait_and_those_that_come(store: Store) -> None:
    store.load(ed__csv=hospital(came("by the pond"), came("Twinley Close"), came("the arches"), came("12 pondside"), came("n/k")))
    remember(store, "by the pond", Verdict.POINT, lat=LAT, lng=LNG, band="exact", name="The pond")
    remember(store, "twinley close", Verdict.WARD, ward=NORTH)
    remember(store, "the arches", Verdict.NOWHERE)
    remember(store, "12 pondside", Verdict.HOME)
    assert again(store).snapshot
    assert bands(store) == {"exact": (1, 1, 1), "area": (1, 0, 1), "not-found": (2, 0, 0), "home": (1, 0, 0)}
    assert store.sql("SELECT said FROM texts WHERE NOT answered") == [("n/k",)]
    assert "pondside" not in texts(store), "a home's words go once a person has said so"
    store.load(october__csv=hospital(came("BY THE POND", day=7), came("14 Pondside", day=7)).replace("-09-", "-10-"))
    assert store.count("confidence = 2") == 2
    assert store.count("confidence = 7") == 2
    assert again(store).snapshot == "", "nothing has changed since"


def test_an_answer_taken_back_sets_its_rows_back(store: Store) -> None:
    store.load(ed__csv=hospital(came("by the pond")))
    remember(store, "by the pond", Verdict.POINT, lat=LAT, lng=LNG, band="exact")
    again(store)
    assert bands(store) == {"exact": (1, 1, 1)}
    remember(store, "by the pond", Verdict.WITHDRAWN)
    again(store)
    assert bands(store) == {"not-found": (1, 0, 0)}
    assert store.sql("SELECT location, h3_9, lsoa FROM incidents") == [(0, None, None)]


def test_an_answer_never_places_what_speaks_of_a_home(store: Store) -> None:
    remember(store, "home larkfen road", Verdict.POINT, lat=LAT, lng=LNG, band="exact")
    store.load(ed__csv=hospital(came("home larkfen road")))
    assert bands(store) == {"home": (1, 0, 0)}


def test_an_answer_for_one_source_is_for_no_other(store: Store) -> None:
    remember(store, "by the pond", Verdict.NOWHERE, source="stop-and-search")
    store.load(ed__csv=hospital(came("by the pond")))
    assert store.sql("SELECT answered FROM texts") == [(False,)]


def test_a_ledger_that_cannot_be_read_stops_a_load_with_words(store: Store) -> None:
    store.load(ed__csv=hospital(came("by the pond")))
    (store.path / "ledger.sqlite").write_bytes(b"no database at all, but long enough to be looked at")
    with pytest.raises(BadInput, match="could not be read"):
        store.load(more__csv=hospital(came("by the lake", day=9)))


def test_a_dry_run_tells_how_surely_places_were_found_and_publishes_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    from data_access.ingest.__main__ import main

    folder = put(store.folder / "dry", {"ed.csv": hospital(came("larkfen rd"), came("his flat"), came("pond"))})
    assert main([str(folder), "--store", str(store.path), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "Places of Assaults seen in emergency departments, this load: " in told
    for words in ("a street, from words 1", "not found in the words 1", "a home, never placed 1"):
        assert words in told
    assert store.count() == 0


def test_a_file_of_the_same_bytes_given_again_changes_nothing(store: Store) -> None:
    once = hospital(came("larkfen rd"), came("by the pond"))
    store.load(ed__csv=once)
    before = store.sql("SELECT * FROM incidents ORDER BY line")
    assert store.load(ed__csv=once).snapshot == ""
    assert store.sql("SELECT * FROM incidents ORDER BY line") == before


def test_new_boundaries_place_found_words_again_and_leave_areas_alone(store: Store) -> None:
    store.load(ed__csv=hospital(came("larkfen rd"), came("dunholt avenue")))
    from tests.evil import made_up
    from tests.loading import SQUARES

    store.load(wards__geojson=made_up.collection(made_up.feature(SQUARES[NORTH], code=NORTH)))
    assert store.sql("SELECT location, ward FROM incidents ORDER BY line") == [(1, 5013714), (2, None)]


def test_an_alias_that_means_nothing_is_told_and_the_others_serve(store: Store) -> None:
    store.load(aliases__csv="said,means,kind,lat,lng,radius_m\nthe lane,Larkfen Road,,,,\nthe void,Nowhere Street,,,,\n")
    report = store.load(ed__csv=hospital(came("the lane")))
    assert bands(store) == {"street": (1, 1, 1)}
    assert any("Nowhere Street" in note for note in report.notes)
