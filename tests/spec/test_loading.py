"""What is counted once files are loaded: files in, counts out, the arithmetic visible."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.dimensions import area_number
from data_access.ingest.load import Options
from tests.evil.made_up import crime, crimes, search, searches
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

CRIME, SEARCH = 1, 2
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


def test_answers_for_some_wards_only_are_partial(store: Store) -> None:
    store.load(north=answer((1, IN_NORTH, "Force")), w=wards())
    assert store.states(CRIME)["2023-05"] == ("partial", "answers for some wards only")


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


def test_scope_that_is_told_makes_an_extract_whole(store: Store) -> None:
    extract = crimes(crime(Crime_type="Drugs"), good=3)
    store.load(a=extract, w=wards())
    assert store.states(CRIME)["2023-05"][0] == "partial"
    store.load(Options(scope="E09000023"), a=extract)
    assert store.states(CRIME)["2023-05"] == ("complete", "")
    assert store.count() == 4


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
    assert len(list((store.path / "snapshots").iterdir())) == 5
    assert store.count() == 7


@pytest.mark.parametrize("order", permutations(["whole", "clip", "north", "south", "wards"]), ids="-".join)
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
