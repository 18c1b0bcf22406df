"""What is counted once files are loaded: files in, counts out, the arithmetic visible."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from data_access import snapshot
from data_access.catalogue import DIMENSIONS
from data_access.catalogue.dimensions import area_number
from data_access.ingest.loading.load import Options
from tests.evil.made_up import SEARCH_ANSWER, crime, crimes, search, searches
from tests.loading import (
    BESIDE,
    IN_NORTH,
    IN_SOUTH,
    NORTH,
    ON_THE_EDGE,
    SOUTH,
    Store,
    answer,
    at,
    wards,
    whole_force,
)

CRIME, SEARCH, OUTCOMES_OF_CRIMES = 1, 2, 6
OUTCOMES = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n"
OUTCOME = ",{},Metropolitan Police Service,Metropolitan Police Service,-0.02,51.445,On or near Madeup Road,,,Local resolution\n"
LOCATED, OUTSIDE, NONE = 1, 2, 0
BTP = "British Transport Police"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def code(dimension: str, slug: str) -> int:
    return DIMENSIONS[dimension].code(slug) or 0


def test_equal_rows_of_searches_are_different_people(store: Store) -> None:
    store.load(a=searches(good=3))
    assert store.count() == 3


def test_every_crime_row_counts_also_two_types_under_one_crime_id_and_anti_social_behaviour_without_one(store: Store) -> None:
    one = [crime(Crime_ID="abc", Crime_type="Drugs"), crime(Crime_ID="abc", Crime_type="Robbery")]
    asb = [crime(Crime_type="Anti-social behaviour", Last_outcome_category="")] * 2
    store.load(a=crimes(*one, *asb, good=0))
    assert store.count() == 2 + 2
    assert store.count("record_id = 'abc'") == 2
    assert store.count("record_id IS NULL") == 2


def test_a_summer_month_begins_an_hour_before_midnight_utc(store: Store) -> None:
    store.load(a=searches(search(Date="2023-06-30T23:30:00+00:00"), search(Date="2023-07-15T12:00:00+00:00"), good=0))
    rows = store.sql("SELECT month, hour, weekday FROM incidents ORDER BY line")
    saturday, at_midnight, at_one = code("weekday", "saturday"), code("hour", "0"), code("hour", "13")
    assert rows == [(date(2023, 7, 1), at_midnight, saturday), (date(2023, 7, 1), at_one, saturday)]


def test_a_stray_row_of_another_london_month_is_set_aside(store: Store) -> None:
    report = store.load(a=searches(search(Date="2023-04-30T22:30:00+00:00"), good=150))
    assert (store.count(), report.files[0].rows_rejected) == (150, 1)
    assert store.sql("SELECT line, rule FROM quarantine") == [(152, "another month")]


def test_each_point_gets_ward_and_location_and_an_edge_goes_to_the_lower_code(store: Store) -> None:
    rows = [search(**at(point)) for point in (IN_NORTH, IN_SOUTH, ON_THE_EDGE, BESIDE)]
    store.load(a=searches(*rows, search(Latitude="", Longitude=""), good=0), w=wards())
    north, south = area_number(NORTH), area_number(SOUTH)
    found = store.sql("SELECT ward, location FROM incidents ORDER BY line")
    assert found == [(north, LOCATED), (south, LOCATED), (north, LOCATED), (None, OUTSIDE), (None, NONE)]


def test_boundaries_that_come_later_place_what_was_loaded_before(store: Store) -> None:
    store.load(a=searches(search(**at(IN_NORTH)), search(**at(BESIDE)), good=0))
    assert store.states(SEARCH)["2023-05"] == ("no-locations", "no boundaries of the borough are loaded")
    assert store.count(f"location = {LOCATED}") == 0
    store.load(w=wards())
    assert (store.count(f"location = {LOCATED}"), store.count(f"location = {OUTSIDE}")) == (1, 1)


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    first = store.load(a=searches(), w=wards())
    again = store.load(renamed=searches(), wards=wards())
    assert first.snapshot
    assert again.ok
    assert not again.snapshot


def test_a_republished_month_replaces_that_month_and_no_other(store: Store) -> None:
    june = search(Date="2023-06-03T13:30:00+00:00")
    store.load(a=searches(good=5), b=searches(june, good=0))
    report = store.load(a=searches(search(Gender="Female"), good=2))
    assert store.count("month = DATE '2023-05-01'") == 3
    assert store.count("month = DATE '2023-06-01'") == 1
    assert [loser for loser, _ in report.replaced] == ["load1/a"]


@pytest.mark.parametrize("together", [True, False], ids=["in one load", "the clip after the whole"])
def test_a_clip_never_replaces_the_whole_month_it_was_cut_from(store: Store, together: bool) -> None:
    inside = [search(**at(IN_NORTH))] * 4
    whole, clip = whole_force(*inside, *[search(**at(BESIDE))] * 6), searches(*inside, good=0)
    if together:
        store.load(a_whole=whole, b_clip=clip, w=wards())
    else:
        store.load(a_whole=whole, w=wards())
        store.load(b_clip=clip)
    assert store.count() == 4 + 6 + 2
    assert store.count(f"location = {LOCATED}") == 4
    assert store.states(SEARCH)["2023-05"] == ("complete", "")


def test_the_whole_month_replaces_a_clip_that_came_first(store: Store) -> None:
    store.load(clip=searches(*[search(**at(IN_NORTH))] * 4, good=0), w=wards())
    assert store.states(SEARCH)["2023-05"][0] == "partial"
    store.load(whole=whole_force(*[search(**at(IN_NORTH))] * 4))
    assert store.count() == 4 + 2
    assert store.states(SEARCH)["2023-05"] == ("complete", "")


def test_a_file_cut_out_of_another_is_known_by_its_rows_where_nothing_else_shows_it(store: Store) -> None:
    surrey = {"Reported_by": "Surrey Police", "Falls_within": "Surrey Police"}
    rows = [crime(Crime_ID=str(number), **surrey) for number in range(10)]
    store.load(a=crimes(*rows, good=0))
    report = store.load(b=crimes(*rows[:4], good=0))
    assert store.count() == 10
    assert report.files[0].fate == "superseded by load1/a"


def test_a_short_file_told_to_be_the_whole_force_replaces_the_long_one(store: Store) -> None:
    rows = [made_search(hour) for hour in range(10)]
    store.load(Options(scope="force"), a=searches(*rows, good=0))
    store.load(Options(scope="force"), b=searches(*rows[:3], good=0))
    assert store.count() == 3


def made_search(hour: int) -> list[str]:
    return search(Date=f"2023-05-03T{hour:02}:30:00+00:00")


def test_an_answer_known_to_be_wrong_never_replaces_the_months_own_file(store: Store) -> None:
    january = {"datetime": "2025-01-03T13:30:00+00:00"}
    wrong = json.dumps([{**SEARCH_ANSWER, **january, "location": None}])
    store.load(a=searches(search(Date=january["datetime"], Latitude="", Longitude=""), good=0), w=wards())
    store.load(b=wrong)
    assert store.sql("SELECT DISTINCT f.layout FROM slots JOIN files f USING (file)") == [("stop-and-search CSV",)]


def test_an_archive_as_the_site_delivers_it_holds_months_in_folders(store: Store) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for month in ("2023-05", "2023-06"):
            packed.writestr(f"{month}/{month}-metropolitan-street.csv", crimes(crime(Month=month), good=0))
            packed.writestr(
                f"{month}/{month}-metropolitan-stop-and-search.csv", searches(search(Date=f"{month}-03T13:30:00Z"), good=0)
            )
            packed.writestr(f"{month}/{month}-metropolitan-outcomes.csv", OUTCOMES + OUTCOME.format(month))
    report = store.load(
        archive__zip=archive.getvalue(), gz=gzip.compress(searches(search(Date="2023-04-03T13:30:00Z"), good=0).encode())
    )
    assert store.sql("SELECT source, month, count(*) FROM incidents GROUP BY ALL ORDER BY ALL") == [
        (CRIME, date(2023, 5, 1), 1),
        (CRIME, date(2023, 6, 1), 1),
        (SEARCH, date(2023, 4, 1), 1),
        (SEARCH, date(2023, 5, 1), 1),
        (SEARCH, date(2023, 6, 1), 1),
        (OUTCOMES_OF_CRIMES, date(2023, 5, 1), 1),
        (OUTCOMES_OF_CRIMES, date(2023, 6, 1), 1),
    ]
    assert report.files[0].name == "load1/archive.zip › 2023-05/2023-05-metropolitan-outcomes.csv"
    assert report.files[0].fate == "loaded"


def test_an_api_record_on_the_edge_of_two_wards_counts_once(store: Store) -> None:
    north = answer((1, IN_NORTH, "Force"), (2, ON_THE_EDGE, "Force"), (3, IN_NORTH, "Force"))
    south = answer((2, ON_THE_EDGE, "Force"), (4, IN_SOUTH, "Force"), (5, IN_SOUTH, "BTP"))
    report = store.load(north=north, south=south, w=wards())
    assert store.count() == 3 + (3 - 1)
    assert [file.rows_repeated for file in report.files] == [0, 1, 0]
    assert store.count(f"force = {code('force', 'btp')}") == 1
    assert store.states(CRIME)["2023-05"] == ("complete", "")


def test_a_wards_answer_saved_again_replaces_only_that_ward(store: Store) -> None:
    store.load(
        north=answer(*((n, IN_NORTH, "Force") for n in (1, 2, 3))),
        south=answer(*((n, IN_SOUTH, "Force") for n in (4, 5, 6))),
        w=wards(),
    )
    store.load(north=answer(*((n, IN_NORTH, "Force") for n in (2, 3, 7, 8))))
    ids = store.sql("SELECT record_id FROM incidents ORDER BY record_id")
    assert ids == [(str(n),) for n in (2, 3, 4, 5, 6, 7, 8)]


def test_ward_answers_speak_for_every_force_so_extracts_of_both_lose(store: Store) -> None:
    btp = crimes(crime(Reported_by=BTP, Falls_within=BTP), good=0)
    both = {"north": answer((1, IN_NORTH, "Force")), "south": answer((2, IN_SOUTH, "BTP"))}
    store.load(a_btp=btp, b_met=crimes(crime(Crime_type="Drugs"), good=3), **both, w=wards())
    assert store.sql("SELECT record_id FROM incidents ORDER BY 1") == [("1",), ("2",)]


def test_a_forces_whole_month_beats_answers_which_keep_the_other_forces_rows(store: Store) -> None:
    boroughs = [crime(LSOA_name=f"Borough {chr(65 + n)}x 001A", Crime_type="Drugs", **at(IN_NORTH)) for n in range(25)]
    both = {"north": answer((1, IN_NORTH, "Force")), "south": answer((2, IN_SOUTH, "BTP"))}
    store.load(met=crimes(*boroughs, crime(), good=0), **both, w=wards())
    assert store.count(f"force = {code('force', 'metropolitan')}") == 25 + 1
    assert store.sql(f"SELECT record_id FROM incidents WHERE force = {code('force', 'btp')}") == [("2",)]


def test_searches_of_another_force_are_told_with_force(store: Store) -> None:
    store.load(Options(force="surrey"), a=searches(good=3), w=wards())
    assert store.count(f"force = {code('force', 'surrey')}") == 3


def test_a_refused_file_publishes_nothing_unless_it_is_to_be_skipped(store: Store) -> None:
    bad = "Month,What\n2023-05,nothing\n"
    refused = store.load(a=searches(), bad=bad)
    assert not refused.ok
    assert not (store.path / "CURRENT").exists()
    skipped = store.load(Options(skip_bad_files=True), a=searches(), bad=bad)
    assert skipped.snapshot
    assert [refusal.file for refusal in skipped.refused] == ["load2/bad"]
    assert store.count() == 5


def test_every_row_keeps_its_source_file_and_line(store: Store) -> None:
    store.load(a=searches(search(Gender="Female"), good=1))
    joined = "incidents i JOIN slots USING (slot) JOIN files f USING (file)"
    found = store.sql(f"SELECT i.line, f.name, length(f.sha256), i.gender FROM {joined} ORDER BY i.line")
    assert found == [(2, "load1/a", 64, code("gender", "male")), (3, "load1/a", 64, code("gender", "female"))]


def test_shapes_for_drawing_never_replace_surveyed_ones(store: Store) -> None:
    store.load(w=wards())
    simple = wards().replace('"WD22CD"', '"id"').replace('"WD22NM"', '"name"').replace("LAD22CD", "council")
    report = store.load(simple=simple)
    assert report.files[0].fate == "superseded by full boundaries already loaded"
    assert store.sql("SELECT DISTINCT simplified FROM areas WHERE kind = 'ward'") == [(False,)]


def test_five_snapshots_are_kept(store: Store) -> None:
    for good in range(1, 8):
        store.load(a=searches(good=good))
    assert len(snapshot.kept(store.path)) == 5
    assert store.count() == 7


# Every ninth of the 120 orders: each file comes first, and each last, in some.
@pytest.mark.parametrize("order", list(permutations(["whole", "clip", "north", "south", "wards"]))[::9], ids="-".join)
def test_the_order_of_loads_does_not_change_what_is_counted(store: Store, order: tuple[str, ...]) -> None:
    inside = [search(**at(IN_NORTH))] * 4
    files = {
        "whole": whole_force(*inside, *[search(**at(BESIDE))] * 6),
        "clip": searches(*inside, good=0),
        "north": answer((1, IN_NORTH, "Force"), (2, ON_THE_EDGE, "Force"), (3, IN_NORTH, "BTP")),
        "south": answer((2, ON_THE_EDGE, "Force"), (4, IN_SOUTH, "Force"), (5, BESIDE, "Force")),
        "wards": wards(),
    }
    for name in order:
        store.load(**{name: files[name]})
    by_place = "SELECT source, location, ward, count(*) FROM incidents GROUP BY ALL ORDER BY ALL"
    north, south = area_number(NORTH), area_number(SOUTH)
    assert store.sql(by_place) == [
        (CRIME, LOCATED, north, 3),
        (CRIME, LOCATED, south, 1),
        (CRIME, OUTSIDE, None, 1),
        (SEARCH, LOCATED, north, 4),
        (SEARCH, OUTSIDE, None, 6 + 2),
    ]
    assert {store.states(source)["2023-05"] for source in (CRIME, SEARCH)} == {("complete", "")}
